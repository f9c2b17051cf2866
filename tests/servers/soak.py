#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A mailbox that lives through faults of every kind, as TAP.

usage: soak.py [--seed N] [--seconds N] [--mails N] [--batch N]

In each round mail comes (up to N of it), some of it a second time; another client takes marks
away, moves mail out and back again and deletes what was handled; lexsarahd --once
runs, and one of the servers misbehaves, or a connection is lost after some byte,
or lexsarahd is killed (-9) at some moment, or one of its readers is. After some
rounds all behave, and it is counted: each report has one case or stands in
quarantine, each case one receipt and one notice to each who hears of it, and
nobody got anything twice. The seed decides what is done; the clock of the
machine decides at which step a kill comes.
"""

import argparse
import collections
import datetime
import os
import pathlib
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

import faults
import imap_rows
import smtp_rows
import tls
import trial

ROUNDS = 10  # between two counts
CONNECTIONS = 3  # to the mail server at once: as lexsarah.conf(5) has it, if nothing is said
LONG = datetime.timedelta(minutes=90)  # after which whatever waits is tried again
KEPT = 2000  # mails, above which another client deletes all that is handled
BATCH = 20  # mails of a round at most, unless it is said otherwise
HEARD = ("receipt", "new_case", "registrar")  # once for each case


def children(pid):
    """All processes below pid."""
    parents = collections.defaultdict(list)
    for path in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            words = path.read_text(encoding="latin-1").rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(words[1])].append(int(path.parent.name))
    found, left = [], [pid]
    while left:
        below = parents[left.pop()]
        found += below
        left += below
    return found


class Soak:
    def __init__(self, folder, seed, batch, authority):
        self.batch = batch
        self.random = random.Random(seed)
        self.trial = trial.Trial(folder, faults.Row("soak"), authority)
        self.mailbox = self.trial.mailbox
        self.mailbox.mails.clear()
        self.came = []  # the numbers of all reports
        self.counts = collections.Counter()
        self.trial.imap.begin()
        self.trial.smtp.begin()

    def mail_comes(self):
        for _ in range(self.random.randrange(1, self.batch)):
            number = len(self.came) + 10
            again = len(self.came) > 0 and self.random.random() < 0.1
            if not again:
                self.came.append(number)
            self.mailbox.append(trial.later(self.random.choice(self.came) if again else number))
            self.counts["copies" if again else "reports"] += 1

    def others_work(self):
        """What another client does; it deletes what bears our mark only."""
        for mail in self.random.sample(self.mailbox.mails, min(3, len(self.mailbox.mails))):
            deed = self.random.choice(("unmark", "back", "delete", "read"))
            marked = "$LexSarah" in mail.flags
            if deed == "unmark":
                mail.flags.discard("$LexSarah")
            elif deed == "read":
                mail.flags |= {r"\Seen", r"\Flagged"}
            elif marked:
                self.mailbox.mails.remove(mail)
                if deed == "back":
                    self.mailbox.append(mail.data)
            self.counts["deeds of another client"] += 1
        if len(self.mailbox.mails) > KEPT:
            self.mailbox.mails[:] = [mail for mail in self.mailbox.mails if "$LexSarah" not in mail.flags]

    def misbehave(self):
        """One of the servers, in some way, or none."""
        servers = {self.trial.imap: imap_rows, self.trial.smtp: smtp_rows}
        for server in servers:
            server.misbehave()
        server = self.random.choice(list(servers))
        way = self.random.randrange(4)
        if way == 0:
            server.misbehave(cut=self.random.randrange(6000))
        elif way < 3:
            rows = servers[server]
            name = self.random.choice([name for name in rows.REPLIES if name != "5xx"])
            command = self.random.choice(list(rows.BROKEN))
            server.misbehave(faults.at(command, faults.once(rows.REPLIES[name],
                                                            self.random.randrange(1, 4))))
        self.counts["faults of a server"] += way < 3

    def run(self):
        """One run, which is killed, or loses a reader, or neither."""
        kill, pause = self.random.randrange(4), self.random.random() * 0.5 * self.batch / BATCH
        daemon = subprocess.Popen(self.trial.command(), env=self.trial.environment,
                                  stderr=subprocess.PIPE, text=True)
        try:
            if kill < 2:
                time.sleep(pause)  # a moment of chance is what is tested
            if kill == 0 and daemon.poll() is None:
                daemon.kill()
                self.counts["kills"] += 1
            readers = []
            while kill == 1 and daemon.poll() is None and not readers:
                readers = children(daemon.pid)
            if readers:
                try:
                    os.kill(self.random.choice(readers), signal.SIGKILL)
                    self.counts["kills of a reader"] += 1
                except ProcessLookupError:
                    pass
            self.trial.words = daemon.communicate(timeout=trial.SECONDS)[1]
        finally:
            daemon.kill()
            daemon.wait()
        self.trial.now += trial.STEP / 20

    def settle(self):
        self.trial.imap.misbehave()
        self.trial.smtp.misbehave()
        for _ in range(2 * trial.RUNS):
            self.trial.now += LONG
            if self.trial.run_once() == 0:
                return
        raise trial.Failed(f"something is owed for ever: {self.trial.words[-2000:]}")

    def query(self, statement):
        path = self.trial.folder / "lexsarah.db"
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
            return database.execute(statement).fetchall()

    def wrong_cases(self):
        cases, quarantined = collections.defaultdict(set), set()
        for message, state, case in self.query("SELECT message_id,state,case_no FROM mail"):
            number = int(message.partition("-")[2].partition("@")[0])
            if case:
                cases[number].add(case)
            if state == "quarantined":
                quarantined.add(number)
            elif state != "handled":
                yield f"a mail of report {number} is {state}"
        for number in self.came:
            if len(cases[number]) != 1 and not (number in quarantined and not cases[number]):
                yield f"report {number} has the cases {cases[number]}"
        self.counts["quarantined"] = len(quarantined)
        self.counts["cases"] = len(set().union(*cases.values()))
        yield from (f"report {number} never came" for number in set(cases) - set(self.came))

    def wrong_notices(self):
        told, states = collections.Counter(), collections.Counter()
        got = collections.Counter(message for _, message in self.trial.smtp.accepted)
        for case, notice, message, state in self.query(
                "SELECT case_no,notice,message_id,state FROM outbox"):
            told[case, notice] += 1
            states[state] += 1
            if got[message.strip("<>")] not in {"sent": (1,), "uncertain": (0, 1)}.get(state, (0,)):
                yield f"{notice} of case {case} is {state}, but that is not what arrived"
        for case, in self.query("SELECT id FROM cases"):
            for notice in HEARD:
                if told[case, notice] != 1:
                    yield f"case {case} has {told[case, notice]} notices {notice}"
        for state in set(states) - {"sent", "uncertain"}:
            yield f"{states[state]} notices are {state}"
        self.counts["notices"], self.counts["uncertain"] = sum(states.values()), states["uncertain"]
        faulty = self.counts["kills"] + self.counts["faults of a server"]
        if states["uncertain"] > CONNECTIONS * faulty:
            yield f"{states['uncertain']} notices are uncertain"

    def wrong_sums(self):
        for sums in self.trial.list("mail", "accounting")[:1]:
            for name in ("owed", "vanished", "difference"):
                if sums[name]:
                    yield f"{name} is {sums[name]}"
        if self.query("PRAGMA integrity_check") != [("ok",)]:
            yield "the database is not whole"
        yield from filter(None, [self.trial.verify()])

    def count(self):
        self.settle()
        return [*self.wrong_cases(), *self.wrong_notices(), *self.wrong_sums()]

    def rounds(self):
        for _ in range(ROUNDS):
            self.mail_comes()
            self.others_work()
            self.misbehave()
            self.run()
            self.counts["rounds"] += 1
        return self.count()


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--seed", type=int, default=4711)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--mails", type=int, default=100000)
    parser.add_argument("--batch", type=int, default=BATCH)
    return parser.parse_args()


def main():
    if os.environ.get("FAULT_POINTS") != "yes":
        sys.exit("soak.py: silent servers take minutes without --enable-fault-points")
    args = arguments()
    trial.SECONDS = max(trial.SECONDS, args.batch)
    end = time.monotonic() + args.seconds
    number, wrong = 0, []
    with tempfile.TemporaryDirectory(prefix="lexsarah-soak.") as top:
        soak = Soak(pathlib.Path(top) / "trial", args.seed, args.batch,
                    tls.Authority(pathlib.Path(top) / "tls"))
        while not wrong and len(soak.came) < args.mails and time.monotonic() < end:
            number += 1
            try:
                wrong = soak.rounds()
            except trial.Failed as error:
                wrong = str(error).splitlines()
            told = ", ".join(f"{count} {what}" for what, count in soak.counts.items())
            print(f"{'not ok' if wrong else 'ok'} {number} - seed {args.seed}: {told}", flush=True)
            for line in wrong:
                print("# " + line, flush=True)
        soak.trial.end()
    print(f"1..{number}")
    sys.exit(1 if wrong else 0)


main()
