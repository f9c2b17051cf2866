#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What bash offers after the beginning of a lexsarah command line.
set -euo pipefail

# shellcheck source=tests/support/tap.sh
. "${top_srcdir:?}/tests/support/tap.sh"
# shellcheck source=conf/bash-completion
. "$top_srcdir/conf/bash-completion"

# usage: offered WORD…; the last word is the one being written
offered() {
	COMP_WORDS=(lexsarah "$@")
	COMP_CWORD=$#
	COMPREPLY=()
	_lexsarah
	echo "${COMPREPLY[*]}"
}

# The line so far | what is offered. A _ is a word not begun.
while IFS='|' read -r line wanted; do
	read -ra words <<<"$line"
	is "lexsarah $line" "$(offered "${words[@]/#_/}")" "$wanted"
done <<'EOF'
ch|check-config check-templates
c|calendar case check-config check-templates clock
-c file.conf ma|mail
case _|arrived assess assign breach close commission decide decision dnr dossier extend feedback follow-up inform ivo join link list measure note open propose protect receipt recuse release reopen reported show start transfer withdraw
case s|show start
case dossier LS-2026-0001 -|-c --config --now --as --if-unchanged --json --help --version -o --for
case dossier LS-2026-0001 --for SDN --f|--for
outbox _|cancel list release retry show
--now 2026-03-12T08:00:00Z mail a|accounting
case list --st|--state
case list --state decl|declined
mail list --state q|quarantined
outbox list --state u|uncertain
mail accounting --b|--board
case show --st|
clock compute --rule ivo_i|ivo_investigation
clock compute --rule start --law S|SoL SoL,LSS
clock compute --rule start --from _|
clock compute --rule start --ex|--extended
mail extract 7 -o _|
report --a|--as --access
report --access --from _|
report --year _|
report --year 2026 --h|--help --html
report --access --case LS-2026-0001 --f|--from
r|read report restore
se|search
search _|
-c _|
case show LS-2026-0001 _|
nonsense _|
EOF
plan
