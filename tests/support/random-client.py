#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Another client of a mailbox that works in it at random, while it is polled.

usage: random-client.py PORT PASSWORD FOLDER OTHER SEED DEEDS FILE…

Appends the FILEs, some as read, some a second time; between them it reads, flags,
takes our mark away, moves mail to the folder OTHER and back again, whether it was
handled or not, and deletes what bears our mark. At the end all that it moved is
back. The seed decides what it does.
"""

import imaplib
import random
import sys

MARK = "$LexSarah"


def need(answer):
    kind, data = answer
    if kind != "OK":
        raise SystemExit(f"random-client: {data}")
    return data


class Client:
    def __init__(self, port, password, folder, other, seed):
        self.imap = imaplib.IMAP4("127.0.0.1", int(port), timeout=20)
        need(self.imap.login("lexsarah", password))
        self.folder, self.other = folder, other
        self.random = random.Random(int(seed))

    def pick(self, folder, query="ALL"):
        """The UID of some mail in the folder, which is selected then; None: there is none."""
        need(self.imap.select(f'"{folder}"'))
        uids = need(self.imap.uid("SEARCH", query))[0].split()
        return self.random.choice(uids).decode() if uids else None

    def store(self, uid, flags):
        need(self.imap.uid("STORE", uid, *flags))

    def append(self, name):
        flags = r"(\Seen)" if self.random.random() < 0.3 else None
        with open(name, "rb") as file:
            need(self.imap.append(f'"{self.folder}"', flags, None, file.read()))

    def move(self, source, target):
        uid = self.pick(source)
        if uid:
            need(self.imap.uid("COPY", uid, f'"{target}"'))
            self.store(uid, ("+FLAGS.SILENT", r"(\Deleted)"))
            need(self.imap.expunge())
        return uid is not None

    def do_read(self):
        uid = self.pick(self.folder)
        if uid:
            self.store(uid, ("+FLAGS", r"(\Seen \Flagged \Answered)"))

    def do_unmark(self):
        uid = self.pick(self.folder, f"KEYWORD {MARK}")
        if uid:
            self.store(uid, ("-FLAGS", f"({MARK})"))

    def do_move(self):
        self.move(self.folder, self.other)

    def do_move_back(self):
        self.move(self.other, self.folder)

    def do_delete(self):
        uid = self.pick(self.folder, f"KEYWORD {MARK}")
        if uid:
            self.store(uid, ("+FLAGS.SILENT", r"(\Deleted)"))
            need(self.imap.expunge())

    def work(self, deeds, files):
        left = list(files)
        for number in range(deeds):
            while len(left) > len(files) * (deeds - number - 1) // deeds:
                self.append(left.pop())
                if self.random.random() < 0.2:
                    self.append(self.random.choice(files[len(left):]))
            getattr(self, self.random.choice(
                ("do_read", "do_unmark", "do_move", "do_move_back", "do_delete")))()
        while self.move(self.other, self.folder):
            pass
        self.imap.logout()


Client(*sys.argv[1:6]).work(int(sys.argv[6]), sys.argv[7:])
