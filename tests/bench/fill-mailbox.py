#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fills a Maildir with report mails that all differ, as if a gateway had delivered them.

usage: fill-mailbox.py MAILDIR COUNT SIZE DOCX

Each mail has a short text and DOCX as its attachment, grown by an incompressible
picture until the mail has about SIZE bytes.
"""

import datetime
import email.message
import email.policy
import email.utils
import io
import pathlib
import random
import sys
import zipfile

DOCX = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")
FIRST = ("Kim", "Robin", "Mika", "Alex", "Sam", "Noa", "Charlie", "Love")
LAST = ("Berg", "Ek", "Lund", "Sten", "Dal", "Holm", "Kvist", "Strand")


def grown(docx, size, chance):
    """DOCX with a picture of SIZE random bytes beside its text."""
    out = io.BytesIO(docx)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_STORED) as file:
        file.writestr("word/media/image1.jpeg", chance.randbytes(size))
    return out.getvalue()


def report(number, docx, size, chance):
    name = f"{FIRST[number % 8]} {LAST[number // 8 % 8]}"
    address = f"{name.lower().replace(' ', '.')}@kommun.example"
    now = email.utils.format_datetime(datetime.datetime.now().astimezone())
    mail = email.message.EmailMessage(policy=email.policy.default)
    mail["Received"] = (f"from [127.0.0.1] (helo=pc{number}.kommun.example) by mx.kommun.example "
                        f"with esmtp id {number:06d}; {now}")
    mail["From"] = f"{name} <{address}>"
    mail["To"] = "lexsarah@kommun.example"
    mail["Subject"] = f"Rapport lex Sarah {number}"
    mail["Date"] = now
    mail["Message-ID"] = f"<bench.{number}@kommun.example>"
    mail.set_content(f"Hej!\n\nHär är rapport {number}.\n\n{name}\n")
    # Base64 with its line ends is 78 bytes for each 57.
    room = max(0, size * 57 // 78 - len(docx) - 1000)
    mail.add_attachment(grown(docx, room, chance), *DOCX, filename="Rapport lex Sarah.docx")
    return mail.as_bytes()


def delivered(number, mail, chance):
    """A file name as Dovecot gives it on delivery; one that is all but the same for each mail
    makes its list of names slow to read."""
    second = 1700000000 + number * 613
    return (f"{second}.M{chance.randrange(1000000)}P{chance.randrange(2000, 32000)}.mx,"
            f"S={len(mail)},W={len(mail) + mail.count(10)}")


def main():
    folder, count, size = pathlib.Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    docx = pathlib.Path(sys.argv[4]).read_bytes()
    chance = random.Random(1)
    for sub in ("cur", "new", "tmp"):
        (folder / sub).mkdir(parents=True, exist_ok=True)
    for number in range(1, count + 1):
        mail = report(number, docx, size, chance)
        (folder / "new" / delivered(number, mail, chance)).write_bytes(mail)


main()
