#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What a person types wrong, or should think about first, as they meet it at the keyboard:
# days that cannot be, clocks that went back, conflicts of interest, declining, rules and
# templates with mistakes.
set -euo pipefail

# shellcheck source=tests/support/tap.sh
. "${top_srcdir:?}/tests/support/tap.sh"
# shellcheck source=tests/support/flow.sh
. "$top_srcdir/tests/support/flow.sh"

kim=kim.berg@kommun.example
bo=bo@kommun.example
now=2026-03-17T13:00:00+01:00

# usage: refused NAME STATUS TEXT WORD…; of lexsarah, in one line
refused() {
	local name=$1 wanted=$2 text=$3 code=0
	shift 3
	at "$@" >"$flow/out" 2>"$flow/error" </dev/null || code=$?
	if [ "$code" = "$wanted" ] && [ ! -s "$flow/out" ] && grep -qF -- "$text" "$flow/error" &&
		[ "$(wc -l <"$flow/error")" = 1 ]; then
		ok "$name"
	else
		not_ok "$name" "status $code, wanted $wanted and \"$text\"" "$(<"$flow/out")" \
			"$(<"$flow/error")"
	fi
}

# usage: at WORD…; lexsarah at the time of $now
at() {
	lexsarah --now "$now" "$@"
}

# usage: daemon_at TIME; lexsarahd --once at that time
daemon_at() {
	"$top_builddir/lexsarahd" -c "$conf" --now "$1" --once 2>>"$flow/log"
}

# usage: open_case TIME [REPORTER]; prints its number
open_case() {
	at case open --received "$1" --how paper --reporter "${2:-astrid@kommun.example}" \
		--taken-by berit@kommun.example --json | json 'd["id"]'
}

# usage: due RULE FROM; its last day or moment
due() {
	at clock compute --rule "$1" --from "$2" --json | json 'd["due"]'
}

# usage: detail KIND MEMBER; of the newest event of that kind
detail() {
	python3 - "$database" "$@" <<-'END'
		import json, sqlite3, sys
		path, kind, member = sys.argv[1:]
		row = sqlite3.connect(path).execute("SELECT detail FROM event JOIN event_detail USING(seq)"
		    " WHERE kind=? ORDER BY seq DESC LIMIT 1", (kind,)).fetchone()
		print(json.loads(row[0]).get(member) if row else None)
	END
}

test_days() {
	local id
	refused "a report that comes in the future" 65 "has not been yet" case open \
		--received 2026-03-18T09:00:00+01:00 --how paper --reporter a@kommun.example \
		--taken-by b@kommun.example
	id=$(open_case 2026-03-16T09:00:00+01:00)
	refused "a day before it arrived" 65 "before the report arrived" \
		case assess "$id" --investigate --reason x --by "$bo" --title chef \
		--date 2026-03-15
	refused "a day in the future" 65 "lies ahead" \
		case assess "$id" --investigate --reason x --by "$bo" --title chef \
		--date 2026-03-18
	refused "29 February of another year" 65 "is not a day" \
		case assess "$id" --investigate --reason x --title chef --date 2026-02-29
	refused "no 29 February to come, either" 65 "is not a day" \
		case measure "$id" "Larm" --owner x --due 2027-02-29
	check "29 February of a leap year" \
		at case measure "$id" "Larm" --owner x --due 2028-02-29
	refused "a day that has passed" 65 "has passed" \
		case measure "$id" "Larm" --owner x --due 2026-03-16
	refused "a time without its offset" 65 "is not" \
		case breach "$id" --aware 2026-03-17T02:30:00
	refused "a breach without the hour" 65 "time of day" case breach "$id" --aware 2026-03-17
	refused "a decision before its proposal" 77 "is received" case decide "$id" \
		--outcome misconduct --by "$bo" --title chef --delegation 4.2
	refused "a clock that starts in the future" 65 "is in the future" \
		clock compute --rule investigate --from 2026-03-18
	is "two months from 29 December end on 29 February" "$(due investigate 2023-12-29)" 2024-02-29
	is "or on the 28th" "$(due investigate 2025-12-30)" 2026-02-28
	is "72 hours over the night in March" "$(due breach_imy 2025-03-28T10:00:00+01:00 |
		cut -c 1-16,24-)" "2025-03-31T11:00+02:00"
	is "72 hours over the night in October" "$(due breach_imy 2025-10-24T10:00:00+02:00 |
		cut -c 1-16,24-)" "2025-10-27T09:00+01:00"
	is "the hour that comes twice is two" "$(due breach_imy 2025-10-26T02:30:00+02:00 | cut -c 12-16) \
$(due breach_imy 2025-10-26T02:30:00+01:00 | cut -c 12-16)" "01:30 02:30"
	refused "a note of a login" 65 "must be known who signs" \
		case note "$id" --source samtal --kind fact --title chef "Larmet var av."
	refused "an assessment of a login" 65 "must be known who signs" \
		case assess "$id" --investigate --reason x --title chef
	refused "a note of nobody's office" 65 "must say the title" --as robin@kommun.example \
		case note "$id" --source samtal --kind fact "Larmet var av."
	check "and with the title" at --as robin@kommun.example \
		case note "$id" --source samtal --kind fact --title vikarie "Larmet var av."
	is "which stands in the log" "$(at case show "$id" --json | json 'd["log"][-1]["title"]')" vikarie
}

