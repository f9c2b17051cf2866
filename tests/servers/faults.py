# SPDX-License-Identifier: GPL-3.0-or-later
"""What a server can do wrong, in words that a row of the matrix is made of."""

import dataclasses
import re
import typing

import wire

# What stands when no server did anything wrong: three reports, each with a receipt, a notice to
# the responsible and one to the registrar, a question for missing facts and a reminder; and the
# day's accounting to the operator.
UNDISTURBED = {"exit": 0, "cases": 3, "mails": 3, "quarantined": 0, "owed": 0, "vanished": 0,
               "difference": 0, "outbox": "15 sent", "operator": 1, "marked": 3}
# Values are compared as text; a pattern stands for what depends on who is first.
# A poll that broke before anything was taken.
NOTHING = {"exit": 75, "cases": 0, "mails": 0, "owed": "-", "vanished": "-", "difference": "-",
           "outbox": "-", "operator": 1, "marked": 0}
# A person has to act: the operator is told at once.
TOLD = {"operator": 2}
# Counted, but for the marks, which the next poll makes.
UNMARKED = {"exit": 75}
# None was returned, or one of them was not: they are owed.
OWED = {"exit": 75, "cases": 0, "mails": 0, "owed": 3, "outbox": "-", "marked": 0}
MISSING = {"exit": 75, "cases": 2, "mails": 2, "owed": 1, "outbox": "10 sent", "marked": 2}


@dataclasses.dataclass
class Row:
    name: str
    protocol: str = "imap"
    reports: int = 3
    fault: typing.Callable | None = None
    during: dict = dataclasses.field(default_factory=dict)  # that differs from UNDISTURBED
    end: dict = dataclasses.field(default_factory=dict)  # the same, when it behaves again
    says: str = ""  # in the log, a pattern
    dribble: bool = False
    forged: bool = False  # what servers say is in the head of each report, too
    refused: bool = False  # nobody listens
    runs: int = 1  # while it misbehaves
    idles: bool = False  # lexsarahd runs on until a fourth report, which comes in IDLE, is told of
    after: str = "flag"
    tls: str = "none"  # a key of tls.KINDS
    offers: str = ""  # of the server at fault: what it says that it can; "": as usual
    between: typing.Callable | None = None  # called with the trial before it behaves again
    every_byte: bool = False  # lost after each byte of what it says: bytewise.py
    quick: bool = False  # part of make check


def at(name, *faults):
    """Only for this command; all of them, in turn."""
    def do(exchange):
        if exchange.name == name:
            for fault in faults:
                fault(exchange)
    return do


def both(*faults):
    def do(exchange):
        for fault in faults:
            fault(exchange)
    return do


def once(fault, which=1):
    """Only the first time, or the one that which says."""
    def do(exchange):
        if exchange.times == which:
            fault(exchange)
    return do


def of_link(number, fault):
    """Only in this connection."""
    def do(exchange):
        if exchange.link.number == number:
            fault(exchange)
    return do


def say(text):
    """Instead of the answer; %T is the tag."""
    def do(exchange):
        exchange.answer = text.replace("%T", exchange.tag).encode()
    return do


def first(text):
    """Before the answer."""
    def do(exchange):
        exchange.answer = text.replace("%T", exchange.tag).encode() + exchange.answer
    return do


def change(pattern, new):
    def do(exchange):
        exchange.answer = re.sub(pattern, new, exchange.answer, flags=re.DOTALL)
    return do


def change_mailbox(action):
    def do(exchange):
        action(exchange.server.mailbox)
    return do


def rebuild(action):
    """The answer is made anew, of the mailbox: action(server) gives the lines before the end."""
    def do(exchange):
        ending = exchange.answer.rpartition(exchange.tag.encode() + b" ")[2]
        exchange.answer = b"".join(action(exchange.server)) + exchange.tag.encode() + b" " + ending
    return do


def stall(exchange):
    exchange.link.stall()


def reset(exchange):
    exchange.link.reset()


def lose(_exchange):
    """The connection ends without an answer."""
    raise wire.Gone


def lose_after(exchange):
    """It answers, and the connection ends."""
    exchange.link.left = len(exchange.answer)
