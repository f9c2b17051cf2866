#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# S/MIME there and back through real mail servers, with certificates that openssl made: a
# report that only the board can open, the notice of it that only the responsible can, and
# answers that command, of which the right signature alone proves who wrote them.
set -euo pipefail

# shellcheck source=tests/support/tap.sh
. "${top_srcdir:?}/tests/support/tap.sh"
# shellcheck source=tests/support/flow.sh
. "$top_srcdir/tests/support/flow.sh"

command -v openssl >/dev/null || skip_all "openssl is not installed"

# usage: make_key NAME ADDRESS; $flow/NAME.pem and .key
make_key() {
	(umask 077 && openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj "/CN=$1" \
		-addext "subjectAltName=email:$2" -keyout "$flow/$1.key" -out "$flow/$1.pem") \
		2>>"$flow/openssl.log"
}

cms() {
	openssl cms "$@" 2>>"$flow/openssl.log"
}

# usage: head_lines FROM ID SUBJECT [REFERENCE]
head_lines() {
	printf '%s\n' "From: $1" "To: $board_user@kommun.example" "Message-ID: <$2@kommun.example>" \
		"Subject: $3" "Date: $(date -R)"
	[ $# -lt 4 ] || printf '%s\n' "In-Reply-To: $4" "References: $4"
}

# usage: entity TEXT; what is signed and encrypted
entity() {
	printf 'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n%s\r\n' "$1"
}

# usage: post FROM FILE; until it is there
post() {
	local count
	count=$(mail_count "$board_user")
	mail_send "$2" "$1" "$board_user@kommun.example" && mail_wait "$board_user" $((count + 1))
}

# usage: report ID TEXT NAME; encrypted to NAME's certificate
report() {
	{
		head_lines "Kim Berg <kim.berg@kommun.example>" "$1" "..."
		entity "$2" | cms -encrypt -binary -aes-256-cbc "$flow/$3.pem"
	} >"$flow/$1.eml"
	post kim.berg@kommun.example "$flow/$1.eml"
}

sign() {
	cms -sign -md sha256 -signer "$flow/$1.pem" -inkey "$flow/$1.key"
}

# usage: answer ID COMMAND FILTER…; to the new case's notice, through what FILTER makes of
# the words; nobody logs in
answer() {
	local id=$1 command=$2
	shift 2
	{
		head_lines "Eva <ansvarig@kommun.example>" "$id" "SV: ärendet" "<$notice>"
		entity "$command" | "$@"
	} >"$flow/$id.eml"
	post ansvarig@kommun.example "$flow/$id.eml" && daemon_finish
}

signed_and_closed() {
	sign "$1" | cms -encrypt -binary -aes-256-cbc "$flow/board.pem"
}

# Another word than the one that was signed, of the same length.
altered() {
	sign ansvarig | sed 's/dnr: AMN 2026-0001/dnr: AMN 2026-0002/'
}

# usage: save_notice KIND; the newest of that kind to the responsible, as $flow/KIND, and its
# Message-ID as $flow/KIND.id
save_notice() {
	local id
	id=$(outbox_json | json '[n["message_id"] for n in d if n["notice"] == "'"$1"'" and
		n["to"] == "ansvarig@kommun.example"][-1]')
	tr -d '<>' <<<"$id" >"$flow/$1.id"
	find "$SERVERS_DIR/mail/ansvarig" -type f -path '*/new/*' \
		-exec grep -qFf "$flow/$1.id" {} \; -exec cat {} + >"$flow/$1"
	[ -s "$flow/$1" ]
}

# usage: open_notice KIND; prints it, once its signature has been found to be the board's
open_notice() {
	cms -decrypt -in "$flow/$1" -recip "$flow/ansvarig.pem" -inkey "$flow/ansvarig.key" |
		cms -verify -noverify -nointern -certfile "$flow/board.pem"
}

events() {
	lexsarah case show "$id" --json | json '[e["kind"] for e in d["events"]].count("'"$1"'")'
}

like() { [[ $1 == *"$2"* ]]; }
unlike() { [[ $1 != *"$2"* ]]; }

flow_start
make_key board "$board_user@kommun.example"
make_key ansvarig ansvarig@kommun.example
make_key mallory ansvarig@kommun.example
(umask 077 && echo "1 $(head -c 32 /dev/urandom | base64 -w 0)" >"$flow/reply.key")
conf_set 'organisation = {' "reply_key = \"$flow/reply.key\";
	organisation = { trust = \"authserv\"; authserv_id = \"mx.kommun.example\";"
conf_set 'responsible = "ansvarig@kommun.example";' \
	"responsible = { address = \"ansvarig@kommun.example\"; title = \"lex Sarah-ansvarig\";
	   certificate = \"$flow/ansvarig.pem\"; };
	 smime = { certificate = \"$flow/board.pem\"; key_file = \"$flow/board.key\"; };"
check "the keys are in order" lexsarah check-config

check "staff mail a report that only the board can open" report closed1 \
	"Trygghetslarmet fungerade inte i går." board
check "no word of it lies in the mailbox" unlike "$(cat "$SERVERS_DIR"/mail/"$board_user"/Maildir/*/*)" \
	"Trygghetslarmet"
daemon_once
is "one run handles it" "$status" 0
id=$(cases_json | json 'd[0]["id"]')
check "its words are found" like "$(lexsarah search Trygghetslarmet --json)" "$id"
check "the responsible is told" servers_wait_until 20 save_notice new_case
notice=$(<"$flow/new_case.id")
closed=$(tr -d '\r' <"$flow/new_case")
check "in a mail that is encrypted" like "$closed" "smime-type=enveloped-data"
check "and outside of which nobody is named" unnamed "$closed"
open=$(open_notice new_case || true)
check "the responsible opens it, signed by the board, and reads who reports" \
	like "$open" "kim.berg@kommun.example"
if cms -decrypt -in "$flow/new_case" -recip "$flow/mallory.pem" -inkey "$flow/mallory.key" >"$flow/by-other"; then
	check "nobody else does" test ! -s "$flow/by-other"
else
	ok "nobody else does"
fi

# Nobody logs in, and no gateway vouches: without a signature there is a question.
check "an answer that nobody signed comes" answer bare "dnr: AMN 2026-0001" cat
is "and registers nothing" "$(events registered)" 0
check "but is asked about" servers_wait_until 20 save_notice confirmation
check "one that another key signed comes" answer forged "dnr: AMN 2026-0001" sign mallory
is "and registers nothing" "$(events registered)" 0
check "with a flag for a person" like "$(lexsarah case show "$id" --json)" "signature_invalid"
check "one that was altered on its way comes" answer altered "dnr: AMN 2026-0001" altered
is "and registers nothing" "$(events registered)" 0
check "one that is signed comes" answer signed "dnr: AMN 2026-0003" sign ansvarig
is "and is done, without a question" "$(events registered)" 1
is "as it says" "$(lexsarah case show "$id" --json | json 'd["dnr_full"]')" "AMN 2026-0003"
check "one that is signed and encrypted comes" answer both \
	"utred, eftersom nattlarmet var av" signed_and_closed ansvarig
is "and is done" "$(events assessed)" 1
check "no word of that lies in the mailbox" unlike "$(cat "$SERVERS_DIR"/mail/"$board_user"/Maildir/*/*)" \
	"nattlarmet"
check "it is told what was done" servers_wait_until 20 save_notice transcript
check "in a mail that is encrypted" grep -q "smime-type=enveloped-data" "$flow/transcript"
check "by a forged signature nothing is assigned" answer forged2 \
	"tilldela: kim.berg@kommun.example" signed_and_closed mallory
is "even if it is encrypted" "$(events investigator_assigned)" 0

check "a mail to somebody else's certificate comes" report closed2 "Hemligt." ansvarig
daemon_once
second=$(cases_json | json '[c["id"] for c in d if c["id"] != "'"$id"'"][0]')
check "and is a case that a person looks at" like "$(lexsarah case show "$second" --json)" \
	"mail_encrypted"
plan