test_conflicts() {
	local id other
	id=$(open_case 2026-03-16T09:00:00+01:00)
	other=$(open_case 2026-03-16T10:00:00+01:00 "$bo")
	refused "join: without a reason" 65 "the reason must be given" case join "$other" --to "$id"
	at case join "$other" --to "$id" --reason "Samma händelse." >/dev/null
	is "why they are joined" "$(id=$other detail joined reason)" "Samma händelse."
	refused "assess: who reported what was joined to it" 77 "$bo reported $other" \
		case assess "$id" --investigate --reason x --by "$bo" --title chef
	check "assess: all the same" at case assess "$id" --investigate --reason x --by "$bo" \
		--title chef --despite-conflict "Ensam i tjänst."
	is "and why" "$(detail assessed despite_conflict)" "Ensam i tjänst."
	at case assign "$id" --investigator lo@kommun.example >/dev/null
	at case assign "$id" --investigator "$kim" >/dev/null
	at case start "$id" >/dev/null
	refused "propose: who reported" 77 "$bo reported" --as "$bo" \
		case propose "$id" --outcome misconduct --reason x
	check "propose: all the same" at --as "$bo" case propose "$id" --outcome misconduct \
		--reason x --despite-conflict "Ensam kvar."
	is "and why it was" "$(detail proposed despite_conflict)" "Ensam kvar."
	at --as eva@kommun.example case show "$id" >/dev/null
	at --as eva@kommun.example case propose "$id" --outcome misconduct --reason y >/dev/null
	for person in "$bo proposed" "lo@kommun.example was named to investigate" \
		"$kim investigates" "eva@kommun.example proposed"; do
		refused "decide: $person" 77 "$person" case decide "$id" --outcome misconduct \
			--by "${person%% *}" --title chef --delegation 4.2
	done
	check "decide: all the same" at case decide "$id" --outcome misconduct --by "$bo" \
		--title chef --delegation 4.2 --despite-conflict "Nämnden har ingen annan."
	is "and why that was" "$(detail decided despite_conflict)" "Nämnden har ingen annan."
}

# usage: decline ID WORD…
decline() {
	local id=$1
	shift
	at case assess "$id" --decline --by "$bo" --title chef "$@"
}

