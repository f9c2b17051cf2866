#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A mailbox that lives through faults of every kind, as TAP.

usage: soak.py [--seed N] [--seconds N] [--mails N] [--batch N] [--whole]

In each round mail comes (up to N of it), some of it a second time; another client takes marks
away, moves mail out and back again and deletes what was handled; lexsarahd --once
runs, and one of the servers misbehaves, or a connection is lost after some byte,
or lexsarahd is killed (-9) at some moment, or stopped hard, or fails, at some step, or
one of its readers is killed, or its files may grow no more. Some mails end it twice.
After some rounds all behave, and it is counted: each report has one case or stands in
quarantine, each case one receipt and one notice to each who hears of it, and nobody got
anything twice. The seed decides what is tried, and at which step or after which share
of a run; how long a run takes the machine decides, and with it the step at which such a
kill comes, and what is left for the next run. --whole: it is wrong if the time ends
before all mail came, or with fewer than a thousand faults and kills that took place.
"""

import argparse
import collections
import datetime
import math
import os
import pathlib
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import traceback

import faults
import imap_rows
import processes
import reckoning
import smtp_rows
import tls
import trial

ROUNDS = 10  # between two counts
LONG = datetime.timedelta(minutes=90)  # after which whatever waits is tried again
KEPT = 2000  # mails, above which another client deletes all that is handled
BATCH = 20  # mails of a round at most, unless it is said otherwise
STOPPED = 100  # how lexsarahd ends at a step at which it was to be stopped (fault.h)
STEPS = 30000  # of a run, at most
LEAST = 1000  # faults and kills of a whole soak
PROOFS = 25  # counts between two proofs of the whole database
MEMORY = "/dev/shm"
MEMORY_BYTES = 4 << 30  # that a soak may need
DISTURBANCES = ("kills", "kills of a reader", "failed steps", "faults of a server", "full disks")
BYTES = 100  # of what a server says, for each mail of a round: a connection is lost within these
FULL = (13, 23)  # bytes that a file may have at most when a disk is full: powers of two
ENDS = 2  # runs that one mail ends before it stands in quarantine

# What a run asks of each server, and how often; 0: for each mail.
IMAP = {"greeting": 1, "CAPABILITY": 2, "LOGIN": 1, "SELECT": 1, "SEARCH": 1, "FETCH": 3,
        "STORE": 1, "LOGOUT": 1}
SMTP = {"greeting": 3, "EHLO": 3, "MAIL": 0, "RCPT": 0, "DATA": 0, "message": 0, "QUIT": 3}


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


class Soak:
    def __init__(self, folder, seed, batch, authority):
        self.batch = batch
        self.random = random.Random(seed)
        self.other = random.Random(seed)  # of the other client: it draws from what it finds
        self.trial = trial.Trial(folder, faults.Row("soak"), authority,
                                 closed_days(trial.START.date()))
        self.mailbox = self.trial.mailbox
        self.mailbox.mails.clear()
        self.came = []  # the numbers of all reports
        self.counts = collections.Counter()
        self.counted = 0  # how often it was counted
        self.disturbed = 0  # runs since then in which something went wrong
        self.ends = 0  # runs that the mail which is next will end
        self.lasted = collections.deque([0.005 * batch], maxlen=20)  # seconds of runs not killed
        self.reckoning = reckoning.Reckoning(self.trial, self.came, self.counts)
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
        for mail in self.other.sample(self.mailbox.mails, min(3, len(self.mailbox.mails))):
            deed = self.other.choice(("unmark", "back", "delete", "read"))
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

    def early(self, most):
        """One of so many: as often of the first ten as of the last thousands."""
        return int(math.exp(self.random.uniform(0, math.log(most + 1))))

    def misbehave(self):
        """One of the servers, in some way, or none."""
        server, rows, asked = self.random.choice((
            (self.trial.imap, imap_rows, IMAP), (self.trial.smtp, smtp_rows, SMTP)))
        way = self.random.randrange(4)
        if way == 0:
            server.misbehave(cut=self.random.randrange(BYTES * self.batch))
        elif way < 3:
            name = self.random.choice([name for name in rows.REPLIES if name != "5xx"])
            command = self.random.choice(list(asked))
            which = self.early(asked[command] or self.batch)
            server.misbehave(faults.at(command, faults.once(rows.REPLIES[name], which)))

    def behave(self):
        """How often one of them did not."""
        servers = (self.trial.imap, self.trial.smtp)
        for server in servers:
            server.rest()
        fired = sum(server.fired > 0 for server in servers)
        for server in servers:
            server.misbehave()
        return fired

    def kill_reader(self, daemon, which):
        readers, end = [], time.monotonic() + trial.SECONDS
        while not readers and daemon.poll() is None and time.monotonic() < end:
            readers = processes.children(daemon.pid)
            time.sleep(0.002)  # a look at all processes costs as much
        if readers:
            self.counts["kills of a reader"] += processes.kill(readers[int(which * len(readers))])

    def at_a_step(self):
        """What makes lexsarahd stop, or fail, at one."""
        mode = self.random.choice(("stop", "error"))
        return {"LEXSARAH_FAULT_AT": str(self.early(STEPS)), "LEXSARAH_FAULT_MODE": mode}

    def at_a_mail(self):
        """What makes the mail that is next end lexsarahd, now and when it is tried again."""
        if not self.ends and self.random.randrange(40) == 0:
            self.ends = ENDS
        if not self.ends:
            return {}
        self.ends -= 1
        return {"LEXSARAH_FAULT_AT": "intake: before apply"}

    def chosen(self):
        """All of a run that is chosen, before it starts: what the seed alone decides of it."""
        kill, by_step = self.random.randrange(4), self.random.randrange(2)
        share, which, size = self.random.random(), self.random.random(), self.random.uniform(*FULL)
        step = self.at_a_step() if kill == 0 and by_step else self.at_a_mail()
        limit = ["prlimit", f"--fsize={int(2 ** size)}"] if kill == 2 and not step else []
        deeds = {} if step else {0: lambda daemon: daemon.kill(),
                                 1: lambda daemon: self.kill_reader(daemon, which)}
        return step, limit, share, deeds.get(kill)

    def run(self):
        """One run, which is killed, or stopped, or loses a reader, or has no room, or none of it."""
        step, limit, share, deed = self.chosen()
        said = self.trial.folder / "said"
        start = time.monotonic()
        # without signals restored, a file that may not grow is an error and no end
        with said.open("w", encoding="utf-8") as log, subprocess.Popen(
                [*limit, *self.trial.command()], env=self.trial.environment | step, stderr=log,
                restore_signals=not limit) as daemon:
            try:
                if deed and not processes.ended_within(
                        daemon, share * statistics.median(self.lasted)):
                    deed(daemon)
                daemon.wait(timeout=trial.SECONDS)
            except subprocess.TimeoutExpired as error:
                raise trial.Failed(f"lexsarahd did not end within {trial.SECONDS} s: "
                                   + said.read_text(encoding="utf-8")[-2000:]) from error
            finally:
                daemon.kill()
        if daemon.returncode >= 0 and not step:
            self.lasted.append(time.monotonic() - start)
        self.has_ended(daemon.returncode, said.read_text(encoding="utf-8", errors="replace"))

    def has_ended(self, status, words):
        if status < 0 and status != -signal.SIGKILL:
            raise trial.Failed(f"lexsarahd ended by signal {-status}: {words[-2000:]}")
        self.trial.words = words
        self.counts["kills"] += status in (STOPPED, -signal.SIGKILL)
        self.counts["failed steps"] += "a fault that a test asked for" in words
        self.counts["full disks"] += "disk I/O error" in words
        self.trial.now += trial.STEP / 20

    def settle(self):
        for _ in range(2 * trial.RUNS):
            self.trial.now += LONG
            if self.trial.run_once() == 0:
                return
        raise trial.Failed(f"something is owed for ever: {self.trial.words[-2000:]}")

    def disturbances(self):
        return sum(self.counts[what] for what in DISTURBANCES)

    def count(self):
        self.settle()
        self.counted += 1
        wrong = self.reckoning.wrong(self.disturbed)
        self.disturbed = 0
        # each time it would be half of the soak
        return wrong + [*self.reckoning.unproved()] if self.counted % PROOFS == 0 else wrong

    def round(self):
        before = self.disturbances()
        self.mail_comes()
        self.others_work()
        self.misbehave()
        self.run()
        self.counts["faults of a server"] += self.behave()
        self.counts["rounds"] += 1
        self.disturbed += self.disturbances() > before

    def rounds(self):
        for _ in range(ROUNDS):
            self.round()
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
    except Exception:  # pylint: disable=broad-except
        # an hour's soak is not to end without its last words
        return traceback.format_exc().splitlines()


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
    processes.end_when_asked()
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
            wrong = tell(number, attempt(lambda: [*soak.reckoning.unproved(), *too_little(soak, args)]),
                         "the database is whole, and its journal proves")
        last_words(soak, args, wrong)
        soak.trial.end()
    print(f"1..{number}")
    sys.exit(1 if wrong else 0)


main()
