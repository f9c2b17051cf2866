#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Core does no input or output and reads no clock: what libcore.a asks of other
# libraries must match tests/lint/core-symbols.
set -euo pipefail

# shellcheck source=tests/support/tap.sh
. "${top_srcdir:?}/tests/support/tap.sh"
library=${top_builddir:?}/libcore.a
rules=$top_srcdir/tests/lint/core-symbols

patterns() {
	sed -n -e 's/#.*//' -e "$1" "$rules" | grep .
}

# usage: offenders <SYMBOLS; prints those that the rules do not let pass
offenders() {
	local symbols
	symbols=$(cat)
	{
		grep -Evxf <(patterns '/^!/!p') <<<"$symbols" || true
		grep -Exf <(patterns 's/^!//p') <<<"$symbols" || true
	} | sort -u
}

outside_symbols() {
	comm -23 <(nm -u "$library" | sed -n 's/^ *U //p' | sort -u) \
		<(nm --defined-only "$library" | sed -n 's/^[0-9a-f]* [A-Z] //p' | sort -u)
}

[ "${COVERAGE:-no}" != yes ] || skip_all "coverage counters add symbols of their own"

[ -s "$library" ] || bail "$library has not been built"

is "core asks for nothing that is forbidden" "$(outside_symbols | offenders)" ""
for symbol in puts open read write time gettimeofday fopen g_getenv g_get_real_time \
	g_file_get_contents g_date_time_new_now_utc g_print; do
	is "the rules refuse $symbol" "$(offenders <<<"$symbol")" "$symbol"
done
is "the rules let g_strdup pass" "$(offenders <<<g_strdup)" ""
plan
