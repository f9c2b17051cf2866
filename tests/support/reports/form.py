# SPDX-License-Identifier: GPL-3.0-or-later
"""A form that is being filled in: what is printed goes to blocks, what is answered to the truth.

A layout calls the methods in the order of its form and names each answer by its key in a case. So
the truth of a file holds what stands in it, and null for what its form does not ask or the case does
not answer. A case is a dict: key to text, to Said (written one way, meaning another), to a set of
codes, or to a list of log lines.

Blocks are tuples that each format knows how to write:
  ("title" | "heading" | "text" | "small" | "stamp" | "footer", text)
  ("row", how, [(label, value)])      how: inline, above, side, colon, under
  ("answer", prompt, value)           a prompt over a box of text
  ("boxes", where, [(label, ticked, detail)])   where the box stands: before or after its label
  ("line", [text or bool])            words and boxes on one line
  ("table", [header], [[cell]])
  ("break",)                          a new page"""
import copy


class Said(str):
    """A text as it is written, and what it means."""

    def __new__(cls, text, value):
        said = super().__new__(cls, text)
        said.value = value
        return said


KEYS = {
    "type": "report.type", "dnr": "report.dnr", "stamped": "report.stamped", "name": "report.reporter.name",
    "title": "report.reporter.title", "workplace": "report.reporter.workplace", "phone": "report.reporter.phone",
    "email": "report.reporter.email", "unit": "report.unit", "areas": "report.areas",
    "area_detail": "report.area_detail", "cited": "report.cited_law",
    "noticed": "report.observed.date", "weekday": "report.observed.weekday", "time": "report.observed.time", "occurred": "report.occurred", "description": "report.description",
    "consequences": "report.consequences", "immediate": "report.immediate_measures",
    "signed": "report.signed.date", "signer": "report.signed.name", "not_opened": "report.not_opened.date",
    "not_opened_by": "report.not_opened.signer", "more": "report.other_information",
    "received": "investigation.received", "case_dnr": "investigation.dnr", "started": "investigation.started",
    "law": "investigation.law", "investigator": "investigation.investigator.name",
    "investigator_title": "investigation.investigator.title", "committee": "investigation.committee",
    "how": "investigation.how_noticed", "what": "investigation.what", "effect": "investigation.consequences",
    "before": "investigation.happened_before", "recur": "investigation.can_recur",
    "recur_why": "investigation.can_recur_why", "communication": "investigation.causes.communication",
    "education": "investigation.causes.education", "processes": "investigation.causes.processes",
    "environment": "investigation.causes.environment", "technology": "investigation.causes.technology",
    "cause": "investigation.causes.other", "taken": "investigation.measures.taken",
    "when": "investigation.measures.when", "planned": "investigation.measures.planned",
    "follow_up": "investigation.follow_up", "rest": "investigation.other", "proposal": "investigation.proposal",
    "told_report": "investigation.information.report", "told_ivo": "investigation.information.ivo",
    "told_copy": "investigation.information.copy_attached", "told_final": "investigation.information.copy_final",
    "delegation": "decision.delegation_reference", "matter": "decision.matter", "decision_dnr": "decision.dnr",
    "background": "decision.background", "decision_proposal": "decision.proposal", "outcome": "decision.outcome",
    "decided": "decision.date", "decider": "decision.signer", "decider_title": "decision.signer_title",
}
LISTS = {"areas", "law"}
LOG = ("date", "source", "kind", "note", "attachment", "signature", "title")


def put(tree, path, value):
    *folders, name = path.split(".")
    for folder in folders:
        tree = tree[folder]
    tree[name] = value


def empty(part):
    """All that the contract knows of a part, unanswered."""
    tree = {}
    for key, path in KEYS.items():
        folder = tree
        *folders, name = path.split(".")
        for step in folders:
            folder = folder.setdefault(step, {})
        folder[name] = [] if key in LISTS else None
    return tree[part]


