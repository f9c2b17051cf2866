#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write the corpus of reports: forms that were never sent, with what a reader should find in them.

usage: make-reports.py FOLDER [NAME...]   writes FOLDER/first, FOLDER/after and FOLDER/later, or only the named files
       make-reports.py --truths FOLDER    only the truths, without the documents
       make-reports.py --quick FOLDER     without scans and photographs

Each file NAME stands beside NAME.truth.json, in the form that tests/support/accuracy.py compares. Scans
and photographs need pdftoppm and are left out without it. The same bytes every time."""
import json
import os
import sys

import files_after
import files_first
import files_later
from form import Form
from mail import Html, Text, alternative, forwarded, leaf, message, packed, winmail, with_file
from office import Docx, Odt, Rtf
from paper import Paper, photo, scan

SETS = {"first": files_first.FILES, "after": files_after.FILES, "later": files_later.FILES}
DATE = "Wed, 12 Nov 2025 08:30:00 +0100"
WRITERS = {
    "docx": Docx("plain").file, "docx-controls": Docx("controls").file, "docx-legacy": Docx("legacy").file,
    "odt": Odt().file, "rtf": Rtf().file, "text": Text().file, "html": Html().file,
    "pdf": lambda blocks: Paper().file(blocks), "pdf-lines": lambda blocks: Paper(ruled=False).file(blocks),
    "pdf-fillable": lambda blocks: Paper(fillable=True).file(blocks), "scan": scan, "photo": photo,
    "scan-askew": lambda blocks: scan(blocks, -1.4, 2), "scan-coarse": lambda blocks: scan(blocks, 0.3, 3, 150),
}
SCANS = {"scan", "scan-askew", "scan-coarse", "photo"}
LETTER = "Hej!\r\n\r\nRapporten bifogas.\r\n\r\nHälsningar\r\n"


def suffix(format):
    return {"docx": ".docx", "odt": ".odt", "rtf": ".rtf", "text": ".txt", "html": ".html", "pdf": ".pdf",
            "scan": ".pdf", "photo": ".jpg"}[format.split("-")[0]]


def mailed(format, blocks, case):
    """A mail: its words are the form, or the form is attached in the format after the colon."""
    sender = (case.get("name") or "Registraturet", case.get("email") or "registrator@kommun.example")
    how, _, inner = format.partition(":")
    if how in ("words", "forward-words"):
        content = leaf("text/plain; charset=utf-8", case["words"].encode())
    elif how == "mail-text" or how == "forward-text":
        content = leaf("text/plain; charset=utf-8", WRITERS["text"](blocks))
    elif how in ("mail-html", "forward-html"):
        content = alternative(WRITERS["text"](blocks), WRITERS["html"](blocks))
    else:
        data = document(inner, blocks, case)
        content = data and with_file(LETTER, data, "rapport" + suffix(inner))
    if not content:
        return None
    mail = message(sender, "Lex Sarah-rapport", DATE, content)
    if how.startswith("forward"):
        mail = message(("Registraturet", "registrator@kommun.example"), "VB: Lex Sarah-rapport", DATE,
                       forwarded("Vidarebefordras till er.\r\n", mail))
    return mail


def document(format, blocks, case):
    """The bytes of a file, None where it cannot be made here."""
    how, _, inner = format.partition(":")
    if how == "winmail":
        return winmail(document(inner, blocks, case), "rapport" + suffix(inner))
    if how == "zip":
        data = document(inner, blocks, case)
        return data and packed(("rapport" + suffix(inner), data))
    if how in WRITERS:
        return WRITERS[how](blocks)
    return mailed(format, blocks, case)


def words(case):
    """A mail in free words has no form: all of it is the description. Who signs it is not judged."""
    form = Form(dict(case, description=case["words"]))
    form.said("description")
    form.unasked("name", "title", "workplace", "phone", "email", "signer")
    return form


def filled(parts):
    """The blocks and the truths of what stands in a file."""
    blocks, truths = [], []
    for number, (layout, case) in enumerate(parts):
        form = Form(case) if layout else words(case)
        if layout:
            if number:
                form.page()
            layout(form)
        if len(parts) > 1:
            form.must.add("several_reports")
        blocks += form.blocks
        truths.append(form.finished())
    return blocks, truths


def write(folder, name, format, parts, documents=True):
    blocks, truths = filled(parts)
    path = os.path.join(folder, name)
    if documents:
        data = document(format, blocks, parts[0][1])
        if data is None:
            return
        with open(path, "wb") as file:
            file.write(data)
    with open(path + ".truth.json", "w", encoding="utf-8") as file:
        json.dump({"file": name, "format": format, "documents": truths}, file, ensure_ascii=False, indent=1)
        file.write("\n")


def main(option, folder, names):
    for half, files in SETS.items():
        os.makedirs(os.path.join(folder, half), exist_ok=True)
        for name, format, parts in files:
            if names and name not in names or option == "--quick" and format in SCANS:
                continue
            write(os.path.join(folder, half), name, format, parts, option != "--truths")


if __name__ == "__main__":
    arguments = sys.argv[1:]
    option = arguments.pop(0) if arguments and arguments[0] in ("--truths", "--quick") else None
    if not arguments or arguments[0].startswith("-"):
        sys.exit(__doc__)
    main(option, arguments[0], set(arguments[1:]))
