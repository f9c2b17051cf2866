#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Verifies the journal of a database by lexsarahd(8) alone, without lexsarah.

usage: verify-journal.py DATABASE
"""

import hashlib
import hmac
import sqlite3
import sys


def text(value):
    return "-" if value is None else f"{len(value.encode())}:{value}"


def canonical(previous, seq, time, actor, user, kind, case_id, mail, mac):
    lines = ["lexsarah-event-1", previous.hex(), seq, time, text(actor), text(user), text(kind),
             text(case_id), mail, mac.hex()]
    return "".join(f"{line}\n" for line in lines).encode()


def main():
    database = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
    previous = bytes(32)
    count = 0
    for *event, mac, found, salt, detail in database.execute(
        "SELECT e.seq, time, actor, user, kind, case_id, mail, mac, hash, salt, detail"
        " FROM event e LEFT JOIN event_detail d ON d.seq = e.seq ORDER BY e.seq"
    ):
        count += 1
        if event[0] != count:
            sys.exit(f"event {count} is missing")
        event[6] = event[6] or 0
        previous = hashlib.sha256(canonical(previous, *event, mac)).digest()
        if previous != found:
            sys.exit(f"event {count}: its hash does not fit")
        if salt and hmac.digest(salt, detail.encode(), "sha256") != mac:
            sys.exit(f"event {count}: its detail does not fit")
    print(f"{count} events")


main()
