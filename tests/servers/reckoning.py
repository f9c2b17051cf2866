# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether anything was lost or doubled in a soak: what the database has, and what arrived."""

import collections
import re
import sqlite3

CONNECTIONS = 3  # to the mail server at once: as lexsarah.conf(5) has it, if nothing is said
HEARD = ("receipt", "new_case", "registrar")  # once for each case

# A mail that was never handled has its Message-ID in its bytes only.
MAILS = """\
SELECT coalesce(m.message_id,r.bytes),m.state,m.case_no FROM mail m
 LEFT JOIN raw r ON m.message_id IS NULL AND r.mail=coalesce(m.bytes_of,m.id)"""


def number_of(text):
    """Of the report whose Message-ID or bytes that is."""
    text = text.encode() if isinstance(text, str) else text
    return int(re.search(rb"rapport-(\d+)@", text).group(1))


class Reckoning:
    def __init__(self, trial, came, counts):
        """came: the numbers of all reports; counts: gets the sums of each reckoning."""
        self.trial = trial
        self.came = came
        self.counts = counts

    def query(self, statement):
        path = self.trial.folder / "lexsarah.db"
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
            return database.execute(statement).fetchall()

    def wrong_cases(self):
        cases, quarantined = collections.defaultdict(set), set()
        for text, state, case in self.query(MAILS):
            number = number_of(text)
            if case:
                cases[number].add(case)
            if state == "quarantined":
                quarantined.add(number)
            elif state != "handled":
                yield f"a mail of report {number} is {state}"
        for number in self.came:
            if len(cases[number]) != 1 and not (number in quarantined and not cases[number]):
                yield f"report {number} has the cases {cases[number]}"
        self.counts["quarantined"] = len(quarantined)
        self.counts["cases"] = len(set().union(*cases.values()))
        yield from (f"report {number} never came" for number in set(cases) - set(self.came))

    def wrong_notices(self, disturbed):
        told, states = collections.Counter(), collections.Counter()
        got = collections.Counter(message for _, message in self.trial.smtp.accepted)
        for case, notice, message, state in self.query(
                "SELECT case_no,notice,message_id,state FROM outbox"):
            told[case, notice] += 1
            states[state] += 1
            if got[message.strip("<>")] not in {"sent": (1,), "uncertain": (0, 1)}.get(state, (0,)):
                yield f"{notice} of case {case} is {state}, but that is not what arrived"
        for case, in self.query("SELECT id FROM cases"):
            for notice in HEARD:
                if told[case, notice] != 1:
                    yield f"case {case} has {told[case, notice]} notices {notice}"
        for state in set(states) - {"sent", "uncertain"}:
            yield f"{states[state]} notices are {state}"
        yield from self.too_uncertain(states["uncertain"], disturbed)
        self.counts["notices"], self.counts["uncertain"] = sum(states.values()), states["uncertain"]

    def too_uncertain(self, uncertain, disturbed):
        """One a connection, of each run that was disturbed since the last reckoning."""
        more = uncertain - self.counts["uncertain"]
        if more > CONNECTIONS * disturbed:
            yield f"{more} notices became uncertain in {disturbed} disturbed runs"

    def wrong_sums(self):
        for sums in self.trial.list("mail", "accounting")[:1]:
            for name in ("owed", "vanished", "difference"):
                if sums[name]:
                    yield f"{name} is {sums[name]}"

    def wrong(self, disturbed):
        """disturbed: runs since the last reckoning in which something went wrong."""
        return [*self.wrong_cases(), *self.wrong_notices(disturbed), *self.wrong_sums()]

    def unproved(self):
        """All of the database is read for that."""
        if self.query("PRAGMA integrity_check") != [("ok",)]:
            yield "the database is not whole"
        yield from filter(None, [self.trial.verify()])
