#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The holidays of Sweden, found in another way than by src/core/clock/holidays.c.

usage: swedish-days.py FIRST_YEAR LAST_YEAR

Asks of each day what the law says of it, where the program computes the days of a year;
Easter is the Sunday after the paschal full moon by golden number and epact. Prints
"DATE KIND NAME", a line for each closed day that is not just a Saturday or a Sunday.
"""

import datetime
import functools
import sys

MONDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = 0, 3, 4, 5, 6
DAY = datetime.timedelta(days=1)


@functools.cache
def easter(year):
    golden, century = year % 19 + 1, year // 100 + 1
    skipped, moon = 3 * century // 4 - 12, (8 * century + 5) // 25 - 5
    epact = (11 * golden + 20 + moon - skipped) % 30
    if epact == 24 or (epact == 25 and golden > 11):
        epact += 1
    full = 44 - epact if epact <= 23 else 74 - epact
    day = datetime.date(year, 3, 1) + (full - 1) * DAY
    day += DAY
    while day.weekday() != SUNDAY:
        day += DAY
    return day


def nth_after_easter(day, weekday, number):
    """Whether day is that weekday for the number-th time after Easter Sunday."""
    passed = (day - easter(day.year)).days
    return day.weekday() == weekday and passed > 0 and (passed + 6) // 7 == number


def is_midsummer(day):
    return day.weekday() == SATURDAY and (6, 20) <= (day.month, day.day) <= (6, 26)


def is_on(month, number):
    return lambda day: (day.month, day.day) == (month, number)


HOLIDAYS = {
    "nyårsdagen": is_on(1, 1),
    "trettondedag jul": is_on(1, 6),
    "långfredagen": lambda day: day.weekday() == FRIDAY and 0 < (easter(day.year) - day).days < 7,
    "påskdagen": lambda day: day == easter(day.year),
    "annandag påsk": lambda day: nth_after_easter(day, MONDAY, 1),
    "första maj": is_on(5, 1),
    "Kristi himmelsfärdsdag": lambda day: nth_after_easter(day, THURSDAY, 6),
    "pingstdagen": lambda day: nth_after_easter(day, SUNDAY, 7),
    "annandag pingst": lambda day: day.year < 2005 and nth_after_easter(day, MONDAY, 8),
    "nationaldagen": lambda day: day.year >= 2005 and is_on(6, 6)(day),
    "midsommardagen": is_midsummer,
    "alla helgons dag": lambda day: day.weekday() == SATURDAY
    and (10, 31) <= (day.month, day.day) <= (11, 6),
    "juldagen": is_on(12, 25),
    "annandag jul": is_on(12, 26),
}
EVES = {
    "midsommarafton": lambda day: is_midsummer(day + DAY),
    "julafton": is_on(12, 24),
    "nyårsafton": lambda day: day.month != (day + DAY).month and day.month == 12,
}


def days(first, last):
    day = datetime.date(first, 1, 1)
    while day.year <= last:
        yield day
        day += DAY


def main():
    for day in days(int(sys.argv[1]), int(sys.argv[2])):
        for kind, names in (("holiday", HOLIDAYS), ("eve", EVES)):
            for name, falls_on in names.items():
                if falls_on(day):
                    print(day.isoformat(), kind, name)


if __name__ == "__main__":
    main()