class Form:
    def __init__(self, case):
        self.case, self.blocks = case, []
        self.truth = {"report": empty("report"), "investigation": None, "decision": None, "log": []}
        self.must, self.never = set(case.get("must", ())), set(case.get("never", ()))

    # What is answered.

    def said(self, key):
        """The answer as it is written; it is now in the file and so in the truth. Keys joined by + share a place."""
        if "+" in key:
            return ", ".join(text for text in map(self.said, key.split("+")) if text)
        part = KEYS[key].split(".")[0]
        if self.truth[part] is None:
            self.truth[part] = empty(part)
        text = self.case.get(key, "")
        if text:
            put(self.truth, KEYS[key], getattr(text, "value", text))
        return text

    def chosen(self, key, code):
        """Whether the box of a code is ticked."""
        have = self.case.get(key, ())
        part = KEYS[key].split(".")[0]
        if self.truth[part] is None:
            self.truth[part] = empty(part)
        have = [have] if have and isinstance(have, str) else have
        if have:
            put(self.truth, KEYS[key], sorted(have) if key in LISTS else have[0])
        return code in have

    def begin(self, part):
        """A part is printed, answered or not."""
        self.truth[part] = empty(part)

    def unasked(self, *keys):
        """Fields of which the file says nothing that can be judged."""
        for key in keys:
            *folders, name = KEYS[key].split(".")
            tree = self.truth
            for folder in folders:
                tree = tree[folder]
            tree.pop(name, None)

    # What is printed.

    def add(self, *block):
        self.blocks.append(block)

    def title(self, text):
        self.add("title", text)

    def heading(self, text):
        self.add("heading", text)

    def text(self, *texts):
        for text in texts:
            self.add("text", text)

    def small(self, *texts):
        for text in texts:
            self.add("small", text)

    def cite(self, before, law, after=""):
        """The law that the form names as the duty's."""
        put(self.truth, KEYS["cited"], law)
        self.add("text", before + law + after)

    def stamp(self, before=""):
        if self.case.get("stamped"):
            self.add("stamp", before + self.said("stamped"))

    def footer(self, text):
        self.add("footer", text)

    def row(self, how, *pairs):
        self.add("row", how, [(label, self.said(key) if key else "") for label, key in pairs])

    def rows(self, how, *pairs):
        for pair in pairs:
            self.row(how, pair)

    def answer(self, prompt, key):
        self.add("answer", prompt, self.said(key))

    def answers(self, *pairs):
        for prompt, key in pairs:
            self.answer(prompt, key)

    def boxes(self, where, key, labels, detail=None):
        """labels: [(label, code)]; detail: the key of the words beside the box that is ticked."""
        lines = []
        for label, code in labels:
            ticked = self.chosen(key, code)
            lines.append((label, ticked, self.said(detail) if ticked and detail else ""))
        self.add("boxes", where, lines)

    def line(self, *items):
        """Words, and boxes as (key, code)."""
        self.add("line", [item if isinstance(item, str) else self.chosen(*item) for item in items])

    def log(self, *columns):
        """columns: (header, name), a name of LOG or several joined by +."""
        rows = []
        for entry in self.case.get("log", []):
            line = dict.fromkeys(LOG)
            cells = []
            for _, names in columns:
                names = names.split("+")
                for name in names:
                    text = entry.get(name) or ""
                    line[name] = getattr(text, "value", text) or None
                cells.append(", ".join(str(entry[name]) for name in names if entry.get(name)))
            rows.append(cells)
            self.truth["log"].append(line)
        self.add("table", [header for header, _ in columns], rows)

    def page(self):
        self.add("break")

    def judge(self, truth):
        """Flags that depend on what a form asks and when it was used."""
        report, opened = truth["report"], truth["investigation"]
        used = (report.get("signed") or {}).get("date") or report["observed"].get("date") if "observed" in report else None
        if used:
            old = "14 kap" in (report["cited_law"] or "") and used >= "2025-07-01"
            (self.must if old else self.never).add("outdated_form")
        if report["dnr"]:
            self.never.add("dnr_missing")
        if opened and opened["proposal"]:
            self.never.add("outcome_unknown")

    def finished(self):
        """The truth of the document."""
        truth = copy.deepcopy(self.truth)
        self.judge(truth)
        truth["flags"] = {"must": sorted(self.must), "never": sorted(self.never - self.must)}
        return truth
