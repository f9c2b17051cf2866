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

# A gateway that proves senders, and people of their own for every role; the one who answers for the reports and the one
# who investigates are both away in July.
furnish() {
	local key=$flow/reply.key
	(umask 077 && echo "1 $(head -c 32 /dev/urandom | base64 -w 0)" >"$key")
	conf_set 'organisation = {' "reply_key = \"$key\";
		organisation = { trust = \"authserv\";
		  authserv_id = \"mx.kommun.example\";"
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
		    { id = "VON"; name = "Vård- och omsorgsnämnden"; address = "von@annan.example";
		      automatic = true; secure = true; },
		    { id = "FUN"; name = "Funktionsnämnden"; address = "fun@annan.example"; } );'
}

# A second board of ours, for the scenarios that say of which one a report is.
furnish_second() {
	cp -p "$conf" "$flow/second.conf"
	conf=$flow/second.conf
	conf_set '  emergency_phone = "08-123 45 67";
} );' '  emergency_phone = "08-123 45 67";
		}, {
		  id = "VON"; name = "Vård- och omsorgsnämnden"; address = "lexsarah-von@kommun.example";
		  mailbox = { url = "imap://127.0.0.1:'"$IMAP_PORT"'/INBOX"; user = "lexsarah-von";
		    password = "'"$SERVERS_PASSWORD"'"; tls = "none"; };
		  smtp = { url = "smtp://127.0.0.1:'"$SMTP_PORT"'"; tls = "none"; };
		  responsible = { address = "von@kommun.example"; title = "lex Sarah-ansvarig"; };
		  decision_maker = { address = "von-direktor@kommun.example"; title = "direktör"; };
		  registrar = "von-registrator@kommun.example";
		  operator = "drift@kommun.example";
		  investigators = ( { address = "ove.dal@kommun.example"; title = "utredare"; } );
		} );'
}

play() {
	local conf=$conf
	! grep -q -e '--board AMN' "$1" || furnish_second
	flow_renew
	mailbox_empty "$board_user"
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
