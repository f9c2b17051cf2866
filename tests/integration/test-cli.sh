#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The command line as a person, a script and a sender of hostile mail meet it:
# help, wrong words, missing things, JSON, terminals, files. The servers run only
# until lexsarahd has made the databases.
set -euo pipefail

# shellcheck source=tests/support/tap.sh
. "${top_srcdir:?}/tests/support/tap.sh"
# shellcheck source=tests/support/servers.sh
. "$top_srcdir/tests/support/servers.sh"
# shellcheck source=tests/support/demo-conf.sh
. "$top_srcdir/tests/support/demo-conf.sh"

export LEXSARAH_READER=${top_builddir:?}/lexsarah-reader
support=$top_srcdir/tests/support
folder=

clean_up() {
	servers_stop
	servers_remove
	[ -z "$folder" ] || rm -rf "$folder"
}

lexsarah() {
	"$top_builddir/lexsarah" -c "$conf" "$@"
}

# usage: refused NAME STATUS TEXT COMMAND…; one line on standard error, nothing else
refused() {
	local name=$1 wanted=$2 text=$3 status=0 output
	shift 3
	output=$("$@" 2>"$folder/error" </dev/null) || status=$?
	if [ "$status" = "$wanted" ] && [ -z "$output" ] && grep -qF -- "$text" "$folder/error" &&
		[ "$(wc -l <"$folder/error")" = 1 ]; then
		ok "$name"
	else
		not_ok "$name" "status $status, wanted $wanted and \"$text\"" "$output" \
			"$(<"$folder/error")"
	fi
}

# usage: has_json VERB WORD…; the words of the verb again, with what it takes
has_json() {
	local verb=$1
	shift
	lexsarah "$@" --json | python3 "$support/check-json.py" "$verb"
}

# Control, bidirectional and other format characters, read from standard input.
no_hidden_characters() {
	python3 -c '
import sys, unicodedata
text = sys.stdin.buffer.read().decode()
bad = {repr(c) for c in text if unicodedata.category(c) in ("Cc", "Cf") and c != "\n"}
print(sorted(bad)); sys.exit(bool(bad) or not text.strip())'
}

run_daemon() {
	local status=75 tries=0
	while [ "$status" = 75 ] && [ "$tries" -lt 200 ]; do
		status=0
		"$top_builddir/lexsarahd" -c "$1" --once 2>>"$folder/lexsarahd.log" || status=$?
		tries=$((tries + 1))
		[ "$status" = 0 ] || sleep 0.05
	done
	[ "$status" = 0 ] || bail "lexsarahd ended with $status: $(tail -n 3 "$folder/lexsarahd.log")"
}

make_databases() {
	python3 "$support/make-mail.py" --from "Kim Berg <kim@kommun.example>" \
		--to lexsarah@kommun.example --subject "Rapport från Solgården" \
		--text "$top_srcdir/tests/demo/form.txt" "$folder/first.eml"
	python3 "$support/hostile-mail.py" >"$folder/hostile.eml"
	# The servers refuse this one's receipt.
	python3 "$support/make-mail.py" --from unknown@kommun.example \
		--to lexsarah@kommun.example --subject "Rapport" "$folder/refused.eml"
	mail_deliver lexsarah "$folder/first.eml" "$folder/hostile.eml" "$folder/refused.eml"
	mail_wait lexsarah 3 || bail "the mails did not reach the mailbox"
	write_demo_conf "$conf" "$folder/lexsarah.db"
	run_daemon "$conf"
	sed -e 's/testing = true;/testing = false;/' -e 's/lexsarah\.db/real.db/' \
		"$conf" >"$folder/real.conf"
	chmod 600 "$folder/real.conf"
	run_daemon "$folder/real.conf"
}

