#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Puts mails into a mailbox by LMTP, byte for byte, over one connection.

usage: deliver-lmtp.py PORT USER FILE...

A FILE is one mail; line ends become CRLF. The mails need not be well formed.
"""

import smtplib
import sys


def main():
    port, user, files = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
    with smtplib.LMTP("127.0.0.1", port) as server:
        for name in files:
            with open(name, "rb") as mail:
                server.sendmail("test@kommun.example", [user + "@kommun.example"], mail.read())


main()
