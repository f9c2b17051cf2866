#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints a mail whose names try to get out of a folder or into a terminal."""

import base64
import sys
import urllib.parse

HIDDEN = "\x1b]0;owned\x07\x1b[31m\u202egnp.exe\u2066\u200b\x9b2J"
NAMES = [
    "../../escaped",
    "/tmp/lexsarah-escaped",
    "..\\..\\escaped",
    "-rf",
    ".bashrc",
    "..",
    "CON",
    "mail.eml",
    "line\nbreak\r\n.txt",
    "\U0001f4c4" * 300 + ".docx",
    HIDDEN + ".pdf",
    "$(touch escaped);`id`|&.sh",
    "",
]


def word(text):
    return "=?utf-8?B?" + base64.b64encode(text.encode()).decode() + "?="


def part(name):
    escaped = urllib.parse.quote(name, safe="")
    return (
        "--b\r\nContent-Type: application/octet-stream\r\n"
        f"Content-Disposition: attachment; filename*=utf-8''{escaped}\r\n\r\n{name!a}\r\n"
    )


def main():
    head = [
        f"From: {word(HIDDEN + 'Kim')} <kim@kommun.example>",
        "To: lexsarah@kommun.example",
        f"Subject: {word(HIDDEN + 'Rapport')}",
        "Message-ID: <hostile\x1b[31m@kommun.example>",
        "Content-Type: multipart/mixed; boundary=b",
    ]
    text = f"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nNamn: {HIDDEN}Robin Ek\r\n"
    body = text + "".join(part(name) for name in NAMES) + "--b--\r\n"
    sys.stdout.buffer.write(("\r\n".join(head) + "\r\n\r\n" + body).encode())


main()