test_help() {
	local line verb
	check "--help" lexsarah --help
	while read -r line; do
		read -ra words <<<"$line"
		verb=$(lexsarah "${words[@]}" --help)
		check "$line --help names it" grep -qF "lexsarah $line" <<<"$verb"
		check "$line --help lists the options of every command" grep -qF -- --json <<<"$verb"
	done <"$folder/verbs"
	for group in case mail outbox; do
		is "$group --help has its verbs only" \
			"$(lexsarah "$group" --help | grep -oE '^  [a-z][a-z-]*' | sort -u)" "  $group"
	done
	is "--version" "$(lexsarah --version | cut -d ' ' -f 1)" lexsarah
}

test_wrong_words() {
	refused "no command" 64 "a command is missing" lexsarah
	refused "an unknown command" 64 "no such command: frobnicate" lexsarah frobnicate
	refused "a group alone" 64 "lexsarah case --help" lexsarah case
	refused "an unknown verb" 64 "no such command: case destroy" lexsarah case destroy
	refused "an unknown option" 64 "--frob" lexsarah case list --frob 1
	refused "an option that belongs elsewhere" 64 "--board" lexsarah case list --board AMN
	refused "an option without its value" 64 "--state" lexsarah case list --state
	refused "an option twice" 64 "given twice" lexsarah case list --state closed --state closed
	refused "a missing word" 64 "usage: lexsarah case show CASE" lexsarah case show
	refused "a word too many" 64 "usage: lexsarah verify" lexsarah verify now
	refused "-c without a file" 64 "-c needs a value" "$top_builddir/lexsarah" verify -c
	refused "a word after --" 64 "usage: lexsarah case list" lexsarah case list -- --json
	refused "a case number of a wrong form" 64 "LS-2026-0042" lexsarah case show 17
	refused "an unknown state of a case" 64 "investigating" lexsarah case list --state open
	refused "an unknown state of a mail" 64 "quarantined" lexsarah mail list --state lost
	refused "an unknown state of a notice" 64 "uncertain" lexsarah outbox list --state lost
	refused "a mail number that is none" 64 "not a number" lexsarah mail show 1x
	refused "a negative number" 64 "no such option" lexsarah mail show -1
	refused "extract without a folder" 64 "-o FOLDER" lexsarah mail extract 1
	refused "escapes in a wrong word are not shown" 64 "no such command: [31m" \
		lexsarah $'\e[31m'
	refused "a report of nothing" 64 "--access" lexsarah report
	refused "a report of two kinds" 64 "--access does not go with --year" \
		lexsarah report --year 2026 --access
	refused "a report with the options of another" 64 "--case" \
		lexsarah report --year 2026 --case LS-2026-0001
	refused "a report of no year" 64 "not a year" lexsarah report --year i-fjol
	refused "a report of a year to come" 64 "not a year" lexsarah report --year 2999
	refused "a report as two things" 64 "--html" lexsarah report --year 2026 --html --json
	refused "a report of text to a file" 64 "-o" lexsarah report --year 2026 -o "$folder/x"
	refused "a report of a year and a day" 64 "2026-02-30" lexsarah report --access --from 2026-02-30
	refused "a report of half a day" 64 "--to" lexsarah report --access --to 2026-11-22T12:00:00Z
	refused "a report of a case that is none" 64 "LS-2026-0042" lexsarah report --access --case 17
	refused "--as without an address" 64 "--as" lexsarah --as Kim case list
	refused "--now without a time" 64 "--now" lexsarah --now yesterday case list
}

test_missing_things() {
	refused "an unknown case" 66 "LS-2026-9999" lexsarah case show LS-2026-9999
	refused "an unknown mail" 66 "no mail 999" lexsarah mail show 999
	refused "an unknown mail to extract" 66 "no mail 999" lexsarah mail extract 999 -o "$folder/x"
	check "leaves no folder" test ! -e "$folder/x"
	refused "an unknown notice" 66 "no notice 999" lexsarah outbox show 999
	refused "an unknown notice to retry" 66 "999" lexsarah outbox retry 999
	refused "an unknown case in a report" 66 "LS-2026-9999" lexsarah report --access --case LS-2026-9999
	refused "a report of an unknown board" 66 "no board XYZ" lexsarah report --year 2026 --board XYZ
	refused "a report to no folder" 65 "$folder/none" \
		lexsarah report --year 2026 --html -o "$folder/none/x.html"
	refused "an unknown board" 66 "no board XYZ" lexsarah mail accounting --board XYZ
}

