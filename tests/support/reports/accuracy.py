#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Read the corpus of reports and count what was read right.

usage: accuracy.py [--record FILE | --against FILE] [--quick] [--list] FOLDER

FOLDER is what make-reports.py wrote: FOLDER/first, FOLDER/after and FOLDER/later, files and truths. `lexsarah read`
is found in PATH. A truth says for each field the value, null where nothing is written; a field that it
does not name is not judged. Texts are compared without regard to white space and case, those of 40
letters or more need be 95 % alike. "must" and "never" of flags count as fields written and not written.

Prints for each of them a table of format by field group:
  written  fields that the file holds
  read     those that were read right
  wrong    those that were read as something else
  missed   those that were not read
  invented fields that were read and are not in the file
--list names each field that is not right. --quick leaves out scans and photographs.
--record writes what was read of each file and does not fail; --against fails if a file is read worse than that.
Otherwise fails below the targets: of what is written 98 % read in files born digital, 92 % in scans
and photographs, and under 1 % invented, over all of them together."""
import argparse
import collections
import difflib
import glob
import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

TARGETS = {"born digital": 98.0, "scans": 92.0}
MOST_INVENTED = 1.0
GROUPS = [("log", r"\.log"), ("flags", r"\.flags"), ("decision", r"\.decision"), ("investigation", r"\.investigation"),
          ("reporter", r"\.report\.reporter"), ("signature", r"\.report\.(signed|not_opened|stamped)"),
          ("observed", r"\.report\.(observed|occurred)"), ("unit and areas", r"\.report\.(unit|area)"),
          ("account", r"\.report\.(description|consequences|immediate|other)"), ("head", r"")]
COLUMNS = ("written", "read", "wrong", "missed", "invented")
Found = collections.namedtuple("Found", "where want got verdict")


def plain(text):
    return re.sub(r"\s+", " ", str(text)).strip().casefold()


def value(field):
    return field.get("value") if isinstance(field, dict) and "value" in field else field


def absent(got):
    return got is None or got == [] or isinstance(got, dict) and all(absent(value(v)) for v in got.values())


def same(want, got):
    if isinstance(want, list):
        return isinstance(got, list) and sorted(map(plain, want)) == sorted(plain(value(g)) for g in got)
    if isinstance(got, (dict, list)):
        return False
    want, got = plain(want), plain(got)
    if len(want) < 40:
        return want == got
    return difflib.SequenceMatcher(None, want, got, autojunk=False).ratio() >= 0.95


def leaves(want, got, path=""):
    """What became of each field of a truth."""
    if isinstance(want, dict) and ("must" in want or "never" in want):
        codes = [flag["code"] for flag in got or []]
        for code in want.get("must", ()):
            yield Found(f"{path}.{code}", code, None, "read" if code in codes else "missed")
        for code in want.get("never", ()):
            if code in codes:
                yield Found(f"{path}.{code}", None, code, "invented")
    elif isinstance(want, dict):
        for name, part in want.items():
            yield from leaves(part, got.get(name) if isinstance(got, dict) else None, f"{path}.{name}")
    elif isinstance(want, list) and want and isinstance(want[0], dict):
        got = got if isinstance(got, list) else []
        for number, part in enumerate(want):
            yield from leaves(part, got[number] if number < len(got) else {}, f"{path}[{number}]")
        for number in range(len(want), len(got)):
            yield Found(f"{path}[{number}]", None, "one more", "invented")
    else:
        got = value(got)
        if want is None or want == []:
            if not absent(got):
                yield Found(path, None, got, "invented")
        elif absent(got):
            yield Found(path, want, None, "missed")
        else:
            yield Found(path, want, got, "read" if same(want, got) else "wrong")


def reading(path):
    run = subprocess.run(["lexsarah", "read", "--json", path], capture_output=True, check=False)
    try:
        return json.loads(run.stdout)[0]["documents"]
    except (ValueError, IndexError, KeyError):
        return []


def judge(truth_path):
    with open(truth_path, encoding="utf-8") as file:
        truth = json.load(file)
    found = list(leaves(truth["documents"], reading(os.path.join(os.path.dirname(truth_path), truth["file"]))))
    return os.path.basename(os.path.dirname(truth_path)), truth["file"], truth["format"], found


def group_of(where):
    return next(name for name, pattern in GROUPS if re.search(pattern, where))


def is_scan(format):
    return bool(re.search(r"scan|photo", format))


def count(found):
    counts = collections.Counter(f.verdict for f in found)
    counts["written"] = sum(counts[v] for v in ("read", "wrong", "missed"))
    return counts


def percent(part, whole):
    return 100.0 * part / whole if whole else 100.0


def print_table(half, judged):
    print(f"\n{half}\n{'format':<18}{'fields':<17}" + "".join(f"{c:>9}" for c in COLUMNS))
    formats = collections.defaultdict(list)
    for _, _, format, found in judged:
        formats[format] += found
    for format, found in sorted(formats.items()):
        by_group = collections.defaultdict(list)
        for f in found:
            by_group[group_of(f.where)].append(f)
        for group, fields in sorted(by_group.items()):
            print(f"{format:<18}{group:<17}" + "".join(f"{count(fields)[c]:>9}" for c in COLUMNS))


def print_sum(name, judged):
    """The figures of some files; whether they are good enough."""
    good = True
    for kind in TARGETS:
        part = [f for _, _, format, found in judged if is_scan(format) == (kind == "scans") for f in found]
        counts, files = count(part), sum(is_scan(format) == (kind == "scans") for _, _, format, _ in judged)
        if files:
            share = percent(counts["read"], counts["written"])
            print(f"{name}, {kind}: {files} files, {counts['read']} of {counts['written']} written fields read "
                  f"({share:.1f} %), {counts['wrong']} wrong, {counts['invented']} invented")
            good &= share >= TARGETS[kind]
    counts = count([f for _, _, _, found in judged for f in found])
    share = percent(counts["invented"], counts["written"])
    print(f"{name}: {share:.2f} % invented")
    return good and share < MOST_INVENTED


def records(judged):
    return {f"{half}/{name}": (count(found)["read"], count(found)["wrong"] + count(found)["invented"])
            for half, name, _, found in judged}


def record(path, judged):
    """Keeps the rows of files that were not read this time."""
    rows = dict(recorded(path)) if os.path.exists(path) else {}
    rows.update(records(judged))
    with open(path, "w", encoding="utf-8") as file:
        file.write("# file\tfields read right\tfields read wrong or invented: make accuracy-record writes this\n")
        file.writelines(f"{name}\t{read}\t{false}\n" for name, (read, false) in sorted(rows.items()))


def recorded(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            if not line.startswith("#"):
                name, read, false = line.rstrip("\n").split("\t")
                yield name, (int(read), int(false))


def no_worse(path, judged):
    good, before, now = True, dict(recorded(path)), records(judged)
    for name, (read, false) in sorted(now.items()):
        least, most = before.get(name, (0, 10 ** 6))
        if name not in before:
            print(f"{name}: not recorded yet")
        elif read < least or false > most:
            good = False
            print(f"{name}: {read} read right and {false} wrong or invented, recorded {least} and {most}")
        elif read > least or false < most:
            print(f"{name}: better than recorded")
    return good


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--record", metavar="FILE")
    parser.add_argument("--against", metavar="FILE")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    paths = sorted(glob.glob(options.folder + "/*/*.truth.json"))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        judged = [j for j in pool.map(judge, [p for p in paths if not options.quick or not scanned(p)])]
    if not judged:
        sys.exit(f"{options.folder}: no truths")
    if options.list:
        for half, name, _, found in judged:
            for f in found:
                if f.verdict != "read":
                    print(f"{half}/{name}{f.where}: {f.verdict}: want {f.want!r:.70}, got {f.got!r:.70}")
    if options.against:
        sys.exit(not no_worse(options.against, judged))
    halves = {half: [j for j in judged if j[0] == half] for half in ("first", "after", "later")}
    for half, part in halves.items():
        print_table(half, part)
    print()
    for half, part in halves.items():
        print_sum(half, part)
    good = print_sum("all", judged)
    if options.record:
        record(options.record, judged)
    sys.exit(not good and not options.record)


def scanned(path):
    with open(path, encoding="utf-8") as file:
        return is_scan(json.load(file)["format"])


if __name__ == "__main__":
    main()
