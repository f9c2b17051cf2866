#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fetches every mail of an INBOX, byte for byte, by another client than ours.

usage: fetch-mails.py PORT USER PASSWORD FOLDER

Each mail becomes FOLDER/UID.
"""

import imaplib
import pathlib
import sys


def main():
    port, user, password, folder = sys.argv[1:]
    pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
    with imaplib.IMAP4("127.0.0.1", int(port)) as imap:
        imap.login(user, password)
        imap.select("INBOX", readonly=True)
        for uid in imap.uid("SEARCH", "ALL")[1][0].split():
            answer = imap.uid("FETCH", uid, "(BODY.PEEK[])")[1]
            raw = next((item[1] for item in answer if isinstance(item, tuple)), b"")
            pathlib.Path(folder, uid.decode()).write_bytes(raw)


main()