test_configuration() {
	local line
	refused "no configuration" 78 "$folder/none.conf" "$top_builddir/lexsarah" \
		-c "$folder/none.conf" case list
	printf 'testing = true;\ndatabase = ;\n' >"$folder/syntax.conf"
	refused "a syntax error" 78 "$folder/syntax.conf:2" "$top_builddir/lexsarah" \
		-c "$folder/syntax.conf" case list
	sed 's/after = "flag"/after = "burn"/' "$conf" >"$folder/wrong.conf"
	chmod 600 "$folder/wrong.conf"
	line=$(grep -n burn "$folder/wrong.conf" | cut -d : -f 1)
	refused "a mistake" 78 "$folder/wrong.conf:$line: boards[0].mailbox.after" \
		"$top_builddir/lexsarah" -c "$folder/wrong.conf" case list
	check "check-config lists it" \
		grep -qF "$folder/wrong.conf:$line: " \
		<("$top_builddir/lexsarah" -c "$folder/wrong.conf" check-config 2>/dev/null)
	sed '/operator = /d' "$conf" >"$folder/alone.conf"
	chmod 600 "$folder/alone.conf"
	check "check-config warns of a board where nobody is left, and exits with 0" grep -qE \
		"^warning: $folder/alone.conf:[0-9]+: boards\[0\]\.conflict_contact: " \
		<("$top_builddir/lexsarah" -c "$folder/alone.conf" check-config || echo "ended with $?")
	check "and does so in JSON" bash -c "
		'$top_builddir/lexsarah' -c '$folder/alone.conf' check-config --json |
			tee '$folder/json' | python3 '$support/check-json.py' check-config &&
			grep -q conflict_contact '$folder/json'"
	cp -r --no-preserve=mode "$top_srcdir/conf/rules" "$folder/rules"
	sed -i '/title_en = "The report is to have been assessed"/d' "$folder/rules/policy.conf"
	(cat "$conf" && printf 'rules = "%s";\n' "$folder/rules") >"$folder/titles.conf"
	chmod 600 "$folder/titles.conf"
	check "check-config says nothing of English titles to a Swedish board" \
		[ -z "$("$top_builddir/lexsarah" -c "$folder/titles.conf" check-config | grep title_en)" ]
	printf 'language = "en";\n' >>"$folder/titles.conf"
	check "check-config warns of a rule without an English title" \
		grep -q '^warning: .*"assess" has no title_en' \
		<("$top_builddir/lexsarah" -c "$folder/titles.conf" check-config)
	(cat "$conf" && printf 'reply_key = "%s/none.key";\n' "$folder") >"$folder/keyless.conf"
	chmod 600 "$folder/keyless.conf"
	check "check-config looks for the key of answers" \
		grep -qF "reply_key $folder/none.key: is not there" \
		<("$top_builddir/lexsarah" -c "$folder/keyless.conf" check-config 2>/dev/null)
	check "check-config --json lists it and exits with 78" bash -c "
		'$top_builddir/lexsarah' -c '$folder/wrong.conf' check-config --json >'$folder/json'
		[ \$? = 78 ] && python3 '$support/check-json.py' check-config <'$folder/json'"
}

