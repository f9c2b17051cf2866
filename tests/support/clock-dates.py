#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The last days of the shipped clocks, found in another way than by src/core/clock/clock.c.

usage: clock-dates.py FIRST_YEAR LAST_YEAR

For each rule and each day of those years a line "RULE START DUE". Walks from day to
day where the program computes; the spans are those of the specification, written down
here once more.
"""

import datetime
import importlib
import sys
import zoneinfo

swedish_days = importlib.import_module("swedish-days")
DAY = datetime.timedelta(days=1)
ZONE = zoneinfo.ZoneInfo("Europe/Stockholm")

WORKING_DAYS = {
    "acknowledge": 1, "register": 1, "protect": 1, "assess": 3, "start": 5, "decide": 5,
    "ivo_notify": 1, "inform_report": 1, "inform_ivo": 1, "inform_copy": 1, "inform_final": 3,
    "feedback": 5, "ivo_supplement": 10,
}
MONTHS = {"investigate": 2, "follow_up": 3, "board_report": 1}
MONTHS_OF_LAW = {"ivo_investigation": 2}
HOURS_OF_LAW = {"breach_imy": 72}
MINUTE_OF_DAY = 2 * 60 + 30  # does not exist, or exists twice, when clocks change


def is_closed(day):
    if day.weekday() >= swedish_days.SATURDAY:
        return True
    return any(falls_on(day) for names in (swedish_days.HOLIDAYS, swedish_days.EVES)
               for falls_on in names.values())


class Closed(dict):
    def __missing__(self, day):
        self[day] = is_closed(day)
        return self[day]


CLOSED = Closed()


def after_working_days(start, number):
    day = start
    while number:
        day += DAY
        number -= not CLOSED[day]
    return day


def after_months(start, number):
    """Goes through whole months to the last one, then to its day of that number."""
    first = start.replace(day=1)
    for _ in range(number):
        first = (first + 31 * DAY).replace(day=1)
    day = first
    while day.day < start.day and (day + DAY).month == first.month:
        day += DAY
    return day


def next_open_day(day):
    while CLOSED[day]:
        day += DAY
    return day


def after_hours(day, number):
    """From a minute of the day, an hour that passes at a time."""
    moment = datetime.datetime.combine(day, datetime.time(), ZONE)
    moment = moment.astimezone(datetime.timezone.utc) + MINUTE_OF_DAY * datetime.timedelta(minutes=1)
    end = moment
    for _ in range(number):
        end += datetime.timedelta(hours=1)
    return (moment.astimezone(ZONE), end.astimezone(ZONE))


def lines(day):
    for rule, number in WORKING_DAYS.items():
        yield rule, day.isoformat(), after_working_days(day, number).isoformat()
    for rule, number in MONTHS.items():
        yield rule, day.isoformat(), after_months(day, number).isoformat()
    for rule, number in MONTHS_OF_LAW.items():
        yield rule, day.isoformat(), next_open_day(after_months(day, number)).isoformat()
    for rule, number in HOURS_OF_LAW.items():
        yield rule, *(t.isoformat(timespec="milliseconds") for t in after_hours(day, number))


def main():
    for day in swedish_days.days(int(sys.argv[1]), int(sys.argv[2])):
        for line in lines(day):
            print(*line)


if __name__ == "__main__":
    main()
