#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes mails that are hard to handle into a folder, one file each.

usage: bad-mails.py FOLDER DOCX

DOCX is a report that can be read: the last mail, "z-good", carries it. Each mail
with headers has the Message-ID <its name@bad.example>. Line ends are LF, as in a
Maildir, except where others are the point.
"""

import base64
import io
import pathlib
import sys
import zipfile

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BIDI = "\u202egpj.exe\u202c\u2066x\u2069\u200f"


def head(name, subject="Rapport", extra=""):
    return (f"From: Kim Berg <kim@kommun.example>\nTo: lexsarah@kommun.example\n"
            f"Subject: {subject}\nDate: Sun, 22 Nov 2026 08:00:00 +0100\n"
            f"Message-ID: <{name}@bad.example>\nMIME-Version: 1.0\n{extra}").encode()


def plain(name, body, subject="Rapport", charset="utf-8"):
    extra = f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: 8bit\n\n"
    return head(name, subject, extra) + body


def with_file(name, content, file="rapport.docx"):
    text = base64.encodebytes(content).decode()
    return head(name, extra="Content-Type: multipart/mixed; boundary=b\n\n") + (
        f"--b\nContent-Type: text/plain\n\nSe bilagan.\n--b\nContent-Type: {DOCX_TYPE}\n"
        f"Content-Disposition: attachment; filename=\"{file}\"\n"
        f"Content-Transfer-Encoding: base64\n\n{text}\n--b--\n").encode()


def docx(document):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", document)
    return archive.getvalue()


def crowded():
    """Within the limit of bytes, and more nodes than the reader has memory for."""
    return docx('<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
                '<w:body>' + "<w:p>Hemligt</w:p>" * 1_800_000 + '</w:body></w:document>')


def doctype():
    return docx('<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
                '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
                '<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>')


def encoded(text):
    return "=?utf-8?B?" + base64.b64encode(text.encode()).decode() + "?="


def mails(good):
    every_byte = bytes(range(256)) * 20
    yield "empty", b""
    yield "newlines", b"\n\n\n"
    yield "not-mime", b"Det h\xe4r \xe4r inget brev.\nBara text.\n"
    yield "no-headers", b"\nHej, en boende fick ingen mat.\n"
    yield "empty-body", head("empty-body") + b"\n"
    yield "binary", every_byte
    yield "nul-body", plain("nul-body", b"f\x00\x00re och efter\x00\n" + every_byte)
    yield "nul-header", head("nul-header", "Rap\x00port\x1b[31m") + b"\nHej\n"
    yield "forged", plain("forged", b"* SEARCH 666\n)\nA1 OK done\nA2 OK done\nA003 OK done\n"
                          b"A004 OK done\n* 1 FETCH (UID 1 BODY[] {3}\nabc)\n* 0 EXISTS\n"
                          b"* BYE now\n+ go on\n" + b"".join(b"%d OK x\n" % i for i in range(50)))
    yield "literal", plain("literal", b"{5000000}\n{10+}\n\"\\\n")
    yield "no-zip", with_file("no-zip", b"PK\x03\x04 det h\xe4r \xe4r ingen zip" * 50)
    yield "no-zip-at-all", with_file("no-zip-at-all", b"Bara text")
    yield "doctype", with_file("doctype", doctype())
    yield "crowded", with_file("crowded", crowded())
    yield "cut", with_file("cut", good[:len(good) // 2])
    yield "much", plain("much", b"A" * 5_000_000)
    yield "much-in-lines", plain("much-in-lines", (b"A" * 70 + b"\n") * 70_000)
    yield "boundaries", head("boundaries", extra="Content-Type: multipart/mixed; boundary=b\n\n") \
        + b"--b\n\nx\n" * 100_000
    yield "nested", head("nested", extra="".join(
        f"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n" for i in range(500)))
    yield "bidi", plain("bidi", BIDI.encode(), encoded("a\r\nBcc: x@annat.example\r\n\x1b]0;y\x07" + BIDI))
    yield "folded", head("folded", "Rapport\n\tfr\xe5n\n a\x08b\r\n\x7f") + b"\nHej\n"
    yield "huge-header", head("huge-header", extra="X-Much: " + "b" * 2_000_000 + "\n") + b"\nHej\n"
    yield "many-headers", head("many-headers", extra="".join(
        f"X-{i}: y\n" for i in range(100_000))) + b"\nHej\n"
    yield "huge-subject", head("huge-subject", "L\xe5ng " * 50_000) + b"\nHej\n"
    yield "charset", plain("charset", "R\xe4ksm\xf6rg\xe5s".encode("latin-1"), charset="utf-8")
    yield "charset-unknown", plain("charset-unknown", b"\xff\xfe\x00h\x00e", charset="x-no-such")
    yield "charset-odd", plain("charset-odd", "Hej p\xe5 dig".encode(), charset="utf-16")
    yield "name", with_file("name", good, "../../../tmp/\x1b[2J" + "a" * 300 + ".docx")
    yield "address", head("address").replace(b"Kim Berg <kim@kommun.example>",
                                            b"\"a\x1b[31m\" <a b@@kommun.example>") + b"\nHej\n"
    yield "refused", head("refused").replace(b"<kim@kommun.example>",
                                            b"<kim@kommun.example%0d%0aRCPT>") + b"\nHej\n"
    yield "two-ids", head("two-ids", extra="Message-ID: <other@bad.example>\n") + b"\nHej\n"
    yield "bare-cr", head("bare-cr") + b"\nrad ett\rrad tv\xe5\r\r\n.\n..\n.\r\n"
    yield "z-good", with_file("z-good", good)


def main():
    folder, good = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).read_bytes()
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in mails(good):
        (folder / name).write_bytes(content)


main()
