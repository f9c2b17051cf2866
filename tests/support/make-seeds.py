#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write the first inputs of the fuzz targets for binary formats to tests/corpus.

usage: make-seeds.py CORPUS

The same bytes every time. What a fuzzer found stands beside them under other names.
"""
import io
import os
import struct
import sys
import zipfile

FORM = "Lex Sarah-rapport\r\nRapporten lämnas av\r\nNamn Ada Exempel\r\nTitel Kurator\r\n"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def archive(*members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members:
            info = zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(info, data)
    return out.getvalue()


def encrypted(data):
    """The same archive with the bit set that says a file is encrypted."""
    data = bytearray(data)
    for magic, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        start = data.find(magic)
        data[start + at] |= 1
    return bytes(data)


def attribute(ident, data):
    level = 2 if ident & 0xffff >= 0x9002 and ident & 0xffff != 0x9003 else 1
    return struct.pack("<BII", level, ident, len(data)) + data + struct.pack("<H", sum(data) & 0xffff)


def variable(ident, kind, data):
    return struct.pack("<HHII", kind, ident, 1, len(data)) + data + b"\0" * (-len(data) % 4)


def properties(*values):
    return struct.pack("<I", len(values)) + b"".join(values)


def tnef(*attributes):
    return struct.pack("<IH", 0x223e9f78, 1) + b"".join(attributes)


# The example of MS-OXRTFCP 3.1.
RTF = bytes.fromhex("2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0")
NAMED = struct.pack("<HH", 0x101e, 0x8002) + b"g" * 16 + struct.pack("<II", 1, 6) + "ab\0".encode("utf-16le") \
    + b"\0\0" + struct.pack("<II", 2, 2) + b"x\0\0\0" + struct.pack("<I", 1) + b"\0\0\0\0"
NUMBERS = struct.pack("<HHI", 3, 0x3fde, 1252) + struct.pack("<HHQ", 0x40, 0xe06, 1) + struct.pack("<HHI", 0xb, 0xe1b, 1)
ATTACHMENT = attribute(0x69002, b"\1\0\xff\xff\xff\xff" + b"\0" * 8) + attribute(0x18010, b"RAPPORT.TXT\0") \
    + attribute(0x6800f, FORM.encode()) \
    + attribute(0x69005, properties(variable(0x3707, 0x1f, "rapport.txt\0".encode("utf-16le"))))
INNER = tnef(attribute(0x2800c, "Inre text.\0".encode("cp1252")))

TNEFS = {
    "rtf": tnef(attribute(0x69007, struct.pack("<II", 1252, 0)),
                attribute(0x69003, properties(variable(0x1009, 0x102, RTF))), ATTACHMENT),
    "html": tnef(attribute(0x69003, properties(NAMED, variable(0x1013, 0x102, b"<p>Hej</p>")))),
    "numbers": tnef(attribute(0x69003, struct.pack("<I", 4) + NUMBERS + variable(0x1000, 0x1e, b"Hej\0"))),
    "message": tnef(attribute(0x69002, b""),
                    attribute(0x69005, properties(variable(0x3701, 0x0d, b"\7\3\2" + b"\0" * 13 + INNER)))),
    "empty": tnef(attribute(0x88006, b"")),
}
ZIPS = {
    "plain": archive(("rapport.txt", FORM)),
    "names": archive(("../../etc/x.txt", "a"), ("Ärende/b.txt", "b"), ("c\\d.txt", "c")),
    "nested": archive(("inre.zip", archive(("rapport.txt", FORM)))),
    "encrypted": encrypted(archive(("rapport.txt", FORM))),
    "empty": archive(),
}
FILES = {
    "docx": archive(("word/document.xml", f"<w:document {W}><w:body><w:p><w:r><w:t>Hej</w:t></w:r></w:p>"
                     "</w:body></w:document>")),
    "odt": archive(("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<a><p>Hej</p></a>")),
    "office": archive(("[Content_Types].xml", "<a/>"), ("xl/workbook.xml", "<a/>")),
    "winmail-in-zip": archive(("winmail.dat", TNEFS["rtf"]), ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")),
    "eml": b"Received: from a by b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nHej\r\n"
           b"--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\nInre\r\n--b--\r\n",
    "heic": b"\0\0\0\x18ftypheic\0\0\0\0",
    "rtf": b"{\\rtf1 Hej}",
    "text": FORM.encode("utf-16"),
    "html": b"<!DOCTYPE html><table><tr><td>Namn<td>Ada</table>",
}


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    for folder, seeds in (("tnef", TNEFS), ("zip", ZIPS), ("file", FILES)):
        os.makedirs(os.path.join(sys.argv[1], folder), exist_ok=True)
        for name, data in seeds.items():
            with open(os.path.join(sys.argv[1], folder, name), "wb") as out:
                out.write(data)


if __name__ == "__main__":
    main()
