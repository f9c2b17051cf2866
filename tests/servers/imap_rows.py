# SPDX-License-Identifier: GPL-3.0-or-later
"""IMAP servers that misbehave."""

import functools

import trial
from faults import (MISSING, NOTHING, OWED, TOLD, UNMARKED, Row, at, both, change,
                    change_mailbox, first, lose, lose_after, once, rebuild, reset, say, stall)
from imap import ImapServer

BYE = "* BYE going down\r\n"
HUGE = "x" * (17 * 1024 * 1024)  # longer than a line may be

REPLIES = {
    "NO": say("%T NO not now\r\n"), "BAD": say("%T BAD what?\r\n"), "BYE": say(BYE),
    "lost before the answer": lose, "lost after it": lose_after, "reset": reset, "stalled": stall,
    "nonsense": say("what is this?\r\n" * 200), "another's answer": say("x99 OK done\r\n"),
}


# What is to go to another folder stays.
UNMOVED = UNMARKED | {"marked": 0}
# One report more.
FOUR = {"cases": 4, "mails": 4, "outbox": "20 sent", "marked": 4}
# Taken in by one that runs, and tells the operator of the day when it is over.
AWAITED = FOUR | {"operator": 0}

# What stands when the answer to a command is none that goes on, and where that is different.
# LOGIN: a refusal is a person's business, unless the server says that it is passing.
BROKEN = {
    "CAPABILITY": (NOTHING, {"NO": {}, "BAD": {}}),
    "LOGIN": (NOTHING, {"NO": NOTHING | TOLD, "BAD": NOTHING | TOLD}),
    "SELECT": (NOTHING, {"NO": NOTHING | TOLD, "BAD": NOTHING | TOLD}),
    "SEARCH": (NOTHING, {}),
    "FETCH": (NOTHING, {"NO": OWED, "BAD": OWED, "lost after it": UNMARKED}),
    "STORE": (UNMARKED, {"NO": UNMARKED | TOLD, "BAD": UNMARKED | TOLD, "lost after it": {}}),
    "MOVE": (UNMARKED, {"NO": UNMARKED | TOLD, "BAD": UNMARKED | TOLD, "lost after it": {}}),
    "LOGOUT": ({}, {}),
    # UID MOVE in three steps (RFC 6851 section 3.3): broken off before the last, all is still there
    "COPY": (UNMOVED, {"NO": UNMOVED | TOLD, "BAD": UNMOVED | TOLD}),
    r"STORE \Deleted": (UNMOVED, {"NO": UNMOVED | TOLD, "BAD": UNMOVED | TOLD,
                                  "lost after it": UNMARKED}),
    "EXPUNGE": (UNMARKED, {"NO": UNMARKED | TOLD, "BAD": UNMARKED | TOLD, "lost after it": {}}),
    "CREATE": (UNMOVED, {"NO": UNMOVED | TOLD, "BAD": UNMOVED | TOLD, "lost after it": UNMARKED}),
    "EXAMINE": (NOTHING, {"NO": NOTHING | TOLD, "BAD": NOTHING | TOLD}),
    "AUTHENTICATE": (NOTHING, {"NO": NOTHING | TOLD, "BAD": NOTHING | TOLD}),
    "challenge": (NOTHING, {"NO": NOTHING | TOLD, "BAD": NOTHING | TOLD}),
    # who does not answer these has to be read without
    "STATUS": (NOTHING, {"NO": {}, "BAD": {}}),
    "NOOP": (NOTHING, {"NO": {}, "BAD": {}}),
    "STARTTLS": (NOTHING, {"NO": NOTHING | TOLD, "BAD": NOTHING | TOLD}),
    # a server that cannot tell is asked
    "IDLE": (AWAITED, {}), "idling": (AWAITED, {}), "DONE": (AWAITED, {}),
    # of the first poll it is counted
    "HEADER": (UNMARKED, {"NO": {}, "BAD": {}, "lost after it": {}}),
}


def each(command, quick=(), place=None, **more):
    """A row for each of these replies to this command, or to what the function place says."""
    broken, special = BROKEN[command]
    place = place or functools.partial(at, command)
    return [row(f"{command}: {name}", place(fault), special.get(name, broken),
                quick=name in quick, **more) for name, fault in REPLIES.items()]


def row(name, fault, during, **more):
    """What the operator was told stays told."""
    kept = {"marked": 0} if more.get("after") == "keep" else {}
    return Row(name, fault=fault, during=during,
               end=more.pop("end", {"operator": during.get("operator", 1)} | kept), **more)


def fetched(order=None, **changes):
    """FETCH is answered with mails of these places, each made by ImapServer.fetched."""
    def lines(server):
        mails = list(enumerate(server.mailbox.mails, 1))
        picked = [mails[place] for place in order] if order is not None else mails
        return [ImapServer.fetched(number, mail, **changes) for number, mail in picked]
    return at("FETCH", rebuild(lines))


