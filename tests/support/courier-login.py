#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The login in front of Courier's IMAP server, which has none of its own.

usage: courier-login.py PORT PASSWORD MAIL-FOLDER UID GID LIBRARIES PRELOAD IMAPD

Listens on loopback. Whoever logs in with the password is handed to a process of
IMAPD in the folder MAIL-FOLDER/USER, in the way that Courier's own imaplogin does
it, as the user UID. LIBRARIES and PRELOAD are its LD_LIBRARY_PATH and
LD_PRELOAD, IMAP_CAPABILITY what is offered, before and after.
"""

import os
import re
import signal
import socketserver
import sys

PASSWORD, MAIL, UID, GID, LIBRARIES, PRELOAD, IMAPD = sys.argv[2:9]


class Login(socketserver.StreamRequestHandler):
    rbufsize = 0  # what comes after the login is IMAPD's to read

    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")

    def capability(self, tag):
        self.say("* CAPABILITY " + os.environ["IMAP_CAPABILITY"])
        self.say(tag + " OK done")

    def log_in(self, tag, words):
        match = re.fullmatch(r'"?([a-z]+)"? "?([^" ]*)"?', words)
        if not match or match[2] != PASSWORD:
            self.say(tag + " NO [AUTHENTICATIONFAILED] Login failed.")
            return
        self.become_server(tag, match[1])

    def become_server(self, tag, user):
        if os.getuid() == 0:
            os.setgroups([])
            os.setgid(int(GID))
            os.setuid(int(UID))
        home = os.path.join(MAIL, user)
        for folder in ("cur", "new", "tmp"):
            os.makedirs(os.path.join(home, "Maildir", folder), exist_ok=True)
        os.chdir(home)
        os.environ.update(IMAPLOGINTAG=tag, AUTHENTICATED=user, AUTHADDR=user, HOME=home,
                          TCPREMOTEIP="127.0.0.1", TCPREMOTEPORT="0", PROTOCOL="IMAP", LD_LIBRARY_PATH=LIBRARIES,
                          LD_PRELOAD=PRELOAD)
        for number in (0, 1):
            os.dup2(self.connection.fileno(), number)
        os.execv(IMAPD, [IMAPD, "Maildir"])

    def handle(self):
        self.say("* OK [CAPABILITY " + os.environ["IMAP_CAPABILITY"] + "] Courier-IMAP ready.")
        while line := self.rfile.readline().decode():
            tag, verb, rest = (line.strip().split(" ", 2) + ["", ""])[:3]
            if verb.upper() == "CAPABILITY":
                self.capability(tag)
            elif verb.upper() == "LOGIN":
                self.log_in(tag, rest)
            else:
                self.say(tag + " BAD not before the login")


class Server(socketserver.ForkingTCPServer):
    allow_reuse_address = True
    max_children = 100
    timeout = 0.02  # seconds until it looks whether it is to end
    stopping = False

    def stop(self, *_):
        self.stopping = True


def main():
    # Between two requests, so that no child is left behind that listens as well.
    with Server(("127.0.0.1", int(sys.argv[1])), Login) as server:
        signal.signal(signal.SIGTERM, server.stop)
        while not server.stopping:
            server.handle_request()


main()
