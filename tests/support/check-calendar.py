#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads what mails bring for a calendar, as other programs would: Python's email and icalendar.

usage: check-calendar.py MAILDIR; a line for each mail with a date, by SEQUENCE:
the parts of the mail, the file's name, the method twice, and what the entry says
"""
import datetime
import email
import email.policy
import pathlib
import sys

import icalendar

ONLY = {"UID", "SEQUENCE", "DTSTAMP", "ORGANIZER", "STATUS", "CLASS", "TRANSP", "DTSTART", "DTEND",
        "SUMMARY", "DESCRIPTION"}


def shape(part):
    if not part.is_multipart():
        return part.get_content_type()
    inner = ", ".join(shape(p) for p in part.iter_parts())
    return f"{part.get_content_type()}({inner})"


def day_or_moment(value):
    return value.isoformat() if isinstance(value, datetime.datetime) else str(value)


def describe(message):
    """(SEQUENCE, line) of a mail with a date, or None."""
    parts = [p for p in message.walk() if p.get_content_type() == "text/calendar"]
    if not parts:
        return None
    assert len(parts) == 1 and parts[0].get_content_disposition() == "attachment"
    assert not message.defects and not parts[0].defects
    calendar = icalendar.Calendar.from_ical(parts[0].get_payload(decode=True))
    event, = calendar.subcomponents
    assert event.name == "VEVENT" and not event.subcomponents and not event.errors
    assert set(event) <= ONLY, set(event)
    end = f" to {day_or_moment(event['DTEND'].dt)}" if "DTEND" in event else ""
    return event["SEQUENCE"], " | ".join((
        shape(message), parts[0].get_filename(), parts[0].get_param("method"),
        str(calendar["METHOD"]), str(event["STATUS"]), day_or_moment(event["DTSTART"].dt) + end,
        str(event["SUMMARY"])))


def main():
    found = []
    for path in pathlib.Path(sys.argv[1]).glob("**/*"):
        if path.parent.name not in ("new", "cur"):
            continue
        with open(path, "rb") as file:
            entry = describe(email.message_from_binary_file(file, policy=email.policy.default))
        if entry:
            found.append(entry)
    print("\n".join(line for _, line in sorted(found)))


main()
