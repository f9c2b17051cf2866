# SPDX-License-Identifier: GPL-3.0-or-later
"""The least of PDF (ISO 32000-1) that the tests need: pages of text, lines and boxes, form fields,
pictures, a password. Writes the same bytes every time.

Coordinates are points from the lower left corner of the page, as in PDF itself."""
import hashlib
import struct

PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def string(text):
    """A text as a PDF string in the standard fonts' encoding."""
    data = text.encode("cp1252")
    return b"(" + data.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)") + b")"


def wide(text):
    """A text outside of page content: UTF-16 with a mark."""
    return b"<" + ("\ufeff" + text).encode("utf-16-be").hex().encode() + b">"


def rc4(key, data):
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) & 255
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) & 255
        j = (j + state[i]) & 255
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) & 255])
    return bytes(out)


class Page:
    """The content of one page, and the annotations on it."""

    FONTS = b"<</F1 3 0 R /F2 4 0 R /F3 5 0 R /F4 6 0 R>>"

    def __init__(self, width=595, height=842):
        self.size = width, height
        self.ops, self.annots, self.images = [], [], {}

    def text(self, x, y, text, size=10, font="F1"):
        self.ops.append(b"BT /%s %g Tf %g %g Td %s Tj ET" % (font.encode(), size, x, y, string(text)))

    def lines(self, x, y, texts, size=10, leading=1.2, font="F1"):
        for text in texts:
            self.text(x, y, text, size, font)
            y -= size * leading
        return y

    def rule(self, x1, y1, x2, y2):
        self.ops.append(b"0.6 w %g %g m %g %g l S" % (x1, y1, x2, y2))

    def frame(self, x, y, width, height):
        self.ops.append(b"0.6 w %g %g %g %g re S" % (x, y, width, height))

    def box(self, x, y, ticked, size=9):
        """A check box drawn with lines."""
        self.frame(x, y, size, size)
        if ticked:
            self.rule(x + 1, y + 1, x + size - 1, y + size - 1)
            self.rule(x + 1, y + size - 1, x + size - 1, y + 1)

    def raw(self, op):
        self.ops.append(op)

    def image(self, name, number, x, y, width, height):
        self.images[name] = number
        self.raw(b"q %g 0 0 %g %g %g cm /%s Do Q" % (width, height, x, y, name.encode()))


class Writer:
    """Objects 1 to 6 are the catalogue, the page tree and four fonts."""

    def __init__(self):
        self.objects = {}
        self.catalogue = b""
        self.fields = []
        self.number = 6
        for number, name in enumerate(("Helvetica", "Helvetica-Bold", "ZapfDingbats", "Symbol"), 3):
            encoding = b" /Encoding /WinAnsiEncoding" if number < 5 else b""
            self.objects[number] = b"<</Type /Font /Subtype /Type1 /BaseFont /%s%s>>" % (name.encode(), encoding)
        self.kids = []

    def add(self, body):
        self.number += 1
        self.objects[self.number] = body
        return self.number

    def stream(self, data, entries=b""):
        return self.add((b"<</Length %d %s>>\nstream\n" % (len(data), entries), data))

    def jpeg(self, data):
        """A picture as it is; its size stands in its frame header."""
        at = 2
        while not (0xC0 <= data[at + 1] <= 0xC3):
            at += 2 + struct.unpack(">H", data[at + 2:at + 4])[0]
        height, width = struct.unpack(">HH", data[at + 5:at + 9])
        colours = b"/DeviceGray" if data[at + 9] == 1 else b"/DeviceRGB"
        return self.stream(data, b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 "
                           b"/ColorSpace %s /Filter /DCTDecode" % (width, height, colours))

    def text_field(self, page, name, value, x, y, width, height, lines=False):
        page.annots.append(self.field(b"/FT /Tx /T %s /V %s /DA (/F1 10 Tf 0 g) /Ff %d" %
                                      (wide(name), wide(value), 4096 if lines else 0), x, y, width, height))

    def box_field(self, page, name, ticked, x, y, size=10):
        state = b"/Ja" if ticked else b"/Off"
        on, off = self.stream(b"q BT /F3 8 Tf 1 1 Td (4) Tj ET Q", FORM % Page.FONTS), self.stream(b"", FORM % b"<<>>")
        page.annots.append(self.field(b"/FT /Btn /T %s /V %s /AS %s /AP <</N <</Ja %d 0 R /Off %d 0 R>>>>" %
                                      (wide(name), state, state, on, off), x, y, size, size))

    def field(self, entries, x, y, width, height):
        number = self.add(b"<</Type /Annot /Subtype /Widget /F 4 /Rect [%g %g %g %g] %s>>" %
                          (x, y, x + width, y + height, entries))
        self.fields.append(number)
        return number

    def free_text(self, page, text, x, y, width, height):
        page.annots.append(self.add(b"<</Type /Annot /Subtype /FreeText /F 4 /DA (/F1 10 Tf 0 g) "
                                    b"/Rect [%g %g %g %g] /Contents %s>>" % (x, y, x + width, y + height, wide(text))))

    def page(self, page, entries=b""):
        ops = b"\n".join(page.ops)
        content = self.stream(ops)
        fonts = b" ".join(b"/F%d %d 0 R" % (n, n + 2) for n in range(1, 5) if b"/F%d " % n in ops)
        images = b" ".join(b"/%s %d 0 R" % (name.encode(), number) for name, number in page.images.items())
        annots = b" ".join(b"%d 0 R" % number for number in page.annots)
        self.kids.append(self.add(
            b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 %g %g] /Contents %d 0 R /Annots [%s] "
            b"/Resources <</Font <<%s>> /XObject <<%s>>>> %s>>" %
            (*page.size, content, annots, fonts, images, entries)))

    def end(self, password=None):
        form = b" ".join(b"%d 0 R" % number for number in self.fields)
        self.objects[1] = b"<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [%s] /DR <</Font %s>>>> %s>>" % (
            form, Page.FONTS, self.catalogue)
        self.objects.setdefault(2, b"<</Type /Pages /Count %d /Kids [%s]>>" % (
            len(self.kids), b" ".join(b"%d 0 R" % kid for kid in self.kids)))
        return self.write(password)

    def write(self, password):
        trailer, key = b"", None
        if password is not None:
            user = (password.encode() + PAD)[:32]
            owner = rc4(hashlib.md5(user).digest()[:5], user)
            key = hashlib.md5(user + owner + struct.pack("<i", -4) + PAD).digest()[:5]
            trailer = b" /ID [<%s> <%s>] /Encrypt <</Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s>>>" % (
                PAD.hex().encode(), PAD.hex().encode(), owner.hex().encode(), rc4(key, PAD).hex().encode())
        out, places = bytearray(b"%PDF-1.7\n%\xe5\xe4\xf6\xfc\n"), {}
        for number, body in sorted(self.objects.items()):
            places[number] = len(out)
            if isinstance(body, tuple):
                head, data = body
                if key:
                    data = rc4(hashlib.md5(key + struct.pack("<I", number)[:3] + b"\0\0").digest()[:10], data)
                body = head + data + b"\nendstream"
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (self.number + 1)
        for number in range(1, self.number + 1):
            out += b"%010d 00000 n \n" % places[number]
        out += b"trailer\n<</Size %d /Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (self.number + 1, trailer, start)
        return bytes(out)


FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 10 10] /Resources <</Font %s>>"
