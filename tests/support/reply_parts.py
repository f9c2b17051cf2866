# SPDX-License-Identifier: GPL-3.0-or-later
"""What answers to notices are made of: the notice, and ways to quote it."""

import dataclasses
import datetime
import email.message
import email.policy
import email.utils
import html

SV, EN = "sv", "en"
BOARD = "Lex Sarah AMN"
ADDRESS = "lexsarah@kommun.example"
CET = datetime.timezone(datetime.timedelta(hours=1), "CET")


@dataclasses.dataclass(frozen=True)
class Notice:
    """One that is answered, and who answers it when; without arguments that of the corpus."""

    lines: tuple = (
        "Ärende LS-2026-0042 är tilldelat dig.",
        "",
        "Svara överst i det här mejlet med ett av orden:",
        "utred",
        "avslå, eftersom …",
    )
    page: str = ""  # its html as it came; else it is made of the lines
    subject: str = "LS-2026-0042: Ärendet är tilldelat"
    message_id: str = "notice.42@kommun.example"
    references: str = ""  # what it names itself
    sender: str = BOARD
    reply_to: str = ADDRESS
    writer: str = "Karin Holm <karin.holm@kommun.example>"
    sent: datetime.datetime = datetime.datetime(2026, 11, 19, 10, 11, 12, tzinfo=CET)
    answered: datetime.datetime = datetime.datetime(2026, 11, 19, 10, 31, tzinfo=CET)

    @property
    def name(self):
        return email.utils.parseaddr(self.writer)[0]

    def html(self, made):
        """As a program quotes it: what came, or the lines as that function makes them."""
        return self.page or made(self.lines)


SAMPLE = Notice()
TRACE = "from mail.kommun.example by mx.kommun.example with ESMTPS; Thu, 19 Nov 2026 10:31:02 +0100"

MONTHS = {
    SV: "januari februari mars april maj juni juli augusti september oktober november december",
    EN: "January February March April May June July August September October November December",
}
SHORT_MONTHS = {
    SV: "jan. feb. mars apr. maj juni juli aug. sep. okt. nov. dec.",
    EN: "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
}
WEEKDAYS = {
    SV: "måndag tisdag onsdag torsdag fredag lördag söndag",
    EN: "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}
SHORT_WEEKDAYS = {SV: "mån tis ons tors fre lör sön", EN: "Mon Tue Wed Thu Fri Sat Sun"}


def say_time(moment, language, words):
    """words with {day}, {month}, {short_month}, {weekday}, {short_weekday}, {hour12} and strftime's."""
    parts = {
        "day": moment.day,
        "month": MONTHS[language].split()[moment.month - 1],
        "short_month": SHORT_MONTHS[language].split()[moment.month - 1],
        "weekday": WEEKDAYS[language].split()[moment.weekday()],
        "short_weekday": SHORT_WEEKDAYS[language].split()[moment.weekday()],
        "hour12": f"{(moment.hour + 11) % 12 + 1}:{moment:%M}",
    }
    return moment.strftime(words.format(**parts))


def mail(to, prefix="SV", agent=None):
    made = email.message.EmailMessage(policy=email.policy.SMTP)
    if to is SAMPLE:
        made["Received"] = TRACE
    made["From"] = to.writer
    made["To"] = f"{to.sender} <{to.reply_to}>"
    made["Subject"] = f"{prefix}: {to.subject}"
    made["Date"] = email.utils.format_datetime(to.answered)
    made["In-Reply-To"] = f"<{to.message_id}>"
    made["References"] = f"{to.references} <{to.message_id}>".strip()
    if agent:
        name = "User-Agent" if agent.startswith("Mozilla") else "X-Mailer"
        made[name] = agent
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
