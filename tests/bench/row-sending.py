#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long thousands of notices that wait take to go out, beside a loop of libcurl that sends the same bytes on
one connection to the same server, which accepts them at once. BENCH_NOTICES (5000), BENCH_ROUNDS (3).

Timed from the first mail that the server accepts until the last."""

import shutil
import subprocess
import time

import bench_world as world

EACH = 3  # notices of a report
MAIL_BYTES = 4000
NOBODY = 9  # a port at which there is no mail server


class Outbox:
    """A database in which notices wait. A copy of it at another place would rightly be silent: so each round
    begins with its first bytes again, in the same file."""

    def __init__(self, servers, count):
        self.servers = servers
        self.database, self.kept = servers.folder / "lexsarah.db", servers.folder / "kept"
        servers.fill((count + EACH - 1) // EACH, MAIL_BYTES)
        with world.Daemon(servers.configure(NOBODY), "--once") as daemon:
            daemon.run()
        shutil.copyfile(self.database, self.kept)

    def waiting(self):
        return world.ask(self.database, "SELECT count(*) FROM outbox WHERE state='queued' AND waits_for IS NULL "
                         f"AND due<={int(time.time() * 1000)}")[0][0]

    def send(self):
        shutil.copyfile(self.kept, self.database)
        count = self.waiting()
        with world.Sink(self.servers.folder) as sink, \
                world.Daemon(self.servers.configure(sink.port)) as daemon:
            daemon.await_line(" runs")
            begun = world.ran_ms(daemon.pid)
            world.wait_until(lambda: len(sink.mails) >= count, 600)
            world.note(f"{(world.ran_ms(daemon.pid) - begun) / count:.2f} ms of processor for each")
            return sink.mails[count - 1][0] - sink.mails[0][0], count

    def save_letters(self):
        """What was sent, for send-bare."""
        letters = self.servers.folder / "letters"
        letters.mkdir(exist_ok=True)
        rows = world.ask(self.database, "SELECT recipient, bytes FROM outbox WHERE state='sent' ORDER BY sent, id")
        for number, (recipient, data) in enumerate(rows):
            (letters / str(number)).write_bytes(b"lexsarah@kommun.example %s\n" % recipient.encode() + data)
        return letters


def send_bare(servers, letters, count):
    with world.Sink(servers.folder) as sink:
        subprocess.run([f"{world.BUILD}/tests/bench/send-bare", str(sink.port), letters], check=True,
                       stdout=subprocess.DEVNULL)
        assert len(sink.mails) >= count
        return sink.mails[count - 1][0] - sink.mails[0][0]


def main():
    ours, bare = [], []
    with world.folder() as name, world.Servers(name) as servers:
        outbox = Outbox(servers, world.size("NOTICES", 5000))
        for _ in range(world.size("ROUNDS", 3)):
            seconds, count = outbox.send()
            ours.append(seconds)
            bare.append(send_bare(servers, outbox.save_letters(), count))
            world.note(f"{count} notices in {ours[-1]:.2f} s, bare {bare[-1]:.2f} s")
    world.tell_beside(f"sending {count} notices, to a bare loop of libcurl", "s", ours, bare, 2)


main()
