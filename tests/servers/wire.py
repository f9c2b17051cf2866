# SPDX-License-Identifier: GPL-3.0-or-later
"""What the scripted servers of both protocols share.

A server answers well. A row of the matrix gives it a fault: a function that is
called with each Exchange, the greeting too, before its answer goes out, and may
change the answer, or end the connection by raising Gone.
"""

import dataclasses
import socket
import ssl
import threading
import typing


class Gone(Exception):
    """The connection has ended, or is to end now."""


class Link:
    """One connection, with what a fault does to each of its bytes."""

    def __init__(self, sock, left=None, dribble=False, number=1):
        self.socket = sock
        self.number = number  # of the connection since the server began to misbehave
        self.left = left  # bytes that may still go out before it is cut; None: all
        self.dribble = dribble
        self.sent = 0
        self.was_cut = False
        self.held = b""

    def send(self, data):
        cut = self.left is not None and len(data) > self.left
        data = data[:self.left] if cut else data
        size = 1 if self.dribble else max(len(data), 1)
        try:
            for start in range(0, len(data), size):
                self.socket.sendall(data[start:start + size])
        except OSError as error:
            raise Gone from error
        self.sent += len(data)
        if self.left is not None:
            self.left -= len(data)
        if cut:
            self.was_cut = True
            raise Gone

    def receive(self):
        try:
            data = self.socket.recv(65536)
        except OSError as error:
            raise Gone from error
        if not data:
            raise Gone
        self.held += data

    def line(self):
        while b"\r\n" not in self.held:
            self.receive()
        line, _, self.held = self.held.partition(b"\r\n")
        return line.decode("utf-8", "replace")

    def until(self, end):
        """All up to the bytes end, which are taken away."""
        while end not in self.held:
            self.receive()
        data, _, self.held = self.held.partition(end)
        return data

    def stall(self):
        """Says nothing until the other side has enough."""
        while True:
            self.receive()

    def reset(self):
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        raise Gone

    def begin_tls(self, context):
        try:
            self.socket = context.wrap_socket(self.socket, server_side=True)
        except (OSError, ssl.SSLError) as error:
            raise Gone from error


@dataclasses.dataclass
class Exchange:
    """A command and the answer that it is to get."""

    name: str  # "greeting", "SELECT", "RCPT"
    argument: str
    tag: str
    answer: bytes
    link: Link
    server: typing.Any
    times: int  # how often that was asked while this fault lasts, with this one


class Server:
    """Listens on a loopback port of its own; each connection has a thread."""

    def __init__(self, context=None, implicit=False):
        self.context = context  # for TLS; None: it has none
        self.implicit = implicit
        self.fault = None
        self.cut = None
        self.dribble = False
        self.asked = {}
        self.links = 0  # connections since misbehave()
        self.fired = 0  # how often the fault, or the cut, did something since misbehave()
        self.first_said = None  # bytes that the first connection was sent
        self.listener = socket.socket()
        self.listener.bind(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.lock = threading.Lock()
        self.thread = None
        self.talking = []  # a thread for each connection, those that ended lately too

    def begin(self):
        if self.thread:
            return
        self.listener.listen(16)
        self.thread = threading.Thread(target=self.accept, daemon=True)
        self.thread.start()

    def misbehave(self, fault=None, cut=None, dribble=False):
        """It behaves from now on but for these; cut: bytes after which the next link ends."""
        with self.lock:
            self.fault, self.cut, self.dribble, self.asked = fault, cut, dribble, {}
            self.fired = self.links = 0

    def end(self):
        if self.thread:
            self.listener.shutdown(socket.SHUT_RDWR)
            self.thread.join()
        self.listener.close()

    def accept(self):
        while True:
            try:
                sock, _ = self.listener.accept()
            except OSError:
                break
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.talking = [thread for thread in self.talking if thread.is_alive()]
            thread = threading.Thread(target=self.meet, args=(sock,), daemon=True)
            thread.start()
            self.talking.append(thread)
        self.rest()

    def rest(self):
        """Until all that was said is read: what the other side, which has ended, left behind."""
        for thread in list(self.talking):
            thread.join(5)

    def meet(self, sock):
        with self.lock:
            self.links += 1
            link = Link(sock, self.cut, self.dribble, self.links)
            self.cut = None
        try:
            if self.implicit:
                link.begin_tls(self.context)
            self.serve(link)
        except Gone:
            pass
        finally:
            if self.first_said is None:
                self.first_said = link.sent
            self.has_fired(link.was_cut)
            link.socket.close()

    def say(self, link, name, answer, tag="*", argument=""):
        with self.lock:
            self.asked[name] = self.asked.get(name, 0) + 1
            exchange = Exchange(name, argument, tag, answer, link, self, self.asked[name])
            fault = self.fault
        if fault:
            self.disturb(fault, exchange)
        link.send(exchange.answer)
        return exchange.answer

    def disturb(self, fault, exchange):
        before = self.changeable(exchange)
        try:
            fault(exchange)
        except Gone:
            self.has_fired(True)
            raise
        self.has_fired(self.changeable(exchange) != before)

    def has_fired(self, did):
        with self.lock:
            self.fired += did

    def changeable(self, exchange):
        """All that a fault may change."""
        return exchange.answer, exchange.link.left

    def serve(self, link):
        raise NotImplementedError
