#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fill the form of an investigation as Word would, or in a way that it should not be.

usage: fill-form.py FORM OUT VALUES [CHANGE...]

VALUES: a file of JSON: {TAG: text, a choice's code, or true (a tick), "log": [{TAG: text}, ...]}
CHANGE: untag      the controls lose their tags, and stay
        unwrap     the controls go, and their words stay
        macros     it has macros
        case=ID    the number of the case that people see, in the head of the page only
        add-row    the last entry of the log stands in a row without controls
        lines      OUT is what a person types, a line for each control of the page: empty where
                   nothing is changed, \\n where a line ends (TypeForm.xba)
"""
import json
import sys
import zipfile
from xml.dom import minidom

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


def child(node, name):
    return next((c for c in node.childNodes if c.nodeName == name), None)


def tag_of(control):
    tag = child(child(control, "w:sdtPr"), "w:tag")
    return tag.getAttribute("w:val") if tag else None


def controls_of(node):
    return [c for c in node.getElementsByTagName("w:sdt") if tag_of(c)]


def write_line(page, paragraph, text):
    run, words = page.createElement("w:r"), page.createElement("w:t")
    words.setAttribute("xml:space", "preserve")
    words.appendChild(page.createTextNode(text))
    run.appendChild(words)
    paragraph.appendChild(run)


def shown(control, value):
    """What stands for a code in the list that it is chosen from; else the value."""
    for item in control.getElementsByTagName("w:listItem"):
        if item.getAttribute("w:value") == value:
            return item.getAttribute("w:displayText")
    return value


def fill(page, control, value):
    properties, content = child(control, "w:sdtPr"), child(control, "w:sdtContent")
    box, prompt = child(properties, "w14:checkbox"), child(properties, "w:showingPlcHdr")
    if prompt:
        properties.removeChild(prompt)
    if box:
        child(box, "w14:checked").setAttribute("w14:val", "1" if value else "0")
        value = "☒" if value else "☐"
    paragraphs = content.getElementsByTagName("w:p")
    lines = value.split("\n") if paragraphs else [value]
    first = paragraphs[0] if paragraphs else content
    for old in list(paragraphs)[1:]:
        old.parentNode.removeChild(old)
    for old in [c for c in first.childNodes if c.nodeName != "w:pPr"]:
        first.removeChild(old)
    for line in lines[1:]:
        more = first.cloneNode(True)
        write_line(page, more, line)
        content.appendChild(more)
    write_line(page, first, lines[0])


def answers_to(page, values):
    """Each control of the page, and what is filled in; None: nothing."""
    entries = {}
    for control in controls_of(page):
        tag = tag_of(control)
        if tag.startswith("log."):
            number = entries[tag] = entries.get(tag, -1) + 1
            rows = values.get("log", [])
            value = rows[number].get(tag) if number < len(rows) else None
        else:
            value = values.get(tag)
        yield control, shown(control, value)


def fill_page(page, values):
    for control, value in answers_to(page, values):
        if value is not None:
            fill(page, control, value)


def write_lines(page, values, out):
    """Nobody types what stands there already."""
    with open(out, "w", encoding="utf-8") as file:
        for control, value in answers_to(page, values):
            there = "".join(
                text.data for words in control.getElementsByTagName("w:t") for text in words.childNodes)
            words = "x" if value is True else "" if value in (None, there) else value
            file.write(words.replace("\n", "\\n") + "\n")


def add_row(page, values):
    """The last entry, in a row as the tabulator makes one: cells and no controls."""
    *rest, last = values["log"]
    values["log"] = rest
    first = next(c for c in controls_of(page) if tag_of(c) == "log.date")
    row = first
    while row.nodeName != "w:tr":
        row = row.parentNode
    controls = controls_of(row)
    new = page.createElement("w:tr")
    for control in controls:
        cell, paragraph = page.createElement("w:tc"), page.createElement("w:p")
        write_line(page, paragraph, shown(control, last.get(tag_of(control), "")))
        cell.appendChild(paragraph)
        new.appendChild(cell)
    row.parentNode.appendChild(new)


def change(page, name, what):
    for control in controls_of(page):
        properties = child(control, "w:sdtPr")
        if what == "untag":
            properties.removeChild(child(properties, "w:tag"))
        elif what == "unwrap":
            for inner in list(child(control, "w:sdtContent").childNodes):
                control.parentNode.insertBefore(inner, control)
            control.parentNode.removeChild(control)
        elif what.startswith("case=") and name == "word/document.xml" and tag_of(control) == "form.case":
            fill(page, control, what[5:])


def main():
    form, out, values, *changes = sys.argv[1:]
    with open(values, encoding="utf-8") as file:
        values = json.load(file)
    if "lines" in changes:
        with zipfile.ZipFile(form) as archive:
            write_lines(minidom.parseString(archive.read("word/document.xml")), values, out)
        return
    with zipfile.ZipFile(form) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for name in archive.namelist():
            content = archive.read(name)
            if name.startswith("word/") and name.endswith(".xml"):
                page = minidom.parseString(content)
                if "add-row" in changes and name == "word/document.xml":
                    add_row(page, values)
                fill_page(page, values)
                for what in changes:
                    change(page, name, what)
                content = page.toxml(encoding="UTF-8")
            written.writestr(name, content)
        if "macros" in changes:
            written.writestr("word/vbaProject.bin", b"not a program")


if __name__ == "__main__":
    main()
