#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that a dossier has each value that was written under its heading.

usage: check-dossier.py SHOW.json TEXT

SHOW.json is what case show --json says of the case, TEXT what pdftotext -raw makes of its
dossier. Says how many values it looked for; names each that is not where it should be.
"""
import json
import re
import sys

FOOT = re.compile(r"^LS-\d{4}-\d+.*\n?Sida \d+ av \d+$", re.MULTILINE)

# Section, then label by label which member of the reading stands under it.
PLACES = {
    "Rapport": ("report", {
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
    "Utredningens innehåll": ("investigation", {
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
    "Beslut": ("decision", {
        "matter": "Ärende", "dnr": "Diarienummer",
        "background": "Bakgrund, förslag till beslut och beslut",
        "delegation_reference": "Punkt i delegationsordningen", "date": "Datum",
        "signer": "Underskrift", "signer_title": "Befattning",
    }),
}
TICKED = {
    "report.type": {"misconduct": "ett missförhållande", "tangible_risk": "en påtaglig risk för ett"},
    "report.areas": {"jobbtorg": "Jobbtorg", "aldreomsorg": "Äldreomsorg",
                     "ekonomiskt_bistand": "Ekonomiskt bistånd"},
    "investigation.law": {"SoL": "SoL", "LSS": "LSS"},
    "investigation.can_recur": {"yes": "Ja", "no": "Nej"},
    "decision.proposal": {"tangible_risk_of_misconduct": "påtaglig risk för missförhållande",
                          "misconduct": "missförhållande"},
}
ORDER = ["Ärende", "Rapport", "Bedömning av rapporten", "Utredning", "Förslag till beslut",
         "Information till beställande nämnd", "Beslut", "Anmälan till IVO",
         "Fortlöpande dokumentation", "Åtgärder", "Handlingar", "Journal"]


def squash(text):
    return re.sub(r"\s", "", text)


def find(record, path):
    for key in path.split("."):
        record = (record or {}).get(key)
    return record


def sections(text):
    """The text of each section by its heading, in order."""
    found, heading = {}, None
    wanted = ORDER + [s for s in PLACES if s not in ORDER]
    for line in FOOT.sub("", text).replace("\f", "\n").splitlines():
        # "Åtgärder" is a heading of the form, too.
        if line in wanted and (line != "Åtgärder" or heading == "Fortlöpande dokumentation") \
                and line not in found:
            heading = line
            found[heading] = ""
        elif heading:
            found[heading] += line + "\n"
    return found


def candidates(field):
    return {squash(field[key]) for key in ("value", "raw") if field.get(key)}


def missing(document, text):
    """Yields what is looked for, and whether it is there."""
    for heading, (part, labels) in PLACES.items():
        held = squash(text.get(heading, ""))
        for member, label in labels.items():
            field = find(document.get(part), member)
            if field:
                yield f"{heading}: {label}: {field}", any(
                    squash(label) + value in held for value in candidates(field))
    for path, titles in TICKED.items():
        codes = find(document, path) or []
        for code in codes if isinstance(codes, list) else [codes]:
            yield f"{path} {code}", any(
                squash("☒" + titles.get(code, "?")) in squash(held) for held in text.values())
    for entry in document.get("log", []):
        held = squash(text["Fortlöpande dokumentation"])
        for member in ("note", "attachment", "signature"):
            if entry.get(member):
                yield f"log: {entry[member]}", any(v in held for v in candidates(entry[member]))


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        record = json.load(file)
    with open(sys.argv[2], encoding="utf-8") as file:
        text = sections(file.read())
    wrong = 0
    order = [heading for heading in text if heading in ORDER]
    if order != ORDER:
        print("headings:", order)
        wrong += 1
    results = [r for d in record["reading"]["documents"] for r in missing(d, text)]
    for name, there in results:
        if not there:
            print("not there:", name)
            wrong += 1
    print(len(results), "values")
    sys.exit(wrong > 0)


main()