def refuse_second(exchange):
    """One mail that cannot be read: whoever asks for it is refused."""
    if "2" in exchange.argument.split(" ")[0] or ":" in exchange.argument.split(" ")[0]:
        exchange.answer = f"{exchange.tag} NO [SERVERBUG] internal error\r\n".encode()


def arrive(number):
    return change_mailbox(lambda mailbox: mailbox.append(trial.later(number)))


def expunge(mailbox):
    del mailbox.mails[0]


def without_folder(fault):
    """CREATE is answered so, which is asked for as there is no folder for handled mail."""
    return both(at("greeting", once(change_mailbox(
        lambda mailbox: setattr(mailbox, "has_folder", False)))), at("CREATE", fault))


def without_uidnext(fault):
    """STATUS is answered so, which is asked for as SELECT does not say it (Courier)."""
    return both(selected(rb"\* OK \[UIDNEXT.*?\r\n", b""), at("STATUS", fault))


def after_a_gap(fault):
    """NOOP is answered so, which is asked for as the first list has too few."""
    return both(at("SEARCH", once(change(rb"ALL .*?\r\n", b"ALL 1,3\r\n"))), at("NOOP", fault))


def of_header(fault):
    """The second poll looks at the header of what it knows."""
    def do(exchange):
        if "HEADER.FIELDS" in exchange.argument:
            fault(exchange)
    return at("FETCH", do)


def in_idle(place, fault):
    """A report comes while lexsarahd waits; place: IDLE, DONE, or what is said between them."""
    return both(at("IDLE", once(arrive(4))), at(place, fault))


def idling(place, quick=()):
    return each(place, quick, functools.partial(in_idle, place), **IDLES)


def listed(answer):
    return at("SEARCH", change(rb"ALL .*?\r\n", b"ALL " + answer + b"\r\n"))


def selected(pattern, new):
    return at("SELECT", change(pattern, new))


connections = [
    Row("nothing is wrong", quick=True),
    Row("forged replies in the text of a mail", forged=True, quick=True),
    Row("refused", refused=True, during=NOTHING, says="cannot be reached", quick=True),
    Row("slow: each byte a packet", dribble=True, quick=True),
    row("greeting: closed at once", at("greeting", lose), NOTHING),
    row("greeting: reset", at("greeting", reset), NOTHING),
    row("greeting: stalled", at("greeting", stall), NOTHING, quick=True),
    row("greeting: BYE", at("greeting", say(BYE)), NOTHING, says="going down"),
    row("greeting: another protocol", at("greeting", say("220 smtp ready\r\n")), NOTHING,
        quick=True),
    row("greeting: nonsense", at("greeting", say("HTTP/1.1 400 Bad Request\r\n\r\n")), NOTHING),
    row("greeting: an endless line", at("greeting", say("* OK " + HUGE)), NOTHING),
    row("greeting: already logged in", at("greeting", say("* PREAUTH hello\r\n")), {}),
    row("greeting: more before it", at("greeting", first("* OK one\r\n* OK two\r\n")), {}),
    row("LOGIN: a wrong password", at("LOGIN", say("%T NO [AUTHENTICATIONFAILED] no\r\n")),
        NOTHING | TOLD, says="check user and password", quick=True),
    row("LOGIN: not for now", at("LOGIN", say("%T NO [UNAVAILABLE] later\r\n")), NOTHING),
    Row("lost at every byte", every_byte=True, quick=True),
]

BY_COPY = {"offers": "IMAP4rev1 UIDPLUS ESEARCH IDLE", "after": "move:Klara"}
IDLES = {"idles": True, "end": FOUR}
BY_SASL = {"offers": "IMAP4rev1 UIDPLUS ESEARCH MOVE IDLE AUTH=PLAIN"}

