#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write a PDF for the tests and the demonstration.

usage: make-pdf.py KIND OUT

KIND: printed     a filled report form, printed from a word processor
      ruled       one whose labels stand above their answers in ruled cells
      fillable    one with form fields and check boxes, and a text typed over it
      two         two dossiers in one file
      prose       40 pages of running text
      skewed      printed, turned by 1.5 degrees and dirty, as a scanner sees it
      scan        pictures of that, 200 dots an inch, on pages
      layered     one of them, with a header that the scanner printed
      photo       printed, on a dark table in uneven light, lying on its side
      scribble    strokes that are no letters
      unmapped    a page in a font that says nothing of its letters
      dynamic     a form that only one program can show
      encrypted   printed, with a password
      owner       printed, encrypted without a password to open it
      truncated   printed, cut in the middle
      blank       a page with nothing on it
      long        more text than a file may give
      sideways    lines that run down the page; upwards: up; turned: a page shown on its side
      many        10,000 pages
      loop        a page tree that holds itself
      javascript  printed, with a script that runs when it is opened, and a file inside

KIND.jpg, .png or .tif is a picture of the first page of KIND, drawn by pdftoppm. huge.png, .jpg and
.tif claim to be 40,000 pixels wide and high.

KIND*N is N times that in one file. The same KIND gives the same bytes every time. Exit 77: there is no pdftoppm.
"""
import math
import os
import random
import struct
import sys
import zlib

from pdf_pictures import JPEG, can_draw, pictures
from pdf_writer import Page, Writer, wide

AREAS = ["Äldreomsorg", "Funktionsnedsättning", "Socialpsykiatri", "Vuxen/ Missbruk",
         "Barn och ungdom", "Ekonomiskt bistånd", "Jobbtorg", "Kvinnojoursverksamhet, härbärgen m.fl."]
LAW = "(14 kap 3 § SoL och 24 b § LSS)"
DETAIL = ["Förtydliga om missförhållandet rör t.ex. hemtjänst, boendestöd, särskilt boende, barn- och",
          "ungdomsboende HVB, dagverksamhet, sysselsättning, ledsagning, avlösning, kontaktperson,",
          "försörjningsstöd eller annat stöd"]

FIRST = {
    "board": "SOCIALNÄMNDEN", "stamp": "2024-03-18", "dnr": "SN 2024-0117", "risk": False,
    "name": "Berit Exempelgren", "title": "Undersköterska", "place": "Hemtjänsten Norrgläntan, Björkvägen 7",
    "phone": "070-000 11 22", "email": "berit.exempelgren@kommun.example", "unit": "Hemtjänsten Norrgläntan",
    "area": 0, "detail": "Hemtjänst kväll",
    "day": "14 mars 2024", "weekday": "torsdag", "time": "21.00",
    "text": ["Kvällsbesöket uteblev den 13 mars eftersom rutten inte hade lagts om vid sjukfrånvaro.",
             "Namnet på den som skulle ha åkt saknades i listan. Personen blev utan kvällsmål och ringde",
             "själv nattpatrullen, som kom efter två timmar."],
    "effect": ["Personen var orolig och hade inte fått sina läkemedel för kvällen."],
    "measures": ["Besöket gjordes av nattpatrullen. Listan rättades samma natt, och rutinen för",
                 "sjukfrånvaro gicks igenom på morgonmötet."],
    "signed": "2024-03-15",
}
SECOND = dict(
    FIRST, stamp="2024-05-08", dnr="SN 2024-0231", risk=True, name="Hugo Provning", title="Boendestödjare",
    place="Boendestöd Söderäng", phone="0700001133", email="hugo.provning@kommun.example", unit="Boendestöd Söderäng",
    area=2, detail="Boendestöd", day="2024-05-06", weekday="måndag", time="08:15",
    text=["Nyckeln till lägenheten låg framme i entrén över natten."],
    effect=["Obehöriga hade kunnat gå in."], measures=["Nyckeln är inlåst och chefen underrättad."],
    signed="2024-05-07")


def heading(page, y, text, size=11):
    page.text(60, y, text, size, "F2")
    return y - 18


def head(page, values):
    page.text(60, 790, values["board"], 9)
    page.text(470, 790, "SID 1 (2)", 8)
    page.text(470, 776, "Dnr " + values["dnr"], 8)
    page.text(470, 762, values["stamp"], 9)
    page.text(60, 745, "RAPPORT enligt lex Sarah", 16, "F2")


def kind_boxes(page, values, y):
    """The two kinds of report: boxes drawn with lines."""
    for risk, text in ((False, "om ett missförhållande i verksamheten"),
                       (True, "om en påtaglig risk för ett missförhållande i verksamheten")):
        page.box(60, y - 1, values["risk"] == risk)
        page.text(76, y, text)
        y -= 15
    page.text(76, y, LAW, 9)
    return y - 26


def first_page(values):
    page = Page()
    head(page, values)
    y = heading(page, kind_boxes(page, values, 722), "Rapporten lämnas av")
    for left, right in ((("Namn", "name"), ("Titel/ funktion", "title")), (("Arbetsplats", "place"), None),
                        (("Telefonnummer", "phone"), ("E-postadress", "email"))):
        for x, pair in ((60, left), (310, right)):
            if pair:
                page.text(x, y, f"{pair[0]} {values[pair[1]]}")
        y -= 20
    y = heading(page, y - 8, "Rapporten avser")
    page.text(60, y, "Enhetens/ avdelningens namn " + values["unit"])
    y = heading(page, y - 28, "Verksamhetsområde där missförhållandet har uppmärksammats")
    y = page.lines(60, y, DETAIL, 8) - 6
    for number, area in enumerate(AREAS):
        page.text(60, y, area)
        # The tick is a glyph in a drawn square, as flattened forms have it.
        page.frame(250, y - 1, 9, 9)
        if number == values["area"]:
            page.text(251, y, "4", 8, "F3")
            page.text(310, y, values["detail"])
        y -= 16
    y = heading(page, y - 10, "Uppgifter om missförhållandet eller den påtagliga risken för ett missförhållande")
    page.lines(60, y, ["När har missförhållandet eller den påtagliga risken för ett missförhållande uppmärksammats?"])
    y -= 22
    for x, label, key in ((60, "Datum", "day"), (240, "Veckodag", "weekday"), (400, "Klockslag", "time")):
        page.text(x, y, label, 8)
        page.text(x, y - 13, values[key])
    page.text(60, 40, "Postadress: Box 1, 000 00 Exempelstad", 7)
    return page


def second_page(values):
    page = Page()
    page.text(470, 790, "SID 2 (2)", 8)
    y = 750
    for prompt, key in (
            ("Beskriv missförhållandet eller den påtagliga risken för ett missförhållande.", "text"),
            ("Beskriv vilka konsekvenser missförhållandet har fått/hade kunnat få för den eller de personer som berörs.",
             "effect"),
            ("Beskriv vilka eventuella åtgärder som har vidtagits omedelbart.", "measures")):
        page.text(60, y, prompt, 9, "F2")
        y = page.lines(60, y - 18, values[key]) - 16
    y = heading(page, y - 10, "Underskrift av rapportören")
    for x, label, value in ((60, "Datum", values["signed"]), (310, "Namnförtydligande", values["name"])):
        page.text(x, y, label, 8)
        page.text(x, y - 14, value)
    y = heading(page, y - 60, "Obs! Nedanstående uppgifter fylls i av nämnden")
    page.text(60, y, "Namn och titel på lex Sarah-ansvarig", 8)
    page.text(310, y, "E-postadress och telefonnummer", 8)
    page.text(60, 40, "Postadress: Box 1, 000 00 Exempelstad", 7)
    return page


def printed(writer, values=None):
    writer.page(first_page(values or FIRST))
    writer.page(second_page(values or FIRST))


def two(writer):
    printed(writer, FIRST)
    printed(writer, SECOND)


def cell(page, x, top, width, height, label, lines):
    page.frame(x, top - height, width, height)
    page.text(x + 4, top - 9, label, 7)
    page.lines(x + 4, top - 22, lines)


def ruled(writer):
    """Labels in small print in the corner of each cell; a name of two lines beside one of one."""
    page, v = Page(), SECOND
    page.text(60, 790, "Ankom " + v["stamp"], 9)
    page.text(60, 760, "Lex Sarah-rapport", 16, "F2")
    page.text(60, 742, "(27 kap. 3 § SoL och 24 b § LSS)", 8)
    y = heading(page, 715, "Rapporten lämnas av") + 8
    cell(page, 60, y, 240, 40, "Namn", [v["name"]])
    cell(page, 300, y, 240, 40, "Titel/ funktion", [v["title"]])
    cell(page, 60, y - 40, 240, 40, "Arbetsplats", [v["place"] + ", Långa", "gatan 12 B"])
    cell(page, 300, y - 40, 240, 40, "Telefonnummer", [v["phone"]])
    cell(page, 60, y - 80, 480, 40, "E-postadress", [v["email"]])
    y = heading(page, y - 140, "Rapporten avser") + 8
    cell(page, 60, y, 480, 34, "Enhetens/ avdelningens namn", [v["unit"]])
    y = heading(page, y - 60, "När har missförhållandet eller den påtagliga risken för ett missförhållande uppmärksammats?", 9)
    for x, label, key in ((60, "Datum", "day"), (220, "Veckodag", "weekday"), (380, "Klockslag", "time")):
        cell(page, x, y + 8, 160, 34, label, [v[key]])
    y -= 60
    for prompt, key in (
            ("Beskriv missförhållandet eller den påtagliga risken för ett missförhållande.", "text"),
            ("Beskriv vilka konsekvenser missförhållandet har fått/hade kunnat få för den eller de personer som berörs.",
             "effect"),
            ("Beskriv vilka eventuella åtgärder som har vidtagits omedelbart.", "measures")):
        cell(page, 60, y, 480, 60, prompt, v[key])
        y -= 60
    y = heading(page, y - 24, "Underskrift av rapportören") + 8
    cell(page, 60, y, 240, 34, "Datum", [v["signed"]])
    cell(page, 300, y, 240, 34, "Namnförtydligande", [v["name"]])
    writer.page(page)


def fillable(writer):
    page, v = Page(), FIRST
    page.text(60, 790, "Dnr", 8)
    writer.text_field(page, "dnr", v["dnr"], 84, 784, 150, 16)
    page.text(60, 750, "Lex Sarah-rapport", 16, "F2")
    for y, ticked, text in ((726, True, "Om ett missförhållande i verksamheten"),
                            (708, False, "Om en påtaglig risk för ett missförhållande i verksamheten")):
        writer.box_field(page, f"typ{y}", ticked, 60, y)
        page.text(76, y + 1, text)
    page.text(76, 692, LAW, 9)
    y = heading(page, 664, "Rapporten lämnas av")
    for left, right in ((("Namn", "name"), ("Titel/ funktion", "title")), (("Arbetsplats", "place"), None),
                        (("Telefonnummer", "phone"), ("E-postadress", "email"))):
        for x, pair in ((60, left), (310, right)):
            if pair:
                page.text(x, y, pair[0], 8)
                writer.text_field(page, pair[1], v[pair[1]], x, y - 20, 220, 16)
        y -= 38
    y = heading(page, y - 8, "Rapporten avser")
    page.text(60, y, "Enhetens/ avdelningens namn", 8)
    writer.text_field(page, "unit", v["unit"], 200, y - 5, 300, 16)
    y = heading(page, y - 30, "Verksamhetsområde där missförhållandet har uppmärksammats")
    for number, area in enumerate(AREAS):
        writer.box_field(page, f"omr{number}", number == v["area"], 60 + 250 * (number % 2), y - 1)
        page.text(76 + 250 * (number % 2), y, area)
        y -= 18 * (number % 2)
    y = heading(page, y - 14, "När har missförhållandet eller den påtagliga risken för ett missförhållande uppmärksammats?", 9)
    for x, label, key in ((60, "Datum", "day"), (240, "Veckodag", "weekday"), (400, "Klockslag", "time")):
        page.text(x, y, label, 8)
        writer.text_field(page, key, v[key], x + 46, y - 4, 100, 15)
    y -= 34
    for prompt, key, height in (
            ("Beskriv missförhållandet eller den påtagliga risken för ett missförhållande.", "text", 70),
            ("Beskriv vilka konsekvenser missförhållandet har fått/hade kunnat få för den eller de personer som berörs.",
             "effect", 40),
            ("Beskriv vilka eventuella åtgärder som har vidtagits omedelbart.", "measures", 40)):
        page.text(60, y, prompt, 9, "F2")
        writer.text_field(page, key, "\r".join(v[key]), 60, y - 6 - height, 480, height, lines=True)
        y -= height + 22
    y = heading(page, y - 2, "Underskrift av rapportören")
    page.text(60, y, "Datum", 8)
    page.text(310, y, "Namnförtydligande", 8)
    # Typed over the form with another program.
    writer.free_text(page, v["signed"], 110, y - 3, 80, 13)
    writer.free_text(page, v["name"], 400, y - 3, 120, 13)
    writer.page(page)


def skewed(writer):
    """What a scanner makes of the printed form: turned, grey and with specks."""
    specks, (sine, cosine) = random.Random(1), (math.sin(math.radians(1.5)), math.cos(math.radians(1.5)))
    for page in (first_page(FIRST), second_page(FIRST)):
        page.ops.insert(0, b"0.96 g 0 0 595 842 re f 0.15 g 0.15 G %g %g %g %g 4 -10 cm" % (cosine, sine, -sine, cosine))
        for _ in range(600):
            x, y = specks.uniform(0, 595), specks.uniform(0, 842)
            page.raw(b"0.4 g %g %g 0.5 0.5 re f" % (x, y))
        writer.page(page)


def photo(writer):
    """A sheet on a table, by the light of one lamp, with the telephone held across."""
    page = first_page(FIRST)
    shades = [b"%g g %d 0 20 842 re f" % (0.97 - 0.32 * x / 595, x) for x in range(0, 595, 20)]
    sine, cosine = math.sin(math.radians(91)), math.cos(math.radians(91))
    page.ops[:0] = [b"0.2 g 0 0 900 700 re f %g %g %g %g 880 40 cm" % (cosine, sine, -sine, cosine), *shades,
                    b"0.1 g 0.1 G"]
    page.size = 900, 700
    writer.page(page)


def scribble(writer):
    """Strokes that are no letters."""
    strokes, page = random.Random(2), Page()
    for _ in range(40):
        x, y = strokes.uniform(60, 400), strokes.uniform(100, 750)
        page.raw(b"1.2 w %g %g m %s S" % (x, y, b" ".join(
            b"%g %g %g %g %g %g c" % tuple(strokes.uniform(-20, 20) + (x, y)[i % 2] for i in range(6))
            for _ in range(5))))
    writer.page(page)


def draw(kind, option, resolution):
    """Pictures of the pages of a kind, in the format of a pdftoppm option."""
    if not can_draw():
        sys.exit(77)
    return pictures(write_pdf(kind), option, resolution)


PICTURES = {".jpg": JPEG, ".png": ["-png"], ".tif": ["-tiff", "-tiffcompression", "lzw"]}


def prose(writer):
    """Running text, as long as a policy that somebody attaches."""
    for number in range(40):
        page = Page()
        page.lines(60, 780, FIRST["text"] * 17, 10, 1.3)
        page.text(290, 40, str(number + 1), 8)
        writer.page(page)


def scan(writer):
    for picture in draw("skewed", JPEG, 200):
        page = Page()
        page.image("I1", writer.jpeg(picture), 0, 0, *page.size)
        writer.page(page)


def layered(writer):
    page = Page()
    page.image("I1", writer.jpeg(next(draw("skewed", JPEG, 200))), 0, 0, *page.size)
    page.text(20, 830, "Skannat av SKRIVARE-3", 6)
    writer.page(page)


def huge(suffix, side=40000):
    if suffix == ".png":
        head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
        chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(100000))), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
            for name, data in chunks)
    if suffix == ".jpg":
        return b"\xff\xd8\xff\xc0" + struct.pack(">HBHHB", 17, 8, side, side, 3) \
            + bytes([1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]) \
            + b"\xff\xda" + bytes([0, 12, 3, 1, 0, 2, 0, 3, 0, 0, 63, 0]) + bytes(200)
    tags = ((256, side), (257, side), (258, 8), (259, 1), (262, 1), (273, 8), (277, 3), (278, side), (279, 100))
    return b"II*\0" + struct.pack("<IH", 8, len(tags)) \
        + b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags) + bytes(200)


def unmapped(writer):
    """Glyph numbers of a font that is neither embedded nor mapped to letters."""
    descendant = writer.add(b"<</Type /Font /Subtype /CIDFontType2 /BaseFont /NoSuchFont /CIDSystemInfo "
                            b"<</Registry (Adobe) /Ordering (Identity) /Supplement 0>> /DW 600>>")
    writer.objects[3] = b"<</Type /Font /Subtype /Type0 /BaseFont /NoSuchFont /Encoding /Identity-H " \
        b"/DescendantFonts [%d 0 R]>>" % descendant
    page = Page()
    for y in range(700, 300, -20):
        page.raw(b"BT /F1 11 Tf 60 %d Td <%s> Tj ET" % (y, b"0143 0150 0067 0212 0198 0033 0177".replace(b" ", b"")))
    writer.page(page)


def dynamic(writer):
    page = Page()
    page.lines(60, 700, ["Please wait...", "If this message is not eventually replaced with the proper contents of the",
                         "document, your PDF viewer may not be able to display this type of document."])
    writer.page(page)


def blank(writer):
    writer.page(Page())


def long(writer):
    for _ in range(130):
        page = Page()
        for line in range(280):
            page.text(9, 3 * line, "Ordet " * 22, 3)
        writer.page(page)


def on_edge(turn):
    """Lines that run down (-90) or up (90) the page."""
    def write(writer):
        page = Page()
        sine = 1 if turn > 0 else -1
        page.raw(b"q 0 %d %d 0 %d %d cm" % (sine, -sine, 100 if turn > 0 else 400, 100 if turn > 0 else 700))
        page.text(0, 0, "Namn Berit Exempelgren")
        page.text(0, -12, "Titel")
        page.text(100, -12, "Undersköterska")
        page.raw(b"Q")
        writer.page(page)
    return write


def turned(writer):
    """A page that is to be shown turned, so that its lines run upright."""
    on_edge(90)(writer)
    number = writer.kids[-1]
    writer.objects[number] = writer.objects[number].replace(b"/Type /Page ", b"/Type /Page /Rotate 90 ")


def many(writer):
    for number in range(10000):
        page = Page()
        page.text(60, 700, f"Sida {number + 1}")
        writer.page(page)


def loop(writer):
    writer.objects[2] = b"<</Type /Pages /Count 3 /Kids [2 0 R 2 0 R 2 0 R]>>"


def javascript(writer):
    printed(writer)
    inside = writer.stream(b"Hemlig fil", b"/Type /EmbeddedFile")
    writer.catalogue = b"/OpenAction <</S /JavaScript /JS %s>> /Names <</EmbeddedFiles <</Names [(a.txt) " \
        b"<</Type /Filespec /F (a.txt) /EF <</F %d 0 R>>>>]>>>>" % (wide("while (true) app.alert('hej');"), inside)


KINDS = {"printed": printed, "ruled": ruled, "fillable": fillable, "two": two, "skewed": skewed, "scan": scan,
         "layered": layered, "photo": photo, "scribble": scribble, "prose": prose, "unmapped": unmapped, "dynamic": dynamic, "encrypted": printed,
         "owner": printed, "truncated": printed, "blank": blank, "long": long, "sideways": on_edge(-90),
         "upwards": on_edge(90), "turned": turned, "many": many, "loop": loop, "javascript": javascript}


def write_pdf(kind):
    writer = Writer()
    kind, _, times = kind.partition("*")
    for _ in range(int(times or 1)):
        KINDS[kind](writer)
    data = writer.end({"encrypted": "hemligt", "owner": ""}.get(kind))
    return data[:len(data) // 2] if kind == "truncated" else data


def main(kind, path):
    stem, suffix = os.path.splitext(kind)
    data = write_pdf(kind) if not suffix else huge(suffix) if stem == "huge" \
        else next(draw(stem, PICTURES[suffix], 200))
    with open(path, "wb") as file:
        file.write(data)


if __name__ == "__main__":
    if len(sys.argv) != 3 or os.path.splitext(sys.argv[1])[0].split("*")[0] not in [*KINDS, "huge"]:
        sys.exit(__doc__)
    main(*sys.argv[1:])
