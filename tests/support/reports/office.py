# SPDX-License-Identifier: GPL-3.0-or-later
"""Blocks as documents of word processors: docx in three kinds, odt, rtf. The same bytes every time."""
import importlib.util
import io
import os
import zipfile

_path = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "make-docx.py")
_spec = importlib.util.spec_from_file_location("make_docx", _path)
word = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(word)


def archive(members, stored=()):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members:
            info = zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            file.writestr(info, data)
    return out.getvalue()


class Writer:
    """Walks over blocks; a format says how a paragraph, a table, an answer and a box are written."""

    def write(self, blocks):
        return "".join(getattr(self, "do_" + block[0])(*block[1:]) for block in blocks)

    def value(self, text):
        return self.text(text)

    def do_title(self, text):
        return self.paragraph(self.text(text))

    do_heading = do_text = do_small = do_stamp = do_footer = do_title

    def do_row(self, how, pairs):
        if how == "colon":
            return "".join(self.paragraph(self.text(label + ": "), self.value(value)) for label, value in pairs)
        if how == "under":
            return self.table([[self.paragraph(self.value(value)) for _, value in pairs],
                               [self.paragraph(self.text(label)) for label, _ in pairs]])
        if how == "side":
            return self.table([[cell for label, value in pairs for cell in
                                (self.paragraph(self.text(label)), self.paragraph(self.value(value)))]])
        if how == "above":
            return self.table([[self.paragraph(self.text(label)) + self.paragraph(self.value(value))
                                for label, value in pairs]])
        return self.table([[self.paragraph(self.text(label + " "), self.value(value)) for label, value in pairs]])

    def do_answer(self, prompt, value):
        return self.paragraph(self.text(prompt)) + self.table([["".join(
            self.paragraph(self.value(line)) for line in value.split("\n"))]])

    def do_boxes(self, where, lines):
        rows = []
        for label, ticked, detail in lines:
            parts = (self.box(ticked), self.text(" " + label)) if where == "before" \
                else (self.text(label + " "), self.box(ticked))
            rows.append([self.paragraph(*parts), self.paragraph(self.value(detail))])
        if any(detail for _, _, detail in lines):
            return self.table(rows)
        return "".join(row[0] for row in rows)

    def do_line(self, items):
        return self.paragraph(*(self.text(i + " ") if isinstance(i, str) else self.box(i) + self.text(" ")
                                for i in items))

    def do_table(self, header, rows):
        return self.table([[self.paragraph(self.text(cell)) for cell in row] for row in [header, *rows]])

    def do_break(self):
        return self.paragraph("")


class Docx(Writer):
    """kind: plain (runs cut in the middle of words, glyphs for boxes), controls or legacy."""

    def __init__(self, kind):
        self.kind = kind

    def text(self, text):
        return word.run(text)

    def value(self, text):
        if not text:
            return word.empty_control() if self.kind == "controls" else ""
        if self.kind == "controls":
            return word.control(text)
        if self.kind == "legacy":
            return '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:textInput/></w:ffData></w:fldChar></w:r>' \
                '<w:r><w:instrText xml:space="preserve"> FORMTEXT </w:instrText></w:r>' \
                f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{word.run(text)}' \
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        return word.split(text)

    def box(self, ticked):
        if self.kind == "plain":
            return word.run("☒" if ticked else "☐")
        return word.box(ticked) if self.kind == "controls" else word.legacy_box(ticked)

    def paragraph(self, *parts):
        return "<w:p>" + "".join(parts) + "</w:p>"

    def table(self, rows):
        return word.table(*rows)

    def do_break(self):
        return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'

    def do_footer(self, text):
        return ""

    def file(self, blocks):
        return archive(word.frame(word.document(self.write(blocks))))


class Odt(Writer):
    NAMES = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" ' \
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" ' \
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">' \
        '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>' \
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'

    def text(self, text):
        return f"<text:span>{word.escape(text)}</text:span>"

    def box(self, ticked):
        return "☒" if ticked else "☐"

    def paragraph(self, *parts):
        return "<text:p>" + "".join(parts) + "</text:p>"

    def table(self, rows):
        return "<table:table>" + "".join(
            "<table:table-row>" + "".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in row)
            + "</table:table-row>" for row in rows) + "</table:table>"

    def file(self, blocks):
        content = f'{word.XML}<office:document-content {self.NAMES} office:version="1.2"><office:body><office:text>' \
            f'{self.write(blocks)}</office:text></office:body></office:document-content>'
        return archive([("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", content),
                        ("META-INF/manifest.xml", word.XML + self.MANIFEST)], stored=("mimetype",))


class Rtf(Writer):
    """Letters beyond ASCII as \\'xx of the code page where it has them, else as \\u."""

    def text(self, text):
        out = ""
        for letter in text:
            if letter in "\\{}":
                out += "\\" + letter
            elif ord(letter) < 128:
                out += letter
            else:
                data = letter.encode("cp1252", "ignore")
                out += f"\\'{data[0]:02x}" if data else f"\\u{ord(letter)}?"
        return out

    def box(self, ticked):
        return self.text("☒" if ticked else "☐")

    def paragraph(self, *parts):
        return "\\pard " + "".join(parts) + "\\par\n"

    def table(self, rows):
        out = ""
        for row in rows:
            out += "\\trowd" + "".join(f"\\cellx{9000 * (i + 1) // len(row)}" for i in range(len(row)))
            for cell in row:
                cell = cell.replace("\\pard ", "\\pard\\intbl ")
                out += cell[:-len("\\par\n")] + "\\cell\n"
            out += "\\row\n"
        return out

    def do_break(self):
        return "\\page\n"

    def file(self, blocks):
        return ("{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Arial;}}\n" + self.write(blocks) + "}").encode("ascii")
