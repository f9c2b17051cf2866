#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes one mail of the hostile list, as a Maildir keeps it.

usage: hostile-list.py NAME FILE

The names are those of the functions below, with - for _. Each mail has the
Message-ID <NAME@hostile.example>; "next" is an ordinary one.
"""

import base64
import email.utils
import sys
import time

TEXT = b"--b\nContent-Type: text/plain; charset=utf-8\n\nEn rapport.\n"
MIXED = "Content-Type: multipart/mixed; boundary=b\n"
NOW = email.utils.formatdate(time.time(), localtime=True)
OLD = "Mon, 02 Mar 2026 08:00:00 +0100"
GATEWAY = f"Received: from mail.annan.example by mx.kommun.example; {NOW}\n"
FORGED = f"Received: from a.example by mx.kommun.example; {OLD}\n"
RESULT = "Authentication-Results: mx.kommun.example; dmarc=%s header.from=kommun.example\n"


def head(name, extra="", above="", subject="Rapport"):
    return (f"{above}From: Kim Berg <kim@kommun.example>\nTo: lexsarah@kommun.example\n"
            f"Subject: {subject}\nDate: {NOW}\nMessage-ID: <{name}@hostile.example>\n"
            f"MIME-Version: 1.0\n{extra}\n").encode()


def parts(name, count):
    yield head(name, MIXED)
    for _ in range(count // 1000):
        yield b"--b\n\nx\n" * 1000


def parts_10000(name):
    return parts(name, 10_000)


def parts_3000000(name):
    return parts(name, 3_000_000)


def deep_1000(name):
    yield head(name, "Content-Type: multipart/mixed; boundary=b0\n")
    for i in range(1000):
        yield (f"--b{i}\nContent-Type: multipart/mixed; boundary=b{i + 1}\n\n").encode()
    yield b"--b1000\n\nEn rapport.\n"


def deep_1000_mails(name):
    yield head(name, "Content-Type: message/rfc822\n")
    for i in range(1000):
        yield f"Subject: {i}\nContent-Type: message/rfc822\n\n".encode()
    yield b"\nEn rapport.\n"


def header_line_1mb(name):
    yield head(name, "X-Much: " + "b" * 1_000_000 + "\n") + b"En rapport.\n"


def headers_100000(name):
    yield head(name, "".join(f"X-{i}: y\n" for i in range(100_000))) + b"En rapport.\n"


def large(name, millions):
    line = base64.b64encode(bytes(range(57))) + b"\n"
    yield head(name, MIXED) + TEXT + (
        b"--b\nContent-Type: application/pdf; name=skannat.pdf\n"
        b"Content-Transfer-Encoding: base64\n\n")
    for _ in range(millions):
        yield line * (1_000_000 // len(line))
    yield b"--b--\n"


def mail_200mb(name):
    return large(name, 200)


def mail_2mb(name):
    return large(name, 2)


def nul_bytes(name):
    yield head(name) + b"En rapport\0 med noll\0\0.\n" + bytes(range(256)) * 4


def forged_gateway(name):
    yield head(name, above=GATEWAY + FORGED) + b"En rapport.\n"


def forged_results(name):
    yield head(name, above=GATEWAY + RESULT % "pass") + b"En rapport.\n"


def doubled_results(name):
    yield head(name, above=RESULT % "pass" + RESULT % "pass" + GATEWAY) + b"En rapport.\n"


def subject_crlf(name):
    yield head(name, subject="=?utf-8?Q?Rapport=0D=0ABcc:_x@annat.example=0D=0A=0D=0ATill?=")
    yield b"En rapport.\n"


def subject_bidi(name):
    yield head(name, subject="=?utf-8?Q?Rapport_=E2=80=AEgpj.exe=E2=81=A6_=1B[2J?=")
    yield b"En rapport.\n"


def killer(name):
    yield head(name) + b"En rapport.\n"


def main():
    name, path = sys.argv[1:]
    makers = {key.replace("_", "-"): value for key, value in globals().items()}
    make = makers.get(name, killer)
    with open(path, "wb") as file:
        for piece in make(name):
            file.write(piece)


main()