test_database() {
	sed 's/lexsarah\.db/none.db/' "$conf" >"$folder/nodb.conf"
	chmod 600 "$folder/nodb.conf"
	refused "no database" 66 "lexsarahd" "$top_builddir/lexsarah" -c "$folder/nodb.conf" case list
	check "none is made" test ! -e "$folder/none.db"
	(umask 077 && : >"$folder/none.db")
	refused "an empty database" 66 "lexsarahd" "$top_builddir/lexsarah" \
		-c "$folder/nodb.conf" case list
	check "stays empty" test ! -s "$folder/none.db"
	echo "not a database" >"$folder/none.db"
	refused "a file that is no database" 78 "move it away" "$top_builddir/lexsarah" \
		-c "$folder/nodb.conf" case list
	chmod 640 "$folder/lexsarah.db"
	refused "a database that others can read" 78 "chmod 600" lexsarah case list
	chmod 600 "$folder/lexsarah.db"
}

test_json() {
	while IFS='|' read -r verb line; do
		read -ra words <<<"$line"
		check "$verb --json" has_json "$verb" "${words[@]}"
	done <<-EOF
		case list|case list
		case list|case list --state declined
		case show|case show LS-$year-0001
		case show|case show LS-$year-0002
		mail list|mail list
		mail show|mail show 1
		mail show|mail show 2
		mail extract|mail extract 1 -o $folder/json-extract
		mail accounting|mail accounting
		outbox list|outbox list
		outbox show|outbox show 1
		report --year|report --year $year
		report|report --access
		report|report --access --case LS-$year-0001
		search|search LS-$year-0001
		search|search nordpolen
		read|read $folder/first.eml $folder/hostile.eml
		check-config|check-config
		check-templates|check-templates
		verify|verify
	EOF
}

test_terminal() {
	local id=LS-$year-0002 output
	while read -r line; do
		read -ra words <<<"$line"
		output=$(lexsarah "${words[@]}" 2>&1)
		check "$line: nothing hidden in a pipe" no_hidden_characters <<<"$output"
	done <<-EOF
		case list
		case show $id
		mail list
		mail show 2
		outbox list
		outbox show 5
		read $folder/hostile.eml
	EOF
	in_terminal() {
		script -qec "$1 '$top_builddir/lexsarah' -c '$conf' case show $id" /dev/null </dev/null |
			tr -d '\r'
	}
	check "bold titles on a terminal" grep -qF $'\e[1m' <(in_terminal "env -u NO_COLOR")
	check "nothing else is hidden there" no_hidden_characters \
		< <(in_terminal "env -u NO_COLOR" | sed $'s/\e\\[[01]m//g')
	check "none with NO_COLOR" no_hidden_characters < <(in_terminal "env NO_COLOR=1")
	check "case show fits 100 columns" \
		bash -c "! grep -E '^.{101}' <<<'$(lexsarah case show "LS-$year-0001" | tr -d "'")'"
}

test_full_output() {
	local status
	while read -r line; do
		read -ra words <<<"$line"
		status=0
		lexsarah "${words[@]}" >/dev/full 2>"$folder/error" || status=$?
		is "$line to a full disk" "$status $(<"$folder/error")" \
			"74 lexsarah: cannot write the answer"
	done <<-EOF
		case list
		case show LS-$year-0001 --json
		verify
		--help
	EOF
}

test_options_of_every_command() {
	local real=("$top_builddir/lexsarah" -c "$folder/real.conf") last
	refused "--now changes nothing in a real database" 77 "testing = true" \
		"${real[@]}" --now 2020-01-01T00:00:00Z outbox cancel 1
	check "--now with what only shows" "${real[@]}" --now 2020-01-01T00:00:00Z case list
	"${real[@]}" --now 2020-01-01T00:00:00Z case show "LS-$year-0001" >"$folder/shown"
	last=$("${real[@]}" case show "LS-$year-0001" --json | event_times | tail -n 1)
	check "--now dates no event of a real journal" test "${last%%-*}" -ge "$year"
	lexsarah --now 2020-01-01T00:00:00Z --as ada@kommun.example case show "LS-$year-0001" \
		>"$folder/shown"
	is "but in a test" "$(lexsarah case show "LS-$year-0001" --json | event_times | grep -c ^2020)" 1
	is "--as stands beside the user" \
		"$(lexsarah case show "LS-$year-0001" --json | python3 -c '
import json, sys
print(*((e["actor"], e["user"]) for e in json.load(sys.stdin)["events"]
	if e["actor"] == "ada@kommun.example"))')" "('ada@kommun.example', '$(id -un)')"
}