commands = [
    *each("CAPABILITY"), *each("LOGIN"), *each("SELECT", quick=("NO", "BYE", "reset")),
    *each("SEARCH", quick=("BAD", "lost after it")),
    *each("FETCH", quick=("NO", "BYE", "stalled", "nonsense", "another's answer")),
    *each("STORE", quick=("NO", "lost before the answer")), *each("LOGOUT"),
    *each("MOVE", after="move:Klara", quick=("NO", "lost before the answer")),
    *each("COPY", quick=("NO",), **BY_COPY),
    *each(r"STORE \Deleted", quick=("lost before the answer",),
          place=functools.partial(at, "STORE"), **BY_COPY),
    *each("EXPUNGE", quick=("lost before the answer",), **BY_COPY),
    row("COPY: well done", None, {}, quick=True, **BY_COPY),
    *each("CREATE", quick=("NO",), place=without_folder, after="move:Klara"),
    row("CREATE: it is there by now", without_folder(say("%T NO [ALREADYEXISTS] is there\r\n")), {},
        after="move:Klara"),
    *each("EXAMINE", quick=("NO",), after="keep"),
    row("EXAMINE: well done", None, {"marked": 0}, after="keep", quick=True),
    *each("AUTHENTICATE", quick=("NO",), **BY_SASL),
    *each("challenge", quick=("lost after it",), **BY_SASL),
    row("AUTHENTICATE: well done", None, {}, quick=True, **BY_SASL),
    *each("STATUS", quick=("NO",), place=without_uidnext),
    *each("NOOP", quick=("BAD",), place=after_a_gap),
    *each("HEADER", quick=("BYE",), place=of_header, runs=2),
    row("MOVE: well done", None, {}, after="move:Klara"),
    row("MOVE: the folder is to be created",
        at("MOVE", once(say("%T NO [TRYCREATE] no such folder\r\n"))), {}, after="move:Klara"),
]

waits = [
    *idling("IDLE", quick=("NO",)), *idling("idling", quick=("lost before the answer",)),
    *idling("DONE", quick=("stalled",)),
    row("idling: told of it", in_idle("idling", once(first("* 4 EXISTS\r\n* 1 RECENT\r\n"))),
        AWAITED, quick=True, **IDLES),
    row("idling: told of nothing", in_idle("idling", first("")), AWAITED, **IDLES),
    row("idling: told of what is not so",
        in_idle("idling", first("* 99 EXPUNGE\r\n* 0 EXISTS\r\n* 7 FETCH (FLAGS (\\Seen))\r\n")),
        AWAITED, **IDLES),
    row("idling: UIDVALIDITY changes",
        in_idle("idling", once(first("* OK [UIDVALIDITY 8] rebuilt\r\n"))), AWAITED, **IDLES),
    row("idling: an endless line", in_idle("idling", once(first("* OK " + HUGE))), AWAITED,
        **IDLES),
]

REFUSED = NOTHING | TOLD
secure = [
    Row("TLS: STARTTLS", tls="starttls", quick=True),
    Row("TLS: from the beginning", tls="implicit", quick=True),
    row("TLS: the certificate has expired", None, REFUSED, tls="expired", quick=True,
        says="certificate that cannot be trusted"),
    row("TLS: it has expired, from the beginning", None, REFUSED, tls="expired-implicit"),
    row("TLS: a certificate for another host", None, REFUSED, tls="other-host", quick=True),
    row("TLS: of an authority that nobody knows", None, REFUSED, tls="unknown", quick=True),
    row("TLS: STARTTLS is stripped", None, REFUSED, tls="stripped", quick=True,
        says="does not offer TLS"),
    row("TLS: none where it should begin", None, NOTHING, tls="no-handshake"),
    row("TLS: replies are put before the handshake",
        at("STARTTLS", say("%T OK go on\r\n* OK [UIDVALIDITY 666] mine\r\n")), NOTHING,
        tls="starttls", quick=True),
    *each("STARTTLS", quick=("NO",), tls="starttls"),
    row("TLS: 1.1 at most", None, NOTHING, tls="old", quick=True,
        says="did not finish the TLS handshake"),
    row("TLS: 1.1 at most, from the beginning", None, NOTHING, tls="old-implicit"),
]

VANISHED = {"vanished": 1}
listings = [
    row("SEARCH: in another order", listed(b"3,1,2"), {}, quick=True),
    row("SEARCH: twice the same", listed(b"1:3,2:3,1"), {}),
    row("SEARCH: one is missing", listed(b"1,3"),
        {"cases": 2, "mails": 2, "outbox": "10 sent", "marked": 2, "difference": 1} | TOLD,
        quick=True),
    row("SEARCH: says nothing", at("SEARCH", say("%T OK done\r\n")), NOTHING, quick=True),
    row("SEARCH: says none", at("SEARCH", say("* SEARCH\r\n%T OK done\r\n")),
        {"cases": 0, "mails": 0, "outbox": "-", "marked": 0, "difference": 3} | TOLD),
    row("SEARCH: four thousand million", listed(b"1:4294967295"), NOTHING),
    row("SEARCH: one that is never returned",
        both(at("SELECT", change_mailbox(lambda mailbox: setattr(mailbox, "uidnext", 5))),
             listed(b"1:4")),
        {"exit": 75, "owed": 1}, end=VANISHED | TOLD, quick=True),
    row("SEARCH: an endless line", at("SEARCH", first("* SEARCH " + "1 " * 9000000)), NOTHING),
    row("SEARCH: the answer of IMAP4rev1",
        at("SEARCH", change(rb"\* ESEARCH.*?\r\n", b"* SEARCH 1 2 3\r\n")), {}),
    row("SELECT: no UIDVALIDITY", selected(rb"\* OK \[UIDVALIDITY.*?\r\n", b""), REFUSED,
        quick=True),
    row("SELECT: no UIDNEXT", selected(rb"\* OK \[UIDNEXT.*?\r\n", b""), {}),
    row("SELECT: UIDNEXT below the UIDs", selected(rb"UIDNEXT \d+", b"UIDNEXT 1"), {}),
    row("SELECT: more than there are", selected(rb"\d+ EXISTS", b"99 EXISTS"),
        {"difference": 96} | TOLD),
    row("SELECT: fewer than there are", selected(rb"\d+ EXISTS", b"0 EXISTS"), {}),
    row("SELECT: read-only, so that nothing is marked",
        selected(rb"OK done", b"OK [READ-ONLY] done"), {"marked": 0}, end={"marked": 0}),
]

