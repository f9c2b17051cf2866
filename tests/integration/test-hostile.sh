#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The hostile list: mails made to exhaust, confuse or stop the daemon. Each is
# handled with little memory, the mail behind it at once, and nothing is lost.
# Ends with a table of what each took.
set -euo pipefail

# shellcheck source=tests/support/tap.sh
. "${top_srcdir:?}/tests/support/tap.sh"
# shellcheck source=tests/support/flow.sh
. "$top_srcdir/tests/support/flow.sh"

support=$top_srcdir/tests/support
most_mib=256
next_seconds=5 # one on a machine that does nothing else
table=()

# usage: put_in FILE…; straight into the Maildir: no server on the way mends anything
put_in() {
	local file folder=$SERVERS_DIR/mail/lexsarah/Maildir/new
	for file in "$@"; do
		mv "$file" "$folder/$(date +%s).M$((number++))P1.test"
	done
	chmod -R a+rX "$folder"
	[ "$(id -u)" -ne 0 ] || chown -R "$SERVERS_USER:$SERVERS_GROUP" "$folder"
}

# usage: make_mail NAME; as $flow/NAME
make_mail() {
	python3 "$support/hostile-list.py" "$1" "$flow/$1"
}

# A run; sets $seconds, $mib and $status.
run() {
	daemon_as=(python3 "$support/run-peak.py" "$flow/peak")
	daemon_once
	daemon_as=()
	read -r seconds mib status <"$flow/peak"
}

begin() {
	flow_renew
	mailbox_empty lexsarah
}

at_most() {
	awk -v a="$1" -v b="$2" 'BEGIN { exit !(a <= b) }'
}

# usage: judge NAME MAILS; after the run that took it: the one behind it, and that all is there
judge() {
	local name=$1 first=$seconds peak=$mib
	is "$name: the run ends well" "$status" 0
	make_mail next
	put_in "$flow/next"
	run
	is "$name: so does the next" "$status" 0
	check "$name: the next mail is handled in $seconds s" at_most "$seconds" "$next_seconds"
	is "$name: and opens a case" "$(of_mail next 'd["kind"]')" report
	is "$name: nothing is lost" "$(lexsarah mail accounting --json |
		json '[d[0][k] for k in ("present", "owed", "vanished", "difference")]')" \
		"[$2, 0, 0, 0]"
	# The sanitizers keep a shadow of all memory.
	if [ "${SANITIZERS:-no}" = yes ]; then
		skip "$name: memory" "the sanitizers take more"
	else
		check "$name: at most $peak MiB" test "$peak" -lt "$most_mib"
	fi
	table+=("$(printf '%-18s %8s s %6s MiB   next %6s s   %s' "$name" "$first" "$peak" \
		"$seconds" "$(state_of "$name")")")
}

# usage: of_mail NAME EXPRESSION; d is the mail
of_mail() {
	local id
	for id in $(mails_json | json '" ".join(str(m["id"]) for m in d[-3:])'); do
		lexsarah mail show "$id" --json >"$flow/mail"
		if grep -q "$1@hostile.example" "$flow/mail"; then
			json "$2" <"$flow/mail"
			return
		fi
	done
}

state_of() {
	mails_json | json '" ".join(sorted({m["state"] + (" " + m["kind"] if m["kind"] else "") for m in d[:-1]}))'
}

take() {
	begin
	make_mail "$1"
	put_in "$flow/$1"
	run
	judge "$1" 2
}

# usage: is_case NAME; a case, whatever else it is
is_case() {
	is "$1: opens a case" "$(mails_json | json '(d[0]["state"], d[0]["kind"])')" \
		"('handled', 'report')"
}

flags_of_case() {
	lexsarah case list --json | json 'sorted(f for c in d if c["id"] == "'"$1"'" for f in c["flags"])'
}

words_of() {
	lexsarah case show "$1" --json | json '(d["reading"]["documents"] or
		[{"report": {"description": {"value": d["reading"]["reason"]}}}])[0]["report"]["description"]["value"]'
}

first_case() {
	mails_json | json 'd[0]["case"]'
}

# What the notices of a case say, headers and all.
sent_to() {
	mailbox_show "$1"
}

exhausting() {
	local name
	for name in parts-10000 parts-3000000 deep-1000 deep-1000-mails header-line-1mb \
		headers-100000; do
		take "$name"
		is_case "$name"
	done
}

# Larger than the limit: its beginning, its sender told, and the responsible.
too_large() {
	take mail-200mb
	is_case mail-200mb
	is "mail-200mb: flagged" "$(flags_of_case "$(first_case)")" \
		"['attachment_unread', 'mail_incomplete']"
	is "mail-200mb: its words are read" "$(words_of "$(first_case)")" "En rapport."
	conf_set 'after = "flag";' 'after = "flag"; max_mail_bytes = 1048576;'
	mailbox_empty kim ansvarig
	take mail-2mb
	conf_set 'after = "flag"; max_mail_bytes = 1048576;' 'after = "flag";'
	is_case mail-2mb
	is "mail-2mb: flagged" "$(flags_of_case "$(first_case)")" \
		"['attachment_unread', 'mail_incomplete']"
	is "mail-2mb: its first part is known" "$(of_mail mail-2mb \
		'(d["truncated"], [p["media_type"] for p in d["parts"]])')" \
		"(True, ['text/plain', 'application/pdf'])"
	is "mail-2mb: its words are read" "$(words_of "$(first_case)")" "En rapport."
	mail_wait kim 2
	mail_wait ansvarig 2
	is "mail-2mb: its sender is asked for the rest" \
		"$(sent_to kim | grep -c 'DITT MEJL VAR FÖR STORT')" 1
	is "mail-2mb: and the responsible sees it" \
		"$(sent_to ansvarig | grep -c 'Hela mejlet kunde inte tas om hand')" 1
}

