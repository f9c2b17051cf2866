#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Another client reads, flags, moves, moves back, deletes and appends in the
# mailbox at random, while lexsarahd polls it and is killed now and then. At the
# end each report has one case, and who hears of it heard once.
set -euo pipefail

# shellcheck source=tests/support/tap.sh
. "${top_srcdir:?}/tests/support/tap.sh"
# shellcheck source=tests/support/flow.sh
. "$top_srcdir/tests/support/flow.sh"

reports=24
deeds=80
client=

clean_up() {
	[ -z "$client" ] || kill "$client" 2>/dev/null || true
	flow_clean_up
}

write_reports() {
	local i
	for ((i = 1; i <= reports; i++)); do
		write_mail "$flow/report-$i" "Kim Berg <kim@kommun.example>" "Rapport $i" \
			--id "<report-$i@kommun.example>"
	done
}

# usage: client_start SEED
client_start() {
	python3 "$top_srcdir/tests/support/imap-client.py" "$IMAP_PORT" "$SERVERS_PASSWORD" \
		Rapporter renew Klara
	python3 "$top_srcdir/tests/support/random-client.py" "$IMAP_PORT" "$SERVERS_PASSWORD" \
		Rapporter Klara "$1" "$deeds" "$flow"/report-* &
	client=$!
}

client_ends() {
	status=0
	wait "$client" || status=$?
	client=
}

client_works() {
	kill -0 "$client" 2>/dev/null
}

# usage: count_notices NAME; how often each case has it
count_notices() {
	outbox_json | json "sorted(set(__import__('collections').Counter(n['case'] for n in d
		if n['notice'] == '$1' and n['case']).values()))"
}

# usage: check_end NAME
check_end() {
	check "$1: the run after it ends well" daemon_finish
	is "$1: each report has one case" "$(cases_json | json 'len(d)')" "$reports"
	is "$1: no mail waits or stands in quarantine" \
		"$(mails_json | json 'sorted({m["state"] for m in d})')" "['handled']"
	is "$1: each reporter has one receipt" "$(count_notices receipt)" "[1]"
	is "$1: the responsible hears of each once" "$(count_notices new_case)" "[1]"
	is "$1: the registrar, too" "$(count_notices registrar)" "[1]"
	is "$1: it comes out even" "$(lexsarah mail accounting --json |
		json '[d[0][k] for k in ("owed", "quarantined", "difference")]')" "[0, 0, 0]"
	check "$1: the journal proves" lexsarah verify
}

# usage: round NAME SEED; a daemon that runs through
round() {
	flow_renew
	client_start "$2"
	daemon_start
	client_ends
	is "$1: the client comes to its end" "$status" 0
	servers_wait_until 60 grep -q "lexsarahd .* runs" "$flow/log"
	daemon_stop
	is "$1: lexsarahd ends when asked" "$status" 0
	check_end "$1"
}

# A moment of chance: this sleep waits for nothing, it is what is tested.
killed_round() {
	RANDOM=$2
	flow_renew
	client_start "$2"
	while client_works; do
		daemon_start
		sleep "0.$(printf %03d $((RANDOM % 600 + 300)))"
		daemon_stop KILL
	done
	client_ends
	is "$1: the client comes to its end" "$status" 0
	check "$1: the run after it ends well" daemon_finish
	is "$1: each report has one case, or died twice" \
		"$(mails_json | json "len({m['subject'] for m in d if m['case'] or m['state'] == 'quarantined'})")" \
		"$reports"
	is "$1: none has two" "$(mails_json | json "[s for s in {m['subject'] for m in d}
		if len({m['case'] for m in d if m['subject'] == s and m['case']}) > 1]")" "[]"
	is "$1: nobody hears of a case twice" "$(count_notices receipt) $(count_notices new_case) $(
		count_notices registrar)" "[1] [1] [1]"
	is "$1: what is not sent is uncertain" \
		"$(outbox_json | json 'sorted({n["state"] for n in d} - {"sent", "uncertain"})')" "[]"
	is "$1: it comes out even" "$(lexsarah mail accounting --json |
		json '[d[0][k] for k in ("owed", "difference")]')" "[0, 0]"
	check "$1: the journal proves" lexsarah verify
}

flow_start
trap clean_up EXIT
write_reports
conf_set "imap://127.0.0.1:$IMAP_PORT/INBOX" "imap://127.0.0.1:$IMAP_PORT/Rapporter"
conf_set 'after = "flag";' 'after = "flag"; poll_seconds = 1;'
round "at random" 1
killed_round "at random, and killed" 3
plan
