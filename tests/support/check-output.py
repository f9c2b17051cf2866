#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that what was printed does a terminal no harm.

usage: check-output.py FILE...

Besides line ends and tabs no control character of C0 or C1, none that changes
the direction of text, and nothing that is not UTF-8. Prints what is there
nevertheless; exit 1 if anything is.
"""

import pathlib
import sys
import unicodedata

DIRECTION = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def is_harmful(char):
    return char not in "\n\t" and (unicodedata.category(char) in ("Cc", "Cs")
                                   or unicodedata.bidirectional(char) in DIRECTION
                                   or char in "\u200e\u200f\u061c")


def problems(name):
    raw = pathlib.Path(name).read_bytes()
    if not raw:
        yield f"{name} is empty"
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        yield f"{name}: {error}"
        return
    for line in text.split("\n"):
        if any(is_harmful(char) for char in line):
            yield f"{name}: {line[:200]!a}"


def main():
    found = [problem for name in sys.argv[1:] for problem in problems(name)]
    print(*found, sep="\n")
    sys.exit(1 if found else 0)


main()