test_declining() {
	local id old code=0
	old=$(open_case 2025-06-30T10:00:00+02:00)
	id=$(open_case 2025-07-01T10:00:00+02:00)
	refused "declining without a word on protection" 77 "Varje rapport ska utredas (27 kap. 5 §" \
		case assess "$id" --decline --reason x --by "$bo" --title chef
	check "says first what is missing" grep -q "$id: say first .* lexsarah case protect" "$flow/error"
	refused "declining without a reason" 65 "(27 kap. 5 § socialtjänstlagen (2025:400): genast;" \
		case assess "$id" --decline --by "$bo" --title chef
	refused "of what came the day before" 65 \
		"(14 kap. 6 § socialtjänstlagen (2001:453): utan dröjsmål; 24 e §" \
		case assess "$old" --decline --by "$bo" --title chef
	is "the law of a later day is not named" "$(grep -c "2025:400" "$flow/error" || true)" 0
	at case protect "$id" --not-needed --by "$bo" "Ingen berörs." >/dev/null
	python3 "$top_srcdir/tests/support/at-terminal.py" "Skriv ja:" nej \
		"$top_builddir/lexsarah" -c "$conf" --now "$now" case assess "$id" --decline --reason x \
		--by "$bo" --title chef >"$flow/screen" || code=$?
	is "at a terminal: no" "$code" 77
	check "the advice stands before the question" bash -c \
		"tr '\n' ' ' <'$flow/screen' | grep -q 'Varje rapport ska utredas.*(IVO).*Skriv ja:'"
	is "and nothing was done" "$(at case show "$id" --json | json 'd["state"]')" assessing
	code=0
	python3 "$top_srcdir/tests/support/at-terminal.py" "Skriv ja:" ja \
		"$top_builddir/lexsarah" -c "$conf" --now "$now" case assess "$id" --decline --reason x \
		--by "$bo" --title chef >"$flow/screen" || code=$?
	is "at a terminal: yes" "$code" 0
	is "and it is declined" "$(at case show "$id" --json | json 'd["state"]')" declined
	at case protect "$old" --not-needed --by "$bo" "Ingen berörs." >/dev/null
	is "without a terminal the answer has it" "$(decline "$old" --reason x --json </dev/null |
		json 'd["advice"][:36]')" "Varje rapport ska utredas (14 kap. 6"
}

# usage: with_rules NAME WORDS TEXT; the rules with the sed script WORDS are refused with TEXT
with_rules() {
	rm -rf "$flow/rules"
	cp -r --no-preserve=mode "$top_srcdir/conf/rules" "$flow/rules"
	sed -i "$2" "$flow/rules/policy.conf"
	(cat "$conf" && printf 'rules = "%s";\n' "$flow/rules") >"$flow/rules.conf"
	chmod 600 "$flow/rules.conf"
	refused "$1" 78 "$3" -c "$flow/rules.conf" clock compute --rule assess --from 2026-03-16
	check "$1: the file is named" grep -q "$flow/rules/policy.conf:[0-9]" "$flow/error"
	is "$1: nor does lexsarahd start" "$("$top_builddir/lexsarahd" -c "$flow/rules.conf" --once \
		>/dev/null 2>&1 || echo $?)" 78
}

test_rules_and_templates() {
	with_rules "a rule that starts by what stops it" \
		'0,/stop = \[ "assessed"/s//stop = [ "arrival", "assessed"/' "must not stop it too"
	with_rules "rules that go round" \
		'/id = "investigate"/,/span/s/start = .*/start = [ "decided" ];/' "go round"
	cp -r --no-preserve=mode "$top_srcdir/templates" "$flow/templates"
	printf '{{description}}\n' >>"$flow/templates/sv/receipt.txt"
	sed "s|$top_srcdir/templates|$flow/templates|" "$conf" >"$flow/templates.conf"
	chmod 600 "$flow/templates.conf"
	is "a template that names a word of the report" "$(lexsarah -c "$flow/templates.conf" \
		check-templates >"$flow/out" 2>&1 || echo $?)" 78
	check "the file, the line and the field are named" \
		grep -q 'receipt.txt:[0-9]*:.*description' "$flow/out"
	is "and lexsarahd does not start" "$("$top_builddir/lexsarahd" -c "$flow/templates.conf" \
		--once >/dev/null 2>&1 || echo $?)" 78
}

