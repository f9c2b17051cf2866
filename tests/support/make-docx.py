#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write a Word document for the tests and the demonstration.

usage: make-docx.py KIND OUT

KIND: report-v1   a filled report form (version 1) in tables, with content controls
      doctype     one whose XML declares entities
      bomb        one whose document unpacks to far more than it should
      members     one with too many members
      deep        one with elements nested hundreds deep
      no-document an archive without a document
      truncated   report-v1, cut in the middle

The same KIND gives the same bytes every time.
"""
import sys
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ' \
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" ' \
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

TYPES = XML + '''<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>\
<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>\
</Types>'''
RELS = XML + '''<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>\
</Relationships>'''
DOCUMENT_RELS = XML + '''<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/>\
</Relationships>'''

AREAS = ["Äldreomsorg", "Funktionsnedsättning", "Socialpsykiatri", "Vuxen/ Missbruk",
         "Barn och ungdom", "Ekonomiskt bistånd", "Jobbtorg", "Kvinnojoursverksamhet, härbärgen m.fl."]


def escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;")


def run(text):
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*parts):
    return "<w:p>" + "".join(p if p.startswith("<w:") else run(p) for p in parts) + "</w:p>"


def split(text):
    """A value whose runs are cut in the middle of words, as Word does."""
    return run(text[:3]) + "<w:proofErr w:type=\"spellStart\"/>" + run(text[3:])


def control(text):
    """A filled plain-text content control."""
    return f'<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{run(text)}</w:sdtContent></w:sdt>'


def empty_control():
    """A content control that still shows its prompt."""
    return '<w:sdt><w:sdtPr><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent>' \
        + run("Klicka eller tryck här för att ange text.") + '</w:sdtContent></w:sdt>'


def box(ticked):
    """A check box content control."""
    return f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{int(ticked)}"/></w14:checkbox></w:sdtPr>' \
        f'<w:sdtContent>{run("☒" if ticked else "☐")}</w:sdtContent></w:sdt>'


def legacy_box(ticked):
    """A check box of the old form fields."""
    return '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:sizeAuto/>' \
        f'<w:default w:val="0"/>{"<w:checked/>" if ticked else ""}</w:checkBox></w:ffData></w:fldChar></w:r>' \
        '<w:r><w:instrText xml:space="preserve"> FORMCHECKBOX </w:instrText></w:r>' \
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def table(*rows):
    out = "<w:tbl><w:tblPr/><w:tblGrid/>"
    for row in rows:
        out += "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{c}</w:tc>" for c in row) + "</w:tr>"
    return out + "</w:tbl>"


def field(label, value):
    """A cell with its label in small print above its value."""
    return paragraph(label) + paragraph(value)


def area(name):
    ticked = name == "Äldreomsorg"
    detail = control("Särskilt boende") if ticked else ""
    return [paragraph(name + " ", box(ticked)), "<w:p>" + detail + "</w:p>"]


def body():
    deleted = '<w:del w:id="1" w:author="x"><w:r><w:delText>Struket stycke.</w:delText></w:r></w:del>'
    return "".join([
        paragraph("Till"), paragraph("lex Sarah-ansvarig"), paragraph("Registraturet"),
        paragraph("RAPPORT enligt lex Sarah"),
        paragraph(legacy_box(True), " om ett missförhållande i verksamheten"),
        paragraph(legacy_box(False), " om en påtaglig risk för ett missförhållande i verksamheten"),
        paragraph("(14 kap 3 § SoL och 24 b § LSS)"),
        paragraph("Rapporten lämnas av"),
        table([field("Namn", split("Astrid Testlund")), field("Titel/ funktion", control("Undersköterska"))],
              [field("Arbetsplats", control("Solrosens äldreboende, Ängsvägen 3")), "<w:p/>"],
              [field("Telefonnummer", control("070-000 12 34")),
               field("E-postadress", control("astrid.testlund@kommun.example"))]),
        paragraph("Rapporten avser"),
        table([field("Enhetens/ avdelningens namn", control("Solrosen, avdelning 2"))]),
        paragraph("Verksamhetsområde där missförhållandet har uppmärksammats"),
        paragraph("Förtydliga om missförhållandet rör t.ex. hemtjänst, boendestöd, särskilt boende, barn- och "
                  "ungdomsboende HVB, dagverksamhet, sysselsättning, ledsagning, avlösning, kontaktperson, "
                  "försörjningsstöd eller annat stöd"),
        table(*[area(name) for name in AREAS]),
        paragraph("Uppgifter om missförhållandet eller den påtagliga risken för ett missförhållande"),
        paragraph("När har missförhållandet eller den påtagliga risken för ett missförhållande uppmärksammats?"),
        table([field("Datum", control("2025-11-12")), field("Veckodag", control("Onsdag")),
               field("Klockslag", control("06.45"))]),
        paragraph("Beskriv missförhållandet eller den påtagliga risken för ett missförhållande"),
        table([paragraph("Beskriv missförhållande eller den påtagliga risken för ett missförhållande.")
               + paragraph("Beskriv vilka konsekvenser missförhållandet har fått/hade kunna få för den eller de "
                           "personer som berörs.")
               + paragraph("Beskriv vilka eventuella åtgärder som har vidtagits omedelbart.")],
              [paragraph("Vid morgonens överlämning framkom att trygghetslarmet i rum 14 hade varit avstängt sedan "
                         "kvällen innan.", "<w:r><w:br/></w:r>", "Den boende låg på golvet när dagpersonalen kom.")
               + "<w:p>" + deleted + "</w:p>"
               + paragraph("Hon kunde ha legat där i flera timmar utan att få hjälp. Sjuksköterska tillkallades, "
                           "larmet kopplades in och alla larm på avdelningen provades samma morgon.")]),
        paragraph("Underskrift av rapportören"),
        table([paragraph("Datum"), paragraph("Namn"), paragraph("Namnförtydligande")],
              [paragraph(control("2025-11-12")), "<w:p/>", paragraph(control("Astrid Testlund"))]),
        paragraph("Obs! Nedanstående uppgifter fylls i av nämnden"),
        paragraph("Rapporteringskyldigheten fullgörs i nämnden till"),
        table([field("Namn och titel på lex Sarah-ansvarig", empty_control()),
               field("E-postadress och telefonnummer", empty_control())]),
        paragraph("Ställningstagande att inte inleda utredning enligt lex Sarah (lex Sarah-ansvarig)"),
        paragraph("Det är uppenbart att den inkomna rapporten inte rör ett missförhållande eller en påtaglig risk "
                  "för ett missförhållande och en utredning av rapporten ska därför inte inledas."),
        table([field("Datum", empty_control()), field("Underskrift", empty_control())]),
    ])


def document(content, prolog=""):
    return XML + prolog + f"<w:document {W}><w:body>{content}</w:body></w:document>"


def header():
    return XML + f'<w:hdr {W}>' + paragraph("SOCIALNÄMNDEN") + paragraph("Dnr", "<w:r><w:tab/></w:r>") + "</w:hdr>"


def write(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members:
            info = zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, text)


def frame(main):
    return [("[Content_Types].xml", TYPES), ("_rels/.rels", RELS), ("word/document.xml", main),
            ("word/_rels/document.xml.rels", DOCUMENT_RELS), ("word/header1.xml", header())]


def entities():
    lines = ['<!ENTITY a0 "ha">'] + [f'<!ENTITY a{i} "{("&a%d;" % (i - 1)) * 10}">' for i in range(1, 10)]
    return document(paragraph("<w:r><w:t>&a9;</w:t></w:r>"), "<!DOCTYPE w:document [" + "".join(lines) + "]>")


KINDS = {
    "report-v1": lambda: frame(document(body())),
    "doctype": lambda: frame(entities()),
    "bomb": lambda: frame(document(paragraph("a" * (64 << 20)))),
    "members": lambda: [(f"word/media/image{i}.png", "") for i in range(1100)] + frame(document(body())),
    "deep": lambda: frame(document("<w:sdt><w:sdtContent>" * 400 + paragraph("djupt") + "</w:sdtContent></w:sdt>" * 400)),
    "no-document": lambda: [("word/other.xml", XML + "<a/>")],
    "truncated": lambda: frame(document(body())),
}


def main():
    if len(sys.argv) != 3 or sys.argv[1] not in KINDS:
        sys.exit(__doc__)
    kind, path = sys.argv[1:]
    write(path, KINDS[kind]())
    if kind == "truncated":
        with open(path, "r+b") as archive:
            archive.truncate(archive.seek(0, 2) // 2)


if __name__ == "__main__":
    main()
