#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The disk of a running lexsarahd fills, while a mail is taken in and while a notice is sent,
and has room again; as TAP.

usage: full_disk.py FOLDER

FOLDER: a small file system of its own. Each time the daemon says so and runs on, nothing
is lost or sent twice, and it goes on by itself when there is room.
"""

import contextlib
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

import faults
import tls
import trial

COUNT = 0
FAILED = 0
LARGE = "Larmet var av. " * 20000  # more than what is left by chance


def check(name, good, *words):
    global COUNT, FAILED
    COUNT += 1
    FAILED += not good
    print(f"{'ok' if good else 'not ok'} {COUNT} - {name}", flush=True)
    for word in words if not good else ():
        print("# " + str(word).replace("\n", "\n# "), flush=True)


def wait_for(condition):
    end = time.monotonic() + trial.SECONDS
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    return condition()


class Disk:
    def __init__(self, folder, database):
        self.filler = folder / "filler"
        self.database = database
        self.reader = None

    def truncate(self):
        """Of what was written before nothing is left that could be written over."""
        with contextlib.closing(sqlite3.connect(self.database)) as writer:
            return writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0

    def fill(self):
        """Whoever reads keeps the database from writing where it has written since."""
        assert wait_for(self.truncate)
        self.reader = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)
        self.reader.execute("BEGIN")
        self.reader.execute("SELECT count(*) FROM mail").fetchone()
        with self.filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
            while file.write(bytes(4096)):
                pass

    def free(self):
        self.filler.unlink()
        self.reader.close()


class Play:
    def __init__(self, folder, top):
        self.trial = trial.Trial(folder / "trial", faults.Row("full disk", idles=True),
                                 tls.Authority(top / "tls"))
        # It waits for a slow server as it always does.
        del self.trial.environment["LEXSARAH_FAULT_PATIENCE"]
        self.disk = Disk(folder, self.trial.folder / "lexsarah.db")
        self.said = top / "said"
        self.daemon = None
        self.reached, self.go_on = threading.Event(), threading.Event()

    def start(self):
        self.trial.imap.begin()
        self.trial.smtp.begin()
        with self.said.open("w", encoding="utf-8") as said:
            self.daemon = subprocess.Popen(self.trial.command(once=False), stderr=said,
                                           env=self.trial.environment)

    def arrive(self, number):
        self.trial.mailbox.append(trial.later(number).replace(b"larmet", LARGE.encode(), 1))

    def is_done(self, reports):
        return self.trial.mailbox.marked() == reports and \
            len(self.trial.smtp.accepted) >= reports * trial.NOTICES

    def check_done(self, name, reports):
        check(name, wait_for(lambda: self.is_done(reports)), self.trial.mailbox.marked(),
              self.trial.smtp.accepted, self.said.read_text(encoding="utf-8"))

    def check_told(self, name, before):
        def told():
            words = self.said.read_text(encoding="utf-8")[before:]
            return re.search(r"lexsarah\.db.*(full|No space)", words)
        check(f"{name}: it says so", wait_for(told), self.said.read_text(encoding="utf-8"))
        check(f"{name}: it runs on", self.daemon.poll() is None)

    def words(self):
        return len(self.said.read_text(encoding="utf-8"))

    def taking_in(self):
        before, sent = self.words(), len(self.trial.smtp.accepted)
        self.disk.fill()
        self.arrive(4)
        self.check_told("full while a mail is taken in", before)
        check("the mailbox is untouched", self.trial.mailbox.marked() == 3)
        check("nothing is sent", len(self.trial.smtp.accepted) == sent)
        self.disk.free()
        self.check_done("room again: it goes on", 4)

    def hold_up(self, _exchange):
        self.reached.set()
        self.go_on.wait(trial.SECONDS)

    def sending(self):
        """A server has the notice, and answers when there is no room for the answer."""
        self.trial.smtp.misbehave(faults.at("message", faults.once(self.hold_up)))
        self.arrive(5)
        check("a notice is on its way", self.reached.wait(trial.SECONDS))
        wait_for(lambda: self.trial.mailbox.marked() == 5)
        before = self.words()
        self.disk.fill()
        self.go_on.set()
        self.check_told("full while a notice is sent", before)
        self.disk.free()
        self.check_done("room again: the rest is sent", 5)

    def end(self):
        self.daemon.terminate()
        self.trial.status = self.daemon.wait(trial.SECONDS)
        state = self.trial.look()
        wanted = faults.UNDISTURBED | {"cases": 5, "mails": 5, "marked": 5, "outbox": "25 sent",
                                       "operator": ".*"}
        wrong = [*trial.differences("at the end", state, wanted), *self.trial.doubled(),
                 *filter(None, [self.trial.verify()])]
        check("all is there, and nothing twice", not wrong, *wrong)


def main():
    with tempfile.TemporaryDirectory(prefix="lexsarah-full.") as top:
        play = Play(pathlib.Path(sys.argv[1]), pathlib.Path(top))
        try:
            play.start()
            play.check_done("three reports are taken in", 3)
            play.taking_in()
            play.sending()
            play.end()
        finally:
            play.daemon.kill()
            play.daemon.wait()
            play.trial.end()
    print(f"1..{COUNT}")
    sys.exit(1 if FAILED else 0)


main()
