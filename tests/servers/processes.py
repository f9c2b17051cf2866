# SPDX-License-Identifier: GPL-3.0-or-later
"""What a long run does with its processes, and when it is asked to end."""

import collections
import contextlib
import os
import pathlib
import signal
import subprocess
import sys
import threading

over = threading.Event()  # nothing is started any more


def children(pid):
    """All processes below pid."""
    parents = collections.defaultdict(list)
    for path in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            words = path.read_text(encoding="latin-1").rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(words[1])].append(int(path.parent.name))
    found, left = [], [pid]
    while left:
        below = parents[left.pop()]
        found += below
        left += below
    return found


def kill(pid):
    """Whether it was there to be killed."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
        return True
    return False


def ended_within(process, seconds):
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def end(*_):
    """Whoever waits for a process goes on, and what stands is cleaned up on the way out."""
    over.set()
    for pid in children(os.getpid()):
        kill(pid)
    sys.exit(1)


def end_when_asked():
    signal.signal(signal.SIGTERM, end)
