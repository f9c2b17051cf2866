#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the notices that arrived in the mailboxes of the private servers.

usage: check-notices.py RULE MAIL-FOLDER OUTBOX [WORD]...

OUTBOX holds "lexsarah outbox list --json". RULE:
  delivered  each notice that is sent stands once in its recipient's mailbox, and
             nothing stands there that is not in the outbox
  form       headers and parts of each notice are as they must be
  silent     no WORD stands in a notice, neither in its headers nor in its parts
  thread     each notice of a case names the case's root before the mail it answers, but for
             outsiders, whose headers do not name the case
Prints what is wrong, one sentence a line; exit 1 if anything is.
"""

import collections
import email
import email.policy
import email.utils
import json
import pathlib
import re
import sys

BOARD = "lexsarah@kommun.example"
# What the servers and we must write to bring a notice to its reader.
ADDRESSED = ["To", "Delivered-To", "Received"]
SUPPRESSED = ["DR", "RN", "NRN", "AutoReply"]


def key_of(message_id):
    return (message_id or "").strip().strip("<>")


def load(folder):
    """Every mail from the board: (user, mail)."""
    found = []
    for path in sorted(pathlib.Path(folder).glob("*/Maildir/*/*")):
        if path.parent.name not in ("new", "cur"):
            continue
        mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        if BOARD in str(mail["From"]):
            found.append((path.parts[-4], mail))
    return found


def delivered(mails, outbox, _words):
    places = collections.defaultdict(list)
    for user, mail in mails:
        places[key_of(mail["Message-ID"])].append(user)
    known = set()
    for notice in outbox:
        key = key_of(notice["message_id"])
        known.add(key)
        wanted = [notice["to"].partition("@")[0]] if notice["state"] == "sent" else []
        if places[key] != wanted:
            yield f"{notice['notice']} {notice['id']} to {notice['to']} is {notice['state']} " \
                  f"and stands in {places[key]}"
    for key, users in places.items():
        if users and key not in known:
            yield f"{key} in {users} is not in the outbox"


def parts_of(mail):
    return [part for part in mail.walk() if not part.is_multipart()]


def text_of(part):
    """What a part says; of a date also what was folded and escaped (RFC 5545 section 3.1)."""
    text = part.get_content()
    if part.get_content_type() == "text/calendar":
        text = re.sub("\r?\n[ \t]", "", text).replace("\\n", " ").replace("\\", "")
    return text


def form_of(mail, kind):
    dated = mail.get_content_type() == "multipart/mixed"  # a date for a calendar comes with it
    suppressed = SUPPRESSED + (["OOF"] if kind == "receipt" else [])
    types = [part.get_content_type() for part in parts_of(mail)]
    charsets = [part.get_content_charset() for part in parts_of(mail)]
    yield "Auto-Submitted", mail["Auto-Submitted"], "auto-generated"
    yield "X-Auto-Response-Suppress", mail["X-Auto-Response-Suppress"], ", ".join(suppressed)
    yield "recipients", len(mail["To"].addresses), 1
    yield "Cc and Bcc", (mail["Cc"], mail["Bcc"]), (None, None)
    words = mail.get_payload(0) if dated else mail
    yield "Content-Type", words.get_content_type(), "multipart/alternative"
    yield "parts", types, ["text/plain", "text/html"] + ["text/calendar"] * dated
    yield "charsets", set(charsets), {"utf-8"}
    yield "sender", mail["From"].addresses[0].addr_spec, BOARD
    yield "Return-Path", key_of(mail["Return-Path"]), "" if kind == "undeliverable" else BOARD
    yield "headers of a kind", [n for n in ("Subject", "Date", "Message-ID", "To", "From")
                                if len(mail.get_all(n, [])) != 1], []
    yield "8-bit headers", [n for n, v in mail.raw_items() if not v.isascii()], []
    for part in parts_of(mail):
        yield "undecodable text", "\ufffd" in part.get_content(), False
        yield "an unfilled template", "{{" in part.get_content(), False


def form(mails, outbox, _words):
    kinds = {key_of(notice["message_id"]): notice["notice"] for notice in outbox}
    if not mails:
        yield "there is no notice at all"
    for user, mail in mails:
        kind = kinds.get(key_of(mail["Message-ID"]))
        for what, got, wanted in form_of(mail, kind):
            if got != wanted:
                yield f"{kind} for {user}: {what}: {got!r}, not {wanted!r}"


def silent(mails, _outbox, words):
    if not words:
        yield "no words to look for"
    for user, mail in mails:
        texts = [f"{name}: {value}" for name, value in mail.items() if name not in ADDRESSED]
        texts += [f"{name}: {value}" for part in parts_of(mail) for name, value in part.items()]
        texts += [text_of(part) for part in parts_of(mail)]
        everything = " ".join(" ".join(texts).split()).casefold()
        for word in words:
            if word.casefold() in everything:
                yield f"{mail['Subject']} for {user} says {word}"


def user_address(mail):
    return email.utils.parseaddr(mail["To"])[1]


def thread(mails, outbox, _words):
    notices = {key_of(notice["message_id"]): notice for notice in outbox}
    for user, mail in mails:
        notice = notices.get(key_of(mail["Message-ID"]))
        if not notice or not notice["case"]:
            continue
        references = [key_of(word) for word in (mail["References"] or "").split()]
        if "@kommun.example" not in user_address(mail):
            # An outsider's headers say no more of a case than the words do.
            if notice["case"] in f"{mail['References']} {mail['Message-ID']}":
                yield f"{notice['notice']} for {user}: the headers name the case"
        elif not references or references[0] != notice["case"] + "@kommun.example":
            yield f"{notice['notice']} for {user}: References: {references}"
        if key_of(mail["In-Reply-To"]) != (references or [None])[-1]:
            yield f"{notice['notice']} for {user}: In-Reply-To: {mail['In-Reply-To']}"


RULES = {"delivered": delivered, "form": form, "silent": silent, "thread": thread}


def main():
    rule, folder, outbox, words = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]
    notices = json.loads(pathlib.Path(outbox).read_text(encoding="utf-8"))
    problems = list(RULES[rule](load(folder), notices, words))
    print(*problems, sep="\n")
    sys.exit(1 if problems else 0)


main()
