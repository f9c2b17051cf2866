#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that a dossier has each value that was written under its heading.

usage: check-dossier.py SHOW.json TEXT [TRUTH.json N]

SHOW.json is what case show --json says of the case, TEXT what pdftotext -raw makes of its
dossier. With TRUTH.json the values are not those that the program read but those of its
document N (from 0), which a person wrote down from the forms: a member of it that is null
was not written, and one that is not there is not compared.

Names each value that is not where it should be, and each member that no place is known of;
says last how many values it looked for.
"""
import difflib
import json
import re
import sys

FOOT = re.compile(r"^LS-\d{4}-\d+.*\n?Sida \d+ av \d+$", re.MULTILINE)

# Section, then label by label which member of the reading stands under it.
PLACES = {
    "report": ("Rapport", {
        "dnr": "Diarienummer", "stamped": "Ankomststämpel", "reporter.name": "Namn",
        "reporter.title": "Titel/funktion", "reporter.workplace": "Arbetsplats",
        "reporter.phone": "Telefonnummer", "reporter.email": "E-postadress",
        "unit": "Enhetens/avdelningens namn", "cited_law": "Lagrum",
        "area_detail": "Förtydligande av verksamheten", "observed.date": "Datum",
        "observed.weekday": "Veckodag", "observed.time": "Klockslag", "occurred": "Inträffade",
        "description": "Missförhållandet eller den påtagliga risken för ett missförhållande",
        "consequences": "Konsekvenser för den eller de personer som berörs",
        "immediate_measures": "Åtgärder som har vidtagits omedelbart",
        "signed.date": "Datum", "signed.name": "Namnförtydligande",
        "other_information": "Övriga upplysningar",
        "not_opened.date": "Ställningstagande att inte inleda utredning, datum",
        "not_opened.signer": "Ställningstagande att inte inleda utredning, namn",
    }),
    "investigation": ("Utredningens innehåll", {
        "received": "Rapporten inkom", "dnr": "Rapportens diarienummer",
        "started": "Utredningen inledd", "investigator.name": "Utredare",
        "investigator.title": "Befattning", "committee": "Nämnd som utreder rapporten",
        "how_noticed": "När och hur missförhållandet eller risken uppmärksammades",
        "occurred": "Händelsen inträffade",
        "what": "Vad missförhållandet eller risken har bestått i",
        "consequences": "Konsekvenser som händelsen fick eller kunde ha fått för den enskilde",
        "happened_before": "Om det har inträffat tidigare, och i så fall varför igen",
        "can_recur_why": "Varför", "causes.communication": "Kommunikation och information",
        "causes.education": "Utbildning och kompetens",
        "causes.processes": "Processer, rutiner och riktlinjer",
        "causes.environment": "Omgivning och organisation",
        "causes.technology": "Teknik, utrustning och apparatur",
        "causes.other": "Andra bakomliggande orsaker",
        "measures.taken": "Åtgärder för att undanröja eller avhjälpa",
        "measures.when": "När åtgärderna vidtogs",
        "measures.planned": "Åtgärder för att förhindra att något liknande uppkommer",
        "follow_up": "Behov av ytterligare uppföljning, utvärdering och kontroll",
        "other": "Övrigt som har framkommit i utredningen",
        "information.report": "Information om rapporten skickad",
        "information.ivo": "Information om anmälan till IVO skickad",
        "information.copy_attached": "Kopia på utredningen bifogad",
        "information.copy_final": "Kopia på avslutad utredning skickad",
    }),
    "decision": ("Beslut", {
        "matter": "Ärende", "dnr": "Diarienummer",
        "background": "Bakgrund, förslag till beslut och beslut",
        "delegation_reference": "Punkt i delegationsordningen", "date": "Datum",
        "signer": "Underskrift", "signer_title": "Befattning",
    }),
}
OUTCOMES = {
    "tangible_risk_of_misconduct": "påtaglig risk för missförhållande",
    "misconduct": "missförhållande",
    "tangible_risk_of_serious_misconduct":
        "påtaglig risk för allvarligt missförhållande (anmäls till IVO)",
    "serious_misconduct": "allvarligt missförhållande (anmäls till IVO)",
    "no_misconduct": "varken missförhållande eller påtaglig risk för missförhållande",
}
# The words before the boxes, and all boxes in their order: none may be ticked but what was.
BOXES = {
    "report.type": ("Rapporten gäller", {
        "misconduct": "ett missförhållande",
        "tangible_risk": "en påtaglig risk för ett missförhållande"}),
    "report.areas": ("Verksamhetsområde där missförhållandet har uppmärksammats", {
        "aldreomsorg": "Äldreomsorg", "funktionsnedsattning": "Funktionsnedsättning",
        "socialpsykiatri": "Socialpsykiatri", "vuxen_missbruk": "Vuxen/missbruk",
        "barn_ungdom": "Barn och ungdom", "ekonomiskt_bistand": "Ekonomiskt bistånd",
        "jobbtorg": "Jobbtorg", "kvinnojour": "Kvinnojoursverksamhet, härbärgen m.fl."}),
    "investigation.law": ("Lag", {"SoL": "SoL", "LSS": "LSS"}),
    "investigation.can_recur": (
        "Skulle något liknande kunna inträffa igen?", {"yes": "Ja", "no": "Nej"}),
    "investigation.proposal": ("Det rapporterade utgjorde", OUTCOMES),
    "decision.proposal": ("Förslag: det rapporterade utgjorde", OUTCOMES),
    "decision.outcome": ("Beslut: det rapporterade utgjorde", OUTCOMES),
}
LOG = "Fortlöpande dokumentation"
KINDS = {"fact": "fakta", "assessment": "bedömning"}
ORDER = ["Ärende", "Rapport", "Bedömning av rapporten", "Utredning", "Förslag till beslut",
         "Information till beställande nämnd", "Beslut", "Anmälan till IVO",
         LOG, "Åtgärder", "Handlingar", "Journal"]
NOTHING, UNREADABLE = "–", "(gårinteatttolka)"
RAW_LETTERS = 60  # of what is not understood, with those words
LONG = 40  # letters, from which on a text may be slightly other than written down
ALIKE = 0.95


def squash(text):
    return re.sub(r"\s", "", text)


def plain(text):
    """As it may be compared: no white space, no hyphens (which end lines), small letters."""
    return re.sub("[-\u00ad]", "", squash(text)).casefold()


def find(record, path):
    for key in path.split("."):
        record = (record or {}).get(key)
    return record


def sections(text):
    """The text of each section by its heading, in order."""
    found, heading = {}, None
    wanted = ORDER + [place for place, _ in PLACES.values() if place not in ORDER]
    for line in FOOT.sub("", text).replace("\f", "\n").splitlines():
        # "Åtgärder" is a heading of the form, too.
        if line in wanted and (line != "Åtgärder" or heading == LOG) and line not in found:
            heading = line
            found[heading] = ""
        elif heading:
            found[heading] += line + "\n"
    return found


def is_field(value):
    return isinstance(value, dict) and {"value", "raw"} <= value.keys()


def leaves(record, path=""):
    """Path and value of each member that is no group of others."""
    for key, value in record.items():
        if isinstance(value, dict) and not is_field(value):
            yield from leaves(value, f"{path}{key}.")
        else:
            yield path + key, value


def candidates(value):
    """What may be printed of a value: as read or as written, a telephone number as dialled."""
    if is_field(value):
        return [text for key in ("value", "raw") if (text := value.get(key))]
    return [value, "0" + value[3:]] if value.startswith("+46") else [value]


def stands(held, label, value):
    """TRUE if that value follows that label, wherever the label stands in the section."""
    held, label = plain(held), plain(label)
    for wanted in map(plain, candidates(value)):
        for match in re.finditer(re.escape(label), held):
            got = held[match.end():match.end() + len(wanted)]
            if got == wanted:
                return True
            # What a person wrote down of a scan and what was read of it differ in letters.
            if not is_field(value) and len(wanted) >= LONG and \
                    difflib.SequenceMatcher(None, wanted, got, autojunk=False).ratio() >= ALIKE:
                return True
    return False


def is_empty(held, label):
    """TRUE if the form's place is a dash, or has what nobody can read."""
    held, label = plain(held), plain(label)
    ends = (match.end() for match in re.finditer(re.escape(label), held))
    return any(
        held[end:end + 1] == NOTHING or UNREADABLE in held[end:end + RAW_LETTERS] for end in ends)


