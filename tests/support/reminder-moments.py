#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""When the shipped clocks are spoken of, found in another way than by src/core/clock/reminder.c.

usage: reminder-moments.py FIRST_YEAR LAST_YEAR

For each rule and each day of those years, at a minute of that day, a line
"RULE START ROLES MOMENT=STEP;MOMENT=STEP;...". Goes from working day to working day and asks
what is said on each, where the program asks of each step when it is said. The steps and who is
reminded are those of the specification, written down here once more.
"""

import datetime
import importlib
import sys

swedish_days = importlib.import_module("swedish-days")
clock_dates = importlib.import_module("clock-dates")
DAY, HOUR = datetime.timedelta(days=1), datetime.timedelta(hours=1)
DIGEST, OPENS, CLOSES = datetime.time(7, 30), datetime.time(7), datetime.time(17)
UTC = datetime.timezone.utc
AFTER_DUE = 6  # how many are looked at once the last day has passed

RESPONSIBLE, INVESTIGATOR = ["responsible"], ["investigator", "responsible"]
DECIDERS = ["responsible", "decision_maker"]

# before: (number, unit), "wd" working days or "d" days; after: each so many working days
RULES = {
    "acknowledge": {"late": True, "to": ["operator"]},
    "register": {"start": True, "due": True, "after": 1, "to": ["registrar", "responsible"]},
    "protect": {"start": True, "due": True, "after": 1, "to": DECIDERS, "at_once": True},
    "assess": {"before": [(1, "wd")], "due": True, "after": 1, "to": ["responsible", "deputy"]},
    "start": {"before": [(1, "wd")], "due": True, "after": 2, "to": INVESTIGATOR},
    "investigate": {"before": [(14, "d"), (7, "d"), (2, "wd")], "due": True, "after": 5,
                    "to": INVESTIGATOR},
    "decide": {"before": [(2, "wd")], "due": True, "after": 2,
               "to": ["decision_maker", "responsible"]},
    "ivo_notify": {"start": True, "due": True, "after": 1, "to": DECIDERS},
    "ivo_investigation": {"before": [(14, "d"), (7, "d"), (3, "wd"), (1, "wd")], "due": True,
                          "after": 1, "to": INVESTIGATOR + ["decision_maker"],
                          "late_at_once": True},
    "inform_report": {"due": True, "after": 1, "to": RESPONSIBLE},
    "inform_ivo": {"due": True, "after": 1, "to": RESPONSIBLE},
    "inform_copy": {"due": True, "after": 1, "to": RESPONSIBLE},
    "inform_final": {"due": True, "after": 2, "to": RESPONSIBLE},
    "breach_imy": {"hours": [48, 24, 6], "every": 6, "to": ["dpo", "responsible"]},
    "follow_up": {"before": [(5, "wd")], "due": True, "after": 5, "to": INVESTIGATOR},
    "feedback": {"due": True, "to": RESPONSIBLE},
    "board_report": {"before": [(7, "d")], "due": True, "after": 5, "to": RESPONSIBLE},
    # Not in the specification, which leaves the day to IVO: as it is shipped.
    "ivo_supplement": {"before": [(5, "wd"), (1, "wd")], "due": True, "after": 1,
                       "to": ["responsible", "investigator"]},
}
# Their starts are typed in as days.
BY_DAY = {"ivo_notify", "ivo_investigation", "inform_ivo", "inform_copy", "ivo_supplement"}
MINUTES = ["00:00", "02:30", "06:59", "07:00", "07:29", "07:30", "07:31", "10:15", "16:59",
           "17:00", "22:59", "23:57"]


def last_day(rule, day):
    for spans, count in ((clock_dates.WORKING_DAYS, clock_dates.after_working_days),
                         (clock_dates.MONTHS, clock_dates.after_months)):
        if rule in spans:
            return count(day, spans[rule])
    return clock_dates.next_open_day(
        clock_dates.after_months(day, clock_dates.MONTHS_OF_LAW[rule]))


def local(day, time):
    return datetime.datetime.combine(day, time, clock_dates.ZONE)


def is_open(day):
    return not clock_dates.CLOSED[day]


def before(due, number, unit):
    day = due
    while number:
        day -= DAY
        number -= unit == "d" or is_open(day)
    return day


def first_office_hour(moment):
    """Goes on minute by minute until somebody is there."""
    while not (is_open(moment.date()) and OPENS <= moment.time() < CLOSES):
        moment = moment.astimezone(UTC)
        moment += datetime.timedelta(minutes=1)
        moment = moment.astimezone(clock_dates.ZONE)
    return moment


def text(kind, number=None, unit=None):
    if number is None:
        return kind
    name = {"wd": "working day", "d": "day"}[unit] + ("" if number == 1 else "s")
    return f"every {number} {name} after" if kind == "after" else f"{number} {name} before"


def early_steps(steps, due):
    """What is said so that there is still time, on its day or the last working day before."""
    for number, unit in steps.get("before", ()):
        yield before(due, number, unit), text("before", number, unit)
    if steps.get("due"):
        yield due, "due"


def said_on(steps, day, following, since_due, due, start):
    """The last of what is to be said on a working day; following is the next one."""
    found = None
    for nominal, name in early_steps(steps, due):
        if day <= nominal < following and nominal >= start:
            found = name
    if since_due == 1 and steps.get("late"):
        found = "late"
    number = steps.get("after")
    if number and since_due > 0 and since_due % number == 0:
        found = text("after", number, "wd")
    return found


def moments_of_days(steps, start, moment, due):
    at_once = steps.get("at_once")
    said = {}
    if steps.get("start"):
        if at_once and moment:
            said[first_office_hour(moment)] = "start"
        else:
            day = start
            hour = OPENS if at_once else DIGEST
            while not is_open(day) or (moment and local(day, hour) < moment):
                day += DAY
            said[local(day, hour)] = "start"
    # The last working day not after the start may say what falls on closed days after it.
    day, since_due, late = start, 0, 0
    while not is_open(day):
        day -= DAY
    while late < AFTER_DUE * (steps.get("after") or 1):
        following = clock_dates.after_working_days(day, 1)
        since_due = since_due + 1 if day > due else 0
        late = since_due
        name = said_on(steps, day, following, since_due, due, start)
        if name:
            hour = OPENS if at_once or (steps.get("late_at_once") and day > due) else DIGEST
            said[local(day, hour)] = name
        day = following
    return said


def moments_of_hours(steps, moment):
    due = moment.astimezone(UTC) + 72 * HOUR
    said = {moment.astimezone(UTC): "start", due: "due"}
    for hours in steps["hours"]:
        said[due - hours * HOUR] = f"{hours} hours before"
    for n in range(1, AFTER_DUE + 1):
        said[due + n * steps["every"] * HOUR] = f"every {steps['every']} hours after"
    return said


def line(rule, day, minute):
    steps = RULES[rule]
    time = datetime.time.fromisoformat(minute)
    # An hour that a change of clocks leaves out is the one after it.
    moment = local(day, time).astimezone(UTC).astimezone(clock_dates.ZONE)
    by_day = rule in BY_DAY
    if "hours" in steps:
        said = moments_of_hours(steps, moment)
    else:
        said = moments_of_days(steps, day, None if by_day else moment, last_day(rule, day))
    shown = [f"{at.astimezone(clock_dates.ZONE).isoformat(timespec='milliseconds')}={said[at]}"
             for at in sorted(said, key=lambda at: at.astimezone(UTC))]
    start = day.isoformat() if by_day else moment.isoformat(timespec="milliseconds")
    return "|".join([rule, start, ",".join(steps["to"]), ";".join(shown)])


def main():
    for number, day in enumerate(swedish_days.days(int(sys.argv[1]), int(sys.argv[2]))):
        for other, rule in enumerate(RULES):
            print(line(rule, day, MINUTES[(number + 5 * other) % len(MINUTES)]))


if __name__ == "__main__":
    main()
