#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# All of a case as files: what came, what went out, what was cleared, and what is known of it.
set -euo pipefail

# shellcheck source=tests/support/tap.sh
. "${top_srcdir:?}/tests/support/tap.sh"
# shellcheck source=tests/support/flow.sh
. "$top_srcdir/tests/support/flow.sh"

id=LS-$(date +%Y)-0001

# usage: export FOLDER; sets $status
export_case() {
	status=0
	lexsarah export "$id" -o "$1" --json >"$flow/said.json" 2>"$flow/err" || status=$?
}

# usage: write_closed FILE ID; an answer in the case that nobody here can open
write_closed() {
	printf '%s\r\n' "From: Kim Berg <kim@kommun.example>" "To: $board_user@kommun.example" \
		"Subject: Rapport" "Message-ID: <$2>" "In-Reply-To: <1@kommun.example>" \
		"Date: $(date -R)" "MIME-Version: 1.0" \
		"Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m" \
		"Content-Transfer-Encoding: base64" "" "MAYGA1UEAwwA" >"$1"
}

# usage: interrupt SIGNAL [WORD…]; to an export that has begun; WORDs stand before it; sets $status
interrupt() {
	"${@:2}" "$top_builddir/lexsarah" -c "$conf" export "$id" -o "$flow/cut" \
		>/dev/null 2>"$flow/err" &
	local writing=$!
	until compgen -G "$flow/cut.*" >/dev/null; do
		kill -s 0 "$writing" 2>/dev/null || break
	done
	kill -s "$1" "$writing" || true
	status=0
	wait "$writing" || status=$?
}

in_export() {
	json "$1" <"$to/case.json"
}

flow_start
to=$flow/export
conf_set 'boards = ( {' 'boards = ( {
  commissioning = ( { id = "SDN"; name = "Norra"; address = "sdn@kommun.example"; } );'
echo "Sågen saknar skydd." >"$flow/bilaga 1.txt"
send_mail "Kim Berg <kim@kommun.example>" "Rapport" --id "<1@kommun.example>" \
	--attach "$flow/bilaga 1.txt"
daemon_finish
lexsarah case commission "$id" --add SDN --reason "de beställde vården" >/dev/null
lexsarah case assess "$id" --investigate --reason "det ska utredas" --by ansvarig@kommun.example \
	>/dev/null
lexsarah case assign "$id" --investigator utredare@kommun.example >/dev/null
lexsarah case start "$id" --law SoL >/dev/null
lexsarah case ivo "$id" --serious-since "$(date +%F)" --reason "fara för livet" >/dev/null
lexsarah case ivo "$id" --notified "$(date +%F)" --number 3.1-1 >/dev/null
printf '%%PDF-1.4\n%%%%EOF\n' >"$flow/maskad.pdf"
lexsarah case release "$id" --board SDN --file "$flow/maskad.pdf" --basis "OSL 26 kap. 1 §" \
	--what copy-attached >/dev/null

export_case "$to"
is "it is exported" "$status" 0
check "it says what was written" python3 "$top_srcdir/tests/support/check-json.py" export \
	<"$flow/said.json"
check "the sums of all files hold" bash -c "cd '$to' && sha256sum --quiet --strict -c SHA256SUMS"
is "no file is without a sum" "$(cd "$to" && find . -type f ! -name SHA256SUMS -printf '%P\n' | sort)" \
	"$(cut -c67- "$to/SHA256SUMS" | sort)"
is "for nobody else" "$(find "$flow/export" \( -type d ! -perm 700 -o -type f ! -perm 600 \) -print)" ""
is "what is known of the case" "$(in_export '(d["id"], d["reporter"]["address"])')" \
	"('$id', 'kim@kommun.example')"
is "the mail as it came" "$(sha256sum <"$to/mails/1/mail.eml" | cut -c1-64)" \
	"$(in_export 'd["mails"][0]["sha256"]')"
check "with what hung on it" grep -rq "saknar skydd" "$to/mails/1" --include='*bilaga 1.txt'
check "the receipt that went out" grep -q "^To: .*kim@kommun.example" \
	"$to/$(in_export '[n["written_to"] for n in d["notices"] if n["notice"] == "receipt"][0]')"
