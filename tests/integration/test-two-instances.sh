#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Two instances, each with a database of its own, work on one mailbox: by mistake, or while one
# takes over from the other. Each takes in every report or says that it vanished, no report is lost
# to both, and who meets an answer to what the other told ends.
set -euo pipefail

# shellcheck source=tests/support/tap.sh
. "${top_srcdir:?}/tests/support/tap.sh"
# shellcheck source=tests/support/flow.sh
. "$top_srcdir/tests/support/flow.sh"

reports=20
unseen=3 # of them come while the second is stopped
declare -A daemons=()

clean_up() {
	local name
	for name in "${!daemons[@]}"; do
		kill -s KILL "${daemons[$name]}" 2>/dev/null || true
		wait "${daemons[$name]}" 2>/dev/null || true
	done
	daemon=
	flow_clean_up
}

# usage: use first|second; what flow.sh does is done with that instance
use() {
	flow=$SERVERS_DIR/$1
	conf=$flow/lexsarah.conf
	database=$flow/lexsarah.db
	daemon=${daemons[$1]:-}
}

# usage: make_instance NAME AFTER; with an empty database
make_instance() {
	use "$1"
	rm -rf "$flow"
	mkdir -m 700 "$flow"
	write_demo_conf "$conf" "$database"
	close_days
	conf_set 'after = "flag";' "after = \"$2\"; poll_seconds = 1;"
	conf_set 'organisation = {' "reply_key = \"$SERVERS_DIR/reply.key\"; organisation = {"
}

start() {
	use "$1"
	daemon_start
	daemons[$1]=$daemon
	servers_wait_until 20 test -S "$database.sock" || bail "the $1 instance does not start"
}

# usage: stop NAME; sets $status, of one that has ended by itself, too
stop() {
	use "$1"
	daemon_stop TERM
	unset "daemons[$1]"
}

# usage: deliver FIRST LAST; reports of these numbers, one after the other
deliver() {
	local i
	for ((i = $1; i <= $2; i++)); do
		write_mail "$SERVERS_DIR/report.eml" "Kim Berg <kim@kommun.example>" "Rapport $round $i" \
			--id "<$round-$i@kommun.example>"
		mail_deliver lexsarah "$SERVERS_DIR/report.eml"
	done
}

vanished() {
	lexsarah mail accounting --json | json 'd[0]["vanished"]'
}

# Cases, and what is known to have gone before a case could be opened.
taken() {
	echo $(($(cases_json | json 'len(d)') + $(vanished)))
}

# usage: has_taken NAME COUNT
has_taken() {
	use "$1"
	[ "$(taken)" -ge "$2" ]
}

# usage: have_taken COUNT; both
have_taken() {
	servers_wait_until 30 has_taken first "$1" && servers_wait_until 30 has_taken second "$1"
}

marked_is() {
	[ "$(servers_doveadm search -u lexsarah mailbox INBOX keyword "\$LexSarah" | wc -l)" -eq "$1" ]
}

inbox_is() {
	[ "$(mail_count lexsarah)" -eq "$1" ]
}

# usage: count_notices NAME; how often each case has it
count_notices() {
	outbox_json | json "sorted(set(__import__('collections').Counter(n['case'] for n in d
		if n['notice'] == '$1' and n['case']).values()))"
}

subjects() {
	mails_json | json '" ".join(sorted({m["subject"].split()[-1] for m in d if m["case"]}, key=int))'
}

# The operator's letters say how many mails vanished; this is their sum, of both instances.
told_vanished() {
	mailbox_show drift | sed -n 's/.*AMN: \([0-9]*\) mejl försvann ur brevlådan.*/\1/p' |
		awk '{ sum += $1 } END { print sum + 0 }'
}

# usage: check_end NAME
check_end() {
	local gone name="$round, $1"
	stop "$1"
	is "$name: it ends when asked" "$status" 0
	check "$name: the run after it ends well" daemon_finish
	gone=$(vanished)
	is "$name: each report has one case, or vanished" "$(taken)" "$reports"
	is "$name: no report has two cases" "$(mails_json | json 'len([m for m in d if m["case"]])')" \
		$((reports - gone))
	is "$name: each case has one receipt, and is told of once" \
		"$(count_notices receipt) $(count_notices new_case) $(count_notices registrar)" "[1] [1] [1]"
	is "$name: all of it went" "$(outbox_json | json 'sorted({n["state"] for n in d})')" "['sent']"
	is "$name: it comes out even" "$(lexsarah mail accounting --json |
		json '[d[0][k] for k in ("owed", "quarantined", "difference")]')" "[0, 0, 0]"
	check "$name: the journal proves" lexsarah verify
}

