# SPDX-License-Identifier: GPL-3.0-or-later
"""Which event stands on which form in which format: the half made after the grammar."""
import cases_after as c
import layouts_after as l


def whole(form):
    l.norrsund(form)
    l.norrsund_investigation(form)
    l.norrsund_decision(form)
    l.norrsund_log(form)


def open_case(form):
    l.norrsund(form)
    l.norrsund_investigation(form)


# name, format, [(layout, case)]
FILES = [
    ("norrsund-plain.docx", "docx", [(l.norrsund, c.MEALS)]),
    ("norrsund-controls.docx", "docx-controls", [(l.norrsund, c.WRONG_NAME)]),
    ("norrsund-legacy.docx", "docx-legacy", [(l.norrsund, c.NOBODY)]),
    ("norrsund.odt", "odt", [(l.norrsund, c.MEALS)]),
    ("norrsund.pdf", "pdf", [(l.norrsund, c.WRONG_NAME)]),
    ("norrsund-fillable.pdf", "pdf-fillable", [(l.norrsund, c.MEALS)]),
    ("norrsund-scan.pdf", "scan", [(l.norrsund, c.MEALS)]),
    ("norrsund-whole.docx", "docx", [(whole, c.MEALS_WHOLE)]),
    ("norrsund-whole.pdf", "pdf", [(whole, c.SLOW)]),
    ("norrsund-open.odt", "odt", [(open_case, c.EARLY)]),
    ("norrsund-mail.eml", "mail-html", [(l.norrsund, c.WRONG_NAME)]),
    ("norrsund-empty.docx", "docx-controls", [(l.norrsund, c.case(["reporter_unknown"]))]),
    ("ekevalla.docx", "docx", [(l.ekevalla, c.FALL)]),
    ("ekevalla.rtf", "rtf", [(l.ekevalla, c.HOME)]),
    ("ekevalla.txt", "text", [(l.ekevalla, c.PAPERS)]),
    ("ekevalla-mail.eml", "mail-text", [(l.ekevalla, c.FALL)]),
    ("ekevalla.pdf", "pdf", [(l.ekevalla, c.PAPERS)]),
    ("ekevalla-fillable.pdf", "pdf-fillable", [(l.ekevalla, c.HOME)]),
    ("ekevalla-scan.pdf", "scan", [(l.ekevalla, c.FALL)]),
    ("holmsta-photo.jpg", "photo", [(l.holmsta, c.DEBT)]),
    ("ekevalla-half.docx", "docx-controls", [(l.ekevalla, c.HALF)]),
    ("holmsta.docx", "docx-legacy", [(l.holmsta, c.DEBT)]),
    ("holmsta.odt", "odt", [(l.holmsta, c.NIGHT)]),
    ("holmsta.html", "html", [(l.holmsta, c.NIGHT)]),
    ("holmsta.pdf", "pdf", [(l.holmsta, c.DEBT)]),
    ("holmsta-scan.pdf", "scan", [(l.holmsta, c.NIGHT)]),
    ("holmsta-two.pdf", "pdf", [(l.holmsta, c.DEBT), (l.holmsta, c.NIGHT)]),
    ("holmsta-outlook.dat", "winmail:docx", [(l.holmsta, c.NIGHT)]),
    ("service.html", "html", [(l.service, c.ONLINE)]),
    ("service.pdf", "pdf", [(l.service, c.ONLINE)]),
    ("service-forward.eml", "forward-html", [(l.service, c.ONLINE)]),
    ("service.zip", "zip:pdf", [(l.service, c.ONLINE)]),
    ("words.eml", "words", [(None, c.TOLD)]),
    ("words-forward.eml", "forward-words", [(None, c.TOLD)]),
]
