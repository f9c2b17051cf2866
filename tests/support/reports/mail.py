# SPDX-License-Identifier: GPL-3.0-or-later
"""Blocks as words: text and HTML, and what mail wraps around files: eml, forwards, winmail.dat, zip."""
import base64
import struct

from office import Writer, archive


class Text(Writer):
    """As a form looks when it is copied into a mail: a cell is a tab further."""

    def text(self, text):
        return text

    def box(self, ticked):
        return "[x]" if ticked else "[ ]"

    def paragraph(self, *parts):
        return "".join(parts).rstrip() + "\n"

    def table(self, rows):
        out = ""
        for row in rows:
            if any("\n" in cell.strip("\n") for cell in row):
                out += "".join(row)
            else:
                out += "\t".join(cell.strip("\n") for cell in row).rstrip() + "\n"
        return out

    def do_heading(self, text):
        return f"\n{text}\n\n"

    do_title = do_heading

    def do_answer(self, prompt, value):
        return f"\n{prompt}\n{value}\n"

    def file(self, blocks):
        return self.write(blocks).encode("utf-8")


class Html(Writer):
    def text(self, text):
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")

    def box(self, ticked):
        return "&#9746;" if ticked else "&#9744;"

    def paragraph(self, *parts):
        return "<p>" + "".join(parts) + "</p>\n"

    def table(self, rows):
        return "<table border=1>" + "".join(
            "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows) + "</table>\n"

    def do_heading(self, text):
        return f"<h3>{self.text(text)}</h3>\n"

    do_title = do_heading

    def file(self, blocks):
        return ("<!DOCTYPE html><html><head><meta charset=utf-8><style>td{padding:2px}</style></head><body>\n"
                + self.write(blocks) + "</body></html>\n").encode("utf-8")


TYPES = {".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".pdf": "application/pdf",
         ".odt": "application/vnd.oasis.opendocument.text", ".rtf": "application/rtf", ".zip": "application/zip",
         ".jpg": "image/jpeg", ".txt": "text/plain; charset=utf-8", ".html": "text/html; charset=utf-8",
         ".dat": "application/ms-tnef"}


def leaf(content_type, data, name=None):
    head = f"Content-Type: {content_type}\r\nContent-Transfer-Encoding: base64\r\n"
    if name:
        head += f"Content-Disposition: attachment; filename=\"{name}\"\r\n"
    return head.encode() + b"\r\n" + base64.encodebytes(data).replace(b"\n", b"\r\n")


def several(kind, parts, boundary):
    mark = f"--{boundary}".encode()
    return f"Content-Type: multipart/{kind}; boundary={boundary}\r\n\r\n".encode() + b"".join(
        mark + b"\r\n" + part + b"\r\n" for part in parts) + mark + b"--\r\n"


def message(sender, subject, date, content):
    name, address = sender
    subject = "=?utf-8?b?" + base64.b64encode(subject.encode()).decode() + "?="
    name = "=?utf-8?b?" + base64.b64encode(name.encode()).decode() + "?="
    return f"From: {name} <{address}>\r\nTo: lexsarah@kommun.example\r\nSubject: {subject}\r\nDate: {date}\r\n" \
        f"Message-ID: <{abs(hash_of(subject + address))}@kommun.example>\r\nMIME-Version: 1.0\r\n".encode() + content


def hash_of(text):
    number = 5381
    for byte in text.encode():
        number = (number * 33 + byte) % (1 << 62)
    return number


def with_file(words, data, name):
    suffix = name[name.rindex("."):]
    return several("mixed", [leaf("text/plain; charset=utf-8", words.encode()), leaf(TYPES[suffix], data, name)], "del-1")


def alternative(text, html):
    return several("alternative", [leaf("text/plain; charset=utf-8", text), leaf("text/html; charset=utf-8", html)],
                   "val-1")


def forwarded(words, inner):
    part = b"Content-Type: message/rfc822\r\nContent-Disposition: attachment\r\n\r\n" + inner
    return several("mixed", [leaf("text/plain; charset=utf-8", words.encode()), part], "del-2")


def winmail(data, name):
    """MS-OXTNEF: a message with one attached file."""
    def attribute(level, number, content):
        return struct.pack("<BII", level, number, len(content)) + content + struct.pack("<H", sum(content) & 0xffff)

    title = name.encode("cp1252") + b"\0"
    return struct.pack("<IH", 0x223e9f78, 1) + attribute(1, 0x00089006, struct.pack("<I", 0x00010000)) \
        + attribute(2, 0x00069002, struct.pack("<HIIII", 1, 0xffffffff, 0, 0, 0)[:14]) \
        + attribute(2, 0x00018010, title) + attribute(2, 0x0006800f, data)


def packed(*files):
    return archive(list(files))