event_times() {
	python3 -c 'import json, sys; print(*(e["time"] for e in json.load(sys.stdin)["events"]), sep="\n")'
}

# usage: count_events CASE KIND
count_events() {
	lexsarah case show "$1" --json | python3 -c '
import json, sys
print(sum(e["kind"] == sys.argv[1] for e in json.load(sys.stdin)["events"]))' "$2"
}

test_looking_is_an_event() {
	local id=LS-$year-0002 kind
	local -A before=()
	for kind in mail_shown mail_extracted notice_shown case_shown; do
		before[$kind]=$(count_events "$id" "$kind")
	done
	lexsarah case show "$id" >"$folder/shown"
	is "each look at a case is an event" "$(count_events "$id" case_shown)" \
		$((before[case_shown] + 2))
	lexsarah mail show 2 >"$folder/shown"
	lexsarah mail extract 2 -o "$folder/look" >"$folder/shown"
	lexsarah outbox show "$(notice_of "$id")" >"$folder/shown"
	is "so is a look at its mail" "$(count_events "$id" mail_shown)" $((before[mail_shown] + 1))
	is "and taking its files out" "$(count_events "$id" mail_extracted)" $((before[mail_extracted] + 1))
	is "and a look at its notice" "$(count_events "$id" notice_shown)" $((before[notice_shown] + 1))
	check "the journal still holds" lexsarah verify
}

# usage: hits WORD…; "case where" of each, on one line
hits() {
	lexsarah search --json "$@" | python3 -c '
import json, sys
print(*(h["case"] + " " + h["where"][0] for h in json.load(sys.stdin)["hits"]), sep=", ")'
}

