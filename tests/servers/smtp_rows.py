# SPDX-License-Identifier: GPL-3.0-or-later
"""SMTP servers that misbehave."""

import functools

import faults
from faults import at, both, first, lose, lose_after, of_link, once, reset, say, stall

Row = functools.partial(faults.Row, protocol="smtp")
HUGE = "x" * (2 * 1024 * 1024)

REPLIES = {
    "4xx": say("451 4.3.0 later\r\n"), "5xx": say("554 5.7.1 no\r\n"),
    "421": say("421 4.3.2 going down\r\n"),
    "lost before the answer": lose, "lost after it": lose_after, "reset": reset, "stalled": stall,
    "nonsense": say("what is this?\r\n" * 200), "a huge line": say("250 " + HUGE + "\r\n"),
    "many lines": say("250-more\r\n" * 20000 + "250 done\r\n"),
    "an endless line": say("250 " + HUGE), "half a reply": say("25"),
}

# Every time. The operator's own mail waits with the others.
QUEUED = {"exit": 75, "outbox": "15 queued"}
# What was refused for good failed, and so did what tells of it.
FAILED = {"outbox": r"\d+ failed", "operator": 3}
# Of each that is uncertain the responsible is to be told, which waits.
DOUBTED = {"exit": 75, "outbox": r"15 queued\+\d uncertain"}

# The first time.
ONE_QUEUED = {"exit": 75, "outbox": r"1 queued\+14 sent"}
ONE_FAILED = {"outbox": r"1 failed\+15 sent"}
# The reset may overtake what the server did not read.
EITHER = {"exit": "0|75", "outbox": r"15 sent\+1 uncertain|1 queued\+14 sent"}
ONE_DOUBTED = {"outbox": r"15 sent\+1 uncertain"}

# What stands, every time and the first time, and where that is different.
MOSTLY = (QUEUED, ONE_QUEUED)
WELL = ({}, {})
REFUSED = (FAILED, ONE_FAILED)
UNSURE = (DOUBTED, ONE_DOUBTED)
BROKEN = {
    "greeting": (MOSTLY, {"many lines": WELL}),
    # who cannot say EHLO may say HELO
    "EHLO": (MOSTLY, {"4xx": WELL, "5xx": WELL, "421": WELL}),
    # what is said of our address says nothing of the recipient
    "MAIL": (MOSTLY, {"many lines": WELL}),
    "RCPT": (MOSTLY, {"5xx": REFUSED, "many lines": WELL}),
    "DATA": (MOSTLY, {"5xx": REFUSED, "lost after it": UNSURE}),
    "message": (UNSURE, {"4xx": MOSTLY, "421": MOSTLY, "5xx": REFUSED, "many lines": WELL,
                         "lost after it": WELL}),
    "QUIT": (WELL, {}),
    # who is refused EHLO, and HELO too
    "HELO": (MOSTLY, {"many lines": WELL}),
    # the same mail can go when another password is there, or the server is mended
    "AUTH": (MOSTLY, {}),
    "credentials": (MOSTLY, {}),
    "STAR": (MOSTLY, {}),
}


def lasting(during):
    """What is left of it when the server behaves: the undelivered goes out, the rest stays."""
    outbox = during.get("outbox", "15 sent")
    ends = {QUEUED["outbox"]: "15 sent", ONE_QUEUED["outbox"]: "15 sent",
            EITHER["outbox"]: r"15 sent(\+1 uncertain)?",
            DOUBTED["outbox"]: r"15 sent\+\d uncertain"}
    return during | {"exit": 0, "outbox": ends.get(outbox, outbox)}


def row(name, fault, during, **more):
    return Row(name, fault=fault, during=during, end=lasting(during), **more)


def each(command, quick=(), place=None, **more):
    """
    Two rows for each reply to this command, or to what the function place says: every time,
    and the first time.
    """
    mostly, special = BROKEN[command]
    place = place or functools.partial(at, command)
    for name, fault in REPLIES.items():
        always, one = special.get(name, mostly)
        yield row(f"{command}: {name}", place(fault), always, **more)
        yield row(f"{command}, once: {name}", place(once(fault)), one, quick=name in quick, **more)


def without_ehlo(fault):
    return both(at("EHLO", say("502 5.5.1 unknown\r\n")), at("HELO", fault))


connections = [
    row("refused", None, QUEUED, refused=True, says="cannot be reached", quick=True),
    row("forged replies in the text of a mail", None, {}, forged=True, quick=True),
    row("slow: each byte a packet", None, {}, dribble=True, quick=True),
    Row("lost at every byte", every_byte=True, quick=True),
]

