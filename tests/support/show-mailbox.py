#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints the mails of a Maildir in the order of arrival: head lines and text part.

usage: show-mailbox.py MAILDIR
"""

import email
import email.policy
import pathlib
import sys


def show(path):
    with path.open("rb") as file:
        mail = email.message_from_binary_file(file, policy=email.policy.default)
    for name in ("From", "To", "Subject", "Auto-Submitted"):
        if mail[name]:
            print(f"{name}: {mail[name]}")
    print()
    body = mail.get_body(("plain", "html"))
    print(body.get_content().rstrip() if body else "(no text)")


def main():
    folder = pathlib.Path(sys.argv[1])
    mails = sorted((path for sub in ("new", "cur") for path in (folder / sub).glob("*")),
                   key=lambda path: path.name)
    if not mails:
        print("(empty)")
    for number, path in enumerate(mails):
        if number:
            print("\n" + "-" * 72)
        show(path)


main()
