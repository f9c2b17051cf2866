#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# lexsarahd is stopped hard at each marked step of taking in and sending, and
# killed at moments of chance while mail arrives, or the reader is. Started again,
# it ends where an undisturbed run ends, and nobody is told anything twice.
set -euo pipefail

# shellcheck source=tests/support/tap.sh
. "${top_srcdir:?}/tests/support/tap.sh"
# shellcheck source=tests/support/flow.sh
. "$top_srcdir/tests/support/flow.sh"

# shellcheck disable=SC2016 # the keyword's name has a dollar sign
keyword='$LexSarah'
fault_exit=100
arrivals=20

fill_mailbox() {
	python3 "$top_srcdir/tests/support/make-docx.py" report-v1 "$flow/rapport.docx"
	write_mail "$flow/1.eml" "Kim Berg <kim@kommun.example>" "Blankett" \
		--id "<1@kommun.example>" --attach "$flow/rapport.docx"
	write_mail "$flow/2.eml" "Robin Ek <robin@kommun.example>" "Text" \
		--id "<2@kommun.example>" --text "$top_srcdir/tests/demo/form.txt"
	write_mail "$flow/3.eml" "system@kommun.example" "Larm" --id "<3@kommun.example>" \
		--header "Auto-Submitted: auto-generated"
	python3 "$top_srcdir/tests/support/make-pdf.py" two "$flow/two.pdf"
	write_mail "$flow/4.eml" "Mika Lund <mika@kommun.example>" "Två ärenden" \
		--id "<4@kommun.example>" --attach "$flow/two.pdf"
	mail_deliver lexsarah "$flow"/[123].eml "$flow/2.eml" "$flow/4.eml"
}

marked() {
	servers_doveadm search -u lexsarah mailbox INBOX keyword "$keyword" | wc -l
}

# usage: keep_state NAME
keep_state() {
	local folder=$flow/rounds/$1
	mkdir -p "$folder"
	cases_json >"$folder/cases.json"
	mails_json >"$folder/mails.json"
	outbox_json >"$folder/outbox.json"
	lexsarah mail accounting --json >"$folder/accounting.json"
	marked >"$folder/marked.json"
}

# As before the first run: no database, no mark in the mailbox.
begin_again() {
	flow_renew
	servers_doveadm flags remove -u lexsarah "$keyword" mailbox INBOX all
}

# usage: stop_at STEP; number or name: a run that ends there; false when it had fewer steps
stop_at() {
	export LEXSARAH_FAULT_AT=$1
	daemon_once
	unset LEXSARAH_FAULT_AT
	[ "$status" -eq "$fault_exit" ]
}

# Each step of the daemon and its ports, and some of the many of the database, which
# tests/fault/test-steps takes one by one; make check has every second of them.
chosen_steps() {
	awk -v one_of="$([ "${LEXSARAH_FAULTS:-}" = all ] && echo 1 || echo 2)" '
		$2 ~ /^(\.\.|ST_|database:)/ && NR % 50 { next }
		n++ % one_of == 0 { print $1 }' "$flow/steps"
}

# Counts the rounds that were stopped and names those that did not come to an end.
stop_at_each() {
	local step
	for step in "${steps[@]}"; do
		begin_again
		if stop_at "$step"; then
			stopped=$((stopped + 1))
		fi
		daemon_finish || unfinished+=" $step"
		lexsarah verify >"$flow/verify" 2>&1 || unproved+=" $step"
		keep_state "$step"
	done
}

rounds() {
	python3 "$top_srcdir/tests/support/check-rounds.py" "$1" "$flow/rounds" "$SERVERS_DIR/mail"
}

at_each_step() {
	local steps stopped=0 unfinished="" unproved=""
	export LEXSARAH_FAULT_LOG=$flow/steps
	daemon_once
	unset LEXSARAH_FAULT_LOG
	is "an undisturbed run" "$status" 0
	keep_state whole
	mapfile -t steps < <(chosen_steps)
	stop_at_each
	echo "# faults with real servers: ${#steps[@]} of $(wc -l <"$flow/steps") steps, $stopped stopped"
	check "most of the ${#steps[@]} rounds were stopped ($stopped)" \
		test "$stopped" -ge $((${#steps[@]} * 9 / 10))
	is "each came to an end" "$unfinished" ""
	is "each journal proves" "$unproved" ""
	check "at least 100 kinds of steps were passed" \
		test "$(cut -d ' ' -f 2- "$flow/steps" | sort -u | wc -l)" -ge 100
	check "Exim has delivered all" servers_wait_until 20 exim_is_idle
	check "the same cases" rounds cases
	check "the same mails" rounds mails
	check "the same notices" rounds notices
	check "nobody got a notice twice, and each what was sent" rounds delivered
	check "each mailbox is accounted for and marked" rounds accounted
}

# Invariant 2: what ends the program twice is put aside, and the others go on.
twice_at_the_same_mail() {
	begin_again
	check "the program ends while it handles mail" stop_at "intake: before apply"
	check "and again at the first of them" stop_at "intake: resumed"
	check "the next run ends well" daemon_finish
	is "that mail is in quarantine, the others are not" \
		"$(mails_json | json '[m["state"] for m in sorted(d, key=lambda m: m["id"])]')" \
		"['quarantined', 'handled', 'handled', 'handled', 'handled']"
	is "the responsible is told of it" "$(outbox_json | json '[(n["to"], n["state"]) for n in d
		if n["notice"] == "quarantined"]')" "[('ansvarig@kommun.example', 'sent')]"
	is "the accounting says so" "$(lexsarah mail accounting --json |
		json '[d[0][k] for k in ("present", "handled", "quarantined", "difference")]')" "[5, 4, 1, 0]"
	check "its journal proves" lexsarah verify
}

# A reading that ends the program twice has failed; its case's notices go out.
twice_at_the_same_reading() {
	begin_again
	check "the program ends while it reads" stop_at "reading: read"
	check "and again at the same" stop_at "reading: read"
	daemon_once
	is "the next run is the last" "$status" 0
	is "that reading failed, the others did not" "$(for id in $(cases_json |
		json '" ".join(sorted(c["id"] for c in d))'); do
		lexsarah case show "$id" --json | json 'd["reading"]["state"]'
	done | xargs)" "failed done done done done"
	is "its case says so" "$(lexsarah case show "$(cases_json | json 'min(c["id"] for c in d)')" \
		--json | json '[e["kind"] for e in d["events"] if e["kind"] == "reading_failed"]')" \
		"['reading_failed']"
	is "and nobody waits for it" "$(outbox_json | json '[n["state"] for n in d
		if n["notice"] == "new_case"]')" "['sent', 'sent', 'sent', 'sent', 'sent']"
	check "this journal proves" lexsarah verify
}

