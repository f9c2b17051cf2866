#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Cases from the mailed report to the closing, worked by answering notices as people's
# mail programs do: Dovecot and Exim carry all of it, Exim vouches for who logs in, and the
# clock is the machine's.
set -euo pipefail

# shellcheck source=tests/support/tap.sh
. "${top_srcdir:?}/tests/support/tap.sh"
# shellcheck source=tests/support/flow.sh
. "$top_srcdir/tests/support/flow.sh"

furnish() {
	local key=$flow/reply.key
	(umask 077 && echo "1 $(head -c 32 /dev/urandom | base64 -w 0)" >"$key")
	conf_set 'organisation = {' "reply_key = \"$key\";
		organisation = { trust = \"authserv\"; authserv_id = \"mx.kommun.example\";"
	conf_set '  responsible = "ansvarig@kommun.example";' \
		'  responsible = { address = "ansvarig@kommun.example"; title = "lex Sarah-ansvarig"; };
		  decision_maker = { address = "direktor@kommun.example"; title = "direktör"; };
		  investigators = ( { address = "kim.berg@kommun.example"; title = "utredare"; } );
		  commissioning = ( { id = "SDN"; name = "Stadsdelsnämnden"; address = "sdn@annan.example"; },
		    { id = "VON"; name = "Vårdnämnden"; address = "von@annan.example"; automatic = true; } );'
}

# Each notice names an address of its own for the answer; one person may be told all.
furnish_plus() {
	conf_set 'after = "flag";' 'after = "flag"; plus_address = true;'
	conf_set 'title = "direktör";' 'title = "direktör"; secure = true;'
}

furnish_english() {
	conf_set '  id = "AMN";' '  id = "AMN"; language = "en";'
}

# usage: talk NAME; $programs: the mail programs that wrote
talk() {
	flow_renew
	mailbox_empty "$board_user"
	python3 -B "$top_srcdir/tests/support/conversation.py" \
		"$top_srcdir/tests/scenarios/by-mail/$1.txt" "$top_builddir" "$conf" \
		"$SERVERS_DIR/mail" "$SMTP_PORT" "$SERVERS_PASSWORD" >>"$flow/programs"
}

flow_start
furnish
check "an ordinary case" talk ordinary
check "a case that is declined and taken up again" talk declined
furnish_plus
check "a serious case" talk serious
furnish_english
check "a case of a board that writes English, with each command" talk english
programs=$(tr ' ' '\n' <"$flow/programs" | sort -u | wc -l)
check "answers of $programs mail programs, which are twelve or more" [ "$programs" -ge 12 ]
plan
