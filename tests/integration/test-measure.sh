#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# In what measure mail enters and notices leave: an old mailbox at first
# contact, and what a person says of that which is held.
set -euo pipefail

export TZ=Europe/Stockholm # the dates of the program

# shellcheck source=tests/support/tap.sh
. "${top_srcdir:?}/tests/support/tap.sh"
# shellcheck source=tests/support/flow.sh
. "$top_srcdir/tests/support/flow.sh"

# usage: put_old DAYS NAME; a mail that the mailbox took in so many days ago
put_old() {
	local new=$SERVERS_DIR/mail/lexsarah/Maildir/new
	local file
	file=$new/$(date -d "$1 days ago" +%s).M1P1.$2
	write_mail "$file" "$2@kommun.example" "Rapport $2"
	touch -d "$1 days ago" "$file"
	[ "$(id -u)" -ne 0 ] || chown "$SERVERS_USER:$SERVERS_GROUP" "$file"
}

# Notices of each state: {'held': 3, ...}
states() {
	outbox_json | json '{s: sum(n["state"] == s for n in d) for s in sorted({n["state"] for n in d})}'
}

# usage: state_of CASE
state_of() {
	outbox_json | json "sorted({n['state'] for n in d if n['case'] == '$1'})"
}

flow_start
servers_doveadm mailbox create -u lexsarah Klara
put_old 400 astrid
put_old 30 berit
put_old 3 cecilia
export TMPDIR=$flow/tmp
mkdir "$TMPDIR"
status=0
"$top_builddir/lexsarahd" -c "$conf" --rehearse --json >"$flow/json" 2>>"$flow/log" || status=$?
is "a rehearsal ends well" "$status" 0
check "in JSON that scripts can rely on" python3 "$top_srcdir/tests/support/check-json.py" \
	"--rehearse" <"$flow/json"
is "it shows each mail with its case" "$(json '[(m["kind"], m["opens"], m["case"][-4:]) for m in d]' \
	<"$flow/json")" "[('report', True, '0001'), ('report', True, '0002'), ('report', True, '0003')]"
is "and each notice, held or not" "$(json '[sorted({n["hold"] for n in m["notices"]}, key=str)
	for m in d]' <"$flow/json")" "[['first_contact'], ['first_contact'], [None]]"
check "in words, too" bash -c "'$top_builddir/lexsarahd' -c '$conf' --rehearse |
	grep -q 'new_case to ansvarig@kommun.example, held: first_contact'"
is "it leaves no database" "$(find "$flow" -name '*.db*')" ""
is "and no folder" "$(ls "$TMPDIR")" ""
is "and no mark" "$(servers_doveadm fetch -u lexsarah flags mailbox INBOX all | grep -c LexSarah || true)" 0
is "and sends nothing" "$(mail_count ansvarig)" 0
daemon_once
is "one run handles an old mailbox" "$status" 0
is "each mail has its case" "$(cases_json | json 'len(d)')" 3
is "the notices of what is over seven days old are held" "$(outbox_json |
	json 'sorted({(n["case"], n["state"], n["hold"]) for n in d if n["case"]})')" \
	"$(python3 -c '
print([("LS-%s-0001", "held", "first_contact"), ("LS-%s-0002", "held", "first_contact"),
	("LS-%s-0003", "sent", None)])' | sed "s/%s/$(date +%Y)/g")"
is "no old sender gets a receipt" "$(mail_count astrid) $(mail_count berit) $(mail_count cecilia)" \
	"0 0 1"
is "the operator is told" \
	"$(outbox_json | json '[(n["to"], n["state"]) for n in d if n["notice"] == "held"]')" \
	"[('drift@kommun.example', 'sent')]"
notice=$(outbox_json | json '[n["id"] for n in d if n["notice"] == "held"][0]')
check "with how many and what to do" bash -c "
	'$top_builddir/lexsarah' -c '$conf' outbox show $notice |
		grep -q 'lexsarah outbox release --all --hold first_contact'"
daemon_once
is "a rehearsal now finds nothing new" \
	"$("$top_builddir/lexsarahd" -c "$conf" --rehearse --json 2>>"$flow/log")" "[]"
is "once" "$(outbox_json | json 'sum(n["notice"] == "held" for n in d)')" 1

status=0
lexsarah outbox release --all 1 2>/dev/null || status=$?
is "all and a number is a mistake" "$status" 64
status=0
lexsarah outbox release 2>/dev/null || status=$?
is "nothing is a mistake" "$status" 64
status=0
lexsarah outbox release --all --hold other 2>/dev/null || status=$?
is "no such reason" "$status" 64
status=0
lexsarah outbox release --all --hold protected 2>"$flow/refused" || status=$?
is "what one person is to decide on goes with its case only" "$status" 77
check "which is said" grep -q -e '--case' "$flow/refused"
lexsarah outbox release --all --hold first_contact --case "LS-$(date +%Y)-0002" --json >"$flow/json"
check "a release says what it did" python3 "$top_srcdir/tests/support/check-json.py" \
	"outbox release" <"$flow/json"
is "three notices" "$(json 'd["count"]' <"$flow/json")" 3
daemon_once
is "they go out" "$(state_of "LS-$(date +%Y)-0002")" "['sent']"
is "the sender hears late" "$(mail_count berit)" 1
check "of the day when the mail came" bash -c "
	'$top_builddir/lexsarah' -c '$conf' outbox show $(outbox_json |
		json '[n["id"] for n in d if n["to"] == "berit@kommun.example"][0]') |
		grep -q '$(date -d '30 days ago' +%F)'"
lexsarah outbox cancel --all --hold first_contact >/dev/null
daemon_once
is "what is cancelled never goes" "$(state_of "LS-$(date +%Y)-0001") $(mail_count astrid)" \
	"['cancelled'] 0"
is "every release is an event" "$(lexsarah case show "LS-$(date +%Y)-0002" --json |
	json 'sum(e["kind"] == "notice_released" for e in d["events"])')" 3

# A thousand mails a minute from one sender, in small.
conf_set "receipts_per_sender = 100000" "receipts_per_sender = 2"
conf_set "notices_per_recipient = 100000" "notices_per_recipient = 4"
before=$(cases_json | json 'len(d)')
heard=$(mail_count ansvarig)
for number in 1 2 3 4 5 6 7 8; do
	put_old 0 "victim$number"
	sed -i 's/^From: .*/From: victim@kommun.example\r/' \
		"$SERVERS_DIR"/mail/lexsarah/Maildir/new/*"victim$number"
done
daemon_once
is "one run handles them" "$status" 0
is "each has its case" "$(cases_json | json 'len(d)')" $((before + 8))
is "the sender gets two receipts" "$(mail_count victim)" 2
told=$(outbox_json | json 'sum(n["notice"] == "new_case" and n["state"] == "sent" for n in d)')
# One went before there was a limit, and one was released, which does not count.
is "the responsible gets four mails in this hour" "$told" 6
is "and a digest" "$(($(mail_count ansvarig) - heard))" 5
digest=$(outbox_json | json '[n["id"] for n in d if n["notice"] == "new_case_digest"][0]')
check "that names the cases" bash -c "
	'$top_builddir/lexsarah' -c '$conf' outbox show $digest |
		grep -q 'LS-$(date +%Y)-00$((before + 8))\|LS-$(date +%Y)-0*$((before + 8))'"
check "the journal proves" lexsarah verify
plan
