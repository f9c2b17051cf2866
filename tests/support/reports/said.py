# SPDX-License-Identifier: GPL-3.0-or-later
"""How people write days, times and telephone numbers, with what they mean."""
import datetime

from form import Said

MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()
DAYS = "måndag tisdag onsdag torsdag fredag lördag söndag".split()


def day(date, style="iso", place=""):
    """style: iso, long, den, short (YYMMDD), slash (D/M YYYY), dots, spaced (of a stamp), bare (no year)"""
    d = datetime.date.fromisoformat(date)
    text = {"iso": date, "long": f"{d.day} {MONTHS[d.month - 1]} {d.year}",
            "den": f"den {d.day} {MONTHS[d.month - 1]} {d.year}", "short": d.strftime("%y%m%d"),
            "slash": f"{d.day}/{d.month} {d.year}", "dots": d.strftime("%d.%m.%Y"),
            "spaced": f"{d.year} -{d.month:02}- {d.day:02}", "bare": f"{d.day} {MONTHS[d.month - 1]}",
            "abbreviated": f"{d.day} {MONTHS[d.month - 1][:3]} {d.year}"}[style]
    return Said(place + text, date)


def weekday(date, change=str):
    name = DAYS[datetime.date.fromisoformat(date).weekday()]
    return Said(change(name), name)


def time(text):
    digits = "".join(c if c.isdigit() else " " for c in text).split()
    hour, minute = (digits + ["00"])[:2]
    return Said(text, f"{int(hour):02}:{minute}")


def phone(text):
    digits = "".join(c for c in text if c.isdigit())
    return Said(text, "+" + digits if text.startswith("+") else "+46" + digits[1:])


def number(written, plain):
    """A registration number as it is written, and without its classification."""
    return Said(written, plain)
