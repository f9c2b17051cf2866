#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a command, and writes "SECONDS MIB STATUS" to a file.

usage: run-peak.py FILE COMMAND...

MIB is the most memory that the command itself held (VmHWM of /proc/PID/status,
looked at until it ends), without that of its children.
"""

import subprocess
import sys
import time


def peak_of(pid):
    with open(f"/proc/{pid}/status", encoding="ascii", errors="replace") as file:
        for line in file:
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    return 0


def main():
    start, peak = time.monotonic(), 0
    with subprocess.Popen(sys.argv[2:]) as process:
        while process.poll() is None:
            peak = max(peak, peak_of(process.pid))
            try:
                process.wait(0.005)
            except subprocess.TimeoutExpired:
                pass
    seconds = time.monotonic() - start
    with open(sys.argv[1], "w", encoding="ascii") as file:
        file.write(f"{seconds:.2f} {peak / 1024:.0f} {process.returncode}\n")


main()
