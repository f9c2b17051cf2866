#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Shows the end of the log of each test that failed, so that a person who has
# nothing but the output knows why.
# usage: show-failures.sh BUILD-FOLDER
# exit: 0 when a test failed, 1 when none did
set -euo pipefail

lines=60 # of each log

# usage: show LOG; the harness repeats each result, which is left out
show() {
	printf '\n== %s\n' "$1"
	grep -B 3 -A 4 -E '^(not ok|Bail out|ERROR: |#.*ERROR)' "$1" | head -n "$lines" || true
	printf -- '-- its end:\n'
	grep -vE '^(PASS|SKIP): ' "$1" | tail -n "$lines"
}

found=1
while read -r result; do
	if grep -qE '^:test-result: (FAIL|XPASS|ERROR)' "$result"; then
		show "${result%.trs}.log"
		found=0
	fi
done < <(find "$1" -name '*.trs' ! -name 'test-suite.trs' | sort)
exit "$found"