test_search() {
	local id=LS-$year-0001 before
	is "a case by its number" "$(hits "$id")" "$id number"
	is "by who reports" "$(hits Robin EK)" "$id reporter, $id reading"
	is "by who wrote, and of what" "$(hits kim@KOMMUN.example solgården)" "$id subject"
	is "by what was read" "$(hits snickeriet)" "$id reading"
	is "by the beginning of a word" "$(hits snick\*)" "$id reading"
	is "by words as they stand" "$(hits '"utan skydd"') $(hits '"skydd utan"')" "$id reading "
	is "å is no a" "$(hits solgarden) $(hits SOLGÅRDEN)" " $id subject"
	is "what is nowhere" "$(lexsarah search nordpolen)" none
	check "a person sees what stands around it" grep -q Solgården <(lexsarah search solgården)
	check "JSON has none of it" bash -c \
		"! '$top_builddir/lexsarah' -c '$conf' search --json solgården | grep -qi solg"
	while IFS= read -r words; do
		check "search $words" python3 "$support/check-json.py" search \
			< <(lexsarah search --json -- "$words")
		check "nothing hidden in a pipe" no_hidden_characters < <(lexsarah search -- "$words")
	done <<-'EOF'
		rapport AND OR NOT (
		" OR 1=1; DROP TABLE cases --
		number:x NEAR(a b) ^c {d}
		-rapport
		rapport
	EOF
	refused "words of nothing" 64 "nothing to look for" lexsarah search '"*" - ()'
	refused "a word that says too little" 64 "three letters" lexsarah search 'a*'
	refused "no word" 64 "usage: lexsarah search" lexsarah search
	before=$(count_events "$id" case_found)
	lexsarah --as ada@kommun.example search "$id" >"$folder/shown"
	is "a search is an event of what it finds" "$(count_events "$id" case_found)" $((before + 1))
	is "and of its own, with the words" "$(lexsarah report --access --json | python3 -c '
import json, sys
e = [e for e in json.load(sys.stdin) if e["kind"] == "searched"][-1]
print(e["actor"], e["case"], e["detail"]["words"])')" "ada@kommun.example None $id"
	check "the journal still holds" lexsarah verify
}

# usage: looks WORD…; "kind actor user" of each look that the report has
looks() {
	lexsarah report --access --json "$@" | python3 -c '
import json, sys
for e in json.load(sys.stdin):
	print(e["kind"], e["actor"], e["user"])'
}

test_access_report() {
	local id=LS-$year-0002 me before today
	me=$(id -un)
	today=$(TZ=Europe/Stockholm date +%F)
	before=$(looks --case "$id" | wc -l)
	lexsarah --as ada@kommun.example case show "$id" >"$folder/shown"
	is "a look is told, with whose it was" "$(looks --case "$id" | tail -n 1)" \
		"case_shown ada@kommun.example $me"
	is "and so is who asked" "$(looks --case "$id" | sed -n $((before + 3))p)" "access_listed $me $me"
	check "also on a terminal" grep -q "case_shown *$id" <(lexsarah report --access)
	is "of today" "$(looks --case "$id" --from "$today" --to "$today" | sed -n 1p)" \
		"$(looks --case "$id" | sed -n 1p)"
	is "of the days before, nothing" "$(looks --to 2025-12-31 --case "$id")" ""
	check "nothing hidden in a pipe" no_hidden_characters < <(lexsarah report --access)
	check "the journal still holds" lexsarah verify
}

# The three cases of this year are too few to be told.
test_year_report() {
	local page=$folder/$year.html
	is "the reports of a year are counted" \
		"$(lexsarah report --year "$year" | sed -n 's/^  Rapporter  *//p')" "färre än 5"
	is "and those of another are not" \
		"$(lexsarah report --year $((year - 1)) | sed -n 's/^  Rapporter  *//p')" "inga"
	check "as a page" lexsarah report --year "$year" --board AMN --html -o "$page"
	check "that anybody can read" test "$(stat -c %a "$page")" = 644
	check "of the board" grep -qF "<title>Lex Sarah $year – Arbetsmarknadsnämnden</title>" "$page"
	is "that is the same where it is printed" \
		"$(lexsarah report --year "$year" --board AMN --html)" "$(<"$page")"
	check "nothing hidden in a pipe" no_hidden_characters < <(lexsarah report --year "$year")
}

# usage: notice_of CASE; the number of one of its notices
notice_of() {
	lexsarah outbox list --json | python3 -c '
import json, sys
print(next(n["id"] for n in json.load(sys.stdin) if n["case"] == sys.argv[1]))' "$1"
}

# What others verify by the manual page, and what a change does to both.
test_journal() {
	local copy=$folder/changed
	check "the manual page is enough to verify the journal" \
		python3 "$support/verify-journal.py" "$folder/lexsarah.db"
	is "it sees as many events" \
		"$(python3 "$support/verify-journal.py" "$folder/lexsarah.db")" \
		"$(lexsarah verify | grep -oE '^[0-9]+ events')"
	sed "s/lexsarah\.db/changed.db/" "$conf" >"$copy.conf"
	cp "$folder/lexsarah.db" "$copy.db"
	chmod 600 "$copy.conf" "$copy.db"
	python3 -c '
import sqlite3, sys
with sqlite3.connect(sys.argv[1]) as database:
	for name, in database.execute("SELECT name FROM sqlite_master WHERE type = ?", ("trigger",)).fetchall():
		database.execute(f"DROP TRIGGER {name}")
	database.execute("UPDATE event SET actor = ? WHERE seq = 2", ("somebody else",))' "$copy.db"
	check "a changed event shows" bash -c \
		"! python3 '$support/verify-journal.py' '$copy.db'"
	check "also to verify, which says which" grep -q "event 2" \
		<("$top_builddir/lexsarah" -c "$copy.conf" verify 2>/dev/null)
	check "and exits with 65" bash -c \
		"'$top_builddir/lexsarah' -c '$copy.conf' verify >/dev/null 2>&1; [ \$? = 65 ]"
}

test_read() {
	local form=$top_srcdir/tests/demo/form.txt
	is "read names the reporter" \
		"$(lexsarah read "$form" | grep -E '^  reporter.name' | sed 's/ *(.*//; s/  */ /g')" \
		" reporter.name Robin Ek"
	check "read needs no configuration" "$top_builddir/lexsarah" -c "$folder/none.conf" read "$form"
	refused "read of a missing file" 66 "$folder/none.txt" lexsarah read "$folder/none.txt"
	refused "read of a folder" 66 "$folder" lexsarah read "$folder"
	refused "read of a file that cannot be read" 66 /proc/self/mem lexsarah read /proc/self/mem
	refused "read of a file without end" 65 "too large" lexsarah read /dev/zero
	refused "read of several, one missing" 66 "$folder/none.txt" \
		lexsarah read "$form" "$folder/none.txt" --json
	head -c 20000 /dev/urandom >"$folder/noise.docx"
	: >"$folder/empty.pdf"
	check "several, some of them noise" has_json read read "$form" "$folder/noise.docx" \
		"$folder/empty.pdf"
	cp "$form" "$folder/-c"
	(cd "$folder" && "$top_builddir/lexsarah" read -- -c >"$folder/shown")
	check "a file whose name begins with a -" grep -q "Robin Ek" "$folder/shown"
}

test_extract() {
	local out=$folder/deep/out name bad=
	(umask 022 && lexsarah mail extract 2 -o "$out" >"$folder/shown")
	is "the folder is private" "$(stat -c %a "$out")" 700
	is "so is each file" "$(find "$out" -type f ! -perm 600 | wc -l)" 0
	is "raw mail and each part are there" "$(find "$out" -type f | wc -l)" \
		"$(($(lexsarah mail show 2 --json | python3 -c \
			'import json, sys; print(len(json.load(sys.stdin)["parts"]))') + 1))"
	check "the raw mail is what came" cmp "$out/mail.eml" \
		<(lexsarah mail show 2 >/dev/null && cat "$folder/look/mail.eml")
	while IFS= read -r -d '' name; do
		case ${name##*/} in
		mail.eml | [0-9][0-9]-[!.]*) ;;
		*) bad+="$name " ;;
		esac
	done < <(find "$out" -mindepth 1 -print0)
	is "every name begins with a number" "$bad" ""
	check "no name holds a hidden character" no_hidden_characters < <(find "$out" -type f)
	is "nothing outside" "$(find "$folder" /tmp -maxdepth 1 -name '*escaped*' | wc -l)" 0
	check "a long name keeps its end" test -n "$(find "$out" -name '*.docx')"
	echo precious >"$out/mail.eml"
	refused "files are not written over" 65 "there already" lexsarah mail extract 2 -o "$out"
	is "and keep what they hold" "$(<"$out/mail.eml")" precious
	mkdir "$folder/linked"
	ln -s "$folder/target" "$folder/linked/mail.eml"
	refused "links are not followed" 65 "there already" lexsarah mail extract 2 -o "$folder/linked"
	check "and make nothing" test ! -e "$folder/target"
	refused "a file for a folder" 65 "$folder/first.eml" \
		lexsarah mail extract 2 -o "$folder/first.eml"
}

