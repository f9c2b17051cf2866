# SPDX-License-Identifier: GPL-3.0-or-later
"""An SMTP server (RFC 5321) that keeps what it has accepted, in memory."""

import base64
import re

import wire


class SmtpServer(wire.Server):
    def __init__(self, context=None, implicit=False):
        super().__init__(context, implicit)
        self.accepted = []  # (recipient, Message-ID)
        self.offers = ""  # a line of EHLO

    def serve(self, link):
        self.say(link, "greeting", b"220 mx.kommun.example ready\r\n")
        recipients = []
        while True:
            line = link.line()
            name = line[:4].upper()
            answer = {
                "EHLO": self.hello(link), "HELO": b"250 hello\r\n", "STAR": b"220 go on\r\n",
                "MAIL": b"250 2.1.0 sender\r\n", "RCPT": b"250 2.1.5 recipient\r\n",
                "DATA": b"354 go on\r\n", "AUTH": b"334 \r\n", "RSET": b"250 2.0.0 reset\r\n",
                "QUIT": b"221 2.0.0 bye\r\n",
            }.get(name, b"500 5.5.1 unknown\r\n")
            self.say(link, name, answer, argument=line[5:])
            if name == "MAIL":
                recipients = []
            elif name == "RCPT":
                recipients.append(re.search("<(.*)>", line).group(1))
            elif name == "DATA":
                self.take(link, recipients)
            elif name == "AUTH":
                self.log_in(link)
            elif name == "STAR":
                link.begin_tls(self.context)
            elif name == "QUIT":
                return

    def hello(self, link):
        tls = self.context and not hasattr(link.socket, "version")
        return b"250-mx.kommun.example\r\n" + (b"250-STARTTLS\r\n" if tls else b"") + \
            (f"250-{self.offers}\r\n".encode() if self.offers else b"") + b"250 8BITMIME\r\n"

    def log_in(self, link):
        """PLAIN: RFC 4954 and 4616."""
        good = base64.b64decode(link.line()).endswith(b"\0password")
        self.say(link, "credentials", b"235 2.7.0 welcome\r\n" if good else b"535 5.7.8 no\r\n")

    def take(self, link, recipients):
        """What it took and could not say so, it has: that must not be sent again."""
        early = self.say(link, "body", b"")
        data = link.until(b"\r\n.\r\n")
        if early[:1] == b"5":
            return
        found = re.search(rb"(?im)^message-id:\s*<([^>]*)>", data).group(1).decode()
        answer = b"2"
        try:
            answer = self.say(link, "message", b"250 2.0.0 taken\r\n")
        finally:
            if answer[:1] == b"2":
                self.accepted += [(recipient, found) for recipient in recipients]