fetches = [
    row("FETCH: in another order", fetched(order=[2, 0, 1]), {}, quick=True),
    row("FETCH: each twice", fetched(order=[0, 0, 1, 1, 2, 2]), {}),
    row("FETCH: one is missing", fetched(order=[0, 2]), MISSING, quick=True),
    row("FETCH: none is returned", fetched(order=[]), OWED),
    row("FETCH: one that was not asked for",
        at("FETCH", first("* 9 FETCH (UID 9 RFC822.SIZE 2 BODY[] {2}\r\nhi)\r\n")), {}, quick=True),
    row("FETCH: short literals", fetched(longer=-10), OWED, quick=True),
    row("FETCH: long literals", fetched(longer=10), NOTHING, quick=True),
    row("FETCH: a literal that never ends", fetched(longer=10000000), NOTHING),
    row("FETCH: a literal of 10 GB", fetched(longer=10 ** 10), NOTHING),
    row("FETCH: a literal beyond all numbers", fetched(longer=10 ** 20), NOTHING),
    row("FETCH: bodies of NIL",
        at("FETCH", say("".join(f"* {n} FETCH (UID {n} RFC822.SIZE 99 BODY[] NIL)\r\n"
                                for n in (1, 2, 3)) + "%T OK done\r\n")), OWED),
    row("FETCH: empty bodies", fetched(empty=True), OWED, quick=True),
    row("FETCH: one mail makes it fail", at("FETCH", refuse_second), MISSING, quick=True),
    row("FETCH: an endless line", at("FETCH", first("* OK " + HUGE)), NOTHING),
    row("FETCH: no UID", at("FETCH", change(rb"UID \d+ INTERNAL", b"INTERNAL")), OWED),
    row("FETCH: no date", at("FETCH", change(rb'INTERNALDATE ".*?" ', b"")), {}),
    row("FETCH: a wrong size", at("FETCH", change(rb"RFC822.SIZE \d+", b"RFC822.SIZE 5")), {}),
]

changes = [
    row("a mail comes while it is fetched",
        at("FETCH", once(arrive(4)), once(first("* 4 EXISTS\r\n* 1 RECENT\r\n"))), {}, end=FOUR,
        quick=True),
    row("a mail comes between list and fetch", at("SEARCH", once(arrive(4))), {}, end=FOUR),
    row("a mail goes between list and fetch",
        at("FETCH", once(change_mailbox(expunge)), once(fetched()), once(first("* 1 EXPUNGE\r\n"))),
        MISSING, end={"cases": 2, "mails": 2, "outbox": "10 sent", "marked": 2} | VANISHED | TOLD,
        quick=True),
    row("a mail goes before the mark",
        at("STORE", once(first("* 1 EXPUNGE\r\n")), once(change_mailbox(expunge))),
        {"marked": 2}, end={"marked": 2}),
    row("flags of others while it is fetched",
        at("FETCH", first("* 2 FETCH (FLAGS (\\Seen))\r\n* 3 FETCH (UID 3 FLAGS (\\Deleted))\r\n")),
        {}),
    row("EXPUNGE of what is not there", at("FETCH", first("* 99 EXPUNGE\r\n* 0 EXPUNGE\r\n")), {}),
    row("UIDVALIDITY changes while it is fetched",
        at("FETCH", first("* OK [UIDVALIDITY 8] rebuilt\r\n")), NOTHING, quick=True),
    row("UIDVALIDITY changes in the list",
        at("SEARCH", first("* OK [UIDVALIDITY 8] rebuilt\r\n")), NOTHING),
    row("UIDVALIDITY changes before the mark",
        at("STORE", first("* OK [UIDVALIDITY 8] rebuilt\r\n")), UNMARKED),
    row("UIDVALIDITY changed between polls", None, {}, end={"mails": 6}, quick=True,
        between=lambda attempt: attempt.mailbox.renumber()),
]

ROWS = connections + commands + waits + secure + listings + fetches + changes