test_outbox() {
	local id
	id=$(notice_of "LS-$year-0001")
	refused "a notice that was sent stays sent" 77 "sent" lexsarah outbox cancel "$id"
	refused "and is not sent again" 77 "sent" lexsarah outbox retry "$id"
	id=$(lexsarah outbox list --state failed --json | grep -m1 -o '"id": [0-9]*' | tr -dc 0-9)
	check "a refused notice can be sent again" has_json "outbox retry" outbox retry "$id"
	check "it is queued" grep -q "^State *queued" <(lexsarah outbox show "$id")
	check "and be taken back" has_json "outbox cancel" outbox cancel "$id"
	is "it is cancelled" "$(lexsarah outbox list --state cancelled | tail -n 1 | cut -d ' ' -f 1)" \
		"$id"
	refused "for good" 77 "cancelled" lexsarah outbox retry "$id"
}

test_filing() {
	local id=LS-$year-0001
	refused "recusal without a reason" 64 "--reason" lexsarah case recuse "$id" \
		--person a@kommun.example --to b@kommun.example
	refused "a person is an address" 64 "not a mail address" lexsarah case recuse "$id" \
		--person Anna --to b@kommun.example --reason x
	refused "recusal in no case" 66 "no case" lexsarah case recuse "LS-$year-0999" \
		--person a@kommun.example --to b@kommun.example --reason x
	check "case recuse" has_json "case recuse" case recuse "$id" \
		--person ansvarig@kommun.example --to stf@kommun.example --reason "chef"
	check "it stands with the case" grep -qF person_recused <(lexsarah case show "$id")
	refused "and is not handed back" 77 "recused" lexsarah case recuse "$id" \
		--person stf@kommun.example --to ansvarig@kommun.example --reason x
	refused "filed as nothing" 64 "spam" lexsarah mail file 1
	refused "filed as something else" 64 "spam" lexsarah mail file 1 --as letter
	refused "correspondence of no case" 64 "--case" lexsarah mail file 1 --as correspondence
	refused "a report is one already" 77 "already" lexsarah mail file 1 --as report
	refused "no such mail" 66 "no mail" lexsarah mail file 999 --as spam
	check "mail file" has_json "mail file" --as anna@kommun.example mail file 1 --as spam
	is "its case is no report" "$(lexsarah case list --state not_report | tail -n 1 |
		cut -d ' ' -f 1)" "$id"
	check "on her behalf" grep -q "mail_filed_as.*anna@kommun.example" <(lexsarah case show "$id")
	check "and it is one after all" has_json "mail file" mail file 1 --as report
	check "nothing is lost on the way" lexsarah verify
}

