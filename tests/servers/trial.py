# SPDX-License-Identifier: GPL-3.0-or-later
"""lexsarahd on two scripted servers: a folder, a database, and what stands in it."""

import base64
import collections
import datetime
import json
import os
import pathlib
import re
import shutil
import subprocess
import time

import imap
import processes
import smtp

# A machine that has no time for the servers wants more of it, or they seem silent.
PATIENCE_MS = int(os.environ.get("LEXSARAH_FAULT_PATIENCE", "300"))
START = datetime.datetime.fromisoformat("2026-03-03T10:00:00+01:00")
STEP = datetime.timedelta(minutes=20)
NOTICES = 5  # of each report
RUNS = 5  # until nothing may be owed any more
SECONDS = 60  # that a run may take before it hangs

CONFIGURATION = """\
testing = true;
database = "{folder}/lexsarah.db";
templates = "{source}/templates";
organisation = {{
  name = "Exempels kommun"; domains = [ "kommun.example" ];
  gateways = [ "mx.kommun.example" ]; anchor = "never"; {days}
}};
limits = {{ receipts_per_sender = 100000; receipts = 100000; notices_per_recipient = 100000; }};
boards = ( {{
  id = "AMN"; name = "Arbetsmarknadsnämnden"; address = "lexsarah@kommun.example";
  mailbox = {{
    url = "{imap_scheme}://localhost:{imap_port}/INBOX"; user = "lexsarah";
    password = "password"; {imap_tls} after = "{after}"; {poll}
  }};
  smtp = {{ url = "{smtp_scheme}://localhost:{smtp_port}"; {smtp_login} {smtp_tls} }};
  responsible = "ansvarig@kommun.example"; registrar = "registrator@kommun.example";
  operator = "drift@kommun.example"; emergency_phone = "08-123 45 67";
}} );
"""

REPORT = """\
From: {sender}\r
To: lexsarah@kommun.example\r
Subject: Rapport {number}\r
Date: Tue, 03 Mar 2026 09:0{number}:00 +0100\r
Message-ID: <rapport-{number}@kommun.example>\r
Content-Type: text/plain; charset=utf-8\r
\r
{text}\r
"""

# What a sender writes to forge the server's replies (style of RFC 3501 section 7).
FORGED = """\
)\r
* 99 FETCH (UID 99 BODY[] {3}\r
abc)\r
x4 OK FETCH completed\r
* 0 EXISTS\r
* OK [UIDVALIDITY 666] renumbered\r
* SEARCH\r
* BYE\r
.\r
\r
250 2.0.0 taken"""


def forge(report):
    """The same in its head, where more than one mail may say it: texts are compared."""
    word = base64.b64encode(FORGED.encode()).decode()
    report = report.replace("From: ", f"From: =?utf-8?B?{word}?= <").replace("\r\nTo:", ">\r\nTo:")
    return report.replace("Subject: ", f"Subject: =?utf-8?B?{word}?=\r\n .\r\n * BYE\r\n ")


def reports(count=3, forged=False):
    """The second is of who forges; from the fourth on they are alike."""
    texts = {1: ("kim@kommun.example", "En boende fick vänta."),
             2: ("robin@kommun.example", FORGED),
             3: ("mika@kommun.example", "Medicinen gavs för sent.")}
    made = [REPORT.format(number=number, sender=sender, text=text)
            for number, (sender, text) in texts.items()]
    first = [(forge(report) if forged else report).encode() for report in made]
    return first + [later(number) for number in range(len(first) + 1, count + 1)]


def later(number):
    """A report that comes while the others are read."""
    return REPORT.format(number=number, sender="alex@kommun.example",
                         text=f"Rapport {number}: larmet var av.").encode()


class Failed(Exception):
    """Nothing can be said of what stands: a program hangs, or gives no answer."""


def go_on():
    if processes.over.is_set():
        raise Failed("it was asked to end")


def differences(when, got, wanted):
    for key, value in wanted.items():
        if not re.fullmatch(str(value), str(got[key])):
            yield f"{when}: {key} is {got[key]}, not {value}"


