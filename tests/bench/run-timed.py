#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a command and writes "START SECONDS KIB STATUS" to a file.

usage: run-timed.py FILE COMMAND...

START is seconds since 1970, KIB the largest resident memory of the command or of
one of its children.
"""

import resource
import subprocess
import sys
import time


def main():
    start, tick = time.time(), time.monotonic()
    status = subprocess.run(sys.argv[2:], check=False).returncode
    seconds = time.monotonic() - tick
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    with open(sys.argv[1], "w", encoding="ascii") as file:
        file.write(f"{start:.3f} {seconds:.2f} {memory} {status}\n")


main()