test_daemon_words() {
	local daemon=$top_builddir/lexsarahd
	refused "lexsarahd: an unknown option" 64 "--frob" "$daemon" --frob
	refused "lexsarahd: a word too many" 64 "too many arguments" "$daemon" start
	refused "lexsarahd: no configuration" 78 "$folder/none.conf" "$daemon" -c "$folder/none.conf"
	refused "lexsarahd: a mistake" 78 "$folder/wrong.conf:" "$daemon" -c "$folder/wrong.conf" --once
	refused "lexsarahd: --now in a real database" 77 "testing = true" \
		"$daemon" -c "$folder/real.conf" --now 2020-01-01T00:00:00Z --once
	refused "lexsarahd: --now without a time" 64 "--now" "$daemon" -c "$conf" --now noon --once
	chmod 640 "$folder/lexsarah.db"
	refused "lexsarahd: a database that others can read" 78 "chmod 600" "$daemon" -c "$conf" --once
	chmod 600 "$folder/lexsarah.db"
}

trap clean_up EXIT
folder=$(mktemp -d "${TMPDIR:-/tmp}/lexsarah-cli.XXXXXX")
conf=$folder/lexsarah.conf
need_servers
make_databases
servers_stop
year=$(lexsarah case list --json | grep -o 'LS-[0-9]*-0001' | cut -d - -f 2)
lexsarah --help | sed -n '/^Commands:/,/^$/s/^  \([a-z][a-z-]*\( [a-z][a-z-]*\)\{0,1\}\).*/\1/p' \
	>"$folder/verbs"
check "the help names every verb" test "$(wc -l <"$folder/verbs")" -ge 14

test_help
test_wrong_words
test_missing_things
test_configuration
test_database
test_json
test_terminal
test_full_output
test_options_of_every_command
test_looking_is_an_event
test_access_report
test_year_report
test_search
test_journal
test_read
test_extract
test_outbox
test_filing
test_daemon_words
plan