# usage: arrive NUMBER
arrive() {
	write_mail "$flow/arrival.eml" "Kim Berg <kim@kommun.example>" "Rapport $1" \
		--id "<arrival-$1@kommun.example>"
	mail_deliver lexsarah "$flow/arrival.eml"
}

# usage: moment MS; of chance, shorter than that: it waits for nothing, it is what is tested
moment() {
	local ms=$((RANDOM % $1)) # not in $(), whose chance is not of our seed
	sleep "0.$(printf %03d "$ms")"
}

# The process that reads, and those that it begins for a file each. What ends meanwhile is not found.
readers() {
	{ find /proc -mindepth 2 -maxdepth 2 -name exe \
		\( -lname "$LEXSARAH_READER" -o -lname "$LEXSARAH_READER-pages" \) 2>/dev/null || true; } |
		cut -d / -f 3
}

a_reader_runs() {
	[ -n "$(readers)" ]
}

# One of them by chance. The daemon lives on, and ends well when it is asked to.
kill_a_reader() {
	local all
	servers_wait_until 20 a_reader_runs || return 0
	moment 60
	mapfile -t all < <(readers)
	if [ "${#all[@]}" -gt 0 ] && kill -s KILL "${all[RANDOM % ${#all[@]}]}" 2>/dev/null; then
		killed=$((killed + 1))
	fi
	moment 250
	daemon_stop
	[ "$status" -eq 0 ] || ended_badly+=" $status"
}

kill_while_mail_arrives() {
	local i
	RANDOM=4711
	flow_renew
	mailbox_empty lexsarah
	conf_set 'after = "flag";' 'after = "flag"; poll_seconds = 1;'
	for ((i = 1; i <= arrivals; i++)); do
		arrive "$i"
		daemon_start
		if [ $((i % 2)) -eq 0 ]; then
			kill_a_reader
		else
			moment 250
			daemon_stop KILL
		fi
	done
}

no_reader_is_left() {
	! a_reader_runs
}

at_moments_of_chance() {
	local killed=0 ended_badly=""
	# A path of its own shows whose a reader is.
	cp "$LEXSARAH_READER" "$LEXSARAH_READER-pages" "$flow"
	LEXSARAH_READER=$flow/lexsarah-reader
	rm -rf "$flow/rounds"
	kill_while_mail_arrives
	check "most of $((arrivals / 2)) times a reader was killed ($killed)" \
		test "$killed" -ge $((arrivals / 3))
	is "the daemon outlives them, and ends when it is asked to" "$ended_badly" ""
	check "the run after $arrivals kills ends well" daemon_finish
	check "no reader is left behind" servers_wait_until 5 no_reader_is_left
	check "Exim has delivered all of it" servers_wait_until 20 exim_is_idle
	is "each mail is handled, or died twice" "$(mails_json |
		json 'len(d), sorted({m["state"] for m in d} - {"quarantined"})')" "($arrivals, ['handled'])"
	is "each handled mail has its case" "$(cases_json | json 'len(d)')" \
		"$(mails_json | json 'sum(m["state"] == "handled" for m in d)')"
	is "no notice is there twice" "$(outbox_json | json '[k for k, n in __import__("collections")
		.Counter((n["case"], n["notice"], n["to"]) for n in d
			if n["case"] and n["notice"] != "undeliverable").items() if n > 1]')" "[]"
	# What was to tell the operator ends there.
	is "of each that is uncertain a person is told" "$(outbox_json | json 'sum(
		(n["notice"] == "undeliverable") - (n["state"] == "uncertain" and
			(n["notice"], n["to"]) != ("undeliverable", "drift@kommun.example")) for n in d)')" 0
	is "what is not sent is uncertain" \
		"$(outbox_json | json 'sorted({n["state"] for n in d} - {"sent", "uncertain"})')" "[]"
	keep_state whole
	keep_state chance
	check "nothing arrived twice" rounds delivered
	is "it comes out even" "$(lexsarah mail accounting --json |
		json '[d[0][k] for k in ("present", "owed", "vanished", "difference")]')" "[$arrivals, 0, 0, 0]"
	is "each handled mail is marked" "$(marked)" "$(cases_json | json 'len(d)')"
	check "the journal proves after the kills" lexsarah verify
}

[ "${FAULT_POINTS:-no}" = yes ] || skip_all "configured without --enable-fault-points"
flow_start
fill_mailbox
at_each_step
twice_at_the_same_mail
twice_at_the_same_reading
at_moments_of_chance
plan
