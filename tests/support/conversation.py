#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plays a case that people work by answering mail, on the private servers of servers.sh.

usage: conversation.py FILE BUILD CONF MAIL SMTP-PORT PASSWORD
BUILD: where lexsarah and lexsarahd are; CONF: their configuration, with a database that
does not exist yet; MAIL: the folder of the servers' mailboxes. The time is now.

A conversation, line by line:

  # remark
  optional NOTICE…                mails of these kinds depend on the hour and the weekday
  secure ADDRESS…                 what people write may be mailed to these
  ADDRESS report SUBJECT          mails the report of make-docx.py, in Word
  ADDRESS PROGRAM > NOTICE        answers the newest NOTICE in its mailbox as that mail
                                  program does (a function of reply_outlook.py or
                                  reply_others.py), logged in as ADDRESS
  ADDRESS PROGRAM ? NOTICE        not logged in, below a proof that is forged
  ADDRESS PROGRAM LOGIN ? NOTICE  logged in as somebody else
      > LINE                      what is written at its top
      = NOTICE ADDRESS SUBJECT    then exactly these mails come
      : WORDS                     that stand in the transcript, whatever its lines
  state STATE                     in the end
  journal                         the events of the case, in their order, but for readings
                                  and sendings, which run beside:
      KIND ACTOR

