#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a mail as a mail program of today would.

usage: make-mail.py --from ADDRESS --to ADDRESS --subject TEXT [--text FILE]
                    [--html FILE] [--attach FILE]... [--date TIME] [--id ID]
                    [--in-reply-to ID] [--header NAME:VALUE]... OUT

Without attachment a text/plain mail (with --html multipart/alternative), else
multipart/mixed. The text comes from FILE, or is a short greeting. TIME is RFC 3339;
it and the Message-ID default to now and a random one. OUT may be - for stdout.
"""

import argparse
import datetime
import email.message
import email.policy
import email.utils
import mimetypes
import pathlib
import sys

GREETING = (
    "Hej!\n\nI går fick en boende på Björkgården vänta två timmar på hjälp. Mer står i det som\n"
    "är bifogat.\n\nVänliga hälsningar\n"
)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--from", dest="sender", required=True)
    parser.add_argument("--to", required=True)
    parser.add_argument("--subject", required=True)
    parser.add_argument("--text")
    parser.add_argument("--html")
    parser.add_argument("--attach", action="append", default=[])
    parser.add_argument("--date")
    parser.add_argument("--id")
    parser.add_argument("--in-reply-to")
    parser.add_argument("--header", action="append", default=[])
    parser.add_argument("out")
    return parser.parse_args()


def read(name):
    return pathlib.Path(name).read_text(encoding="utf-8")


def set_headers(mail, args):
    domain = email.utils.parseaddr(args.sender)[1].rpartition("@")[2] or "kommun.example"
    now = datetime.datetime.now().astimezone()
    date = datetime.datetime.fromisoformat(args.date) if args.date else now
    mail["From"] = args.sender
    mail["To"] = args.to
    mail["Subject"] = args.subject
    mail["Date"] = email.utils.format_datetime(date)
    mail["Message-ID"] = args.id or email.utils.make_msgid(domain=domain)
    mail["Thread-Topic"] = args.subject
    mail["Accept-Language"] = "sv-SE, en-US"
    mail["Content-Language"] = "sv-SE"
    if args.in_reply_to:
        mail["In-Reply-To"] = args.in_reply_to
        mail["References"] = args.in_reply_to
    for header in args.header:
        name, _, value = header.partition(":")
        mail[name] = value.strip()


def attach(mail, name):
    path = pathlib.Path(name)
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    main, _, sub = kind.partition("/")
    mail.add_attachment(path.read_bytes(), maintype=main, subtype=sub, filename=path.name)


def main():
    args = arguments()
    # A Message-ID that is longer than a line would be encoded, as no mail program does.
    longest = 500 if args.in_reply_to else email.policy.SMTP.max_line_length
    mail = email.message.EmailMessage(policy=email.policy.SMTP.clone(max_line_length=longest))
    set_headers(mail, args)
    mail.set_content(read(args.text) if args.text else GREETING)
    if args.html:
        mail.add_alternative(read(args.html), subtype="html")
    for name in args.attach:
        attach(mail, name)
    if args.out == "-":
        sys.stdout.buffer.write(mail.as_bytes())
    else:
        pathlib.Path(args.out).write_bytes(mail.as_bytes())


main()
