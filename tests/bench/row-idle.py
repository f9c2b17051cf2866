#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an idle daemon costs: how often a thread of it wakes, and for how long. BENCH_BOXES (10) mailboxes, all
in IDLE, for BENCH_SECONDS (60)."""

import re
import time

import bench_world as world

QUIET = 5  # seconds without a wake: all of them idle
PATIENCE = 120  # seconds for that; who never rests is measured all the same


def waits(pid):
    """Sleeps that ended, as the kernel counts voluntary context switches."""
    return sum(int(re.search(r"^voluntary_ctxt_switches:\s*(\d+)", status, re.M)[1])
               for status in world.of_tasks(pid, "status"))


def boards(conf, count):
    """The configuration with as many boards, each with a mailbox of its own."""
    text = conf.read_text(encoding="utf-8")
    head, board = re.fullmatch(r"(.*boards = )\( (\{.*\}) \);\s*", text, re.S).groups()
    each = [board.replace('"AMN"', f'"B{i}"').replace('"lexsarah"', f'"box{i}"')
            .replace('"lexsarah@', f'"box{i}@') for i in range(count)]
    conf.write_text(f"{head}( {', '.join(each)} );\n", encoding="utf-8")


def settle(pid):
    quiet_since, last = time.monotonic(), waits(pid)
    end = quiet_since + PATIENCE
    while time.monotonic() < min(quiet_since + QUIET, end):
        time.sleep(0.2)
        if waits(pid) != last:
            quiet_since, last = time.monotonic(), waits(pid)


def main():
    count, seconds = world.size("BOXES", 10), world.size("SECONDS", 60)
    with world.folder() as name, world.Servers(name) as servers, world.Sink(name) as sink:
        conf = servers.configure(sink.port)
        boards(conf, count)
        with world.Daemon(conf) as daemon:
            daemon.await_line(" runs")
            settle(daemon.pid)
            woken, ran = waits(daemon.pid), world.ran_ms(daemon.pid)
            time.sleep(seconds)
            woken, ran = waits(daemon.pid) - woken, world.ran_ms(daemon.pid) - ran
    where = f"{count} mailboxes in IDLE, {seconds} s"
    world.tell(f"{where}: wake-ups", f"{woken}", woken, 20, "wake-ups")
    world.tell(f"{where}: processor", f"{ran:.2f} ms", ran, 10, "ms")


main()
