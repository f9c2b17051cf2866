#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Mail that is broken, hostile or no mail at all: each opens a case, joins one or
# stands in quarantine with its bytes and a reason; nothing ends the daemon, the
# next mail goes on, and none of it reaches a terminal raw.
set -euo pipefail

# shellcheck source=tests/support/tap.sh
. "${top_srcdir:?}/tests/support/tap.sh"
# shellcheck source=tests/support/flow.sh
. "$top_srcdir/tests/support/flow.sh"

support=$top_srcdir/tests/support

# Straight into the Maildir: no server on the way mends anything.
put_in() {
	local file number=1000
	mkdir -p "$flow/bad"
	python3 "$support/make-docx.py" report-v1 "$flow/rapport.docx"
	python3 "$support/bad-mails.py" "$flow/bad" "$flow/rapport.docx"
	for file in "$top_srcdir"/tests/corpus/mail/*.eml; do
		cp "$file" "$flow/bad/corpus-${file##*/}"
	done
	servers_doveadm mailbox create -u lexsarah Klara
	for file in "$flow"/bad/*; do
		cp "$file" "$SERVERS_DIR/mail/lexsarah/Maildir/new/1700000000.M$((number++))P1.test"
	done
	chmod -R a+rX "$SERVERS_DIR/mail/lexsarah/Maildir/new"
	[ "$(id -u)" -ne 0 ] || chown -R "$SERVERS_USER:$SERVERS_GROUP" "$SERVERS_DIR/mail/lexsarah"
}

# Everything that is shown of every mail and case, a file each.
show_all() {
	local id
	mkdir -p "$flow/shown"
	lexsarah mail list >"$flow/shown/mails"
	lexsarah case list >"$flow/shown/cases"
	lexsarah outbox list >"$flow/shown/outbox"
	lexsarah mail list --json >"$flow/shown/mails-json"
	for id in $(mails_json | json '" ".join(str(m["id"]) for m in d)'); do
		lexsarah mail show "$id" >"$flow/shown/mail-$id" || return
		lexsarah mail show "$id" --json >"$flow/shown/mail-$id-json" || return
	done
	for id in $(cases_json | json '" ".join(c["id"] for c in d)'); do
		lexsarah case show "$id" >"$flow/shown/$id" || return
		lexsarah case show "$id" --json >"$flow/shown/$id-json" || return
	done
	for id in $(outbox_json | json '" ".join(str(n["id"]) for n in d[:10])'); do
		lexsarah outbox show "$id" >"$flow/shown/notice-$id" || return
	done
}

# Each mail out of the database is what another client gets from the server.
extract_all() {
	local id uid
	python3 "$support/fetch-mails.py" "$IMAP_PORT" lexsarah "$SERVERS_PASSWORD" "$flow/fetched"
	for id in $(mails_json | json '" ".join(str(m["id"]) for m in d)'); do
		uid=$(lexsarah mail show "$id" --json | json 'd["uid"]')
		lexsarah mail extract "$id" -o "$flow/out/$id" >/dev/null || echo "mail $id: $?"
		cmp "$flow/out/$id/mail.eml" "$flow/fetched/$uid" || echo "mail $id differs"
	done
}

# Names of files out of mails stay in the folder that was asked for.
outside_files() {
	find "$flow/out" -mindepth 2 \( -name '.*' -o -name '*[[:cntrl:]]*' -o ! -type f \) | wc -l
}

# usage: of_mail NAME EXPRESSION; d is the mail with the Message-ID NAME@bad.example
of_mail() {
	lexsarah mail show "$(sed -n "s/^$1 //p" "$flow/numbers")" --json | json "$2"
}

# usage: reading_of NAME
reading_of() {
	local id
	id=$(of_mail "$1" 'd["case"]')
	lexsarah case show "$id" --json |
		json '(d["reading"]["state"], [((r["report"]["reporter"]["name"] or {}).get("value"))
			for r in d["reading"]["documents"]])'
}

# usage: flags_of NAME
flags_of() {
	lexsarah case list --json | json '[c["flags"] for c in d if c["id"] == "'"$(of_mail "$1" 'd["case"]')"'"][0]'
}

write_numbers() {
	local id
	for id in $(mails_json | json '" ".join(str(m["id"]) for m in d)'); do
		lexsarah mail show "$id" --json
	done | python3 -c '
import json, sys
text, decoder = sys.stdin.read().lstrip(), json.JSONDecoder()
while text:
    mail, end = decoder.raw_decode(text)
    if (mail["message_id"] or "").endswith("@bad.example"):
        print(mail["message_id"].removesuffix("@bad.example"), mail["id"])
    text = text[end:].lstrip()' >"$flow/numbers"
}

flow_start
put_in
total=$(find "$flow/bad" -type f | wc -l)
is "all of it is in the mailbox" "$(mail_count lexsarah)" "$total"
started=$SECONDS
daemon_once
is "one run handles it" "$status" 0
check "in half a minute" test $((SECONDS - started)) -le 30

is "every mail is stored" "$(mails_json | json 'len(d)')" "$total"
is "each is handled or in quarantine" \
	"$(mails_json | json 'sorted({m["state"] for m in d} - {"handled", "quarantined"})')" "[]"
is "what is in quarantine has a reason" \
	"$(mails_json | json '[m["id"] for m in d if m["state"] == "quarantined" and not m["reason"]]')" "[]"
is "each report is a case" \
	"$(mails_json | json '[m["id"] for m in d if m["kind"] == "report" and not m["case"]]')" "[]"
is "what opens no case is a copy or speaks of our own mail" "$(mails_json |
	json 'sorted({m["kind"] for m in d if m["state"] == "handled"} - {"report", "copy"})')" \
	"['dsn', 'mdn']"
is "it comes out even" "$(lexsarah mail accounting --json |
	json '[d[0][k] for k in ("present", "owed", "vanished", "difference")]')" "[$total, 0, 0, 0]"
# What came through the gateway years ago is held, at first contact with the mailbox.
is "no reading is left" "$(outbox_json | json 'sorted({n["state"] for n in d
	if n["notice"] in ("new_case", "registrar")})')" "['held', 'sent']"

write_numbers
is "the good mail at the end is read" "$(reading_of z-good)" "('done', ['Astrid Testlund'])"
for name in empty-body nul-body forged literal no-zip no-zip-at-all doctype cut much much-in-lines \
	boundaries nested bidi folded huge-header many-headers charset charset-unknown \
	charset-odd name address bare-cr; do
	is "$name opens a case" "$(of_mail "$name" '(d["state"], d["kind"], d["case"] is not None)')" \
		"('handled', 'report', True)"
done
unread="no-zip doctype cut"
# The sanitizers' build has no limit of memory that this file could meet.
[ "${SANITIZERS:-no}" = yes ] || unread+=" crowded"
for name in $unread; do
	is "$name: the words are read, the file is not" "$(reading_of "$name")" "('done', [None])"
	is "$name: a person is asked to open it" "$(flags_of "$name")" "['attachment_unread']"
done
is "the good mail asks for nothing of the kind" \
	"$(flags_of z-good | grep -c attachment_unread)" 0
is "the forged reply is the report's text" "$(lexsarah case show "$(of_mail forged 'd["case"]')" --json |
	json '"* SEARCH 666" in d["reading"]["documents"][0]["report"]["description"]["raw"]')" True
is "what is over a limit is not read, and its case says so" "$(reading_of boundaries)" "('failed', [])"

check "all can be shown" show_all
check "nothing that is shown harms a terminal" python3 "$support/check-output.py" "$flow"/shown/*
is "each mail comes out as the server has it" "$(extract_all)" ""
is "no file is written elsewhere" "$(outside_files)" 0
check "the journal proves" lexsarah verify
check "the log names nobody" bash -c "! grep -n '[^ ]@' '$flow/log'"
check "the log quotes nothing" bash -c "! grep -n 'Hemligt' '$flow/log'"
check "no reader crashed" bash -c "! grep -iE 'signal|sanitizer|assert|critical' '$flow/log'"
plan
