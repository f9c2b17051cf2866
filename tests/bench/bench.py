#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures what lexsarah promises to be quick at: prints a table with a line for each promise, and draws it.

usage: bench.py BUILD-FOLDER [ROW...]

Each ROW is a program row-ROW.py, which prints a line of JSON for each line of the table. Without any, all run.
The chart is bench.svg in BUILD-FOLDER. Exit 1: something is over its limit."""

import json
import os
import pathlib
import signal
import subprocess
import sys

import bench_chart

HERE = pathlib.Path(__file__).resolve().parent
ROWS = ("intake", "large", "latency", "sending", "opening", "idle", "restart")
WIDTHS = (66, 22, 7, 15)


def run(row, build):
    """The lines that it measured; one that fails has none, and is missed."""
    with subprocess.Popen([sys.executable, "-B", HERE / f"row-{row}.py"], stdout=subprocess.PIPE, text=True,
                          env=dict(os.environ, top_builddir=build)) as done:
        try:
            lines = [json.loads(line) for line in done.stdout]
            done.wait()
        finally:
            done.terminate()  # if this one is asked to end: then the row cleans up
    if done.returncode:
        lines.append({"what": row, "measured": f"failed ({done.returncode})", "value": None, "limit": 0, "unit": ""})
    return lines


def is_ok(line):
    return line["limit"] is None or (line["value"] is not None and line["value"] <= line["limit"])


def cells(line):
    ratio = f"{line['value']:.2f}" if not line["unit"] and line["value"] is not None else ""
    if line["limit"] is None:
        return line["what"], line["measured"], ratio, "", ""
    return (line["what"], line["measured"], ratio, f"{line['limit']:g} {line['unit']}".strip(),
            "ok" if is_ok(line) else "missed")


def show(row):
    print("  ".join(cell.ljust(width) for cell, width in zip(row, WIDTHS)), row[-1], flush=True)


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    build, rows = os.path.abspath(sys.argv[1]), sys.argv[2:] or ROWS
    if unknown := set(rows) - set(ROWS):
        sys.exit(f"no row {', '.join(sorted(unknown))}; there are {', '.join(ROWS)}")
    lines = []
    show(("what", "median", "ratio", "at most", ""))
    for row in rows:
        measured = run(row, build)
        lines += measured
        for line in measured:
            show(cells(line))
    bench_chart.draw([line for line in lines if line["limit"]], f"{build}/bench.svg")
    print(f"drawn in {build}/bench.svg")
    return 0 if all(map(is_ok, lines)) else 1


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main())
