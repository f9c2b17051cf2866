#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long lexsarahd takes until many reports are open and read, beside mbsync copying the same mailbox and
beside a bare download of it; and how much memory it holds meanwhile.

BENCH_MAILS (5000), BENCH_BYTES (55000) each, BENCH_ROUNDS (3). A case is open when that is logged, after its
commit. The mail server that its notices go to accepts them at once."""

import subprocess
import time

import bench_world as world

MBSYNCRC = """FSync yes
IMAPAccount bench
Host 127.0.0.1
Port {port}
User lexsarah
Pass {password}
SSLType None
AuthMechs LOGIN

IMAPStore far
Account bench

MaildirStore near
Inbox {copy}/INBOX
SubFolders Verbatim

Channel bench
Far :far:
Near :near:
Sync Pull
Create Near
SyncState *
"""


class Intake:
    def __init__(self, servers, sink, count):
        self.servers, self.count = servers, count
        self.conf = servers.configure(sink.port)

    def copy(self, number):
        """Seconds that mbsync takes."""
        copy, conf = self.servers.folder / f"copy{number}", self.servers.folder / "mbsyncrc"
        copy.mkdir()
        conf.write_text(MBSYNCRC.format(port=self.servers.imap, password=self.servers.password, copy=copy))
        start = time.monotonic()
        subprocess.run(["mbsync", "-q", "-c", conf, "bench"], check=True)
        seconds = time.monotonic() - start
        subprocess.run(["rm", "-r", copy], check=True)
        return seconds

    def download(self):
        out = subprocess.run([f"{world.BUILD}/tests/bench/fetch-bare", str(self.servers.imap), "lexsarah",
                              self.servers.password], check=True, capture_output=True, text=True).stdout
        assert int(out.split()[1]) == self.count, out
        return float(out.split()[2])

    def take(self):
        """Seconds until all are open, and until all are read, and MiB."""
        database = self.servers.folder / "lexsarah.db"
        for path in self.servers.folder.glob("lexsarah.db*"):
            path.unlink()
        begun = time.time()
        with world.Daemon(self.conf, "--once") as daemon:
            peak = daemon.run()
        opened = daemon.seconds_of("case opened")
        read, last = world.ask(database, "SELECT count(*), max(finished) FROM reading WHERE state='done'")[0]
        assert len(opened) == read == self.count, daemon.lines[-5:]
        return opened[-1], last / 1000 - begun, peak


def main():
    count, length = world.size("MAILS", 5000), world.size("BYTES", 55000)
    copied, bare, opened, read, peaks = [], [], [], [], []
    with world.folder() as name, world.Servers(name) as servers, world.Sink(name) as sink:
        intake = Intake(servers, sink, count)
        servers.fill(count, length)
        for number in range(world.size("ROUNDS", 3)):
            copied.append(intake.copy(number))
            bare.append(intake.download())
            took = intake.take()
            opened.append(took[0])
            read.append(took[1])
            peaks.append(took[2])
            world.note(f"mbsync {copied[-1]:.2f} s, download {bare[-1]:.2f} s, opened {took[0]:.2f} s, "
                       f"read {took[1]:.2f} s, {took[2]:.1f} MiB")
    mails = f"{count} reports of {length // 1000} KB"
    world.tell_beside(f"{mails} opened, to mbsync's copy", "s", opened, copied, 0.33)
    world.tell_beside(f"{mails} read, to mbsync's copy", "s", read, copied, 0.75)
    world.tell_beside(f"{mails} opened, to a bare download", "s", opened, bare, 4)
    world.tell(f"memory over {mails}", f"{max(peaks):.1f} MiB", max(peaks), 64, "MiB")


main()
