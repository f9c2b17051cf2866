#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: unit-calls.py UNIT; the system calls that its SystemCallFilter= lines allow, a line each.

A line that begins with ~ takes away (systemd.exec(5)); sets (@name) are systemd-analyze's.
"""
import subprocess
import sys


def calls_of(word):
    if not word.startswith("@"):
        return {word}
    listed = subprocess.run(["systemd-analyze", "syscall-filter", word], check=True,
                            capture_output=True, text=True).stdout
    lines = [line.strip() for line in listed.splitlines() if line.startswith("    ")]
    return set().union(*(calls_of(line) for line in lines if not line.startswith("#")))


allowed = set()
for line in open(sys.argv[1], encoding="utf-8"):
    key, _, value = line.strip().partition("=")
    if key != "SystemCallFilter":
        continue
    named = set().union(*(calls_of(word) for word in value.lstrip("~").split()))
    allowed = allowed - named if value.startswith("~") else allowed | named
print("\n".join(sorted(allowed)))
