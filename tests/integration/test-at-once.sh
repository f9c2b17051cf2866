#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Two people change one case at the same time, many times, while the daemon takes in mail,
# sends and reminds: of each two one is told who was first, and nothing of the other's is lost.
set -euo pipefail

# shellcheck source=tests/support/tap.sh
. "${top_srcdir:?}/tests/support/tap.sh"
# shellcheck source=tests/support/flow.sh
. "$top_srcdir/tests/support/flow.sh"

anna=anna@kommun.example
bo=bo@kommun.example
rounds=4

# usage: run PERSON WORD…; as that person; $flow/PERSON has the exit status and what was said
run() {
	local person=$1 code=0
	shift
	lexsarah --as "$person" "$@" >"$flow/$person.out" 2>"$flow/$person.error" || code=$?
	echo "$code" >"$flow/$person"
}

# usage: both A B; two commands of the shell at the same time
both() {
	(eval "$1") &
	local one=$!
	(eval "$2") &
	wait $!
	wait "$one"
}

statuses() {
	sort -n "$flow/$anna" "$flow/$bo" | tr '\n' ' '
}

# The words of who was second.
refusal() {
	cat "$flow/$anna.error" "$flow/$bo.error"
}

# usage: count CASE KIND; so many events of that kind
count() {
	python3 - "$database" "$@" <<-'END'
		import sqlite3, sys
		path, case, kind = sys.argv[1:]
		print(sqlite3.connect(path).execute(
		    "SELECT count(*) FROM event WHERE case_id=? AND kind=?", (case, kind)).fetchone()[0])
	END
}

# usage: one_wins NAME KIND WORDS-OF-ANNA WORDS-OF-BO [STATUS]; both have looked, then both act
one_wins() {
	local name=$1 kind=$2 first=$3 second=$4 status=${5:-65} round before wrong=
	for ((round = 1; round <= rounds; round++)); do
		before=$(count "$id" "$kind")
		both "run $anna case show $id" "run $bo case show $id"
		both "run $anna case ${first//%/$round}" "run $bo case ${second//%/$round}"
		[ "$(statuses)" = "0 $status " ] || wrong+=" round $round: $(statuses)$(refusal)"
		[ "$(($(count "$id" "$kind") - before))" = 1 ] || wrong+=" round $round: not one event"
		grep -qE "20[0-9-]+ [0-9:]+ by (anna|bo)@kommun.example \(event [0-9]+, $kind" \
			<(refusal) || wrong+=" round $round: $(refusal)"
		[ "$status" = 65 ] || break # the state of the case changes once
	done
	is "$name: one of two, and the other hears who was first" "$wrong" ""
}

flow_start
daemon_once
lexsarah case open --received "$(date -Is -d '2 days ago')" --how paper \
	--reporter astrid@kommun.example --taken-by berit@kommun.example --json >"$flow/json"
id=$(json 'd["id"]' <"$flow/json")
daemon_start
for i in $(seq 12); do
	write_mail "$flow/mail$i.eml" "Kim Berg <kim@kommun.example>" "Rapport $i" \
		--id "<at-once-$i@kommun.example>"
	mail_deliver lexsarah "$flow/mail$i.eml"
done

one_wins "a number" registered "dnr $id 'AMN 2026-1%'" "dnr $id 'AMN 2026-2%'"
one_wins "an assessment" assessed \
	"assess $id --investigate --reason x --title chef" \
	"assess $id --investigate --reason y --title chef" 77
one_wins "an investigator" investigator_assigned \
	"assign $id --investigator x%@kommun.example" "assign $id --investigator y%@kommun.example"
one_wins "a later day" clock_extended \
	"extend $id --clock investigate --to 2031-01-1% --reason x" \
	"extend $id --clock investigate --to 2031-02-1% --reason y"
run "$anna" case show "$id"
run "$anna" case start "$id"
one_wins "a proposal" proposed \
	"propose $id --outcome misconduct --reason x%" \
	"propose $id --outcome no_misconduct --reason y%"
lexsarah case show "$id" --json | json 'd["proposal"]["outcome"]' >"$flow/proposal"
lexsarah case decide "$id" --outcome "$(<"$flow/proposal")" --by cecilia@kommun.example \
	--title direktor --delegation 4.2 >/dev/null
one_wins "a day of follow-up" follow_up_set \
	"follow-up $id --due 2031-03-1%" "follow-up $id --due 2031-04-1%"

# Who has not looked is not asked for more than that the two do not cross: what was said is said.
before=$(count "$id" registered)
good=0
for round in 1 2 3 4 5 6; do
	both "run c$round@kommun.example case dnr $id 'AMN 2026-3$round'" \
		"run d$round@kommun.example case dnr $id 'AMN 2026-4$round'"
	good=$((good + $(grep -lx 0 "$flow/c$round@kommun.example" "$flow/d$round@kommun.example" | wc -l)))
	check "unseen, round $round: done, or told so" \
		grep -qxE '0|65' "$flow/c$round@kommun.example" "$flow/d$round@kommun.example"
done
is "what was done is in the journal, and nothing else" \
	"$(($(count "$id" registered) - before))" "$good"

# What adds is refused to nobody.
both "for i in 1 2 3 4 5 6; do run $anna case note $id --source s --kind fact --title t a\$i; done" \
	"for i in 1 2 3 4 5 6; do run $bo case note $id --source s --kind fact --title t b\$i; done"
is "notes of both are kept" "$(count "$id" noted)" 12

seq=$(lexsarah case show "$id" --json | json 'd["events"][-1]["seq"]')
run "$anna" case note "$id" --source s --kind fact --title t "Efter."
run "$bo" --if-unchanged "$seq" case measure "$id" "Larm" --owner x --due 2031-01-01
is "--if-unchanged: what came between" "$(<"$flow/$bo")" 65
check "and what it was" grep -q "by $anna (event [0-9]*, noted)" "$flow/$bo.error"
seq=$(lexsarah case show "$id" --json | json 'd["events"][-1]["seq"]')
run "$bo" --if-unchanged "$seq" case measure "$id" "Larm" --owner x --due 2031-01-01
is "--if-unchanged: nothing came between" "$(<"$flow/$bo")" 0
run "$bo" --if-unchanged 99999999 case measure "$id" "Larm" --owner x --due 2031-01-01
is "--if-unchanged: no such event" "$(<"$flow/$bo")" 65
run "$bo" --if-unchanged 1 case list
is "--if-unchanged: nothing is changed by that" "$(<"$flow/$bo")" 64

tries=0
while [ "$(cases_json | json 'len(d)')" -lt 13 ] && [ "$tries" -lt 200 ]; do
	tries=$((tries + 1))
	sleep 0.1
done
is "the daemon took in all mail meanwhile" "$(cases_json | json 'len(d)')" 13
daemon_stop
is "and ends well" "$status" 0
check "the journal holds" lexsarah verify
plan