test_clock() {
	local id
	id=$(open_case 2026-03-16T09:00:00+01:00)
	now=2026-03-10T08:00:00+01:00
	refused "--now is earlier than the journal" 65 "2026-03-10 08:00 by --now, but event" \
		case dnr "$id" "AMN 2026-1"
	refused "and so for a case on paper" 65 "by --now" case open \
		--received 2026-03-09T09:00:00+01:00 --how paper --reporter a@kommun.example \
		--taken-by b@kommun.example
	now=2026-03-17T12:59:00+01:00
	check "a minute is what two clocks differ by" at case dnr "$id" "AMN 2026-1"
	is "and the event is not earlier than the one before" \
		"$(at case show "$id" --json | json 'sorted(e["time"] for e in d["events"]) == [e["time"] for e in d["events"]]')" True
	daemon_at 2026-03-10T08:00:00+01:00
	is "the daemon notes that the clock went back" "$(detail clock_went_back from | cut -c 1-16)" \
		2026-03-17T13:00
	now=2026-03-17T13:00:00+01:00
	check "and what is later can be done" at case dnr "$id" "AMN 2026-2"
	daemon_at 2099-03-17T13:00:00+01:00
	now=2099-03-17T13:00:00+01:00
	at case show "$id" >/dev/null
	status=0
	lexsarah case dnr "$id" "AMN 2026-3" >"$flow/out" 2>"$flow/error" || status=$?
	is "the machine's own clock is earlier: try again" "$status" 75
	check "and both are named" grep -q "by the clock, but event [0-9]* .* 2099-03-17 13:00" "$flow/error"
	daemon_once
	check "when the daemon has noted that it can be done" lexsarah case dnr "$id" "AMN 2026-3"
	check "the journal holds" lexsarah verify
}

# usage: typed TEXT WORD…; of lexsarah, with that on standard input
typed() {
	local text=$1
	shift
	printf '%b' "$text" | at "$@"
}

# Names and reasons stand in no list of processes.
test_typed() {
	local id
	id=$(open_case 2026-03-16T09:00:00+01:00)
	check "a note that is typed" typed 'Anna Lind såg det.\nDet var natt.\n\n' \
		--as "$bo" case note "$id" \
		--source samtal --kind fact --title chef -
	is "is what was typed" "$(at case show "$id" --json | json 'd["log"][-1]["text"]')" \
		$'Anna Lind såg det.\nDet var natt.'
	check "a reason" typed 'Det kan vara missförhållande.\n' case assess "$id" --investigate \
		--reason - --by "$bo" --title chef
	is "is what was typed, too" "$(detail assessed reason)" "Det kan vara missförhållande."
	check "why somebody is recused" typed 'Syster till den som berörs.' case recuse "$id" \
		--person "$kim" --to "$bo" --reason -
	is "as typed" "$(detail person_recused reason)" "Syster till den som berörs."
	is "words to search for" "$(typed 'reporter_unknown\n' search - --json | json 'type(d["hits"]).__name__')" list
	is "are those of the event" "$(detail searched words)" reporter_unknown
	check "a text that is a line, behind --" at --as "$bo" case note "$id" --source samtal --kind fact \
		--title chef -- -
	is "is itself" "$(at case show "$id" --json | json 'd["log"][-1]["text"]')" -
	refused "nothing typed" 65 "holds nothing" case note "$id" --source samtal --kind fact \
		--title chef -
	refused "two texts" 64 "twice" case note "$id" --source - --kind fact --title chef -
	typed '\xff' case note "$id" --source x --kind fact --title chef - 2>"$flow/error" || status=$?
	is "no UTF-8" "$status" 65
}

flow_start
daemon_at "$now"
test_days
test_conflicts
test_declining
test_rules_and_templates
test_typed
test_clock
plan
