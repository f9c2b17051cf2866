#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers the newest mail of a mailbox as a mail program would, and hands the answer in.

usage: answering.py MAILDIR PROGRAM SMTP-PORT PASSWORD LINE…
PROGRAM: a function of reply_outlook.py or reply_others.py. Who the mail went to logs in
and writes the LINEs above it; what they sent is printed.
"""

import datetime
import email
import email.policy
import email.utils
import pathlib
import re
import smtplib
import sys
import zoneinfo

import reply_others
import reply_outlook
import reply_parts

ZONE = zoneinfo.ZoneInfo("Europe/Stockholm")
FORGED = "Authentication-Results: mx.kommun.example; auth=pass smtp.auth={}\r\n"


def parse(path):
    return email.message_from_bytes(path.read_bytes(), policy=email.policy.default)


def notice_of(mail, person):
    """As reply_parts has it."""
    lines, page = (mail.get_body([kind]).get_content() for kind in ("plain", "html"))
    sender = mail["From"].addresses[0]
    name = person.partition("@")[0].replace(".", " ").title()
    return reply_parts.Notice(
        lines=tuple(lines.splitlines()),
        page=re.search("<body[^>]*>(.*)</body>", page, re.DOTALL)[1],
        subject=" ".join(mail["Subject"].split()),
        message_id=mail["Message-ID"].strip("<> "),
        references=" ".join((mail["References"] or "").split()),
        sender=sender.display_name,
        reply_to=(mail["Reply-To"] or mail["From"]).addresses[0].addr_spec,
        writer=f"{name} <{person}>",
        sent=mail["Date"].datetime.astimezone(ZONE),
        answered=datetime.datetime.now(ZONE).replace(microsecond=0),
    )


def written_by(program, notice, own):
    """The bytes of the answer; KeyError if there is no such program."""
    made = {**vars(reply_outlook), **vars(reply_others)}[program.replace("-", "_")]
    return made(notice, own).as_bytes()


def hand_in(server, raw, person, receiver, login):
    """Gives its Message-ID. server: port and password; who does not log in claims to have."""
    port, password = server
    number = email.utils.make_msgid(domain="kommun.example")
    head = f"Message-ID: {number}\r\n"
    with smtplib.SMTP("127.0.0.1", port, "pc17.kommun.example") as client:
        if login:
            client.login(login, password)
        else:
            head = FORGED.format(person) + head
        client.sendmail(person, [receiver], head.encode() + raw)
    return number.strip("<>")


def main():
    folder, program, port, password, *lines = sys.argv[1:]
    paths = (path for sub in ("new", "cur") for path in (pathlib.Path(folder) / sub).iterdir())
    mail = parse(max(paths, key=lambda path: path.name))
    person = mail["To"].addresses[0].addr_spec
    notice = notice_of(mail, person)
    raw = written_by(program, notice, tuple(lines))
    hand_in((int(port), password), raw, person, notice.reply_to, person)
    answer = email.message_from_bytes(raw, policy=email.policy.default)
    print(answer.get_body(["plain"]).get_content().rstrip())


if __name__ == "__main__":
    main()
