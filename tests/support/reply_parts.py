# SPDX-License-Identifier: GPL-3.0-or-later
"""What the answers of make-replies.py are made of: a notice, and ways to quote it."""

import email.message
import email.policy
import html

BOARD = "Lex Sarah AMN"
ADDRESS = "lexsarah@kommun.example"
WRITER = "Karin Holm <karin.holm@kommun.example>"
SUBJECT = "LS-2026-0042: Ärendet är tilldelat"
NOTICE = [
    "Ärende LS-2026-0042 är tilldelat dig.",
    "",
    "Svara överst i det här mejlet med ett av orden:",
    "utred",
    "avslå, eftersom …",
]
SV, EN = "sv", "en"


def mail(subject=None, agent=None, **more):
    made = email.message.EmailMessage(policy=email.policy.SMTP)
    made["Received"] = (
        "from mail.kommun.example by mx.kommun.example with ESMTPS; Thu, 19 Nov 2026 10:31:02 +0100"
    )
    made["From"] = WRITER
    made["To"] = f"{BOARD} <{ADDRESS}>"
    made["Subject"] = subject or f"SV: {SUBJECT}"
    made["Date"] = "Thu, 19 Nov 2026 10:31:00 +0100"
    made["In-Reply-To"] = made["References"] = "<notice.42@kommun.example>"
    if agent:
        made["X-Mailer"] = agent
    for name, value in more.items():
        made[name.replace("_", "-")] = value
    return made


def text_only(made, text, cte="quoted-printable", charset="utf-8", **parameters):
    made.set_content("\n".join(text) + "\n", cte=cte, charset=charset, params=parameters or None)
    return made


def page_only(made, page, cte="quoted-printable", charset="utf-8"):
    made.set_content(page, subtype="html", cte=cte, charset=charset)
    return made


def both(made, text, page, cte="quoted-printable", **parameters):
    text_only(made, text, cte, **parameters)
    made.add_alternative(page, subtype="html", cte=cte)
    made.set_boundary("=_answer")
    return made


def quoted(lines, mark="> "):
    return [(mark + line).rstrip() for line in lines]


def divs(lines, **attributes):
    inside = "".join(f' {name.rstrip("_")}="{value}"' for name, value in attributes.items())
    return "".join(f"<div{inside}>{html.escape(line) or '<br>'}</div>" for line in lines)


def breaks(lines):
    return "<br>\n".join(html.escape(line, quote=False) for line in lines)