class Trial:
    def __init__(self, folder, row, tls, days=""):
        """days: of the organisation, as the configuration says them."""
        go_on()
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(mode=0o700)
        self.build = pathlib.Path(os.environ["top_builddir"])
        self.mailbox = imap.Mailbox(reports(row.reports, row.forged))
        secure = {"imap": "none", "smtp": "none", row.protocol: row.tls}
        self.imap = imap.ImapServer(self.mailbox, *tls.server(secure["imap"]))
        self.smtp = smtp.SmtpServer(*tls.server(secure["smtp"]))
        if row.offers:
            (self.imap if row.protocol == "imap" else self.smtp).offers = row.offers
        self.bad, self.good = (self.imap, self.smtp) if row.protocol == "imap" else \
            (self.smtp, self.imap)
        self.now = START
        self.words = ""
        self.outbox = []  # of the last look
        self.status = None
        self.environment = dict(os.environ, LEXSARAH_FAULT_PATIENCE=str(PATIENCE_MS),
                                LEXSARAH_READER=str(self.build / "lexsarah-reader"))
        if row.tls.startswith("old"):
            self.environment["OPENSSL_CONF"] = str(tls.folder / "openssl.cnf")
        login = 'user = "lexsarah"; password = "password";' if self.smtp.offers else ""
        self.configure(row.after, days, tls.client(secure["imap"], "imap") |
                       tls.client(secure["smtp"], "smtp") | {
                           "smtp_login": login, "poll": "poll_seconds = 1;" if row.idles else ""})

    def configure(self, after, days, secure):
        path = self.folder / "lexsarah.conf"
        path.touch(mode=0o600)
        path.write_text(CONFIGURATION.format(
            folder=self.folder, source=os.environ["top_srcdir"], after=after, days=days,
            imap_port=self.imap.port, smtp_port=self.smtp.port, **secure), encoding="utf-8")

    def misbehave(self, row, cut=None):
        """The runs against the fault."""
        self.bad.misbehave(row.fault, cut, row.dribble)
        self.good.begin()
        if not row.refused:
            self.bad.begin()
        for _ in range(row.runs):
            if row.idles:
                self.run_on(row.reports + 1)
            else:
                self.run_once()

    def recover(self, row, tls):
        """It behaves, until nothing is owed any more."""
        if row.between:
            row.between(self)
        self.bad.misbehave()
        self.bad.context, self.bad.implicit = tls.good(row.tls)
        self.bad.begin()
        for _ in range(RUNS):
            if self.run_once() == 0:
                break

    def end(self):
        self.imap.end()
        self.smtp.end()
        shutil.rmtree(self.folder)

    def command(self, once=True):
        go_on()
        return [self.build / "lexsarahd", "-c", self.folder / "lexsarah.conf",
                "--now", self.now.isoformat(), *(["--once"] if once else [])]

    def run_once(self):
        try:
            ended = subprocess.run(self.command(), env=self.environment, stderr=subprocess.PIPE,
                                   text=True, timeout=SECONDS, check=False)
        except subprocess.TimeoutExpired as error:
            raise Failed(f"lexsarahd did not end within {SECONDS} s") from error
        return self.has_ended(ended.returncode, ended.stderr)

    def run_on(self, reports):
        """Until so many reports are marked and all are told of them, or it is too late."""
        path = self.folder / "said"
        end = time.monotonic() + SECONDS
        with path.open("w", encoding="utf-8") as said, subprocess.Popen(
                self.command(once=False), env=self.environment, stderr=said) as daemon:
            while daemon.poll() is None and time.monotonic() < end and (
                    self.mailbox.marked() < reports or
                    len(self.smtp.accepted) < reports * NOTICES):
                time.sleep(0.05)
            daemon.terminate()
            try:
                daemon.wait(timeout=SECONDS)
            except subprocess.TimeoutExpired as error:
                daemon.kill()
                raise Failed("lexsarahd does not end when asked") from error
        return self.has_ended(daemon.returncode, path.read_text(encoding="utf-8"))

    def has_ended(self, status, words):
        self.now += STEP
        self.words += words
        self.status = status
        return status

    def ask(self, *words):
        command = [self.build / "lexsarah", "-c", self.folder / "lexsarah.conf", *words]
        return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              text=True, timeout=SECONDS, check=False)

    def list(self, *words):
        said = self.ask(*words, "--json")
        if said.returncode != 0:
            raise Failed(f"lexsarah {' '.join(words)}: {said.stdout}{self.words}")
        return json.loads(said.stdout)

    def look(self):
        """What a user sees of it now."""
        mails = self.list("mail", "list")
        self.outbox = self.list("outbox", "list")
        accounts = self.list("mail", "accounting")
        last = accounts[0] if accounts else {}
        states = collections.Counter(notice["state"] for notice in self.outbox if notice["case"])
        return {
            "exit": self.status,
            "cases": len(self.list("case", "list")),
            "mails": len(mails),
            "quarantined": sum(mail["state"] == "quarantined" for mail in mails),
            "owed": last.get("owed", "-"),
            "vanished": last.get("vanished", "-"),
            "difference": last.get("difference", "-"),
            "outbox": "+".join(f"{states[state]} {state}" for state in sorted(states)) or "-",
            "operator": sum(not notice["case"] for notice in self.outbox),
            "marked": self.mailbox.marked(),
        }

    def doubled(self):
        """What somebody got twice, or did not get though it was `sent` at the last look."""
        got = collections.Counter(message for _, message in self.smtp.accepted)
        allowed = {"sent": {1}, "uncertain": {0, 1}}
        for notice in self.outbox:
            times = got[notice["message_id"].strip("<>")]
            if times not in allowed.get(notice["state"], {0}):
                yield f"{notice['notice']} for {notice['to']} is {notice['state']} and arrived " \
                      f"{times} times"

    def verify(self):
        said = self.ask("verify")
        return "" if said.returncode == 0 else "the journal does not prove: " + said.stdout
