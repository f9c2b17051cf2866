#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Each header compiles by itself: it includes what it needs.
set -euo pipefail

# shellcheck source=tests/support/tap.sh
. "${top_srcdir:?}/tests/support/tap.sh"
modules=$(sed -n 's/^PKG_CHECK_MODULES(\[[A-Z0-9_]*\], *\[\([^]]*\)\].*/\1/p' \
	"$top_srcdir/configure.ac" | tr '\n' ' ')
# shellcheck disable=SC2086 # a list of words
read -ra flags <<<"$(pkg-config --cflags $modules)"
read -ra compiler <<<"${CC:-cc}"
compile=("${compiler[@]}" -std=gnu17 -Wall -Wextra -Werror -fsyntax-only -include config.h
	-I"${top_builddir:?}" -I"$top_srcdir/src" "${flags[@]}" -x c)

for header in "$top_srcdir"/src/*/*.h "$top_srcdir"/src/*/*/*.h; do
	name=${header#"$top_srcdir/src/"}
	check "$name" "${compile[@]}" <(printf '#include "%s"\ntypedef int not_empty;\n' "$name")
done
plan
