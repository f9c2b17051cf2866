#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What the programs say of themselves, their manual pages and the completion
# name the same commands, options and exit codes.
set -euo pipefail

# shellcheck source=tests/support/tap.sh
. "${top_srcdir:?}/tests/support/tap.sh"
# shellcheck source=conf/bash-completion
. "$top_srcdir/conf/bash-completion"

lexsarah=${top_builddir:?}/lexsarah

# Verbs of the help: "case list".
verbs() {
	"$lexsarah" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z][a-z-]*\( [a-z][a-z-]*\)\{0,1\}\).*/\1/p'
}

# Options that standard input names, one a line.
options() {
	{ grep -oE '(^|[^a-z-])--?[a-z][a-z-]*' || true; } | sed 's/^[^-]*//' | sort -u
}

# usage: page FILE SECTION; a section of the manual page without its macros
page() {
	sed -n "/^\.SH \"*$2/,/^\.SH/p" "$top_srcdir/man/$1" |
		sed -e 's/\\-/-/g' -e 's/\\f.//g' -e 's/^\.[A-Z]* *//' -e 's/"//g'
}

# The first words of each command's entry in the manual page.
page_verbs() {
	sed -n '/^\.SH COMMANDS/,/^\.SH OPTIONS/p' "$top_srcdir/man/lexsarah.1" | grep -A1 '^\.TP' |
		sed -n -e 's/\\-/-/g' -e 's/"//g' \
			-e 's/^\.[A-Z]* \([a-z][a-z-]*\( [a-z][a-z-]*\)\{0,1\}\).*/\1/p'
}

completed_verbs() {
	local group verb
	for group in ${_lexsarah_words[groups]}; do
		if [[ -z ${_lexsarah_words[$group]:-} || ${_lexsarah_words[$group]} == -* ]]; then
			echo "$group"
			continue
		fi
		for verb in ${_lexsarah_words[$group]}; do
			echo "$group $verb"
		done
	done
}

# usage: completed_options VERB; of a group nothing begins with a -
completed_options() {
	options <<<"${_lexsarah_words[$1]:-}"
}

# usage: page_options VERB; those on the line that heads its entry
page_options() {
	page lexsarah.1 COMMANDS | grep -A1 '^$' | grep -m1 -xE "$1( .*)?" | options
}

exit_codes() {
	grep -oE '\b(0|6[0-9]|7[0-9])\b' | sort -un | tr '\n' ' '
}

test_verbs() {
	is "the page has every command" "$(page_verbs | sort)" "$(verbs | sort)"
	is "so has the completion" "$(completed_verbs | sort)" "$(verbs | sort)"
}

test_options() {
	local verb named common
	while read -r verb; do
		read -ra words <<<"$verb"
		named=$("$lexsarah" "${words[@]}" --help | sed 1q | options | tr '\n' ' ')
		is "the completion has the options of $verb" \
			"$(completed_options "$verb" | tr '\n' ' ')" "$named"
		is "and the page" "$(page_options "$verb" | tr '\n' ' ')" "$named"
	done < <(verbs)
	common=$("$lexsarah" verify --help | sed -n '/^Options/,/^$/p' | options | tr '\n' ' ')
	is "the page has the options of every command" \
		"$(page lexsarah.1 OPTIONS | grep -E '^-' | options | tr '\n' ' ')" "$common"
	is "the completion has them" \
		"$(tr ' ' '\n' <<<"${_lexsarah_words[options]} -h" | sort -u | tr '\n' ' ')" "$common"
}

test_daemon() {
	local named
	named=$("$top_builddir/lexsarahd" --help | grep -E '^  -' | grep -oE '^  (-[a-z], )?--[a-z]*' |
		options | tr '\n' ' ')
	is "lexsarahd's page has its options" \
		"$(page lexsarahd.8 OPTIONS | grep -E '^-' | options | tr '\n' ' ')" "$named"
	is "the completion has them" \
		"$({ complete -p lexsarahd | grep -oE "'[^']*'" | tr -d "'" | tr ' ' '\n'; echo -h; } |
			sort -u | tr '\n' ' ')" "$named"
}

test_exit_codes() {
	is "lexsarah's exit codes" "$(page lexsarah.1 'EXIT STATUS' | grep -E '^[0-9]+$' | exit_codes)" \
		"$("$lexsarah" --help | sed -n '/^Exit:/,$p' | exit_codes)"
	is "lexsarahd's exit codes" \
		"$(page lexsarahd.8 'EXIT STATUS' | grep -E '^[0-9]+$' | exit_codes)" \
		"$("$top_builddir/lexsarahd" --help | grep -A3 '^Exit:' | exit_codes)"
}

test_form() {
	local file
	for file in "$top_srcdir"/man/*.[0-9]; do
		is "${file##*/} without a warning" "$(groff -k -man -Tutf8 -ww -z "$file" 2>&1)" ""
	done
}

test_verbs
test_options
test_daemon
test_exit_codes
if command -v groff >/dev/null; then
	test_form
else
	skip "the pages are formatted without a warning" "groff is not installed"
fi
plan
