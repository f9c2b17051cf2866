# SPDX-License-Identifier: GPL-3.0-or-later
"""Blocks as paper: PDF printed or fillable, and what a scanner or a telephone makes of it."""
import math
import os
import random
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from pdf_pictures import can_draw, pictures  # noqa: E402
from pdf_writer import Page, Writer  # noqa: E402

# Widths of Helvetica in thousandths: the letters that are not 556 wide.
WIDTHS = {letter: number for number, letters in {
    222: "ijl'`", 278: " !,./:;I[]\\ft", 333: "()-r", 500: "ckvxyzsJ", 584: "+<=>~", 611: "FTZ", 667: "ABEKPSVXYÅÄ&",
    722: "CDHNRUw", 778: "GOQÖ", 833: "Mm", 944: "W", 1015: "@"}.items() for letter in letters}
LEFT, RIGHT, TOP, BOTTOM = 56, 540, 790, 70


def width(text, size):
    return sum(WIDTHS.get(c, 556) for c in text) * size / 1000


def wrap(text, size, room):
    lines = []
    for part in text.split("\n"):
        line = ""
        for word in part.split(" "):
            if line and width(line + " " + word, size) > room:
                lines.append(line)
                line = word
            else:
                line = line + " " + word if line else word
        lines.append(line)
    return lines


class Paper:
    """Pages, from the top down."""

    def __init__(self, fillable=False, ruled=True, size=10):
        self.writer, self.fillable, self.ruled, self.size = Writer(), fillable, ruled, size
        self.pages, self.stamps, self.number, self.foot = [], 0, 0, None
        self.new_page()

    def new_page(self):
        self.page, self.y = Page(), TOP
        self.pages.append(self.page)
        if self.foot:
            self.page.text(LEFT, 40, self.foot, 7)

    def need(self, room):
        if self.y - room < BOTTOM:
            self.new_page()

    def words(self, text, size=None, font="F1", x=LEFT, room=RIGHT - LEFT, after=4):
        size = size or self.size
        for line in wrap(text, size, room):
            self.need(size * 1.25)
            self.page.text(x, self.y, line, size, font)
            self.y -= size * 1.25
        self.y -= after

    def value(self, text, x, y, room):
        """One answer on its line: returns how many lines it took."""
        if self.fillable:
            self.number += 1
            self.writer.text_field(self.page, f"falt{self.number}", text, x, y - 3, room - 6, self.size + 4)
            return 1
        lines = wrap(text, self.size, room - 4)
        self.page.lines(x, y, lines, self.size)
        return len(lines)

    def box(self, ticked, x, y):
        if self.fillable:
            self.number += 1
            self.writer.box_field(self.page, f"ruta{self.number}", ticked, x, y - 1, 9)
            self.page.frame(x, y - 1, 9, 9)
        else:
            self.page.box(x, y - 1, ticked)

    # The blocks.

    def do_title(self, text):
        self.words(text, 15, "F2", after=8)

    def do_heading(self, text):
        self.need(50)
        self.y -= 6
        self.words(text, 11, "F2")

    def do_text(self, text):
        self.words(text)

    def do_small(self, text):
        self.words(text, 8)

    def do_stamp(self, text):
        self.page.text(430, 806 - 14 * self.stamps, text, 10)
        self.stamps += 1

    def do_footer(self, text):
        self.foot = text
        self.page.text(LEFT, 40, text, 7)

    def do_break(self):
        self.new_page()

    def height(self, how, pairs, room):
        lines = max(len(wrap(value, self.size, room - 8)) for _, value in pairs)
        return (lines - 1) * self.size * 1.2

    def do_row(self, how, pairs):
        if how == "colon":
            for label, value in pairs:
                self.pair_on_line(label + ":", value, LEFT, RIGHT - LEFT)
            return
        room = (RIGHT - LEFT) / len(pairs)
        self.need(40)
        top, lowest = self.y + self.size + 2, self.y
        for i, (label, value) in enumerate(pairs):
            x, start = LEFT + 4 + i * room, self.y
            if how == "above":
                self.page.text(x, start, label, 8)
                lines = self.value(value, x, start - 14, room)
                low = start - 14 - (lines - 1) * self.size * 1.2
            elif how == "under":
                self.value(value, x, start, room)
                self.page.rule(x, start - 4, x + room - 20, start - 4)
                self.page.text(x, start - 14, label, 8)
                low = start - 14
            elif how == "side":
                self.page.text(x, start, label, self.size)
                at = max(150, width(label, self.size) + 8)
                low = start - (self.value(value, x + at, start, room - at) - 1) * self.size * 1.2
            else:
                self.page.text(x, start, label, self.size, "F2")
                at = width(label, self.size) * 1.06 + 6
                low = start - (self.value(value, x + at, start, room - at) - 1) * self.size * 1.2
            lowest = min(lowest, low)
        self.y = lowest - 6
        if self.ruled and how != "under":
            for i in range(len(pairs)):
                self.page.frame(LEFT + i * room, self.y, room, top - self.y)
        self.y -= self.size + 4

    def pair_on_line(self, label, value, x, room):
        self.need(20)
        self.page.text(x, self.y, label, self.size)
        at = width(label, self.size) + 6
        lines = self.value(value, x + at, self.y, room - at)
        self.y -= lines * self.size * 1.2 + 5

    def do_answer(self, prompt, value):
        self.words(prompt, 9, "F2")
        if self.fillable:
            room = 14 + 12 * len(wrap(value, self.size, RIGHT - LEFT - 8))
            self.need(room)
            self.number += 1
            self.writer.text_field(self.page, f"falt{self.number}", value, LEFT, self.y - room + 10, RIGHT - LEFT, room,
                                   lines=True)
            self.y -= room + 6
        else:
            self.words(value, after=10)

    def do_boxes(self, where, lines):
        for label, ticked, detail in lines:
            self.need(20)
            if where == "before":
                self.box(ticked, LEFT + 2, self.y)
                x = LEFT + 18
            else:
                self.box(ticked, 230, self.y)
                x = LEFT
            self.page.text(x, self.y, label, self.size)
            if detail:
                self.value(detail, 300, self.y, RIGHT - 300)
            self.y -= 16
        self.y -= 4

    def do_line(self, items):
        self.need(20)
        x = LEFT
        for item in items:
            if isinstance(item, str):
                self.page.text(x, self.y, item, self.size)
                x += width(item, self.size) + 8
            else:
                self.box(item, x, self.y)
                x += 18
        self.y -= 20

    def do_table(self, header, rows):
        room = (RIGHT - LEFT) / len(header)
        for number, row in enumerate([header, *rows]):
            cells = [wrap(cell, 9, room - 8) for cell in row]
            deep = max(len(cell) for cell in cells) * 11 + 6
            self.need(deep)
            for i, cell in enumerate(cells):
                self.page.lines(LEFT + 4 + i * room, self.y, cell, 9, font="F1" if number else "F2")
                self.page.frame(LEFT + i * room, self.y - deep + 10, room, deep)
            self.y -= deep
        self.y -= 10

    def file(self, blocks):
        return self.end(blocks, lambda page: None)

    def end(self, blocks, change):
        for block in blocks:
            getattr(self, "do_" + block[0])(*block[1:])
        for page in self.pages:
            change(page)
            self.writer.page(page)
        return self.writer.end()