commands = [
    *each("greeting", quick=("421", "5xx", "nonsense")),
    *each("EHLO", quick=("lost before the answer",)), *each("MAIL", quick=("4xx", "a huge line")),
    *each("RCPT", quick=("4xx", "5xx", "reset")),
    *each("DATA", quick=("4xx", "5xx", "lost after it")),
    *each("message", quick=("4xx", "5xx", "lost before the answer", "stalled", "half a reply")),
    *each("QUIT", quick=("reset",)),
    *each("HELO", quick=("5xx",), place=without_ehlo),
    *each("AUTH", quick=("5xx",), offers="AUTH PLAIN"),
    *each("credentials", quick=("lost before the answer",), offers="AUTH PLAIN"),
    row("AUTH: a wrong password", at("credentials", say("535 5.7.8 no\r\n")), QUEUED,
        offers="AUTH PLAIN", says="check user and password|check smtp.user and password",
        quick=True),
    row("AUTH: not for now", at("credentials", say("454 4.7.0 later\r\n")), QUEUED,
        offers="AUTH PLAIN"),
    row("AUTH: well done", None, {}, offers="AUTH PLAIN", quick=True),
    row("AUTH: in no way that we know", None, QUEUED, offers="AUTH GSSAPI",
        between=lambda attempt: setattr(attempt.smtp, "offers", "AUTH PLAIN")),
    *each("STAR", quick=("5xx",), tls="starttls"),
]

particular = [
    row("mailbox full for now, at RCPT", at("RCPT", once(say("452 4.2.2 mailbox full\r\n"))),
        ONE_QUEUED, quick=True),
    row("mailbox full, at RCPT", at("RCPT", once(say("552 5.2.2 mailbox full\r\n"))), ONE_FAILED,
        quick=True),
    row("mailbox full for now, after the message",
        at("message", once(say("452 4.2.2 mailbox full\r\n"))), ONE_QUEUED),
    row("mailbox full, after the message", at("message", once(say("552 5.2.2 mailbox full\r\n"))),
        ONE_FAILED),
    row("too long, at MAIL", at("MAIL", once(say("552 5.3.4 too long\r\n"))), ONE_FAILED),
    # the second reply answers the next command, which is then tried anew
    row("early reply: taken before it was sent", at("body", once(say("250 2.0.0 taken\r\n"))),
        ONE_QUEUED, quick=True),
    row("early reply: refused before it was sent", at("body", once(say("552 5.3.4 too large\r\n"))),
        ONE_FAILED, quick=True),
    row("an answer more than asked for", at("RCPT", once(first("250 2.1.5 well\r\n"))), ONE_QUEUED),
    row("lost while the message is sent", at("body", once(lose)),
        EITHER),
    row("reset while the message is sent", at("body", once(reset)),
        EITHER),
    row("stalled while the message is sent", at("body", once(stall)), ONE_DOUBTED),
]

TWELVE = {"cases": 12, "mails": 12, "marked": 12}
# Only what the lost connection had under way is in doubt, nothing of the two others.
several = [
    row("the third connection at once is lost", at("message", of_link(3, lose)),
        TWELVE | {"outbox": r"60 sent\+1 uncertain"}, reports=12, quick=True),
]

secure = [
    row("TLS: STARTTLS", None, {}, tls="starttls", quick=True),
    row("TLS: from the beginning", None, {}, tls="implicit", quick=True),
    row("TLS: the certificate has expired", None, QUEUED, tls="expired", quick=True,
        says="certificate that cannot be trusted"),
    row("TLS: it has expired, from the beginning", None, QUEUED, tls="expired-implicit"),
    row("TLS: a certificate for another host", None, QUEUED, tls="other-host", quick=True),
    row("TLS: of an authority that nobody knows", None, QUEUED, tls="unknown"),
    row("TLS: STARTTLS is stripped", None, QUEUED, tls="stripped", quick=True,
        says="does not offer TLS"),
    row("TLS: none where it should begin", None, QUEUED, tls="no-handshake"),
    row("TLS: replies are put before the handshake", at("STAR", say("220 go on\r\n250 taken\r\n")),
        QUEUED, tls="starttls", quick=True),
    row("TLS: 1.1 at most", None, QUEUED, tls="old", quick=True,
        says="did not finish the TLS handshake"),
    row("TLS: 1.1 at most, from the beginning", None, QUEUED, tls="old-implicit"),
]

ROWS = connections + commands + particular + several + secure