# What came to people, and not what the outboxes say: no letter twice, and one for each case.
check_told() {
	local cases=0 gone=0 name
	servers_wait_until 20 exim_is_idle
	for name in first second; do
		use "$name"
		cases=$((cases + $(cases_json | json 'len(d)')))
		gone=$((gone + $(vanished)))
	done
	is "$round: the reporter got a letter for each case of each" "$(mail_count kim)" "$cases"
	is "$round: the operator is told of each mail that vanished" "$(told_vanished)" "$gone"
	is "$round: and none twice" "$(mailbox_ids kim | sort | uniq -d)" ""
	is "$round: nor the responsible" "$(mailbox_ids ansvarig | sort | uniq -d)" ""
}

all_reports() {
	seq -s " " "$reports"
}

# usage: begin NAME AFTER; both instances work on an empty mailbox
begin() {
	round=$1
	mailbox_empty lexsarah kim ansvarig registrator drift
	make_instance first "$2"
	make_instance second "$2"
	start first
	start second
}

# Both mark the same mails with the same keyword.
flag_round() {
	begin flag flag
	deliver 1 "$reports"
	check "flag: both take all of it" have_taken "$reports"
	check "flag: and mark it" servers_wait_until 20 marked_is "$reports"
	check_end first
	check_end second
	use second
	is "flag: nothing vanishes" "$(vanished)" 0
	check_told
}

# usage: take_from_under_second NUMBER; a report that the first has moved before the second looks
take_from_under_second() {
	kill -s STOP "${daemons[second]}"
	deliver "$1" "$1"
	servers_wait_until 30 has_taken first "$1" || true
	servers_wait_until 20 inbox_is 0 || true
	kill -s CONT "${daemons[second]}"
	servers_wait_until 30 has_taken second "$1" || true
}

# One moves away what the other has not fetched yet.
move_round() {
	local i
	begin move move:Klara
	deliver 1 $((reports - unseen))
	check "move: both take what they can, and miss the rest" have_taken $((reports - unseen))
	for ((i = reports - unseen + 1; i <= reports; i++)); do
		take_from_under_second "$i"
	done
	check "move: the second sees each go" has_taken second "$reports"
	check_end first
	check_end second
	use second
	check "move: what went while it was stopped is among what vanished" \
		test "$(vanished)" -ge "$unseen"
	is "move: no report is lost to both" \
		"$({
			subjects
			use first
			subjects
		} | tr ' ' '\n' | sort -nu | paste -sd ' ')" "$(all_reports)"
	check_told
}

# usage: receipt_of NAME; the Message-ID of the receipt that this instance sent last
receipt_of() {
	use "$1"
	outbox_json | json '[n for n in d if n["notice"] == "receipt"][-1]["message_id"]'
}

ended() {
	! kill -0 "${daemons[$1]}" 2>/dev/null
}

# With one key they are two states of one: one of them has told what the other does not know.
answer_round() {
	local receipt
	begin answer flag
	deliver 1 1
	check "answer: both take the report" have_taken 1
	check "answer: both answer it" mail_wait kim 2
	receipt=$(receipt_of first)
	write_mail "$SERVERS_DIR/answer.eml" "Kim Berg <kim@kommun.example>" "SV: Rapport" \
		--id "<svar@kommun.example>" --in-reply-to "<${receipt//[<>]/}>"
	mail_deliver lexsarah "$SERVERS_DIR/answer.eml"
	check "answer: who did not send the receipt ends" servers_wait_until 30 ended second
	stop second
	is "answer: with 77" "$status" 77
	is "answer: it says why, once" "$(grep -c "is an older state" "$flow/log")" 1
	is "answer: it is behind" "$(lexsarah instance show --json | json 'd["doubt"]')" behind
	daemon_once
	is "answer: and does not run again" "$status" 77
	is "answer: it told nobody of the answer" "$(mail_count kim)" 2
	check "answer: its journal proves" lexsarah verify
	use first
	check "answer: the other goes on, and files it in the case" servers_wait_until 20 answer_is_filed
	is "answer: it opens none" "$(cases_json | json 'len(d)')" 1
	stop first
	is "answer: the other ends when asked" "$status" 0
	is "answer: nothing is in doubt there" "$(lexsarah instance show --json | json 'd["doubt"]')" None
	check "answer: the journal of the other proves" lexsarah verify
}

answer_is_filed() {
	[ "$(mails_json | json 'len([m for m in d if m["case"]])')" -eq 2 ]
}

flow_start
trap clean_up EXIT
(umask 077 && echo "1 $(head -c 32 /dev/urandom | base64 -w 0)" >"$SERVERS_DIR/reply.key")
flag_round
move_round
answer_round
plan
