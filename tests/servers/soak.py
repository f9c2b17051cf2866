#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A mailbox that lives through faults of every kind, as TAP.

usage: soak.py [--seed N] [--seconds N] [--mails N] [--batch N] [--whole]

In each round mail comes (up to N of it), some of it a second time; another client takes marks
away, moves mail out and back again and deletes what was handled; lexsarahd --once
runs, and one of the servers misbehaves, or a connection is lost after some byte,
or lexsarahd is killed (-9) at some moment, or stopped hard, or fails, at some step, or
one of its readers is killed. After some rounds all behave, and it is counted: each
report has one case or stands in quarantine, each case one receipt and one notice to
each who hears of it, and nobody got anything twice. The seed decides what is done,
and half of the kills, which come at a step; at which the others come the clock of
the machine decides. --whole: it is wrong if the time ends before all mail came, or
with fewer than a thousand faults and kills.
"""

import argparse
import collections
import datetime
import math
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
STOPPED = 100  # how lexsarahd ends at a step at which it was to be stopped (fault.h)
STEPS = 30000  # of a run, at most
LEAST = 1000  # faults and kills of a whole soak
PROOFS = 10  # counts between two proofs of the whole database
MEMORY = "/dev/shm"
MEMORY_BYTES = 4 << 30  # that a soak may need
HEARD = ("receipt", "new_case", "registrar")  # once for each case


def closed_days(first):
    """A year without a working day: each would bring a reminder for each case."""
    days = (first + datetime.timedelta(days=day) for day in range(366))
    return "closed_days = ( " + ", ".join(f'"{day:%Y-%m-%d}"' for day in days) + " );"


def place():
    """In memory, if there is enough: a disk's syncs are not what is tested."""
    try:
        room = os.statvfs(MEMORY)
    except OSError:
        return None
    return MEMORY if room.f_bavail * room.f_frsize >= MEMORY_BYTES else None


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


def ended_within(process, seconds):
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


class Soak:
    def __init__(self, folder, seed, batch, authority):
        self.batch = batch
        self.random = random.Random(seed)
        self.trial = trial.Trial(folder, faults.Row("soak"), authority,
                                 closed_days(trial.START.date()))
        self.mailbox = self.trial.mailbox
        self.mailbox.mails.clear()
        self.came = []  # the numbers of all reports
        self.counts = collections.Counter()
        self.counted = 0  # how often it was counted
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

    def kill(self, daemon, _):
        daemon.kill()
        self.counts["kills"] += 1

    def kill_reader(self, daemon, which):
        readers, end = [], time.monotonic() + trial.SECONDS
        while not readers and daemon.poll() is None and time.monotonic() < end:
            readers = children(daemon.pid)
            time.sleep(0.002)  # a look at all processes costs as much
        if readers:
            try:
                os.kill(readers[int(which * len(readers))], signal.SIGKILL)
                self.counts["kills of a reader"] += 1
            except ProcessLookupError:
                pass

    def at_a_step(self):
        """What makes lexsarahd stop, or fail, at one; as many at the first ten as at the last thousands."""
        step = int(math.exp(self.random.uniform(0, math.log(STEPS))))
        mode = self.random.choice(("stop", "stop", "error"))
        return {"LEXSARAH_FAULT_AT": str(step), "LEXSARAH_FAULT_MODE": mode}

    def run(self):
        """One run, which is killed, or stopped, or loses a reader, or none of it."""
        # All that is chosen is chosen before it starts: the seed alone decides of it.
        kill, by_step = self.random.randrange(4), self.random.randrange(2)
        pause = self.random.random() * 0.5 * self.batch / BATCH
        which = self.random.random()
        step = self.at_a_step() if kill == 0 and by_step else {}
        said = self.trial.folder / "said"
        with said.open("w", encoding="utf-8") as log, subprocess.Popen(
                self.trial.command(), env=self.trial.environment | step, stderr=log) as daemon:
            try:
                if not step and kill < 2 and not ended_within(daemon, pause):
                    (self.kill, self.kill_reader)[kill](daemon, which)
                daemon.wait(timeout=trial.SECONDS)
            except subprocess.TimeoutExpired as error:
                raise trial.Failed(f"lexsarahd did not end within {trial.SECONDS} s: "
                                   + said.read_text(encoding="utf-8")[-2000:]) from error
            finally:
                daemon.kill()
        self.trial.words = said.read_text(encoding="utf-8", errors="replace")
        self.counts["kills"] += bool(step) and daemon.returncode == STOPPED
        self.counts["failed steps"] += "a fault that a test asked for" in self.trial.words
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
        faulty = self.disturbances()
        if states["uncertain"] > CONNECTIONS * faulty:
            yield f"{states['uncertain']} notices are uncertain"

    def disturbances(self):
        return sum(self.counts[what] for what in (
            "kills", "kills of a reader", "failed steps", "faults of a server"))

    def wrong_sums(self):
        for sums in self.trial.list("mail", "accounting")[:1]:
            for name in ("owed", "vanished", "difference"):
                if sums[name]:
                    yield f"{name} is {sums[name]}"

    def unproved(self):
        if self.query("PRAGMA integrity_check") != [("ok",)]:
            yield "the database is not whole"
        yield from filter(None, [self.trial.verify()])

    def count(self):
        self.settle()
        self.counted += 1
        wrong = [*self.wrong_cases(), *self.wrong_notices(), *self.wrong_sums()]
        # All of it is read for that: each time would be half of the soak.
        return wrong + [*self.unproved()] if self.counted % PROOFS == 0 else wrong

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
    parser.add_argument("--whole", action="store_true")
    return parser.parse_args()


