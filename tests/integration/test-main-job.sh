#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The main job, end to end: mailed reports become cases, the right people are
# told what they may know, and doing it again changes nothing.
set -euo pipefail

# shellcheck source=tests/support/tap.sh
. "${top_srcdir:?}/tests/support/tap.sh"
# shellcheck source=tests/support/flow.sh
. "$top_srcdir/tests/support/flow.sh"

# Words of the reports and of their senders, none of which may be mailed on.
markers=("Astrid Testlund" astrid.testlund trygghetslarm "070-000 12 34" Solros "Kim Berg"
	kim.berg "Robin Ek" robin.ek "08-123 45 71" Björkdalen snickeriet "Mika Lund" mika.lund
	"070-174 06 35" Solgården nattpersonalen "Lo Ask" lo.ask Videdal insulin
	tillbud@annat.example Grannen "Rapport lex Sarah" "Tack för beskedet")

send_reports() {
	local support=$top_srcdir/tests/support
	python3 "$support/make-docx.py" report-v1 "$flow/rapport.docx"
	send_mail "Kim Berg <kim.berg@kommun.example>" "Rapport lex Sarah" \
		--id "<docx@kommun.example>" --attach "$flow/rapport.docx" || return
	send_mail "Robin Ek <robin.ek@kommun.example>" "Rapport från snickeriet" \
		--id "<text@kommun.example>" --text "$top_srcdir/tests/demo/form.txt" || return
	send_mail "Mika Lund <mika.lund@kommun.example>" "Bemanningen på Solgården" \
		--id "<words@kommun.example>" --text "$top_srcdir/tests/demo/words.txt"
}

send_html() {
	cat >"$flow/html.eml" <<-'END'
		From: Lo Ask <lo.ask@kommun.example>
		To: lexsarah@kommun.example
		Subject: Missad insulin
		Date: Sun, 22 Nov 2026 08:00:00 +0100
		Message-ID: <html@kommun.example>
		MIME-Version: 1.0
		Content-Type: text/html; charset=utf-8
		Content-Transfer-Encoding: 8bit

		<html><body><p>P&aring; <b>Videdal</b> gl&ouml;mdes insulin i g&aring;r.</p></body></html>
	END
	mail_send "$flow/html.eml" lo.ask@kommun.example lexsarah@kommun.example
	mail_wait lexsarah 4
}

send_others() {
	printf 'Grannen ropar på hjälp om nätterna.\n' >"$flow/outside.txt"
	send_mail "tillbud@annat.example" "Orolig" --id "<outside@annat.example>" \
		--text "$flow/outside.txt" || return
	send_mail "system@kommun.example" "Larmrapport" --id "<automatic@kommun.example>" \
		--header "Auto-Submitted: auto-generated" || return
	# One mail to two addresses that lead to the same mailbox.
	write_mail "$flow/two.eml" "Kim Berg <kim.berg@kommun.example>" "Två vägar" \
		--id "<two@kommun.example>"
	mail_send "$flow/two.eml" kim.berg@kommun.example lexsarah@kommun.example \
		lexsarah@amn.kommun.example
	mail_wait lexsarah 8 || return
	# The very same bytes once more.
	mail_deliver lexsarah "$flow/two.eml"
	is "nine mails stand in the mailbox" "$(mail_count lexsarah)" 9
}

message_id_of() {
	outbox_json | json 'next(n["message_id"] for n in d
		if (n["case"], n["notice"]) == ("'"$1"'", "'"$2"'"))' | tr -d '<>'
}

send_answers() {
	local receipt
	receipt="<$(message_id_of "$(case_of docx@kommun.example)" receipt)>"
	printf 'Tack för beskedet. Det har hänt igen.\n' >"$flow/answer.txt"
	send_mail "Kim Berg <kim.berg@kommun.example>" "SV: Mottagen" --id "<answer@kommun.example>" \
		--in-reply-to "$receipt" --text "$flow/answer.txt" || return
	send_mail "Kim Berg <kim.berg@kommun.example>" "Frånvaro" --id "<away@kommun.example>" \
		--in-reply-to "$receipt" --header "Auto-Submitted: auto-replied"
}

# usage: case_of MESSAGE-ID
case_of() {
	lexsarah mail list --json | json 'd[-1] and next(m["case"] for m in d
		if m["id"] == '"$(mail_number "$1")"')'
}

mail_number() {
	python3 - "$database" "$1" <<-'END'
		import sqlite3, sys
		db = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
		print(db.execute("SELECT min(id) FROM mail WHERE message_id = ?", (sys.argv[2],)).fetchone()[0])
	END
}

mails_short() {
	mails_json | json '"\n".join("%s %s" % (m["kind"], m["subject"])
		for m in sorted(d, key=lambda m: m["id"]))'
}

# usage: notices_short KIND
notices_short() {
	outbox_json | json '"\n".join(sorted("%s %s" % (n["to"], n["state"]) for n in d
		if n["notice"] == "'"$1"'"))'
}

accounting_short() {
	lexsarah mail accounting --json | json '"present %(present)d handled %(handled)d owed %(owed)d" \
		" quarantined %(quarantined)d vanished %(vanished)d difference %(difference)d" % d[0]'
}

all_arrived() {
	outbox_json >"$flow/outbox.json"
	notices delivered
}

notices() {
	python3 "$top_srcdir/tests/support/check-notices.py" "$1" "$SERVERS_DIR/mail" \
		"$flow/outbox.json" "${@:2}"
}

