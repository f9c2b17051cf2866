#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long lexsarahd takes from its start until it runs, with BENCH_CASES (1000000) cases: by turns after an
end in good order and after a kill. BENCH_STARTS (20)."""

import os
import signal
import statistics
import subprocess

import bench_world as world


def start_ms(conf, ending):
    with world.Daemon(conf) as daemon:
        ready, ran = daemon.await_line(" runs"), world.ran_ms(daemon.pid)
        daemon.process.send_signal(ending)
        daemon.process.wait()
    return 1000 * ready, ran


def main():
    count = world.size("CASES", 1000000)
    with world.folder() as name, world.Servers(name) as servers, world.Sink(name) as sink:
        conf = servers.configure(sink.port)
        subprocess.run([f"{world.BUILD}/tests/bench/make-cases", servers.folder / "lexsarah.db", str(count)],
                       check=True)
        os.sync()  # else the first starts wait for what that wrote
        endings = (signal.SIGTERM, signal.SIGKILL) * (world.size("STARTS", 20) // 2)
        times, ran = zip(*[start_ms(conf, ending) for ending in (signal.SIGTERM, *endings)][1:])
    world.note(f"starts took {min(times):.0f} to {max(times):.0f} ms, {statistics.median(ran):.0f} ms of them the "
               "processor")
    value = statistics.median(times)
    world.tell(f"restart with {count} cases", f"{value:.0f} ms", value, 300, "ms")


main()
