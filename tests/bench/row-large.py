#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How much memory lexsarahd holds over one very large mail, in sizes of the mail. BENCH_LARGE (60) MiB."""

import bench_world as world


def main():
    mib = world.size("LARGE", 60)
    with world.folder() as name, world.Servers(name) as servers, world.Sink(name) as sink:
        conf = servers.configure(sink.port)
        servers.fill(1, mib * 1024 * 1024)
        with world.Daemon(conf, "--once") as daemon:
            peak = daemon.run()
        bytes_of = world.ask(servers.folder / "lexsarah.db", "SELECT max(size) FROM mail")[0][0]
        assert daemon.seconds_of("case opened"), daemon.lines
    mail = bytes_of / 1024 / 1024
    world.tell(f"memory with one mail of {mail:.0f} MiB, to the mail", f"{peak:.1f} MiB", peak / mail, 3)


main()
