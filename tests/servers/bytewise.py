# SPDX-License-Identifier: GPL-3.0-or-later
"""The first connection is lost after each byte that the server says, in turn.

A row of its own, for there are thousands: what stands at the end of each is as
undisturbed, but for the one notice that was in flight, which may be uncertain.
"""

import collections
import concurrent.futures
import os

import faults
import trial

# At most one notice is uncertain, and then the responsible is told of it; the operator of their own.
ENDS = {"imap": {}, "smtp": {"outbox": r"15 sent|15 sent\+1 uncertain", "operator": "1|2"}}


def converse(row, folder, authority):
    """How many bytes a server says to its first connection when nothing is wrong."""
    attempt = trial.Trial(folder, row, authority)
    try:
        attempt.misbehave(row)
        return attempt.bad.first_said
    finally:
        attempt.end()


def lose(row, folder, authority, cut):
    attempt = trial.Trial(folder, row, authority)
    try:
        attempt.misbehave(row, cut)
        during = attempt.status
        attempt.recover(row, authority)
        end = attempt.look()
        wrong = [*trial.differences("at the end", end, faults.UNDISTURBED | ENDS[row.protocol]),
                 *attempt.doubled(), *filter(None, [attempt.verify()])]
        return during, end, wrong
    except trial.Failed as error:
        return "no end state", {}, str(error).splitlines()
    finally:
        attempt.end()


def play(row, folder, authority, step):
    total = converse(row, folder, authority)
    told, ends, wrong = collections.Counter(), collections.Counter(), []
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        cuts = range(0, total, step)
        played = pool.map(lambda cut: lose(row, f"{folder}-{cut}", authority, cut), cuts)
        for cut, (during, end, problems) in zip(cuts, played):
            told[during] += 1
            ends[end.get("outbox")] += 1
            wrong += [f"after byte {cut}: {problem}" for problem in problems]
    count = ", ".join(f"{number} ended with {what}" for what, number in sorted(told.items()))
    end = ", ".join(f"{what} after {number}" for what, number in sorted(ends.items()))
    return f"{len(cuts)} of {total} bytes: {count}; at the end {end}", wrong
