# SPDX-License-Identifier: GPL-3.0-or-later
"""Which event stands on which form in which format: the third group."""
import cases_later as c
import layouts_later as l


def whole(form):
    l.lidvalla(form)
    l.lidvalla_investigation(form)
    l.lidvalla_decision(form)
    l.lidvalla_notes(form)


def open_case(form):
    l.lidvalla(form)
    l.lidvalla_investigation(form)


# name, format, [(layout, case)]
FILES = [
    ("bjorkdala.docx", "docx", [(l.bjorkdala, c.FENCE)]),
    ("bjorkdala-controls.docx", "docx-controls", [(l.bjorkdala, c.PILLS)]),
    ("bjorkdala.pdf", "pdf", [(l.bjorkdala, c.PILLS)]),
    ("bjorkdala-fillable.pdf", "pdf-fillable", [(l.bjorkdala, c.FENCE)]),
    ("bjorkdala-scan.pdf", "scan", [(l.bjorkdala, c.FENCE)]),
    ("tarnvik.html", "html", [(l.tarnvik, c.PHONE)]),
    ("tarnvik.pdf", "pdf", [(l.tarnvik, c.SCALD)]),
    ("tarnvik-forward.eml", "forward-html", [(l.tarnvik, c.PHONE)]),
    ("omsorg.rtf", "rtf", [(l.omsorg, c.MONEY)]),
    ("omsorg.txt", "text", [(l.omsorg, c.RESTRAINT)]),
    ("omsorg.pdf", "pdf-lines", [(l.omsorg, c.MONEY)]),
    ("omsorg-photo.jpg", "photo", [(l.omsorg, c.RESTRAINT)]),
    ("stensele.odt", "odt", [(l.stensele, c.MEAL)]),
    ("stensele.docx", "docx", [(l.stensele, c.DOOR)]),
    ("stensele-mail.eml", "mail-text", [(l.stensele, c.MEAL)]),
    ("stensele-two.pdf", "pdf", [(l.stensele, c.MEAL), (l.stensele, c.DOOR)]),
    ("lidvalla-whole.docx", "docx", [(whole, c.NIGHT_WHOLE)]),
    ("lidvalla-whole.pdf", "pdf", [(whole, c.NIGHT_WHOLE)]),
    ("lidvalla-open.odt", "odt", [(open_case, c.OPEN)]),
    ("lidvalla-scan.pdf", "scan", [(l.lidvalla, c.NIGHT)]),
    ("keyed-mail.eml", "mail-text", [(l.keyed_mail, c.MAIL)]),
]