def dirty(degrees, seed):
    """A page that lies askew on the glass, with dust."""
    def change(page):
        specks, sine, cosine = random.Random(seed), math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
        page.ops.insert(0, b"%g %g %g %g %g %g cm" % (cosine, sine, -sine, cosine, 10 * sine, -10 * sine))
        for _ in range(120):
            page.raw(b"0.2 g %g %g %g %g re f" % (specks.uniform(0, 595), specks.uniform(0, 842),
                                                  specks.uniform(0.2, 0.8), specks.uniform(0.2, 0.8)))
    return change


def lamp(page):
    """A sheet on a table, by the light of one lamp."""
    shades = [b"%g g %d 0 20 842 re f" % (0.97 - 0.25 * x / 595, x) for x in range(0, 595, 20)]
    sine, cosine = math.sin(math.radians(1)), math.cos(math.radians(1))
    page.ops[:0] = [b"0.25 g 0 0 700 930 re f %g %g %g %g 60 40 cm" % (cosine, sine, -sine, cosine), *shades,
                    b"0.1 g 0.1 G"]
    page.size = 700, 930


def scan(blocks, degrees=0.7, seed=1, resolution=200):
    if not can_draw():
        return None
    writer = Writer()
    for picture in pictures(Paper(size=11).end(blocks, dirty(degrees, seed)), resolution=resolution):
        page = Page()
        page.image("I1", writer.jpeg(picture), 0, 0, *page.size)
        writer.page(page)
    return writer.end()


def photo(blocks):
    """Of a form that has one page."""
    if not can_draw():
        return None
    taken = list(pictures(Paper(size=10).end(blocks, lamp)))
    assert len(taken) < 2, "a photograph shows one page"
    return taken[0]
