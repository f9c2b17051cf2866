#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What anybody on the machine can read of a process and of all that it starts.

usage: look-at-processes.py PID PROGRAM <SECRETS

Looks at the arguments and the environment of each until it is ended by TERM, or
the process has ended. Says so when it has seen PROGRAM; in the end which programs were
seen, and which of them showed one of the secrets (a line each). What only its owner may
read is not shown to anybody.
"""

import pathlib
import signal
import sys
import time

PROC = pathlib.Path("/proc")
stopped = False


def stop(*_):
    global stopped
    stopped = True


def parent_of(process):
    return int((process / "stat").read_text(errors="replace").rpartition(")")[2].split()[1])


def family(pid):
    """The process and its descendants, as folders of /proc."""
    parents = {}
    for process in PROC.glob("[0-9]*"):
        try:
            parents[int(process.name)] = parent_of(process)
        except OSError:
            continue  # it has ended
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return [PROC / str(one) for one in found]


def look(process, secrets):
    """Its program, and which files of it show a secret."""
    program = (process / "comm").read_text().strip()
    shown = []
    for name in ("cmdline", "environ"):
        try:
            data = (process / name).read_bytes()
        except PermissionError:
            continue
        if any(secret in data for secret in secrets):
            shown.append(f"{program}/{name}")
    return program, shown


def main():
    pid = int(sys.argv[1])
    secrets = sys.stdin.buffer.read().split(b"\n")
    secrets = [secret for secret in secrets if secret]
    signal.signal(signal.SIGTERM, stop)
    programs, shown = set(), set()
    while not stopped and (PROC / str(pid)).exists():
        for process in family(pid):
            try:
                program, more = look(process, secrets)
            except OSError:
                continue
            if program == sys.argv[2] and program not in programs:
                print("looking", flush=True)
            programs.add(program)
            shown.update(more)
        time.sleep(0.005)
    print(" ".join(sorted(programs)))
    print(" ".join(sorted(shown)))


main()