check_notices() {
	check "$1: each notice arrived once" servers_wait_until 20 all_arrived
	check "$1: their form" notices form
	check "$1: their thread" notices thread
	check "$1: they say nothing of the reports" notices silent "${markers[@]}"
}

reading_short() {
	lexsarah case show "$(case_of "$1")" --json | json '[(r["report"]["reporter"]["name"] or
		{}).get("value") for r in d["reading"]["documents"]], d["reading"]["state"]'
}

flow_start
check "staff mail reports" send_reports
check "one as HTML only" send_html
send_others

daemon_once
is "one run handles all of it" "$status" 0

is "each mail has its kind" "$(mails_short)" "report Rapport lex Sarah
report Rapport från snickeriet
report Bemanningen på Solgården
report Missad insulin
report Orolig
report Larmrapport
report Två vägar
copy Två vägar
copy Två vägar"
is "seven cases of one series" "$(cases_json | json '" ".join(sorted(c["id"] for c in d))')" \
	"$(year=$(TZ=Europe/Stockholm date +%Y); printf "LS-$year-%04d\n" {1..7} | paste -sd ' ')"
is "all received" "$(cases_json | json 'sorted({c["state"] for c in d})')" "['received']"
is "the form in Word is read" "$(reading_short docx@kommun.example)" "(['Astrid Testlund'], 'done')"
is "the form in the text is read" "$(reading_short text@kommun.example)" "(['Robin Ek'], 'done')"
is "the HTML is read" "$(lexsarah case show "$(case_of html@kommun.example)" --json |
	json '"insulin" in d["reading"]["documents"][0]["report"]["description"]["value"]')" True
is "the arrival is the gateway's" "$(lexsarah case show "$(case_of docx@kommun.example)" --json |
	json 'd["arrival_source"]')" gateway

is "the accounting comes out even" "$(accounting_short)" \
	"present 9 handled 9 owed 0 quarantined 0 vanished 0 difference 0"
is "as many as doveadm counts" "$(lexsarah mail accounting --json | json 'd[0]["present"]')" \
	"$(mail_count lexsarah)"
# shellcheck disable=SC2016 # the keyword's name has a dollar sign
is "each is marked in the mailbox" \
	"$(servers_doveadm search -u lexsarah mailbox INBOX keyword '$LexSarah' | wc -l)" 9
is "none is marked as seen" "$(servers_doveadm search -u lexsarah mailbox INBOX seen | wc -l)" 0

is "receipts to people only" "$(notices_short receipt)" "kim.berg@kommun.example sent
kim.berg@kommun.example sent
lo.ask@kommun.example sent
mika.lund@kommun.example sent
robin.ek@kommun.example sent
tillbud@annat.example sent"
is "the responsible hears of each case" "$(notices_short new_case | sort | uniq -c | xargs)" \
	"7 ansvarig@kommun.example sent"
is "the registrar hears of each case" "$(notices_short registrar | sort | uniq -c | xargs)" \
	"7 registrator@kommun.example sent"
check_notices "at first"
is "the automatic sender hears nothing" "$(mail_count system)" 0
outside=$(mailbox_show tillbud)
is "the outsider gets an answer" "$(grep -c '^Subject: Vi har tagit emot ditt mejl$' <<<"$outside")" 1
is "without a case number" "$(grep -c 'LS-20' <<<"$outside")" 0
check "the journal proves" lexsarah verify

daemon_once
is "a second run" "$status" 0
is "opens nothing" "$(cases_json | json 'len(d)')" 7
is "takes nothing twice" "$(mails_json | json 'len(d)')" 9
is "queues nothing" "$(outbox_json)" "$(<"$flow/outbox.json")"

check "answers to a receipt" send_answers
daemon_once
is "are handled" "$status" 0
is "as what they are" "$(mails_short | tail -n 2)" "correspondence SV: Mottagen
auto_answer Frånvaro"
is "in the case that they answer" "$(case_of answer@kommun.example)" "$(case_of docx@kommun.example)"
is "without a new case" "$(cases_json | json 'len(d)')" 7
is "and without a receipt" "$(notices_short receipt | wc -l)" 6
is "the responsible hears of the person's answer only" "$(notices_short new_case | wc -l)" 8
check_notices "after the answers"
is "and is told that the case is not a new one" \
	"$(mailbox_show ansvarig | grep -c '^Subject: Nytt mejl i ärende LS-')" 1

# The mailbox made anew: the same mails under another UIDVALIDITY.
before=$(cases_json)
queued=$(outbox_json)
servers_doveadm mailbox create -u lexsarah Gammal
servers_doveadm move -u lexsarah Gammal mailbox INBOX all
rm -rf "$SERVERS_DIR"/mail/lexsarah/Maildir/dovecot*
servers_doveadm mailbox update -u lexsarah --uid-validity 77 INBOX
servers_doveadm move -u lexsarah INBOX mailbox Gammal all
is "the mailbox is made anew" "$(mail_count lexsarah)" 11
daemon_once
is "reading it again" "$status" 0
is "opens no case" "$(cases_json)" "$before"
is "queues no notice" "$(outbox_json)" "$queued"
is "takes each as a copy or as what it was" "$(mails_json | json 'sorted({m["kind"] for m in d
	if m["id"] > 11})')" "['copy']"
is "and comes out even" "$(accounting_short)" \
	"present 11 handled 11 owed 0 quarantined 0 vanished 0 difference 0"
check "the journal still proves" lexsarah verify
plan
