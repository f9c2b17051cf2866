#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Servers that misbehave: a row a fault, with its end state, as TAP.

usage: matrix.py [--whole] [--step N] [--jobs N] [WORD…]

Each row takes three reports in, or more, with one server misbehaving while lexsarahd runs;
compares what stands then with what the row says; lets the server behave, runs
lexsarahd until nothing is owed, and compares with what stands when nothing was
ever wrong. Nobody may get a notice twice, and the journal has to prove.
Without --whole: the rows of make check. WORD: the rows whose names have it. N: of
the bytes after which a connection is lost, each Nth is.
"""

import argparse
import concurrent.futures
import itertools
import os
import pathlib
import re
import sys
import tempfile

import bytewise
import faults
import imap_rows
import processes
import smtp_rows
import tls
import trial


def shown(state):
    """A state in one line: what is not as it would be undisturbed comes with its number."""
    told = [f"exit {state['exit']}", f"{state['cases']} cases", f"{state['mails']} mails",
            f"{state['owed']} owed", f"{state['quarantined']} quarantined",
            f"notices {state['outbox']}", f"{state['operator']} to the operator",
            f"{state['marked']} marked"]
    return ", ".join(told + [f"{state[key]} {key}" for key in ("vanished", "difference")
                             if state[key] not in (0, "-")])


def play(row, folder, authority, step):
    """The words of the row, and what is not as it should be."""
    if row.every_byte:
        return bytewise.play(row, folder, authority, step)
    attempt = trial.Trial(folder, row, authority)
    try:
        attempt.misbehave(row)
        during = attempt.look()
        said = attempt.words
        fired = attempt.bad.fired
        attempt.recover(row, authority)
        end = attempt.look()
        wrong = [*trial.differences("then", during, faults.UNDISTURBED | row.during),
                 *trial.differences("at the end", end, faults.UNDISTURBED | row.end),
                 *attempt.doubled(), *filter(None, [attempt.verify()])]
        if not re.search(row.says, said):
            wrong.append(f"it does not say: {row.says}")
        if row.fault and not fired:
            wrong.append("its fault never happened")
        if wrong:
            wrong += ["", *attempt.words.splitlines()[-12:]]
        return f"{shown(during)}; at the end {shown(end)}", wrong
    except trial.Failed as error:
        return "no end state", str(error).splitlines()
    finally:
        attempt.end()


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--step", type=int, default=61)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("words", nargs="*")
    return parser.parse_args()


def chosen(args):
    rows = [(f"{row.protocol.upper()}: {row.name}", row) for row in imap_rows.ROWS + smtp_rows.ROWS]
    return [(name, row) for name, row in rows if (args.whole or args.words or row.quick)
            and all(word in name for word in args.words)]


def main():
    if os.environ.get("FAULT_POINTS") != "yes":
        sys.exit("matrix.py: silent servers take minutes without --enable-fault-points")
    processes.end_when_asked()
    args = arguments()
    rows = chosen(args)
    failed = 0
    with tempfile.TemporaryDirectory(prefix="lexsarah-bad-servers.") as top, \
            concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        top = pathlib.Path(top)
        authority = tls.Authority(top / "tls")
        played = pool.map(lambda pair: play(pair[1], top / str(pair[0]), authority, args.step),
                          zip(itertools.count(), (row for _, row in rows)))
        for number, ((name, _), (words, wrong)) in enumerate(zip(rows, played), 1):
            print(f"{'not ok' if wrong else 'ok'} {number} - {name}: {words}", flush=True)
            for line in wrong:
                print("# " + line, flush=True)
            failed += bool(wrong)
    print(f"1..{len(rows)}")
    sys.exit(1 if failed or not rows else 0)


main()
