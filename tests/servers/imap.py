# SPDX-License-Identifier: GPL-3.0-or-later
"""An IMAP server (RFC 3501, 4315, 4731, 6851) with one mailbox, which keeps it in memory.

It knows what lexsarahd says, and nothing else.
"""

import base64
import dataclasses
import re

import wire

CAPABILITIES = "IMAP4rev1 UIDPLUS ESEARCH MOVE IDLE"


@dataclasses.dataclass
class Mail:
    uid: int
    data: bytes
    flags: set = dataclasses.field(default_factory=set)


class Mailbox:
    def __init__(self, mails):
        self.uidvalidity = 7
        self.mails = [Mail(uid, data) for uid, data in enumerate(mails, 1)]
        self.uidnext = len(mails) + 1
        self.moved = []
        self.copied = []
        self.has_folder = True  # the one that handled mail goes to

    def append(self, data):
        self.mails.append(Mail(self.uidnext, data))
        self.uidnext += 1

    def renumber(self):
        """The same mails, under a new UIDVALIDITY and with other UIDs."""
        self.uidvalidity += 1
        for mail in self.mails:
            mail.uid += 100
        self.uidnext += 100

    def within(self, uid_set):
        """Mails of a UID set, with their sequence numbers."""
        ranges = [[int(end) for end in part.split(":")] for part in uid_set.split(",")]
        return [(number, mail) for number, mail in enumerate(self.mails, 1)
                if any(part[0] <= mail.uid <= part[-1] for part in ranges)]

    def marked(self):
        return sum("$LexSarah" in mail.flags for mail in self.mails) + len(self.moved)


def compact(uids):
    return ",".join(map(str, uids))


class ImapServer(wire.Server):
    def __init__(self, mailbox, context=None, implicit=False):
        super().__init__(context, implicit)
        self.mailbox = mailbox
        self.offers = CAPABILITIES

    def capabilities(self):
        return self.offers + (" STARTTLS" if self.context and not self.implicit else "")

    def changeable(self, exchange):
        box = self.mailbox
        return *super().changeable(exchange), box.uidvalidity, box.uidnext, len(box.mails), \
            box.has_folder

    def serve(self, link):
        self.say(link, "greeting", f"* OK [CAPABILITY {self.capabilities()}] ready\r\n".encode())
        while True:
            tag, _, rest = link.line().partition(" ")
            name, _, argument = rest.removeprefix("UID ").partition(" ")
            name = name.upper()
            if name == "AUTHENTICATE":
                argument += " " + self.challenge(link, tag, argument)
            if name == "IDLE":
                self.idle(link, tag)
                continue
            lines = getattr(self, "do_" + name.lower(), self.do_unknown)(argument)
            done = "" if isinstance(lines, str) else "OK done"
            if isinstance(lines, str):
                lines, done = [], lines
            answer = b"".join(line if isinstance(line, bytes) else line.encode() + b"\r\n"
                              for line in lines)
            self.say(link, name, answer + f"{tag} {done}\r\n".encode(), tag, argument)
            if name == "STARTTLS":
                link.begin_tls(self.context)
            if name == "LOGOUT":
                return

    def do_unknown(self, _argument):
        return "BAD unknown command"

    def do_capability(self, _argument):
        return ["* CAPABILITY " + self.capabilities()]

    def do_starttls(self, _argument):
        return [] if self.context else "BAD no TLS here"

    def do_login(self, argument):
        return [] if argument.endswith("password") else "NO [AUTHENTICATIONFAILED] no"

    def challenge(self, link, tag, argument):
        self.say(link, "challenge", b"+ \r\n", tag, argument)
        return link.line()

    def do_authenticate(self, argument):
        """PLAIN: RFC 4616."""
        said = base64.b64decode(argument.split(" ")[-1])
        return [] if said.endswith(b"\0password") else "NO [AUTHENTICATIONFAILED] no"

    def idle(self, link, tag):
        """RFC 2177; ended by the server it has no DONE."""
        if not self.say(link, "IDLE", b"+ idling\r\n", tag).startswith(b"+"):
            return
        if tag.encode() in self.say(link, "idling", b"", tag):
            return
        link.line()
        self.say(link, "DONE", f"{tag} OK done\r\n".encode(), tag)

    def do_select(self, _argument):
        box = self.mailbox
        return [f"* {len(box.mails)} EXISTS", "* 0 RECENT", r"* FLAGS (\Seen \Deleted $LexSarah)",
                r"* OK [PERMANENTFLAGS (\Seen \Deleted \*)] all",
                f"* OK [UIDNEXT {box.uidnext}] next", f"* OK [UIDVALIDITY {box.uidvalidity}] valid"]

    do_examine = do_select

    def do_noop(self, _argument):
        return []

    do_check = do_close = do_noop

    def do_status(self, argument):
        return [f"* STATUS {argument.split(' ')[0]} (UIDNEXT {self.mailbox.uidnext})"]

    def do_create(self, _argument):
        self.mailbox.has_folder = True
        return []

    def do_search(self, _argument):
        return [f'* ESEARCH (TAG "x") UID ALL {compact(mail.uid for mail in self.mailbox.mails)}'
                if self.mailbox.mails else '* ESEARCH (TAG "x") UID']

    def do_fetch(self, argument):
        uid_set, _, items = argument.partition(" ")
        header = "HEADER.FIELDS" in items
        return [self.fetched(number, mail, header)
                for number, mail in self.mailbox.within(uid_set)]

    @staticmethod
    def fetched(number, mail, header=False, longer=0, empty=False):
        """A mail as FETCH gives it; its literal says that it is longer by so many bytes."""
        data = b"" if empty else mail.data
        item = "BODY[]"
        if header:
            found = re.search(rb"(?im)^message-id:.*\r\n", mail.data)
            data = (found.group() if found else b"") + b"\r\n"
            item = "BODY[HEADER.FIELDS (MESSAGE-ID)]"
        head = (f'* {number} FETCH (UID {mail.uid} INTERNALDATE "03-Mar-2026 09:30:00 +0100" '
                f"RFC822.SIZE {len(mail.data)} {item} {{{len(data) + longer}}}\r\n")
        return head.encode() + data + b")\r\n"

    def do_store(self, argument):
        uid_set, action, flags = argument.split(" ", 2)
        assert action == "+FLAGS.SILENT", action
        for _, mail in self.mailbox.within(uid_set):
            mail.flags |= set(flags.strip("()").split())
        return []

    def do_copy(self, argument):
        if not self.mailbox.has_folder:
            return "NO [TRYCREATE] no such folder"
        self.mailbox.copied += [mail for _, mail in self.mailbox.within(argument.split(" ")[0])]
        return []

    def do_move(self, argument):
        if isinstance(refused := self.do_copy(argument), str):
            return refused
        return self.take_out([mail for _, mail in self.mailbox.within(argument.split(" ")[0])])

    def do_expunge(self, argument):
        return self.take_out([mail for _, mail in self.mailbox.within(argument)
                              if r"\Deleted" in mail.flags])

    def take_out(self, mails):
        lines = []
        for mail in mails:
            lines.append(f"* {self.mailbox.mails.index(mail) + 1} EXPUNGE")
            self.mailbox.mails.remove(mail)
            if mail in self.mailbox.copied:  # else it is lost
                self.mailbox.moved.append(mail)
        return lines

    def do_logout(self, _argument):
        return ["* BYE bye"]