append_nuls() {
	begin
	make_mail nul-bytes
	python3 - "$IMAP_PORT" "$SERVERS_PASSWORD" "$flow/nul-bytes" <<-'EOF'
		import imaplib, sys
		with imaplib.IMAP4("127.0.0.1", int(sys.argv[1])) as imap:
		    imap.login("lexsarah", sys.argv[2])
		    print("#", imap.append("INBOX", None, None, open(sys.argv[3], "rb").read()))
	EOF
	run
	judge nul-bytes 2
	is_case nul-bytes
	python3 "$support/fetch-mails.py" "$IMAP_PORT" lexsarah "$SERVERS_PASSWORD" "$flow/fetched"
	lexsarah mail extract "$(mails_json | json 'd[0]["id"]')" -o "$flow/out" >/dev/null
	check "nul-bytes: kept as the server has it" cmp "$flow/out/mail.eml" \
		"$flow/fetched/$(of_mail nul-bytes 'd["uid"]')"
}

forging() {
	conf_set 'gateways = [ "mx.kommun.example" ];' \
		'gateways = [ "mx.kommun.example" ]; trust = "authserv"; authserv_id = "mx.kommun.example";'
	take forged-gateway
	is "forged-gateway: the arrival is the gateway's own" \
		"$(of_mail forged-gateway '(d["arrival_source"], d["arrived"][:4] + d["arrived"][5:7] == "202603")')" \
		"('gateway', False)"
	take forged-results
	is "forged-results: what the sender wrote proves nothing" \
		"$(of_mail forged-results 'd["trust"] == "verified"')" False
	take doubled-results
	is "doubled-results: two are none" "$(of_mail doubled-results 'd["trust"] == "verified"')" False
	conf_set ' trust = "authserv"; authserv_id = "mx.kommun.example";' ''
}

subjects() {
	local name
	for name in subject-crlf subject-bidi; do
		mailbox_empty kim ansvarig
		take "$name"
		is_case "$name"
		mail_wait kim 2
		mail_wait ansvarig 2
		is "$name: no header comes of it" \
			"$({ sent_to kim; sent_to ansvarig; } | grep -ci 'annat.example\|gpj')" 0
		lexsarah mail show "$(mails_json | json 'd[0]["id"]')" >"$flow/shown"
		check "$name: it harms no terminal" python3 "$support/check-output.py" "$flow/shown"
	done
}

# A thousand of one sender: a case each, and receipts only as many as the limit allows.
flood() {
	local i
	begin
	mailbox_empty kim ansvarig registrator
	conf_set 'receipts_per_sender = 100000;' 'receipts_per_sender = 10;'
	conf_set 'notices_per_recipient = 100000;' 'notices_per_recipient = 10;'
	make_mail flood
	for ((i = 0; i < 1000; i++)); do
		sed "s/flood@hostile/flood-$i@hostile/" "$flow/flood" >"$flow/flood-$i"
	done
	put_in "$flow"/flood-*
	run
	judge flood 1001
	is "flood: a case each" "$(cases_json | json 'len(d)')" 1001
	is "flood: few receipts go out" "$(outbox_json | json \
		'sum(n["notice"] == "receipt" and n["state"] == "sent" for n in d) <= 10')" True
	conf_set 'receipts_per_sender = 10;' 'receipts_per_sender = 100000;'
	conf_set 'notices_per_recipient = 10;' 'notices_per_recipient = 100000;'
}

# Its handling ends the program twice; then it is set aside, and a person is told.
killing() {
	local step
	if [ "${FAULT_POINTS:-no}" != yes ]; then
		skip "killer" "configured without --enable-fault-points"
		return
	fi
	begin
	make_mail killer
	put_in "$flow/killer"
	for step in "intake: before apply" "intake: resumed"; do
		export LEXSARAH_FAULT_AT=$step
		daemon_once
		unset LEXSARAH_FAULT_AT
		is "killer: ends the program ($step)" "$status" 100
	done
	run
	judge killer 2
	is "killer: is set aside with a reason" \
		"$(mails_json | json '(d[0]["state"], bool(d[0]["reason"]))')" "('quarantined', True)"
	is "killer: a person is told" "$(outbox_json | json \
		'[n["state"] for n in d if n["notice"] == "quarantined"]')" "['sent']"
}

number=1000
flow_start
servers_doveadm mailbox create -u lexsarah Klara
exhausting
too_large
append_nuls
forging
subjects
flood
killing
printf '# %s\n' "${table[@]}"
plan
