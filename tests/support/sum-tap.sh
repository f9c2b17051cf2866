#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Sums test results and prints "N passed, N failed, N skipped" as the last line.
# usage: sum-tap.sh FOLDER…   counts what the .trs files below each folder say
# exit: 0 when nothing failed and something passed
set -euo pipefail

find "$@" -name '*.trs' -exec cat {} + | awk '
	/^:test-result: (PASS|XFAIL)/ { passed++ }
	/^:test-result: SKIP/ { skipped++ }
	/^:test-result: (FAIL|XPASS|ERROR)/ { failed++ }
	END {
		printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
		exit failed > 0 || passed == 0
	}'