def attempt(what):
    """What is wrong, line by line."""
    try:
        return list(what())
    except trial.Failed as error:
        return str(error).splitlines()


def too_little(soak, args):
    if args.whole and len(soak.came) < args.mails:
        yield f"{len(soak.came)} reports of {args.mails} came"
    if args.whole and soak.disturbances() < LEAST:
        yield f"{soak.disturbances()} faults and kills of {LEAST}"


def tell(number, wrong, words):
    print(f"{'not ok' if wrong else 'ok'} {number} - {words}", flush=True)
    for line in wrong:
        print("# " + line, flush=True)
    return bool(wrong)


def last_words(soak, args, wrong):
    """What the long soak is remembered by."""
    counts = soak.counts
    kills = counts["kills"] + counts["kills of a reader"]
    words = f"# soak: seed {args.seed}, {counts['reports']} reports, {counts['copies']} copies, " \
        f"{counts['rounds']} rounds, {soak.disturbances() - kills} faults, {kills} kills"
    print(words + ("" if wrong else ": lost 0, doubled 0, unaccounted 0"), flush=True)


def main():
    if os.environ.get("FAULT_POINTS") != "yes":
        sys.exit("soak.py: silent servers take minutes without --enable-fault-points")
    args = arguments()
    trial.SECONDS = max(trial.SECONDS, args.batch)
    end = time.monotonic() + args.seconds
    number, wrong = 0, False
    with tempfile.TemporaryDirectory(prefix="lexsarah-soak.", dir=place()) as top:
        soak = Soak(pathlib.Path(top) / "trial", args.seed, args.batch,
                    tls.Authority(pathlib.Path(top) / "tls"))
        while not wrong and len(soak.came) < args.mails and time.monotonic() < end:
            number += 1
            found = attempt(soak.rounds)
            told = ", ".join(f"{count} {what}" for what, count in soak.counts.items())
            wrong = tell(number, found, f"seed {args.seed}: {told}")
        if not wrong:
            number += 1
            wrong = tell(number, attempt(lambda: [*soak.unproved(), *too_little(soak, args)]),
                         "the database is whole, and its journal proves")
        last_words(soak, args, wrong)
        soak.trial.end()
    print(f"1..{number}")
    sys.exit(1 if wrong else 0)


main()