check "what was cleared for a board" cmp "$flow/maskad.pdf" \
	"$to/$(in_export 'd["copies"][0]["written_to"]')"
check "the dossier" bash -c "pdftotext '$to/dossier.pdf' - | grep -q '$id'"
check "no decision where there is none" test ! -e "$to/decision.pdf"
check "that it was taken is known" grep -q case_exported <(lexsarah report --access --case "$id")

is "of mails that stay encrypted there are none" \
	"$(json 'd["closed"]' <"$flow/said.json") $(in_export '[m["closed"] for m in d["mails"]]')" \
	"0 [None]"

# A mail that nobody here can open is written as it came, and that is said.
mkdir "$flow/closed"
write_closed "$flow/closed/1.eml" 2@kommun.example
write_closed "$flow/closed/2.eml" 3@kommun.example
lexsarah import "$flow/closed" >/dev/null 2>>"$flow/log"
export_case "$flow/sealed"
check "two mails stay encrypted" test "$(json 'd["closed"]' <"$flow/said.json")" = 2
is "which each of them says" "$(to=$flow/sealed in_export \
	'[m["closed"] and "encrypted" in m["closed"] for m in d["mails"]]')" "[None, True, True]"
check "and the sentence" grep -q '; 2 mails stay encrypted: the encrypted part is' \
	<(lexsarah export "$id" -o "$flow/sentence")

export_case "$flow/slashes//"
is "a folder may be named with a slash behind it" \
	"$status $(json 'd["folder"]' <"$flow/said.json") $(find "$flow/slashes" -name case.json)" \
	"0 $flow/slashes $flow/slashes/case.json"

# A board may be gone by the time its cases are.
check "papers are what an export has" test "$(json 'd["papers"]' <"$flow/said.json")" = True
(umask 077 && sed 's/id = "AMN"/id = "XYZ"/' "$conf" >"$flow/gone.conf")
conf=$flow/gone.conf export_case "$flow/gone"
is "a case of a board that is gone is exported" "$status" 0
is "without papers, which is said" "$(json 'd["papers"]' <"$flow/said.json") $(find "$flow/gone" \
	-maxdepth 1 -name '*.pdf')" "False "
check "the sums of its files hold" bash -c "cd '$flow/gone' && sha256sum --quiet --strict -c SHA256SUMS"
is "what nobody can open now is said" "$(to=$flow/gone in_export \
	'[m["closed"] and "configuration" in m["closed"] for m in d["mails"]]')" "[None, True, True]"
check "and why, in the sentence" grep -q '; without dossier and decision: .* AMN' \
	<(conf=$flow/gone.conf lexsarah export "$id" -o "$flow/gone-sentence")

# What cannot be written whole is not written.
export_case "$to"
is "nothing is written over" "$status" 65
check "which is said" grep -q "is there already" "$flow/err"
export_case "$flow/no/such/folder"
is "a folder below one that is not there" "$status" 65
status=0
(ulimit -f 8 && trap '' XFSZ && lexsarah export "$id" -o "$flow/full" >/dev/null 2>"$flow/err") ||
	status=$?
check "a disk that is full" test "$status" -ne 0
is "nothing of those is left" "$(find "$flow" -maxdepth 1 -name '*.??????' -type d -o -name full)" ""

# Many mails: it is at work long enough to be ended.
mkdir "$flow/many"
for number in {10..60}; do
	write_closed "$flow/many/$number.eml" "$number@kommun.example"
done
lexsarah import "$flow/many" >/dev/null 2>>"$flow/log"
for signal in TERM HUP; do
	interrupt "$signal"
	is "$signal ends it" "$status" 75
	check "which is said" grep -q interrupted "$flow/err"
	is "nothing of it is left" "$(find "$flow" -maxdepth 1 -name 'cut*')" ""
done
interrupt HUP nohup
is "what ignores a signal goes on" "$status $(find "$flow" -maxdepth 1 -name 'cut*')" "0 $flow/cut"
status=0
lexsarah export "$id" 2>/dev/null || status=$?
is "a folder is to be named" "$status" 64
status=0
lexsarah export LS-2026-0999 -o "$flow/none" 2>/dev/null || status=$?
is "of a case that there is" "$status $(find "$flow" -name none)" "66 "
plan
