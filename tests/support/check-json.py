#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that the JSON on standard input has the members that scripts rely on.

usage: check-json.py VERB

Members that are not named here may be added; missing ones and other types fail.
"""

import datetime
import json
import re
import sys

TEXT, NUMBER, FLAG = (str,), (int,), (bool,)


def maybe(kind):
    return (*kind, type(None)) if isinstance(kind, tuple) else ("maybe", kind)


class Time:
    """An RFC 3339 time with its offset."""

    @staticmethod
    def matches(value):
        return isinstance(value, str) and datetime.datetime.fromisoformat(value).tzinfo is not None


class Hash:
    """A SHA-256 in hexadecimal."""

    @staticmethod
    def matches(value):
        return isinstance(value, str) and re.fullmatch("[0-9a-f]{64}", value) is not None


PERSON = {"name": maybe(TEXT), "address": maybe(TEXT)}
MAIL = {
    "id": NUMBER, "uid": maybe(NUMBER), "uidvalidity": maybe(NUMBER),
    "message_id": maybe(TEXT), "sha256": Hash, "kind": maybe(TEXT), "subject": maybe(TEXT),
    "trust": maybe(TEXT),
}
EVENT = {
    "seq": NUMBER, "time": Time, "actor": TEXT, "user": TEXT, "kind": TEXT,
    "detail": maybe((dict,)), "hash": Hash,
}
NOTICE = {
    "id": NUMBER, "case": maybe(TEXT), "notice": TEXT, "to": TEXT, "state": TEXT,
    "message_id": TEXT, "queued": Time, "sent": maybe(Time), "attempts": NUMBER,
    "error": maybe(TEXT), "hold": maybe(TEXT),
}
LISTED_MAIL = {
    "id": NUMBER, "board": TEXT, "state": TEXT, "kind": maybe(TEXT), "stored": Time,
    "arrived": maybe(Time), "subject": maybe(TEXT), "from": maybe(TEXT), "size": NUMBER,
    "case": maybe(TEXT), "reason": maybe(TEXT),
}
FIELD = maybe({"value": maybe(TEXT), "raw": TEXT, "confidence": (int, float), "where": TEXT})
REPORT = {
    "type": maybe(TEXT), "dnr": FIELD, "stamped": FIELD,
    "reporter": {"name": FIELD, "title": FIELD, "workplace": FIELD, "phone": FIELD,
                 "email": FIELD},
    "unit": FIELD, "areas": [TEXT], "area_detail": FIELD, "cited_law": FIELD,
    "observed": {"date": FIELD, "weekday": FIELD, "time": FIELD}, "occurred": FIELD,
    "description": FIELD, "consequences": FIELD, "immediate_measures": FIELD,
    "signed": {"date": FIELD, "name": FIELD}, "not_opened": {"date": FIELD, "signer": FIELD},
    "other_information": FIELD,
}
DOCUMENT = {
    "report": REPORT, "investigation": maybe((dict,)), "decision": maybe((dict,)),
    "log": [(dict,)], "form": maybe((dict,)),
    "flags": [{"code": TEXT, "title": TEXT, "message": TEXT, "fields": [TEXT]}],
}

CLOCK = {
    "rule": TEXT, "title": TEXT, "class": TEXT, "law": [TEXT], "start": maybe(TEXT),
    "due": maybe(TEXT), "stopped": maybe(TEXT), "state": TEXT, "source": maybe(TEXT),
    "explanation": TEXT, "to": [TEXT],
    "deadlines": [{"law": [TEXT], "source": maybe(TEXT), "wording": maybe(TEXT),
                   "nominal": TEXT, "due": TEXT}],
    "reminders": [{"step": TEXT, "time": TEXT, "said": Time, "repeated": FLAG}],
}

COUNT = {"count": maybe(NUMBER), "hidden": maybe(TEXT)}
VERBS = {
    "case list": [{
        "id": TEXT, "board": TEXT, "dnr": maybe(TEXT), "state": TEXT, "opened": Time,
        "arrived": Time, "flags": [TEXT], "next_due": maybe(TEXT),
    }],
    "case show": {
        "id": TEXT, "board": TEXT, "dnr": maybe(TEXT), "dnr_full": maybe(TEXT), "state": TEXT,
        "law": [TEXT], "opened": Time, "arrived": Time, "arrival_source": TEXT,
        "ivo": {"state": TEXT, "notified": maybe(TEXT), "number": maybe(TEXT),
                "investigation_sent": maybe(TEXT)},
        "sender": PERSON, "reporter": PERSON, "investigator": maybe(TEXT), "mails": [MAIL],
        "reading": {"state": TEXT, "documents": [{**DOCUMENT, "mail": NUMBER}]}, "flags": [TEXT], "clocks": [(dict,)],
        "commissioning": [(dict,)], "copies": [(dict,)], "outcome": maybe(TEXT), "proposal": maybe((dict,)),
        "decision": maybe((dict,)), "log": [(dict,)], "measures": [(dict,)], "events": [EVENT],
        "entered": maybe({"how": TEXT, "taken_by": TEXT}),
        "holds": [{"finding": TEXT, "hold": TEXT, "since": Time, "lifted": maybe(Time)}],
        "hold_told": [TEXT],
        "same_mail": [TEXT],
        "recusals": [{"person": TEXT, "stand_in": TEXT, "reason": TEXT, "since": Time}],
    },
    "case decision": {"case": TEXT, "text": TEXT},
    "case dossier": {"case": TEXT, "file": TEXT},
    "export": {"case": TEXT, "folder": TEXT, "files": [TEXT], "closed": NUMBER,
               "papers": FLAG},
    "case open": {"id": maybe(TEXT), "mail": NUMBER},
    "case arrived": {"id": TEXT, "arrived": Time},
    "import": {"read": NUMBER, "opened": NUMBER, "joined": NUMBER, "copies": NUMBER,
               "filed": NUMBER, "quarantined": NUMBER, "waiting": NUMBER},
    "case recuse": {"case": TEXT, "person": TEXT, "stand_in": TEXT, "moved": NUMBER},
    "mail list": [LISTED_MAIL],
    "mail show": {
        **LISTED_MAIL, "message_id": maybe(TEXT), "sha256": Hash, "truncated": FLAG,
        "trust": maybe(TEXT), "cases": [TEXT], "absence": maybe({"kind": TEXT, "date": TEXT, "raw": TEXT}),
        "parts": [{"no": NUMBER, "name": maybe(TEXT), "media_type": maybe(TEXT), "size": NUMBER,
                   "sha256": Hash, "body": FLAG}],
    },
    "mail file": {"mail": NUMBER, "kind": TEXT, "case": maybe(TEXT)},
    "mail extract": {"folder": TEXT, "files": [TEXT]},
    "mail accounting": [{
        "board": TEXT, "time": Time, "uidvalidity": NUMBER, "present": NUMBER, "handled": NUMBER,
        "owed": NUMBER, "quarantined": NUMBER, "vanished": NUMBER, "difference": NUMBER,
    }],
    "outbox list": [NOTICE],
    "outbox show": {**NOTICE, "due": Time, "audience": TEXT, "route": TEXT, "mail": maybe(TEXT)},
    "outbox retry": {"id": NUMBER, "state": TEXT},
    "outbox cancel": {"id": maybe(NUMBER), "ids": [NUMBER], "state": TEXT, "count": NUMBER},
    "outbox release": {"id": maybe(NUMBER), "ids": [NUMBER], "state": TEXT, "count": NUMBER},
    "mail quarantine": [LISTED_MAIL],
    "mail release": {"id": NUMBER, "state": TEXT},
    "read": [{"file": TEXT, "format": TEXT, "documents": [DOCUMENT]}],
    "check-config": {"file": TEXT, "boards": NUMBER, "problems": [TEXT],
                     "warnings": [TEXT]},
    "doctor": [{"check": TEXT, "board": maybe(TEXT), "state": TEXT, "message": TEXT,
                "advice": maybe(TEXT)}],
    "check-templates": {"folder": TEXT, "problems": [TEXT]},
    "--rehearse": [{
        "board": TEXT, "uid": NUMBER, "from": maybe(TEXT), "subject": maybe(TEXT),
        "arrived": maybe(Time), "arrival_source": maybe(TEXT), "kind": TEXT, "case": maybe(TEXT),
        "opens": FLAG, "reason": maybe(TEXT),
        "notices": [{"notice": TEXT, "to": TEXT, "hold": maybe(TEXT)}],
    }],
    "clock compute": CLOCK,
    "clock explain": {"case": TEXT, **CLOCK},
    "backup": {"file": TEXT, "events": NUMBER, "mails": NUMBER},
    "restore": {"file": TEXT, "events": NUMBER, "mails": NUMBER, "held": NUMBER, "aside": maybe(TEXT)},
    "instance show": {"database": TEXT, "doubt": maybe(TEXT)},
    "instance confirm": {"database": TEXT, "generation": NUMBER, "held": NUMBER},
    "calendar": [{"date": TEXT, "name": TEXT, "kind": TEXT}],
    "report --year": {
        "year": NUMBER, "board": maybe(TEXT), "date": TEXT, "reports": COUNT, "cases": COUNT,
        "ivo_notified": COUNT, "transferred": COUNT,
        **{name: {"withheld": FLAG, "rows": [{"code": TEXT, "title": TEXT, **COUNT}]}
           for name in ("month", "quarter", "area", "law", "outcome", "cause")},
        "days": {name: {"median": maybe((float,)), "lower": maybe((float,)),
                        "upper": maybe((float,))} for name in ("start", "decision", "ivo")},
        "late": {name: COUNT for name in ("statutory", "promptness", "policy")},
    },
    "report": [{"seq": NUMBER, "time": Time, "actor": TEXT, "user": TEXT, "kind": TEXT,
                "case": maybe(TEXT), "mail": maybe(NUMBER), "detail": maybe((dict,))}],
    "search": {"more": FLAG, "cut": [TEXT], "hits": [{"case": maybe(TEXT), "mail": maybe(NUMBER),
                                                    "where": [TEXT], "date": maybe(Time)}]},
    "verify": {"events": NUMBER, "mails": NUMBER, "erased": NUMBER, "anchor": TEXT, "problems": [TEXT]},
}


def mistakes(value, kind, path):
    """Yields a line for each place where value is not of its kind."""
    if isinstance(kind, tuple) and kind[0] == "maybe":
        if value is not None:
            yield from mistakes(value, kind[1], path)
    elif isinstance(kind, tuple):
        if not isinstance(value, kind) or (isinstance(value, bool) and bool not in kind):
            yield f"{path}: {value!r}"
    elif isinstance(kind, dict):
        for member, inner in kind.items():
            if not isinstance(value, dict) or member not in value:
                yield f"{path}.{member} is missing"
            else:
                yield from mistakes(value[member], inner, f"{path}.{member}")
    elif isinstance(kind, list):
        if not isinstance(value, list):
            yield f"{path} is no array"
        for number, item in enumerate(value if isinstance(value, list) else []):
            yield from mistakes(item, kind[0], f"{path}[{number}]")
    elif not kind.matches(value):
        yield f"{path}: {value!r}"


def main():
    verb = sys.argv[1]
    kind = VERBS[verb]
    found = list(mistakes(json.load(sys.stdin), kind, verb))
    print("\n".join(found))
    sys.exit(1 if found else 0)


main()
