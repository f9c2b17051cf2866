#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What opening a case costs in a database of BENCH_CASES (1000000), beside one of 1000; from the bytes of a
mail to the commit, by turns. BENCH_OPENINGS (500)."""

import subprocess

import bench_world as world

FEW = 1000


def main():
    count = world.size("CASES", 1000000)
    out = subprocess.run([f"{world.BUILD}/tests/bench/time-opening", str(count), str(FEW),
                          str(world.size("OPENINGS", 500))], check=True, capture_output=True, text=True).stdout
    few, many = map(float, out.split())
    world.tell_beside(f"opening a case with {count} in the database, to with {FEW}", "ms", [many], [few], 1.2)


main()
