#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Rules on the text of the sources: no call that cannot be used safely, a licence
# line in each file, nothing left over.
set -euo pipefail

# shellcheck source=tests/support/tap.sh
. "${top_srcdir:?}/tests/support/tap.sh"
cd "$top_srcdir"

folders=()
for folder in src tests conf templates man; do
	[ ! -d "$folder" ] || folders+=("$folder")
done

banned='v?sprintf|str(cpy|cat|tok)|ato(i|l|ll|f)|gets|system|popen|alloca|g_alloca'
banned_calls() {
	grep -rnE --include='*.[ch]' "(^|[^A-Za-z0-9_])($banned)\(" src || true
}

licensed_files() {
	find "${folders[@]}" -type f \( \
		-name '*.[ch]' -o -name '*.sh' -o -name '*.py' -o -name '*.mk' -o -name '*.conf' \
		-o -name '*.[158]' -o -name '*.service' -o -name 'debian-*' \
		-o -name 'bash-completion' -o -path 'templates/*' \) ! -path 'tests/corpus/*' ! -name '*.docx'
	printf '%s\n' Makefile.am configure.ac autogen.sh quickstart
	[ ! -e .ci/run ] || echo .ci/run
}

unlicensed() {
	licensed_files | xargs -d '\n' grep -L 'SPDX-License-Identifier: GPL-3.0-or-later' || true
}

left_over() {
	grep -rnE --include='*.[ch]' --include='*.sh' --include='*.py' \
		'\<(TO''DO|FIX''ME|XX''X)\>' src tests || true
}

is "no banned call" "$(banned_calls)" ""
is "each file names its licence" "$(unlicensed)" ""
is "no unfinished business" "$(left_over)" ""
is "no line ends in white space" \
	"$(grep -rnE --include='*.[ch]' --include='*.sh' --include='*.py' --include='*.mk' \
		'[[:space:]]+$' src tests || true)" ""
plan
