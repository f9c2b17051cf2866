#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write the answers of tests/corpus/replies: what mail programs make of an answer to a notice.

usage: make-replies.py REPLIES [SEEDS]

SEEDS gets what some of them say, decoded, for the fuzzer. The same bytes every time. How each
program quotes follows mails of that program which others have published, and its own translations;
people, cases and words are made up. What must be found in each stands in expected.tsv, which is
written by hand.
"""
import inspect
import pathlib
import sys

import reply_others
import reply_outlook
import reply_trials


def is_whole(made):
    """What needs no argument makes a mail of the corpus."""
    return all(p.default is not p.empty for p in inspect.signature(made).parameters.values())


MAILS = {
    name.replace("_", "-"): made
    for module in (reply_outlook, reply_others, reply_trials)
    for name, made in vars(module).items()
    if inspect.isfunction(made) and made.__module__ == module.__name__
    and is_whole(made)
}
SEEDS = (
    "outlook-classic-sv", "outlook-new-sv", "outlook-ios-sv", "gmail-web-sv", "gmail-interleaved",
    "apple-mail-sv", "iphone-sv", "thunderbird-sv", "thunderbird-en", "samsung-sv", "k9-header-sv",
    "yahoo-en", "hidden-html", "disclaimer", "passed-on", "two-lines",
)


def write_bodies(folder, name):
    for part in MAILS[name]().walk():
        if part.get_content_maintype() == "text" and not part.is_attachment():
            ending = {"html": "html", "plain": "txt"}[part.get_content_subtype()]
            text = part.get_payload(decode=True).replace(b"\r\n", b"\n")
            (folder / f"{name}.{ending}").write_bytes(text)


def main():
    folders = [pathlib.Path(name) for name in sys.argv[1:]]
    for name, made in MAILS.items():
        (folders[0] / f"{name}.eml").write_bytes(made().as_bytes())
    for name in SEEDS if len(folders) > 1 else ():
        write_bodies(folders[1], name)


main()
