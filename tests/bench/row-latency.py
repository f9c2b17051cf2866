#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long a reporter waits for the receipt: from the server's untagged EXISTS to a waiting lexsarahd, as it is
written on the wire, until the mail server has said 250 to the receipt. BENCH_LETTERS (500), one at a time.

Dovecot itself says EXISTS half a second after a mail has come (NOTIFY_DELAY_MSECS in its source), which is
told apart."""

import contextlib
import re
import smtplib
import socket
import statistics
import threading
import time

import bench_world as world

OTHERS = ("ansvarig@kommun.example", "registrator@kommun.example")  # are told of each report, too
SENDER = "kim.{}@kommun.example"
MAIL = f"""From: Kim Berg <{SENDER.format("{0}")}>\r
To: lexsarah@kommun.example\r
Subject: Rapport {{0}}\r
Message-ID: <bench.{{0}}@kommun.example>\r
\r
Vi gav fel medicin i dag, rapport {{0}}.\r
"""


class Proxy:
    """Passes on what client and server say; told has the seconds at which each EXISTS went to the client."""

    def __init__(self, server):
        self.told = {}
        self.server = server
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            client = self.listener.accept()[0]
            server = socket.create_connection(("127.0.0.1", self.server))
            for source, sink, note in ((client, server, False), (server, client, True)):
                source.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                threading.Thread(target=self.pass_on, args=(source, sink, note), daemon=True).start()

    def pass_on(self, source, sink, note):
        # The end of one direction may close the other's sockets.
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                now = time.monotonic()
                sink.sendall(data)
                if note:
                    for number in re.findall(rb"(?m)^\* (\d+) EXISTS", data):
                        self.told.setdefault(int(number), now)
        sink.close()


def is_told(mails, number):
    told = [to for _, to in mails]
    return SENDER.format(number) in told and all(told.count(to) >= number for to in OTHERS)


def rank(values, share):
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def main():
    count = world.size("LETTERS", 500)
    waits, delays = [], []
    with world.folder() as name, world.Servers(name) as servers, world.Sink(name) as sink:
        proxy = Proxy(servers.imap)
        with smtplib.LMTP("127.0.0.1", servers.lmtp) as lmtp, \
                world.Daemon(servers.configure(sink.port, proxy.port)) as daemon:
            daemon.await_line(" runs")
            world.wait_until(lambda: 0 in proxy.told)
            for number in range(1, count + 1):
                lmtp.sendmail("mx@kommun.example", ["lexsarah@kommun.example"], MAIL.format(number))
                delivered = time.monotonic()
                world.wait_until(lambda: is_told(sink.mails, number))
                accepted = {to: second for second, to in sink.mails}[SENDER.format(number)]
                waits.append(1000 * (accepted - proxy.told[number]))
                delays.append(1000 * (proxy.told[number] - delivered))
    what = f"EXISTS to the receipt, {count} mails, one at a time"
    world.note(f"from delivery to EXISTS, Dovecot took {statistics.median(delays):.0f} ms; "
               f"longest receipt {max(waits):.1f} ms")
    for share, limit in ((0.5, 25), (0.99, 100)):
        value = rank(waits, share)
        world.tell(f"{what}: p{share * 100:.0f}", f"{value:.1f} ms", value, limit, "ms")
    world.tell("Dovecot's own wait before EXISTS", f"{statistics.median(delays):.0f} ms", None, None, "ms")


main()
