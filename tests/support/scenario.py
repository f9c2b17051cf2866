#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plays a scenario of tests/scenarios on the private servers of servers.sh.

usage: scenario.py FILE BUILD CONF MAIL OPERATOR
BUILD: where lexsarah and lexsarahd are; CONF: their configuration, with a database
that does not exist yet; MAIL: the folder of the servers' mailboxes. OPERATOR: whose
notices of accounting are not listed day by day.

A scenario, line by line (times are those of Europe/Stockholm, words are the shell's):

  # remark
  YEAR-MM-DD HH:MM $ WORDS          lexsarah WORDS at that time succeeds
  YEAR-MM-DD HH:MM ADDRESS $ WORDS  the same, as that person
  YEAR-MM-DD HH:MM ! WORDS          it is refused, with a message that has the words
      = MESSAGE                     of this line
  YEAR-MM-DD HH:MM ADDRESS > NOTICE  ADDRESS answers the newest NOTICE that went there;
      > LINE                        the gateway proves the sender
  YEAR-MM-DD HH:MM ADDRESS ? NOTICE  the same, and nobody proves it
  YEAR-MM-DD HH:MM ADDRESS ~ NOTICE  the same as the first, but ADDRESS's machine answers
  YEAR-MM-DD HH:MM < FILE           the mail of that file, which lies beside the scenario,
                                    has come into the board's mailbox
  YEAR-MM-DD HH:MM @                lexsarahd --once at that time sends
      NOTICE ADDRESS SUBJECT        exactly these mails; "[NAME]" after the subject is a file
                                    that is attached, beside calendar entries
      | WORDS                       the mail above says so, in its From or its text
      + METHOD SEQUENCE DATE STATUS calendar entries of the mail above, and no others
  YEAR-MM-DD .. YEAR-MM-DD HH:MM @  the same on each of these days, holidays too,
      YEAR-MM-DD NOTICE ADDRESS SUBJECT  and these mails
  YEAR-MM-DD HH:MM -                lexsarahd --once when no mail server can be reached ends with 75,
                                    and does not run until the next line
  stopped                           lexsarahd does not run until the next line; on any other
                                    day between two lines it does, at 07:30, and sends nothing
  clocks CASE                       in the end the case has exactly these clocks:
      RULE STATE DUE [STOPPED]
  flags CASE                        likewise these flags:
      CODE
  boards CASE                       and these dates of its commissioning boards:
      BOARD WHAT STATE [DAY]
  accounting BOARD                  and this is what the board's last poll counted:
      NUMBER WHAT

A word "corpus:NAME" is the path of that file in tests/corpus. What is cancelled is not sent. Each mail must be in the mailbox of its recipient with
that subject and the date of its day, nothing else may be in any mailbox, and the
journal must hold. What one calendar gets of one date has the same UID for ever.
"""

import collections
import datetime
import email.header
import email.parser
import email.policy
import email.utils
import imaplib
import json
import pathlib
import re
import shlex
import subprocess
import sys
import time
import zoneinfo

ZONE = zoneinfo.ZoneInfo("Europe/Stockholm")
BOARD = "lexsarah"  # the mailbox that is read
ARRIVAL_S = 30
CORPUS = pathlib.Path(__file__).resolve().parent.parent / "corpus"
STEP = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?: \.\. (?P<last>\d{4}-\d\d-\d\d))? (?P<hour>\d\d:\d\d)"
    r"(?: (?P<person>\S+@\S+))? (?P<kind>[$!@<>?~-])(?: (?P<words>.*))?"
)
PROVED = "Authentication-Results: mx.kommun.example; dmarc=pass header.from=kommun.example\r\n"
ANSWER = """\
{proved}Received: from pc.kommun.example by mx.kommun.example; {date}\r
From: {person}\r
To: lexsarah@kommun.example\r
Subject: SV: {subject}\r
Date: {date}\r
Message-ID: <{number}.svar@kommun.example>\r
{automatic}In-Reply-To: <{answered}>\r
References: <{answered}>\r
MIME-Version: 1.0\r
Content-Type: text/plain; charset=utf-8\r
Content-Transfer-Encoding: 8bit\r
\r
{text}\r
\r
Den {day} skrev Arbetsmarknadsnämnden <lexsarah@kommun.example>:\r
> Svara på det här mejlet och skriv stäng ärendet överst.\r
"""
STOPPED = "stopped"
MORNING = "07:30"
COUNTED = ("present", "handled", "owed", "quarantined", "vanished", "difference")
CLOSED = 1  # a port below those that the servers are given
Mail = collections.namedtuple("Mail", "day notice to subject dates says")


class Wrong(Exception):
    """What differs from the scenario."""


def read_scenario(path):
    """The steps as (line number, match or what is shown in the end, indented lines)."""
    steps = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        words = line.strip()
        if not words or words.startswith("#"):
            continue
        if line[0] == " ":
            steps[-1][2].append(words)
            continue
        head = words if words.split()[0] in {STOPPED, *SHOWN} else STEP.fullmatch(words)
        if not head:
            raise Wrong(f"line {number} is none of a scenario: {line}")
        steps.append((number, head, []))
    return steps


def days_of(step):
    first = datetime.date.fromisoformat(step["day"])
    last = datetime.date.fromisoformat(step["last"] or step["day"])
    return [first + datetime.timedelta(n) for n in range((last - first).days + 1)]


def expected_mails(step, lines):
    """Of a step of one day the day is not repeated."""
    mails = []
    for line in lines:
        day = "" if step["last"] else step["day"] + " "
        if line.startswith("+ "):
            mails[-1].dates.append(line[2:])
        elif line.startswith("| "):
            mails[-1].says.append(line[2:])
        else:
            mails.append(Mail(*(day + line).split(" ", 3), [], []))
    return mails


def words_of(path):
    """From and the plain text of a mail, on one line."""
    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    text = mail.get_body(("plain",)).get_content()
    return " ".join(f"{mail['From']} {text}".split())


def calendar_entries(path):
    """What the text/calendar files of a mail say, one dict each."""
    mail = email.parser.BytesParser().parsebytes(path.read_bytes())
    for part in mail.walk():
        if part.get_content_type() != "text/calendar":
            continue
        text = part.get_payload(decode=True).decode().replace("\r\n ", "")
        rows = (line.partition(":") for line in text.split("\r\n") if line)
        entry = {name.partition(";")[0]: value for name, _, value in rows}
        if entry["METHOD"] != part.get_param("method"):
            raise Wrong(f"{path}: the type's method is not METHOD")
        yield entry


def compare(what, got, wanted):
    """Both are lists of texts, in any order."""
    too_many = collections.Counter(got) - collections.Counter(wanted)
    missing = collections.Counter(wanted) - collections.Counter(got)
    if too_many or missing:
        rows = [f"  not expected: {row}" for row in sorted(too_many.elements())]
        rows += [f"  missing:      {row}" for row in sorted(missing.elements())]
        raise Wrong("\n".join([what, *rows]))


def clocks_of(shown):
    for clock in shown["clocks"]:
        parts = (clock["rule"], clock["state"], clock["due"], clock["stopped"])
        yield " ".join(part[:10] if part[:1].isdigit() else part for part in parts if part)


def flags_of(shown):
    return shown["flags"]


def boards_of(shown):
    for board in shown["commissioning"]:
        for what, date in board.items():
            if what != "board":
                parts = (board["board"], what, date["state"], date["date"])
                yield " ".join(part for part in parts if part)


def counts_of(polls):
    for what in COUNTED:
        yield f"{polls[0][what]} {what}"


SHOWN = {
    "clocks": (clocks_of, "case show"),
    "flags": (flags_of, "case show"),
    "boards": (boards_of, "case show"),
    "accounting": (counts_of, "mail accounting --board"),
}


class Mailbox:
    """The board's, as the configuration has it."""

    def __init__(self, conf):
        text = pathlib.Path(conf).read_text(encoding="utf-8")
        port, folder = re.search(r'url = "imap://127\.0\.0\.1:(\d+)/(\w+)"', text).groups()
        user, password = (
            re.search(rf'mailbox = {{[^}}]*\b{key} = "([^"]*)"', text)[1]
            for key in ("user", "password")
        )
        self.folder = folder
        self.client = imaplib.IMAP4("127.0.0.1", int(port))
        self.client.login(user, password)

    def append(self, raw, moment):
        date = imaplib.Time2Internaldate(moment)
        kind, answer = self.client.append(self.folder, None, date, raw)
        if kind != "OK":
            raise Wrong(f"the mail is refused: {answer}")

    def empty(self):
        self.client.select(self.folder)
        self.client.store("1:*", "+FLAGS.SILENT", r"(\Deleted)")
        self.client.expunge()
        self.client.logout()


class Play:
    def __init__(self, path, build, conf, mail, operator):
        self.folder = path.parent
        self.build, self.conf, self.mail, self.operator = build, conf, mail, operator
        self.answers = 0
        self.last = None  # day up to which every mail is known
        self.mailbox = None  # once a mail has come
        self.told = {}  # row of the outbox -> Mail that is expected for it
        self.rows = {}
        self.paths = {}  # Message-ID -> file
        self.before = set(self.mail_files())

    def mail_files(self):
        for path in self.mail.glob("*/Maildir/*/*"):
            if path.parent.name in ("new", "cur") and path.parts[-4] != BOARD:
                yield path

    def run(self, program, moment, *words, conf=None):
        conf = conf or self.conf
        command = [self.build / program, "-c", conf, "--now", moment.isoformat(), *words]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    def ask(self, moment, *words):
        answer = self.run("lexsarah", moment, *words)
        if answer.returncode != 0:
            raise Wrong(f"{shlex.join(words)}: {answer.returncode}: {answer.stderr.strip()}")
        return answer.stdout

    def command(self, step, lines):
        moment = moment_of(step["day"], step["hour"])
        person = ["--as", step["person"]] if step["person"] else []
        words = person + [
            str(CORPUS / word.removeprefix("corpus:")) if word.startswith("corpus:") else word
            for word in shlex.split(step["words"])
        ]
        if step["kind"] == "$":
            self.ask(moment, *words)
            return
        answer = self.run("lexsarah", moment, *words)
        if answer.returncode == 0:
            raise Wrong("is not refused")
        for line in lines:
            if line.removeprefix("= ") not in answer.stderr:
                raise Wrong(f"is refused with: {answer.stderr.strip()}")

    def answer(self, step, lines):
        """Puts it into the mailbox with the time of the step: other ways would date it today."""
        moment = moment_of(step["day"], step["hour"])
        rows = json.loads(self.ask(moment, "outbox", "list", "--json"))
        answered = [
            row["message_id"].strip("<>")
            for row in rows
            if (row["notice"], row["to"]) == (step["words"], step["person"])
        ]
        if not answered:
            raise Wrong(f"no {step['words']} went to {step['person']}")
        self.answers += 1
        raw = ANSWER.format(
            proved=PROVED if step["kind"] in ">~" else "",
            automatic="Auto-Submitted: auto-replied\r\n" if step["kind"] == "~" else "",
            date=email.utils.format_datetime(moment),
            day=step["day"],
            person=step["person"],
            subject=step["words"],
            number=self.answers,
            answered=answered[-1],
            text="\r\n".join(line.removeprefix(">").removeprefix(" ") for line in lines),
        )
        self.put(raw.encode(), moment)

    def daemon(self, day, hour, wanted):
        moment = moment_of(day.isoformat(), hour)
        answer = self.run("lexsarahd", moment, "--once")
        if answer.returncode != 0:
            raise Wrong(f"{day}: lexsarahd ends with {answer.returncode}: {answer.stderr}")
        sent = []
        for row in json.loads(self.ask(moment, "outbox", "list", "--json")):
            accounting = (row["notice"], row["to"]) == ("accounting", self.operator)
            if row["id"] in self.rows or accounting or row["state"] == "cancelled":
                continue
            if row["state"] != "sent":
                raise Wrong(f"{day}: {row['notice']} to {row['to']} is {row['state']}")
            sent.append((row["id"], f"{day} {row['notice']} {row['to']}"))
            self.rows[row["id"]] = row
        of_day = [mail for mail in wanted if mail.day == day.isoformat()]
        compare(
            f"{day} {hour}", [text for _, text in sent], [" ".join(mail[:3]) for mail in of_day]
        )
        # Two of one kind to one person are told apart by their subjects, when they arrive.
        for number, text in sent:
            self.told[number] = next(mail for mail in of_day if " ".join(mail[:3]) == text)
            of_day.remove(self.told[number])

    def daemon_alone(self, step):
        text = pathlib.Path(self.conf).read_text(encoding="utf-8")
        conf = pathlib.Path(self.conf).with_name("alone.conf")
        conf.touch(mode=0o600)
        conf.write_text(re.sub(r"127\.0\.0\.1:\d+", f"127.0.0.1:{CLOSED}", text), encoding="utf-8")
        moment = moment_of(step["day"], step["hour"])
        answer = self.run("lexsarahd", moment, "--once", conf=conf)
        if answer.returncode != 75:
            raise Wrong(f"lexsarahd ends with {answer.returncode}: {answer.stderr}")
        self.last = None

    def receive(self, step, _lines):
        raw = (self.folder / step["words"]).read_bytes()
        self.put(raw, moment_of(step["day"], step["hour"]))

    def put(self, raw, moment):
        self.mailbox = self.mailbox or Mailbox(self.conf)
        self.mailbox.append(raw, moment)

    def pass_days(self, day):
        """What nothing is said of sends nothing."""
        while self.last and self.last + datetime.timedelta(1) < day:
            self.last += datetime.timedelta(1)
            self.daemon(self.last, MORNING, [])

    def play(self, step, lines):
        self.pass_days(days_of(step)[0])
        self.last = days_of(step)[-1]
        if step["kind"] in "<>?~":
            (self.receive if step["kind"] == "<" else self.answer)(step, lines)
            return
        if step["kind"] == "-":
            self.daemon_alone(step)
            return
        if step["kind"] != "@":
            self.command(step, lines)
            return
        wanted = list(expected_mails(step, lines))
        for day in days_of(step):
            self.daemon(day, step["hour"], wanted)

    def check_shown(self, moment, what, whose, lines):
        rows_of, command = SHOWN[what]
        shown = json.loads(self.ask(moment, *command.split(), whose, "--json"))
        compare(f"the {what} of {whose}", list(rows_of(shown)), lines)

    def arrived(self):
        """The new mails: Message-ID -> (local part, day, subject)."""
        mails = {}
        for path in set(self.mail_files()) - self.before:
            head = email.parser.BytesParser().parsebytes(path.read_bytes())
            files = [
                f"[{part.get_filename()}]"
                for part in head.walk()
                if part.get_filename() and part.get_content_type() != "text/calendar"
            ]
            words = email.header.make_header(email.header.decode_header(head["Subject"]))
            day = email.utils.parsedate_to_datetime(head["Date"]).astimezone(ZONE).date()
            self.paths[head["Message-ID"].strip("<> \t\r\n")] = path
            mails[head["Message-ID"].strip("<> \t\r\n")] = (
                path.parts[-4],
                day.isoformat(),
                " ".join([*str(words).split(), *files]),
            )
        return mails

    def check_mails(self, moment):
        accounted = {
            row["message_id"].strip("<>")
            for row in json.loads(self.ask(moment, "outbox", "list", "--json"))
            if row["id"] not in self.rows and row["state"] == "sent"
        }
        known = {row["message_id"].strip("<>") for row in self.rows.values()} | accounted
        end = time.monotonic() + ARRIVAL_S
        while known - (mails := self.arrived()).keys() and time.monotonic() < end:
            time.sleep(0.05)
        got = [" ".join(mail) for message_id, mail in mails.items() if message_id not in accounted]
        wanted = [
            " ".join((mail.to.partition("@")[0], mail.day, mail.subject))
            for mail in self.told.values()
        ]
        compare("in the mailboxes", got, wanted)
        self.check_words()
        self.check_dates()

    def check_words(self):
        for number, mail in self.told.items():
            if not mail.says:
                continue
            said = words_of(self.paths[self.rows[number]["message_id"].strip("<>")])
            compare(
                f"the words of {' '.join(mail[:3])}: {said}",
                [],
                [words for words in mail.says if words not in said],
            )

    def check_dates(self):
        uids = {}
        for number, mail in self.told.items():
            if not mail.dates:
                continue
            got = []
            for entry in calendar_entries(self.paths[self.rows[number]["message_id"].strip("<>")]):
                day = datetime.date.fromisoformat(entry["DTSTART"][:8])
                got.append(f"{entry['METHOD']} {entry['SEQUENCE']} {day} {entry['STATUS']}")
                what = (mail.to, entry["SUMMARY"].removeprefix("Utgår: "))
                if uids.setdefault(what, entry["UID"]) != entry["UID"]:
                    raise Wrong(f"{what} has another UID than before")
            compare(f"the calendar entries of {' '.join(mail[:3])}", got, mail.dates)


def moment_of(day, hour):
    return datetime.datetime.fromisoformat(f"{day}T{hour}:00").replace(tzinfo=ZONE)


def main():
    path, build, conf, mail, operator = sys.argv[1:]
    path, build, mail = map(pathlib.Path, (path, build, mail))
    play = Play(path, build, conf, mail, operator)
    moment = None
    try:
        for number, head, lines in read_scenario(pathlib.Path(path)):
            try:
                if head == STOPPED:
                    play.last = None
                elif isinstance(head, str):
                    play.check_shown(moment, *head.split(), lines)
                else:
                    play.play(head, lines)
                    moment = moment_of(days_of(head)[-1].isoformat(), head["hour"])
            except Wrong as wrong:
                raise Wrong(f"{path}:{number}: {wrong}") from wrong
        play.ask(moment, "verify")
        play.check_mails(moment)
    except Wrong as wrong:
        sys.exit(str(wrong))
    finally:
        if play.mailbox:
            play.mailbox.empty()


if __name__ == "__main__":
    main()
