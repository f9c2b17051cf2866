# SPDX-License-Identifier: GPL-3.0-or-later
"""The table as bars: how much of its target each line takes. One at the line in the middle takes all of it."""

import html

WIDTH, LEFT, RIGHT, STEP, TOP = 1060, 470, 150, 26, 44
MOST = 2.0  # targets that fit on the page
OK, MISSED = "#2f6f9f", "#b3402a"


def bar(number, line):
    share = MOST if line["value"] is None else line["value"] / line["limit"]
    scale = (WIDTH - LEFT - RIGHT) / MOST
    y, length = TOP + number * STEP, min(share, MOST) * scale
    value = line["measured"] if line["unit"] or line["value"] is None else f"{line['value']:.2f}"
    return (f'<text x="{LEFT - 8}" y="{y + 13}" text-anchor="end">{html.escape(line["what"])}</text>'
            f'<rect x="{LEFT}" y="{y}" width="{length:.1f}" height="18" fill="{OK if share <= 1 else MISSED}"/>'
            f'<text x="{LEFT + length + 6:.1f}" y="{y + 13}">{html.escape(value)}</text>')


def draw(lines, path):
    height, limit = TOP + len(lines) * STEP + 10, LEFT + (WIDTH - LEFT - RIGHT) / MOST
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" '
             'font-family="sans-serif" font-size="12" role="img">',
             "<title>What was measured, as a share of its target</title>",
             f'<rect width="{WIDTH}" height="{height}" fill="white"/>',
             *(bar(number, line) for number, line in enumerate(lines)),
             f'<line x1="{limit}" x2="{limit}" y1="{TOP - 12}" y2="{height}" stroke="black" stroke-dasharray="4 3"/>',
             f'<text x="{limit}" y="{TOP - 18}" text-anchor="middle">the target</text>', "</svg>"]
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(parts) + "\n")