{case} is the number of the case, {+N} the day in N days, {-N} that N days ago. What «» enclose stands in no mail
but those to people who are secure: none of its words of five letters and more.
"""

import datetime
import html.parser
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import time

import reply_parts
from answering import ZONE, hand_in, notice_of, parse, written_by
from scenario import Wrong, compare

BOARD = "lexsarah"
ARRIVAL_S = 30
SUPPORT = pathlib.Path(__file__).resolve().parent
STEP = re.compile(
    r"(?P<person>\S+@\S+) (?:report (?P<subject>.+)|"
    r"(?P<program>[a-z0-9-]+)(?: (?P<login>\S+@\S+))? (?P<proof>[>?]) (?P<notice>\S+))"
)
# What runs beside, and this looking on.
ASIDE = ("reading_done", "notice_sending", "notice_sent", "case_shown")


def read_steps(path):
    """(line number, line, indented lines) of each."""
    steps = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line[0] == " ":
            steps[-1][2].append(line.strip())
        else:
            steps.append((number, line.strip(), []))
    return steps


class Words(html.parser.HTMLParser):
    """What a page shows."""

    def __init__(self, page):
        super().__init__()
        self.text = []
        self.feed(page)

    def handle_data(self, data):
        self.text.append(data)


def said_by(mail):
    """All that a mail says, in head and parts, in small letters."""
    texts = [str(value) for value in mail.values()]
    for part in mail.walk():
        if part.get_content_type() == "text/html":
            texts += Words(part.get_content()).text
        elif part.get_content_maintype() == "text":
            texts.append(part.get_content().replace("\r\n ", ""))
    return " ".join(" ".join(texts).split()).casefold()


class Talk:
    def __init__(self, build, conf, mail, server):
        self.build, self.conf, self.mail, self.server = build, conf, mail, server
        self.case = None
        self.optional, self.secure = [], []
        self.secrets = set()
        self.programs = set()
        self.rows = {}  # of the outbox, by Message-ID
        self.before = {path for path in mail.glob("*/Maildir/*/*")}

    def run(self, program, *words):
        command = [self.build / program, "-c", self.conf, *words]
        answer = subprocess.run(command, capture_output=True, text=True, check=False)
        if answer.returncode != 0:
            raise Wrong(f"{program} {words}: {answer.returncode}: {answer.stderr.strip()}")
        return answer.stdout

    def ask(self, *words):
        return json.loads(self.run("lexsarah", *words, "--json"))

    def mails(self, board=False):
        """The new mails of the board's mailbox, or of all others, by Message-ID."""
        found = {}
        for path in set(self.mail.glob("*/Maildir/*/*")) - self.before:
            if path.parent.name in ("new", "cur") and (path.parts[-4] == BOARD) == board:
                mail = parse(path)
                found.setdefault(mail["Message-ID"].strip("<> "), []).append((path, mail))
        return found

    def wait_for(self, wanted, board=False):
        end = time.monotonic() + ARRIVAL_S
        while wanted - (mails := self.mails(board)).keys():
            if time.monotonic() > end:
                raise Wrong(f"does not arrive: {wanted - mails.keys()}")
            time.sleep(0.05)
        return mails

    def hand_in(self, raw, person, receiver, login):
        self.wait_for({hand_in(self.server, raw, person, receiver, login)}, board=True)

    def report(self, step):
        with tempfile.TemporaryDirectory() as folder:
            form = pathlib.Path(folder) / "rapport.docx"
            maker = [sys.executable, SUPPORT / "make-docx.py", "report-v1", form]
            subprocess.run(maker, check=True)
            mail = reply_parts.mail(reply_parts.Notice(writer=step["person"]))
            for name in ("Subject", "In-Reply-To", "References"):
                del mail[name]
            mail["Subject"] = step["subject"]
            mail.set_content("Rapporten är bifogad.\n")
            mail.add_attachment(
                form.read_bytes(), maintype="application", subtype="octet-stream",
                filename="rapport.docx",
            )
            self.hand_in(mail.as_bytes(), step["person"], f"{BOARD}@kommun.example", step["person"])

    def newest(self, notice, person):
        numbers = [
            number
            for number, row in self.rows.items()
            if (row["notice"], row["to"]) == (notice, person)
        ]
        if not numbers:
            raise Wrong(f"no {notice} came to {person}")
        return self.mails()[numbers[-1]][0][1]

    def fill(self, text):
        days = re.sub(
            r"\{([+-]\d+)\}",
            lambda match: str(datetime.datetime.now(ZONE).date() + datetime.timedelta(int(match[1]))),
            text,
        )
        return days.replace("{case}", self.case or "")

    def keep_secrets(self, line):
        for free in re.findall("«(.*?)»", line):
            self.secrets.update(re.findall(r"\w{5,}", free.casefold()))
        return re.sub("[«»]", "", line)

    def answer(self, step, lines):
        notice = notice_of(self.newest(step["notice"], step["person"]), step["person"])
        own = tuple(self.fill(self.keep_secrets(line[1:].strip())) for line in lines)
        raw = written_by(step["program"], notice, own)
        proved = step["person"] if step["proof"] == ">" else step["login"]
        self.programs.add(step["program"])
        self.hand_in(raw, step["person"], notice.reply_to, proved)

    def serve(self):
        """What then came, as rows of the outbox."""
        self.run("lexsarahd", "--once")
        rows = {row["message_id"].strip("<>"): row for row in self.ask("outbox", "list")}
        new = {n: row for n, row in rows.items() if n not in self.rows}
        new = {n: row for n, row in new.items() if row["state"] != "cancelled"}
        for row in new.values():
            if row["state"] != "sent":
                raise Wrong(f"{row['notice']} to {row['to']} is {row['state']}")
        self.rows.update(new)
        self.case = self.case or next((row["case"] for row in new.values() if row["case"]), None)
        mails = self.wait_for(new.keys())
        for number, row in new.items():
            if row["notice"] not in self.optional:
                subject = " ".join(mails[number][0][1]["Subject"].split())
                yield f"{row['notice']} {row['to']} {subject}"

    def play(self, line, lines):
        step = STEP.fullmatch(line)
        if not step:
            raise Wrong(f"is none of a conversation: {line}")
        wanted = [row[1:].strip() for row in lines if row[0] == "="]
        if step["subject"]:
            self.report(step)
        else:
            self.answer(step, [row for row in lines if row[0] == ">"])
        got = list(self.serve())
        compare("the mails", got, [self.fill(row) for row in wanted])
        self.check_transcript(step["person"], [row[1:].strip() for row in lines if row[0] == ":"])

    def check_transcript(self, person, wanted):
        said = said_by(self.newest("transcript", person)) if wanted else ""
        if missing := [row for row in wanted if self.fill(row).casefold() not in said]:
            raise Wrong(f"the transcript to {person} does not say {missing}:\n{said}")

    def check_state(self, words, _lines):
        state = self.ask("case", "show", self.case)["state"]
        compare("the state", [state], words)

    def check_journal(self, _words, lines):
        events = self.ask("case", "show", self.case)["events"]
        got = [
            f"{event['kind']} {event['actor']}" for event in events if event["kind"] not in ASIDE
        ]
        if got != lines:
            raise Wrong("the journal says:\n" + "\n".join(f"    {row}" for row in got))

    def check_mailboxes(self):
        for number, found in self.mails().items():
            if number not in self.rows or len(found) > 1:
                raise Wrong(f"not expected: {[str(path) for path, _ in found]}")
            path, mail = found[0]
            row = self.rows[number]
            if path.parts[-4] != row["to"].partition("@")[0]:
                raise Wrong(f"{row['notice']} to {row['to']} is in {path}")
            told = self.secrets & set(re.findall(r"\w+", said_by(mail)))
            if told and row["to"] not in self.secure:
                raise Wrong(f"{row['notice']} to {row['to']} says {told}")
        if missing := self.rows.keys() - self.mails().keys():
            raise Wrong(f"is in no mailbox: {missing}")


def set_list(name):
    return lambda talk, words, _lines: setattr(talk, name, words)


SETTINGS = {
    "optional": set_list("optional"),
    "secure": set_list("secure"),
    "state": Talk.check_state,
    "journal": Talk.check_journal,
}


def main():
    path, build, conf, mail, port, password = sys.argv[1:]
    talk = Talk(pathlib.Path(build), conf, pathlib.Path(mail), (int(port), password))
    for number, line, lines in read_steps(pathlib.Path(path)):
        words = line.split()
        try:
            if words[0] in SETTINGS:
                SETTINGS[words[0]](talk, words[1:], lines)
            else:
                talk.play(line, lines)
        except Wrong as wrong:
            sys.exit(f"{path}:{number}: {wrong}")
    try:
        talk.check_mailboxes()
        talk.run("lexsarah", "verify")
    except Wrong as wrong:
        sys.exit(f"{path}: {wrong}")
    print(*sorted(talk.programs))


if __name__ == "__main__":
    main()
