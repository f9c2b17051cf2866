#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The scenarios of tests/scenarios, each on an empty database: every mail of every
# day, and no other. Files given play those only.
set -euo pipefail

# shellcheck source=tests/support/tap.sh
. "${top_srcdir:?}/tests/support/tap.sh"
# shellcheck source=tests/support/flow.sh
. "$top_srcdir/tests/support/flow.sh"

# People of their own for every role; the one who answers for the reports and the one
# who investigates are both away in July.
furnish() {
	conf_set '  responsible = "ansvarig@kommun.example";' \
		'  responsible = { address = "ansvarig@kommun.example"; title = "lex Sarah-ansvarig";
		    away = { from = "2026-07-01"; to = "2026-07-31"; }; };
		  deputy = "stf@kommun.example";
		  decision_maker = { address = "direktor@kommun.example"; title = "direktör"; };
		  dpo = "dso@kommun.example";
		  investigators = ( { address = "kim.berg@kommun.example"; title = "utredare";
		    away = { from = "2026-07-01"; to = "2026-07-31"; }; } );
		  commissioning = (
		    { id = "SDN"; name = "Stadsdelsnämnden"; address = "sdn@annan.example"; automatic = true; },
		    { id = "FUN"; name = "Funktionsnämnden"; address = "fun@annan.example"; } );'
}

play() {
	flow_renew
	python3 -B "$top_srcdir/tests/support/scenario.py" "$1" "$top_builddir" "$conf" \
		"$SERVERS_DIR/mail" drift@kommun.example
}

flow_start
furnish
[ $# -gt 0 ] || set -- "$top_srcdir"/tests/scenarios/*.txt
for file in "$@"; do
	what=${file##*/}
	check "the scenario ${what%.txt}" play "$file"
done
plan
