#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a command at a terminal of its own and answers its question.

usage: at-terminal.py QUESTION ANSWER COMMAND [WORD...]
Types ANSWER when QUESTION is on the screen; prints what the screen showed and exits as the
command does.
"""

import os
import pty
import sys


def main(question, answer, *command):
    child, screen = pty.fork()
    if child == 0:
        os.execvp(command[0], command)
    shown, typed = b"", False
    while True:
        try:
            more = os.read(screen, 4096)
        except OSError:  # the command has ended
            break
        if not more:
            break
        shown += more
        if not typed and question.encode() in shown:
            os.write(screen, answer.encode() + b"\n")
            typed = True
    sys.stdout.buffer.write(shown.replace(b"\r\n", b"\n"))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
