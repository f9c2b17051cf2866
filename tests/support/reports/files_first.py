# SPDX-License-Identifier: GPL-3.0-or-later
"""Which event stands on which form in which format: the half that the grammar was made with."""
import cases_first as c
import layouts_first as l


def dossier(*parts):
    def layout(form):
        for part in parts:
            part(form)
    return layout


WHOLE = dossier(l.v1, l.investigation, l.decision, l.log)
WHOLE_2 = dossier(l.v2, l.investigation, l.decision, l.log)
OPEN = dossier(l.v1, l.investigation)

# name, format, [(layout, case)]
FILES = [
    ("v1-plain.docx", "docx", [(l.v1, c.DOOR)]),
    ("v1-controls.docx", "docx-controls", [(l.v1, c.OLD_FORM)]),
    ("v1-legacy.docx", "docx-legacy", [(l.v1, c.LEAK)]),
    ("v1.odt", "odt", [(l.v1, c.NEW_LAW)]),
    ("v1.rtf", "rtf", [(l.v1, c.LAST_DAY)]),
    ("v1.html", "html", [(l.v1, c.DOOR)]),
    ("v1.pdf", "pdf", [(l.v1, c.LEAK)]),
    ("v1-fillable.pdf", "pdf-fillable", [(l.v1, c.DOOR)]),
    ("v1-scan.pdf", "scan", [(l.v1, c.OLD_FORM)]),
    ("v1-empty.pdf", "pdf", [(l.v1, c.NOTHING)]),
    ("v1-whole.docx", "docx", [(WHOLE, c.DOOR_WHOLE)]),
    ("v1-whole.pdf", "pdf", [(WHOLE, c.ILLEGIBLE)]),
    ("v1-open.odt", "odt", [(OPEN, c.YEARLESS)]),
    ("v1-elsewhere.rtf", "rtf", [(WHOLE, c.ELSEWHERE)]),
    ("v1-open-scan.pdf", "scan", [(OPEN, c.DOOR_WHOLE)]),
    ("v1-two.pdf", "pdf", [(WHOLE, c.DOOR_WHOLE), (OPEN, c.YEARLESS)]),
    ("v1-outlook.dat", "winmail:docx-controls", [(l.v1, c.LAST_DAY)]),
    ("v1-packed.zip", "zip:odt", [(l.v1, c.DOOR)]),
    ("v2-plain.docx", "docx", [(l.v2, c.MANY_NAMES)]),
    ("v2-controls.docx", "docx-controls", [(l.v2, c.CLOSED)]),
    ("v2-legacy.docx", "docx-legacy", [(l.v2, c.HISSEN_NEAR)]),
    ("v2.rtf", "rtf", [(l.v2, c.MANY_NAMES)]),
    ("v2.pdf", "pdf", [(l.v2, c.CLOSED)]),
    ("v2-fillable.pdf", "pdf-fillable", [(l.v2, c.AMBIGUOUS)]),
    ("v2-scan.pdf", "scan-askew", [(l.v2, c.HISSEN_NEAR)]),
    ("v2-whole.odt", "odt", [(WHOLE_2, c.DOOR_WHOLE)]),
    ("v2-attached.eml", "attached:docx", [(l.v2, c.DOOR)]),
    ("v2-half.docx", "docx-controls", [(l.v2, c.SOME)]),
    ("granvik.docx", "docx", [(l.granvik, c.FRIDAY)]),
    ("granvik.txt", "text", [(l.granvik, c.MONDAY)]),
    ("granvik-mail.eml", "mail-text", [(l.granvik, c.FRIDAY)]),
    ("granvik.pdf", "pdf", [(l.granvik, c.MONDAY)]),
    ("granvik-photo.jpg", "photo", [(l.granvik, c.FRIDAY)]),
    ("tallheden.html", "html", [(l.tallheden, c.STOVE)]),
    ("tallheden.pdf", "pdf", [(l.tallheden, c.STOVE)]),
    ("tallheden-forward.eml", "forward-html", [(l.tallheden, c.STOVE)]),
    ("tallheden-scan.pdf", "scan-coarse", [(l.tallheden, c.STOVE)]),
    ("words.eml", "words", [(None, c.TOLD)]),
]
