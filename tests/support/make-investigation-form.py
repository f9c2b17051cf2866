#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write the form of the investigation as it ships: templates/LANGUAGE/investigation.docx.

usage: make-investigation-form.py sv|en OUT

What ships is the .docx, and whoever changes it does so in Word; this is how the two were made
alike, and where their controls come from. The same words give the same bytes every time.
"""
import sys
import zipfile

SPACES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ' \
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ' \
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" ' \
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14"'
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

WIDTH = 9866  # of the text, in twentieths of a point: A4 less two margins of 1.8 cm
INK, GREY, LINE, SHADE = "1F3A4D", "5A6670", "B8C2CA", "EEF2F5"
OUTCOMES = ["tangible_risk_of_misconduct", "misconduct", "tangible_risk_of_serious_misconduct",
            "serious_misconduct", "no_misconduct"]
LOG_ROWS = 8

WORDS = {
    "sv": {
        "lang": "sv-SE", "title": "Lex Sarah-utredning", "case": "Ärende", "due": "Ska vara klar",
        "write": "............", "date": "____-__-__", "choose": "Välj", "form": "Formulär", "page": "Sida", "of": "av",
        "rules": "För varje uppgift som dokumenteras under utredningen ska det framgå",
        "rule": ["Vilket datum uppgiften dokumenteras", "Varifrån uppgiften kommer",
                 "Vad som är faktiska omständigheter och vad som är bedömningar",
                 "Vem (namn och befattning) som dokumenterat uppgiften"],
        "attach": "Lex Sarah-rapporten ska biläggas utredningen",
        "opening": "Uppgifter om rapporten och påbörjad utredning",
        "received": "Rapporten inkom (datum)", "dnr": "Rapportens diarienummer",
        "started": "Utredningen inledd (datum)", "law": "Lagrum", "name": "Utredare",
        "name_title": "Befattning", "committee": "Nämnd som utreder",
        "event": "Uppgifter om det rapporterade missförhållandet eller den påtagliga risken för ett missförhållande",
        "how_noticed": "När och hur uppmärksammades missförhållandet eller risken för missförhållandet?",
        "occurred": "När inträffade det? (datum)",
        "what": "Vad har det rapporterade missförhållandet eller risken för missförhållande bestått i?",
        "consequences": "Vilka konsekvenser fick händelsen eller vilka konsekvenser kunde händelsen ha fått för den enskilde?",
        "happened_before": "Har missförhållandet eller risken för missförhållande inträffat tidigare? I så fall, varför har det inträffat igen?",
        "recur": "Skulle något liknande kunna inträffa igen?", "yes": "Ja", "no": "Nej", "why": "Förklara varför",
        "causes": "Utredning av bakomliggande orsaker",
        "cause": {"communication": "Kommunikation och information", "education": "Utbildning och kompetens",
                  "processes": "Processer, rutiner och riktlinjer", "environment": "Omgivning och organisation",
                  "technology": "Teknik, utrustning och apparatur", "other": "Andra bakomliggande orsaker"},
        "measures": "Uppgifter om åtgärder",
        "taken": "Vilka åtgärder har vidtagits för att undanröja eller avhjälpa missförhållandet eller risken för missförhållande?",
        "when": "När vidtogs åtgärderna?",
        "planned": "Vilka åtgärder har vidtagits eller planeras i verksamheten för att förhindra att liknande missförhållande eller risk för missförhållande ska uppkomma?",
        "after": "Uppföljning och övrigt",
        "follow_up": "Behov av ytterligare uppföljning, utvärdering och kontroll",
        "other": "Övrigt som har framkommit i utredningen",
        "proposal": "Förslag till beslut",
        "outcome": ["Det rapporterade utgjorde en påtaglig risk för missförhållande",
                    "Det rapporterade utgjorde ett missförhållande",
                    "Det rapporterade utgjorde en påtaglig risk för allvarligt missförhållande (anmäls till IVO)",
                    "Det rapporterade utgjorde ett allvarligt missförhållande (anmäls till IVO)",
                    "Det rapporterade utgjorde inte ett missförhållande eller påtaglig risk för missförhållande"],
        "information": "Datum för när information har skickats till beställande nämnd",
        "told": {"report": "Information om den inkomna rapporten har skickats den",
                 "ivo": "Information om anmälan till IVO har skickats den",
                 "copy_attached": "En kopia på utredningen har bifogats den",
                 "copy_final": "En kopia på avslutad utredning har skickats till beställande nämnd den"},
        "footnote": "Kopia på påbörjad och avslutad utredning ska bifogas så snart utredning resulterar i anmälan till tillsynsmyndigheten (IVO)",
        "decision": "Beslut enligt delegation", "by_decider": "Fylls i av den som beslutar.",
        "matter": "Ärende och diarienummer", "signature": "Underskrift",
        "original": "Beslutet i original skickas till registrator",
        "background": "Bakgrund, förslag till beslut och beslut",
        "delegation": "Beslut enligt ärendegrupp i delegationsordningen", "decided": "Beslut",
        "decided_on": "Datum", "signer": "Namnförtydligande", "signer_title": "Befattning",
        "log": "Fortlöpande dokumentation",
        "column": ["Datum", "Källa", "Fakta/bedömning", "Anteckning", "Bilaga nr", "Namn", "Befattning"],
        "kind": ["fakta", "bedömning"],
    },
    "en": {
        "lang": "en-GB", "title": "Lex Sarah investigation", "case": "Case", "due": "To be finished",
        "write": "............", "date": "____-__-__", "choose": "Choose", "form": "Form", "page": "Page", "of": "of",
        "rules": "Of each piece of information that is documented it must be clear",
        "rule": ["On which day it is documented", "Where it comes from",
                 "What is fact and what is assessment", "Who (name and title) documented it"],
        "attach": "The lex Sarah report is to be appended to the investigation",
        "opening": "The report and the investigation",
        "received": "The report came in (date)", "dnr": "Registration number of the report",
        "started": "The investigation began (date)", "law": "Law", "name": "Investigator",
        "name_title": "Title", "committee": "Board that investigates",
        "event": "What was reported",
        "how_noticed": "When and how was it noticed?",
        "occurred": "When did it happen? (date)",
        "what": "What did the misconduct, or the risk of it, consist of?",
        "consequences": "Which consequences did it have for the person concerned, or could it have had?",
        "happened_before": "Has it happened before? If so, why did it happen again?",
        "recur": "Could something similar happen again?", "yes": "Yes", "no": "No", "why": "Explain why",
        "causes": "Underlying causes",
        "cause": {"communication": "Communication and information", "education": "Education and competence",
                  "processes": "Processes, routines and guidelines", "environment": "Environment and organisation",
                  "technology": "Technology and equipment", "other": "Other underlying causes"},
        "measures": "Measures",
        "taken": "Which measures have been taken to remedy or remove the misconduct or the risk?",
        "when": "When were they taken?",
        "planned": "Which measures have been taken or are planned so that nothing similar happens again?",
        "after": "Follow-up and other matters",
        "follow_up": "Need of further follow-up, evaluation and control",
        "other": "What else the investigation has shown",
        "proposal": "Proposed decision",
        "outcome": ["It was a tangible risk of misconduct", "It was misconduct",
                    "It was a tangible risk of serious misconduct (IVO is notified)",
                    "It was serious misconduct (IVO is notified)",
                    "It was neither misconduct nor a tangible risk of it"],
        "information": "Days on which the commissioning board was told",
        "told": {"report": "Of the report", "ivo": "Of the notification to IVO",
                 "copy_attached": "A copy of the investigation was attached",
                 "copy_final": "A copy of the finished investigation was sent"},
        "footnote": "A copy of the investigation is to be attached as soon as it leads to a notification to IVO",
        "decision": "Decision by delegation", "by_decider": "Filled in by who decides.",
        "matter": "Case and registration number", "signature": "Signature",
        "original": "The original of the decision is sent to the registrar",
        "background": "Background, proposed decision and decision",
        "delegation": "Item of the delegation order", "decided": "Decision",
        "decided_on": "Date", "signer": "Name in print", "signer_title": "Title",
        "log": "Running documentation",
        "column": ["Date", "Source", "Fact/assessment", "Note", "Appendix", "Name", "Title"],
        "kind": ["fact", "assessment"],
    },
}


def escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


class Form:
    def __init__(self, words):
        self.words = words
        self.controls = 0

    def control(self, tag, title, kind, content, prompt=True):
        self.controls += 1
        shows = "<w:showingPlcHdr/>" if prompt else ""
        return f'<w:sdt><w:sdtPr><w:alias w:val="{escape(title[:60])}"/><w:tag w:val="{tag}"/>' \
            f'<w:id w:val="{1000 + self.controls}"/>{shows}{kind}</w:sdtPr>' \
            f'<w:sdtContent>{content}</w:sdtContent></w:sdt>'

    def prompt(self, text):
        return f'<w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t>{escape(text)}</w:t></w:r>'

    def line(self, tag, title):
        return self.control(tag, title, "<w:text/>", self.prompt(self.words["write"]))

    def date(self, tag, title):
        kind = f'<w:date><w:dateFormat w:val="yyyy-MM-dd"/><w:lid w:val="{self.words["lang"]}"/>' \
            '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
        return self.control(tag, title, kind, self.prompt(self.words["date"]))

    def text(self, tag, title):
        """Several paragraphs, as they come out of other programs too."""
        return self.control(tag, title, "<w:richText/>", paragraph(self.prompt(self.words["write"])))

    def box(self, tag, title):
        kind = '<w14:checkbox><w14:checked w14:val="0"/>' \
            '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>' \
            '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
        glyph = '<w:r><w:rPr><w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic" ' \
            'w:hint="eastAsia"/></w:rPr><w:t>☐</w:t></w:r>'
        return self.control(tag, title, kind, glyph, prompt=False)

    def choice(self, tag, title, items):
        listed = "".join(f'<w:listItem w:displayText="{escape(shown)}" w:value="{value}"/>' for shown, value in items)
        return self.control(tag, title, f"<w:dropDownList>{listed}</w:dropDownList>", self.prompt(self.words["choose"]))

    def fixed(self, tag, title, text):
        return self.control(tag, title, '<w:text/>', run(text), prompt=False)


def run(text, style=None):
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(content, style=None, extra=""):
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + extra
    return f'<w:p>{f"<w:pPr>{properties}</w:pPr>" if properties else ""}{content}</w:p>'


def heading(text):
    return paragraph(run(text), "Heading1")


def cell(content, width, shade=False, span=1):
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    if span > 1:
        properties += f'<w:gridSpan w:val="{span}"/>'
    if shade:
        properties += f'<w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def row(*cells, head=False, whole=True):
    properties = ("<w:cantSplit/>" if whole else "") + ("<w:tblHeader/>" if head else "")
    return f'<w:tr>{f"<w:trPr>{properties}</w:trPr>" if properties else ""}{"".join(cells)}</w:tr>'


def table(widths, *rows):
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f'<w:tbl><w:tblPr><w:tblStyle w:val="Form"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>' \
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'


HALF = WIDTH // 2


def short(label, control, width=HALF):
    return cell(paragraph(run(label), "Label") + paragraph(control), width)


def long(label, control):
    return row(cell(paragraph(run(label), "Label") + control, WIDTH), whole=False)


def opening(form, words):
    law = form.box("investigation.law.SoL", "SoL") + run(" SoL      ") + form.box("investigation.law.LSS", "LSS") + run(" LSS")
    return heading(words["opening"]) + table(
        [HALF, HALF],
        row(short(words["received"], form.date("investigation.received", words["received"])),
            short(words["dnr"], form.line("investigation.dnr", words["dnr"]))),
        row(short(words["started"], form.date("investigation.started", words["started"])),
            short(words["law"], law)),
        row(short(words["name"], form.line("investigation.investigator.name", words["name"])),
            short(words["name_title"], form.line("investigation.investigator.title", words["name_title"]))),
        row(cell(paragraph(run(words["committee"]), "Label")
                 + paragraph(form.line("investigation.committee", words["committee"])), WIDTH, span=2)))


def texts(form, prefix, pairs):
    return table([WIDTH], *[long(label, form.text(f"{prefix}.{member}", label)) for member, label in pairs])


def event(form, words):
    before = texts(form, "investigation", [("how_noticed", words["how_noticed"])])
    day = row(short(words["occurred"], form.date("investigation.occurred", words["occurred"]), WIDTH))
    rest = texts(form, "investigation", [(m, words[m]) for m in ("what", "consequences", "happened_before")])
    # One table: the rows of the second and third stand in the first.
    return heading(words["event"]) + before.replace("</w:tbl>", day + rest[rest.index("<w:tr>"):])


def recur(form, words):
    boxes = form.box("investigation.can_recur.yes", words["yes"]) + run(f" {words['yes']}      ") \
        + form.box("investigation.can_recur.no", words["no"]) + run(f" {words['no']}")
    return heading(words["recur"]) + table(
        [WIDTH], row(cell(paragraph(boxes), WIDTH)),
        long(words["why"], form.text("investigation.can_recur_why", words["why"])))


def proposal(form, words):
    lines = "".join(paragraph(form.box(f"investigation.proposal.{code}", text) + run(" " + text), "Choice")
                    for code, text in zip(OUTCOMES, words["outcome"]))
    return heading(words["proposal"]) + table([WIDTH], row(cell(lines, WIDTH)))


def information(form, words):
    first = 6800
    rows = [row(cell(paragraph(run(label)), first),
                cell(paragraph(form.date(f"investigation.information.{member}", label)), WIDTH - first))
            for member, label in words["told"].items()]
    return heading(words["information"]) + table([first, WIDTH - first], *rows) \
        + paragraph(run(words["footnote"]), "Small")


def decision(form, words):
    items = [(text, code) for code, text in zip(OUTCOMES, words["outcome"])]
    return heading(words["decision"]) + paragraph(run(words["by_decider"]), "Small") + table(
        [HALF, HALF],
        row(cell(paragraph(run(words["matter"]), "Label")
                 + paragraph(form.fixed("form.case", words["case"], "LS-0000-0000") + run(" · ")
                             + form.line("form.dnr", words["dnr"])), WIDTH, span=2)),
        row(cell(paragraph(run(words["background"]), "Label") + form.text("decision.background", words["background"]),
                 WIDTH, span=2), whole=False),
        row(cell(paragraph(run(words["decided"]), "Label")
                 + paragraph(form.choice("decision.outcome", words["decided"], items)), WIDTH, span=2)),
        row(short(words["delegation"], form.line("decision.delegation_reference", words["delegation"])),
            short(words["decided_on"], form.date("decision.date", words["decided_on"]))),
        row(cell(paragraph(run(words["signature"]), "Label") + paragraph("") + paragraph(""), WIDTH, span=2)),
        row(short(words["signer"], form.line("decision.signer", words["signer"])),
            short(words["signer_title"], form.line("decision.signer_title", words["signer_title"]))),
        row(cell(paragraph(run(words["original"]), "Label")
                 + paragraph(form.line("form.post", words["original"])), WIDTH, span=2)))


def log(form, words):
    widths = [1180, 1500, 1300, 2886, 800, 1200, 1000]
    columns = words["column"]
    head = row(*[cell(paragraph(run(text), "Label"), width, shade=True) for text, width in zip(columns, widths)], head=True)
    kinds = list(zip(words["kind"], ["fact", "assessment"]))

    def entry():
        controls = [form.date("log.date", columns[0]), form.line("log.source", columns[1]),
                    form.choice("log.kind", columns[2], kinds), None, form.line("log.attachment", columns[4]),
                    form.line("log.signature", columns[5]), form.line("log.title", columns[6])]
        controls = [paragraph(c, "Entry") if c else form.text("log.note", columns[3]).replace("<w:p>", '<w:p><w:pPr><w:pStyle w:val="Entry"/></w:pPr>')
                    for c in controls]
        return row(*[cell(c, width) for c, width in zip(controls, widths)], whole=False)
    return heading(words["log"]) + table(widths, head, *[entry() for _ in range(LOG_ROWS)])


def body(form, words):
    top = table([HALF, HALF], row(
        short(words["case"], form.fixed("form.case", words["case"], "LS-0000-0000")),
        short(words["due"], form.line("form.due", words["due"]))))
    rules = paragraph(run(words["rules"]), "Rule") + "".join(
        paragraph(run(text), "Rule", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>') for text in words["rule"]) \
        + paragraph(run(words["attach"]), "Rule")
    causes = heading(words["causes"]) + texts(form, "investigation.causes", words["cause"].items())
    measures = heading(words["measures"]) + texts(
        form, "investigation.measures", [(m, words[m]) for m in ("taken", "when", "planned")])
    after = heading(words["after"]) + texts(form, "investigation", [(m, words[m]) for m in ("follow_up", "other")])
    return paragraph(run(words["title"]), "Title") + top + table([WIDTH], row(cell(rules, WIDTH, shade=True))) \
        + opening(form, words) + event(form, words) + recur(form, words) + causes + measures + after \
        + proposal(form, words) + information(form, words) + decision(form, words) + log(form, words)


SECTION = '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/>' \
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1247" w:right="1020" w:bottom="1020" w:left="1020" ' \
    'w:header="567" w:footer="454" w:gutter="0"/></w:sectPr>'


def field(code):
    return f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>' \
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'


def footer(form, words):
    return paragraph(run(words["title"] + " · " + words["form"] + " ") + form.fixed("form.version", words["form"], "1")
                     + '<w:r><w:tab/></w:r>' + run(words["page"] + " ") + field("PAGE") + run(" " + words["of"] + " ")
                     + field("NUMPAGES"), "Footer")


def header(form, words):
    return paragraph(form.line("form.board", words["committee"]) + '<w:r><w:tab/></w:r>' + run(words["case"] + " ")
                     + form.fixed("form.case", words["case"], "LS-0000-0000"), "Header")


def style(kind, name, identity, properties, base=None, extra=""):
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return f'<w:style w:type="{kind}" w:styleId="{identity}"{extra}><w:name w:val="{name}"/>{based}<w:qFormat/>{properties}</w:style>'


def styles(words):
    edge = f'w:val="single" w:sz="4" w:space="0" w:color="{LINE}"'
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{WIDTH}"/></w:tabs>'

    def text(size, color=None, bold=False):
        return "<w:rPr>" + ("<w:b/>" if bold else "") + (f'<w:color w:val="{color}"/>' if color else "") \
            + f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'

    def block(before, after, more=""):
        return f'<w:pPr>{more}<w:spacing w:before="{before}" w:after="{after}"/></w:pPr>'
    return XML + f'<w:styles {SPACES}><w:docDefaults><w:rPrDefault><w:rPr>' \
        '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="Arial"/><w:sz w:val="20"/><w:szCs w:val="20"/>' \
        f'<w:lang w:val="{words["lang"]}"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="264" ' \
        'w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>' + "".join([
            style("paragraph", "Normal", "Normal", "", extra=' w:default="1"'),
            style("paragraph", "Title", "Title", block(0, 160) + text(40, INK, True), "Normal"),
            style("paragraph", "heading 1", "Heading1",
                  block(300, 100, "<w:keepNext/><w:outlineLvl w:val=\"0\"/>").replace(
                      '<w:outlineLvl w:val="0"/><w:spacing w:before="300" w:after="100"/>',
                      '<w:spacing w:before="300" w:after="100"/><w:outlineLvl w:val="0"/>') + text(24, INK, True), "Normal"),
            style("paragraph", "Label", "Label", block(0, 30, "<w:keepNext/>") + text(17, GREY), "Normal"),
            style("paragraph", "Rule", "Rule", block(0, 20) + text(18), "Normal"),
            style("paragraph", "Choice", "Choice",
                  '<w:pPr><w:spacing w:before="40" w:after="40"/><w:ind w:left="340" w:hanging="340"/></w:pPr>', "Normal"),
            style("paragraph", "Entry", "Entry", text(16), "Normal"),
            style("paragraph", "Small", "Small", block(60, 80) + text(16, GREY), "Normal"),
            style("paragraph", "header", "Header", f"<w:pPr>{tabs}</w:pPr>" + text(17, GREY), "Normal"),
            style("paragraph", "footer", "Footer", f"<w:pPr>{tabs}</w:pPr>" + text(16, GREY), "Normal"),
            '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>',
            '<w:style w:type="character" w:styleId="PlaceholderText"><w:name w:val="Placeholder Text"/>'
            '<w:rPr><w:color w:val="767676"/></w:rPr></w:style>',
            '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style>',
            '<w:style w:type="table" w:customStyle="1" w:styleId="Form"><w:name w:val="Form"/><w:basedOn w:val="TableNormal"/>'
            f'<w:tblPr><w:tblBorders><w:top {edge}/><w:left {edge}/><w:bottom {edge}/><w:right {edge}/><w:insideH {edge}/>'
            f'<w:insideV {edge}/></w:tblBorders><w:tblCellMar><w:top w:w="57" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>'
            '<w:bottom w:w="57" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
        ]) + "</w:styles>"


NUMBERING = XML + f'<w:numbering {SPACES}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>' \
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>' \
    '<w:pPr><w:ind w:left="300" w:hanging="220"/></w:pPr></w:lvl></w:abstractNum>' \
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'


def members(words):
    form = Form(words)
    page = XML + f"<w:document {SPACES}><w:body>{body(form, words)}{SECTION}</w:body></w:document>"
    # A table that follows another would become one with it.
    page = page.replace("</w:tbl><w:tbl>", "</w:tbl>" + paragraph("", "Small") + "<w:tbl>")
    page = page.replace("</w:tbl><w:sectPr>", "</w:tbl>" + paragraph("", "Small") + "<w:sectPr>")
    parts = {"word/document.xml": ("document.main", page),
             "word/styles.xml": ("styles", styles(words)),
             "word/numbering.xml": ("numbering", NUMBERING),
             "word/header1.xml": ("header", XML + f"<w:hdr {SPACES}>{header(form, words)}</w:hdr>"),
             "word/footer1.xml": ("footer", XML + f"<w:ftr {SPACES}>{footer(form, words)}</w:ftr>"),
             "word/settings.xml": ("settings", XML + f'<w:settings {SPACES}><w:defaultTabStop w:val="720"/><w:compat>'
                                   '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
                                   'w:val="15"/></w:compat></w:settings>')}
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{WORD}.{kind}+xml"/>' for name, (kind, _) in parts.items())
    yield "[Content_Types].xml", XML + f'<Types xmlns="{PACKAGE}/content-types">' \
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' \
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}' \
        '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    yield "_rels/.rels", XML + f'<Relationships xmlns="{PACKAGE}/relationships">' \
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>' \
        f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>'
    yield "docProps/core.xml", XML + f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" ' \
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(words["title"])}</dc:title>' \
        f'<dc:language>{words["lang"]}</dc:language></cp:coreProperties>'
    names = {"rId1": "styles", "rId2": "numbering", "rId3": "header1", "rId4": "footer1", "rId5": "settings"}
    yield "word/_rels/document.xml.rels", XML + f'<Relationships xmlns="{PACKAGE}/relationships">' + "".join(
        f'<Relationship Id="{identity}" Type="{OFFICE}/{name.rstrip("1")}" Target="{name}.xml"/>'
        for identity, name in names.items()) + "</Relationships>"
    for name, (_, content) in parts.items():
        yield name, content


def main():
    language, out = sys.argv[1:]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members(WORDS[language]):
            entry = zipfile.ZipInfo(name, date_time=(2026, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)


if __name__ == "__main__":
    main()