def ticked(held, path, codes):
    label, titles = BOXES[path]
    boxes = "".join(("☒" if code in codes else "☐") + title for code, title in titles.items())
    return squash(label + boxes) in squash(held)


def check_part(part, record, text):
    """Yields what is looked for in a part, and whether it is there."""
    heading, labels = PLACES[part]
    held = text.get(heading, "")
    for path, value in leaves(record):
        if f"{part}.{path}" in BOXES:
            codes = value if isinstance(value, list) else [value] if value else []
            yield f"{part}.{path}: {codes}", ticked(held, f"{part}.{path}", codes)
        elif path not in labels:
            yield f"{part}.{path} has no place", False
        elif value:
            yield f"{heading}: {labels[path]}: {value}", stands(held, labels[path], value)
        else:
            yield f"{heading}: {labels[path]}: nothing", is_empty(held, labels[path])


def check_entry(entry, held):
    for member in ("date", "source", "note", "attachment", "signature", "title"):
        value = entry.get(member)
        if value:
            yield f"log: {member}: {value}", any(
                plain(text) in plain(held) for text in candidates(value))
    if entry.get("kind"):
        yield f"log: {entry['kind']}", KINDS[entry["kind"]] in held


def check_document(document, text):
    for part in PLACES:
        if document.get(part):
            yield from check_part(part, document[part], text)
    for entry in document.get("log", []):
        yield from check_entry(entry, text.get(LOG, ""))


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def main():
    show, path, *truth = sys.argv[1:]
    with open(path, encoding="utf-8") as file:
        text = sections(file.read())
    documents = load(show)["reading"]["documents"]
    if truth:
        documents = [load(truth[0])["documents"][int(truth[1])]]
    wrong = 0
    order = [heading for heading in text if heading in ORDER]
    if order != ORDER:
        print("headings:", order)
        wrong += 1
    results = [result for document in documents for result in check_document(document, text)]
    for name, there in results:
        if not there:
            print("not there:", name)
            wrong += 1
    print(len(results), "values")
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
