#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares what lexsarahd left behind after it was killed with an undisturbed run.

usage: check-rounds.py ASPECT FOLDER MAIL-FOLDER

FOLDER holds a folder for each round, and one named "whole" for the undisturbed
run; in each stand cases, mails, outbox and accounting, as the command line's
JSON with --json, and marked, a number. ASPECT:
  cases      the same cases, with the same numbers, board, arrival and flags
  mails      the same mails, of the same kinds, in the same cases
  notices    the same notices, each queued once; at most one of them uncertain,
             the others sent; of that one a person is told
  delivered  what is sent stands in its mailbox once, nothing stands there twice
  accounted  the mailbox comes out even, and each mail in it is marked
Prints what is wrong, one sentence a line; exit 1 if anything is.
"""

import collections
import json
import pathlib
import sys

TELLS = "undeliverable"


def load(folder):
    rounds = {}
    for path in pathlib.Path(folder).iterdir():
        rounds[path.name] = {file.stem: json.loads(file.read_text(encoding="utf-8"))
                             for file in path.glob("*.json")}
    return rounds.pop("whole"), rounds


def pick(records, *keys):
    return sorted(json.dumps([record[key] for key in keys]) for record in records)


def same(rounds, whole, what, *keys):
    wanted = pick(whole[what], *keys)
    for name, got in rounds.items():
        if pick(got[what], *keys) != wanted:
            yield f"round {name}: {pick(got[what], *keys)}, not {wanted}"


def cases(rounds, whole, _mail):
    yield from same(rounds, whole, "cases", "id", "board", "arrived", "state", "flags")


def mails(rounds, whole, _mail):
    yield from same(rounds, whole, "mails", "id", "board", "state", "kind", "case", "subject")


def notices(rounds, whole, _mail):
    rest = {name: {"outbox": [notice for notice in got["outbox"] if notice["notice"] != TELLS]}
            for name, got in rounds.items()}
    yield from same(rest, whole, "outbox", "case", "notice", "to")
    for name, got in rounds.items():
        states = collections.Counter(notice["state"] for notice in got["outbox"])
        told = len(got["outbox"]) - len(rest[name]["outbox"])
        if states["uncertain"] > 1 or set(states) - {"sent", "uncertain"} \
                or told != states["uncertain"]:
            yield f"round {name}: {dict(states)}"
    if not any(n["state"] == "uncertain" for got in rounds.values() for n in got["outbox"]):
        yield "no round was stopped while a notice was being given away"


def count_delivered(mail_folder):
    """How often each Message-ID stands in the mailboxes."""
    found = collections.Counter()
    for path in pathlib.Path(mail_folder).glob("*/Maildir/*/*"):
        if path.parent.name not in ("new", "cur"):
            continue
        for line in path.read_bytes().split(b"\n\n")[0].split(b"\n"):
            if line.lower().startswith(b"message-id:"):
                found[line.partition(b":")[2].strip().strip(b"<>").decode()] += 1
    return found


def delivered(rounds, whole, mail_folder):
    found = count_delivered(mail_folder)
    wanted = {"sent": (1,), "uncertain": (0, 1)}
    for name, got in [*rounds.items(), ("whole", whole)]:
        for notice in got["outbox"]:
            times = found[notice["message_id"].strip("<>")]
            if times not in wanted.get(notice["state"], (0,)):
                yield f"round {name}: {notice['notice']} for {notice['to']} is " \
                      f"{notice['state']} and arrived {times} times"


def accounted(rounds, whole, _mail):
    for name, got in [*rounds.items(), ("whole", whole)]:
        sums = [got["accounting"][0][key] for key in ("present", "handled", "difference")]
        if sums != [len(got["mails"]), len(got["mails"]), 0] or got["marked"] != len(got["mails"]):
            yield f"round {name}: present, handled, difference {sums}; {got['marked']} marked"


ASPECTS = {"cases": cases, "mails": mails, "notices": notices, "delivered": delivered,
           "accounted": accounted}


def main():
    aspect, folder, mail_folder = sys.argv[1:]
    whole, rounds = load(folder)
    problems = list(ASPECTS[aspect](rounds, whole, mail_folder))
    print(*problems, sep="\n")
    sys.exit(1 if problems or not rounds else 0)


main()
