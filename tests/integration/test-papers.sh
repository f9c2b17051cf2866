#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The dossier and the decision of a case as PDF, read back by pdftotext: each value that
# was written stands under its heading. Needs no server: the reports came by file.
# LEX_SEEDS: a folder of dossiers that real boards published, as text, each beside NAME.truth.json,
# which says what a person read on them; default: ../shared/seeds.
set -euo pipefail

# shellcheck source=tests/support/tap.sh
. "${top_srcdir:?}/tests/support/tap.sh"
# shellcheck source=tests/support/demo-conf.sh
. "$top_srcdir/tests/support/demo-conf.sh"

command -v pdftotext >/dev/null || skip_all "pdftotext is not installed"
export LEXSARAH_READER=${top_builddir:?}/lexsarah-reader
export IMAP_PORT=1 SMTP_PORT=1 SERVERS_PASSWORD=none
seeds=${LEX_SEEDS:-$top_srcdir/../shared/seeds}
folder=$(mktemp -d)
conf=$folder/lexsarah.conf
today=2026-04-01 # on which papers are taken
trap 'rm -rf "$folder"' EXIT

# usage: lexsarah DAY WHO WORD…; sets $status, and $said
lexsarah() {
	local day=$1 who=$2
	shift 2
	status=0
	said=$("$top_builddir/lexsarah" -c "$conf" --now "${day}T09:00:00Z" \
		--as "$who@kommun.example" "$@" 2>&1) || status=$?
}

at() {
	lexsarah "$@"
	[ "$status" = 0 ] || bail "${*:3}: $said"
}

run_daemon() {
	"$top_builddir/lexsarahd" -c "$conf" --once --now "$1" 2>"$folder/log" || true
}

make_database() {
	write_demo_conf "$conf" "$folder/lexsarah.db"
	sed -i 's/^  responsible = .*/  responsible = { address = "ada@kommun.example"; name = "Ada Ek"; title = "ansvarig"; };\
  decision_maker = { address = "dan@kommun.example"; name = "Dan Al"; title = "direktör"; };\
  investigators = ( { address = "kim@kommun.example"; name = "Kim Bergström"; title = "utredare"; } );\
  commissioning = ( { id = "SDN"; name = "Norra stadsdelsnämnden"; address = "sdn@kommun.example"; },\
                    { id = "SDS"; name = "Södra stadsdelsnämnden"; address = "sds@kommun.example"; } );\
  contact = { post = "Box 12, 123 45 Exempelstad"; phone = "08-123 45 00"; org_number = "212000-0000"; };/' \
		"$conf"
	run_daemon 2026-03-16T08:00:00Z
	[ -e "$folder/lexsarah.db" ] || bail "no database: $(<"$folder/log")"
}

# A report with its investigation, decision and log on the forms.
write_form() {
	sed '/^Hej,/,/^in den i mejlet/d' "$top_srcdir/tests/demo/form.txt"
	cat <<-'END'

		Lex Sarah-utredning

		Rapporten inkom (datum) 2026-03-13
		Rapportens diarienummer AMN 2026-0042-1.3
		Utredningen inledd (datum) 16 mars 2026
		SoL [x] LSS [ ]
		Utredare (namn, befattning) Kim Bergström, utredare
		Nämnd som utreder rapporten Arbetsmarknadsnämnden

		När och hur uppmärksammades missförhållandet eller risken för missförhållandet?
		Robin Ek såg sågen vid en rundvandring och hörde av sig samma dag.

		Vad har det rapporterade missförhållandet eller risken för missförhållande bestått i?
		Skyddet var borttaget. Eks kollega hade bett om ett nytt.

		Skulle något liknande kunna inträffa igen? [x] Ja [ ] Nej
		Förklara varför? Det saknas en rutin för tillsyn.

		Utredning av bakomliggande orsaker
		Kommunikation och information
		Beslutet om anpassning nådde aldrig snickeriet.
		Teknik, utrustning och apparatur
		Sågen är från 1987.

		Uppgifter om vilka åtgärder som har vidtagits
		Vilka åtgärder har vidtagits för att undanröja eller avhjälpa missförhållandet eller risken för missförhållande?
		Sågen är såld som skrot.
		När vidtogs åtgärderna?
		2026-03-17

		Fortlöpande dokumentation av lex Sarah-utredningen

		Datum	Anteckning	Bilaga nr	Sign. (namn befattn.)
		2026-03-17	Samtal med skyddsombudet	1	Kim Bergström
	END
}

# usage: receive FILE; all came on one day: the daemon notes that the clock went back to it
receive() {
	run_daemon 2026-03-16T08:00:00Z
	at 2026-03-16 ada case open --received 2026-03-16T08:00:00Z --how mail \
		--reporter robin.ek@kommun.example --taken-by ada@kommun.example --file "$1"
	run_daemon 2026-03-16T08:10:00Z
}

live() {
	at 2026-03-16 ada case protect "$id" --done 2026-03-16T08:30:00Z --by ada@kommun.example \
		"Sågen stängdes av."
	at 2026-03-16 ada case assess "$id" --investigate --reason "Det kan vara ett missförhållande."
	at 2026-03-16 ada case dnr "$id" "AMN 2026-0042-1.3"
	at 2026-03-16 ada case assign "$id" --investigator kim@kommun.example
	at 2026-03-16 kim case start "$id" --law SoL
	at 2026-03-16 ada case commission "$id" --add SDN --reason "Deltagaren bor där."
	at 2026-03-17 kim case note "$id" --source "enhetschefen" --kind fact --title utredare \
		"Enligt Robin Ek är sågen gammal."
	at 2026-03-18 ada case inform "$id" --board SDN --what report --date 2026-03-18 --how brev
	at 2026-03-25 kim case propose "$id" --outcome serious_misconduct --reason "Fara för livet."
	at 2026-03-27 dan case decide "$id" --outcome serious_misconduct --by dan@kommun.example \
		--delegation 4.2 --presenter "Kim Bergström" --participant "Dag Ö"
	at 2026-03-27 ada case ivo "$id" --notified 2026-03-27 --attached --number 3.1.2-99
	at 2026-03-27 ada case measure "$id" "Ny rutin för tillsyn" --owner enhetschefen --due 2026-06-01
}

# usage: dossier ID FILE [OPTION…]; the file as $folder/FILE.pdf and .txt
dossier() {
	at "$today" ada case dossier "$1" -o "$folder/$2.pdf" "${@:3}"
	pdftotext -raw "$folder/$2.pdf" "$folder/$2.txt"
}

# usage: compare_values FLOOR FILE… of check-dossier.py; prints what is wrong
compare_values() {
	local floor=$1 said count
	shift
	said=$(python3 "$top_srcdir/tests/support/check-dossier.py" "$@") || {
		printf '%s\n' "$said"
		return 1
	}
	count=${said##*$'\n'}
	printf '%s of at least %s\n' "$count" "$floor"
	[ "${count%% *}" -ge "$floor" ]
}

# usage: check_values NAME ID FLOOR [TRUTH N]; each value that was read of the case, or that
# document N of TRUTH says, is in its dossier; so many there are at least
check_values() {
	local name=$1 of=$2 floor=$3
	shift 3
	[ -e "$folder/$of.txt" ] || dossier "$of" "$of"
	at "$today" ada case show "$of" --json
	printf '%s\n' "$said" >"$folder/show.json"
	check "$name" compare_values "$floor" "$folder/show.json" "$folder/$of.txt" "$@"
}

# usage: has NAME FILE WORDS; whatever the lines of the file
has() {
	local words=${3//[[:space:]]/} text
	text=$(tr -d '[:space:]' <"$folder/$2.txt")
	if [[ $text == *"$words"* ]]; then ok "$1"; else not_ok "$1" "no \"$3\" in:" "$text"; fi
}

hasnt() {
	local words=${3//[[:space:]]/} text
	text=$(tr -d '[:space:]' <"$folder/$2.txt")
	if [[ $text != *"$words"* ]]; then ok "$1"; else not_ok "$1" "\"$3\" in:" "$text"; fi
}

test_dossier() {
	local anchor
	check_values "each value of the forms stands under its heading" "$id" 58
	has "the protection" "$id" "Vad som har gjorts Sågen stängdes av."
	has "the assessment" "$id" "☒ ska rapporten utredas ☐ inleds ingen utredning"
	has "the proposal, ticked" "$id" "☒ allvarligt missförhållande (anmäls till IVO) ☐ varken"
	has "when the board was informed" "$id" \
		"Norra stadsdelsnämnden Information om den inkomna rapporten 2026-03-18, brev"
	has "the decision" "$id" "Beslutsdag 2026-03-27 Beslutat av Dan Al Befattning direktör"
	has "who presented it" "$id" "Föredragande Kim Bergström"
	has "who took part" "$id" "Dag Ö"
	has "how the board is reached" "$id" "Postadress: Box 12, 123 45 Exempelstad"
	has "IVO's number" "$id" "IVO:s ärendenummer 3.1.2-99"
	has "the log" "$id" "fakta – Kim Bergström, utredare"
	has "the measures" "$id" "1 Ny rutin för tillsyn enhetschefen 2026-06-01 –"
	has "the sum of the form" "$id" "$(sha256sum "$folder/form.txt" | cut -d' ' -f1)"
	anchor=$(grep -oE '^[0-9]+:[0-9a-f]{64}$' "$folder/$id.txt")
	lexsarah 2026-04-01 ada verify --anchor "$anchor"
	is "the anchor holds" "$status" 0
	is "the title" "$(pdfinfo "$folder/$id.pdf" | sed -n 's/^Title: *//p')" \
		"Dossier i ärende enligt lex Sarah $id · AMN 2026-0042-1.3"
	is "it is tagged, for who has it read aloud" \
		"$(pdfinfo "$folder/$id.pdf" | sed -n 's/^Tagged: *//p')" yes
	check "in Swedish" grep -aq '/Lang (sv-SE)' "$folder/$id.pdf"
	is "for nobody else" "$(stat -c %a "$folder/$id.pdf")" 600
	at 2026-04-01 ada report --access --case "$id" --json
	check "taking it is an event" grep -q '"dossier_written"' <<<"$said"
}

test_copy() {
	dossier "$id" copy --for SDN
	has "a copy is a draft" copy "Utkast för maskning"
	hasnt "the address of who reported is left out" copy robin.ek@kommun.example
	hasnt "and the telephone" copy "08-123 45 71"
	has "the field says so" copy "Namn [utelämnat"
	has "in texts the name stands, marked for a person" copy "Enligt Robin Ek är sågen gammal."
	pdftoppm -r 40 "$folder/copy.pdf" "$folder/copy-page"
	check "the mark is yellow" python3 - "$folder" <<-'END'
		import glob, sys
		def yellow(path):
		    data = open(path, "rb").read().split(b"\n", 3)[3]
		    return sum(1 for i in range(0, len(data) - 2, 3)
		               if data[i] > 240 and data[i + 1] > 200 and data[i + 2] < 140)
		sys.exit(sum(map(yellow, glob.glob(sys.argv[1] + "/copy-page*.ppm"))) < 30)
	END
	lexsarah 2026-04-01 ada case dossier "$id" -o "$folder/other.pdf" --for SDS
	is "not for a board that the case has not" "$status" 77
	check "of that nothing is written" test ! -e "$folder/other.pdf"
}

test_decision() {
	at 2026-04-01 ada case decision "$id" -o "$folder/decision.pdf"
	pdftotext -raw "$folder/decision.pdf" "$folder/decision.txt"
	has "the decision as PDF" decision "Beslutat av Dan Al"
	has "with its reasons" decision "Fara för livet."
	has "and the place to sign" decision "Underskrift Namnförtydligande Dan Al"
	at 2026-04-01 ada case decision "$id" -o "$folder/decision.words"
	check "as text, where the name is no PDF's" \
		grep -q '^Beslutat av: Dan Al$' "$folder/decision.words"
	at 2026-04-01 ada case decision "$id"
	check "and without a file" grep -q '^Beslutat av: Dan Al$' <<<"$said"
}

test_mistakes() {
	echo mine >"$folder/there.pdf"
	lexsarah 2026-04-01 ada case dossier "$id" -o "$folder/there.pdf"
	is "nothing is written over" "$status: $(<"$folder/there.pdf")" "65: mine"
	lexsarah 2026-04-01 ada case decision "$id" -o "$folder/there.pdf"
	is "nor by a decision" "$status: $(<"$folder/there.pdf")" "65: mine"
	lexsarah 2026-04-01 ada case dossier "$id" -o "$folder/no/such.pdf"
	is "a folder that is not there" "$status" 65
	lexsarah 2026-04-01 ada case dossier "$id"
	is "a dossier wants a file" "$status" 64
	lexsarah 2026-04-01 ada case dossier "$id" -o "$folder/a.txt"
	is "that is a PDF" "$status" 64
	lexsarah 2026-04-01 ada case dossier LS-2026-0999 -o "$folder/a.pdf"
	is "of a case that there is" "$status" 66
	lexsarah 2026-04-01 ada case dossier nothing -o "$folder/a.pdf"
	is "by its number" "$status" 64
	is "nothing is left behind" "$(find "$folder" -name '*.pdf.*')" ""
}

# What a person read on the published forms, and how many values that are at least.
# usage: check_seed SEED N FLOOR ID
check_seed() {
	check_values "each value of a real form stands under its heading: $4" "$4" "$3"
	check_values "and each that a person reads on it: $1, $2" "$4" "$3" "$seeds/$1.truth.json" "$2"
}

# usage: live_seed ID; a real report, from the protection to the decision
live_seed() {
	at 2026-04-02 ada case protect "$1" --not-needed --by ada@kommun.example "Akterna är åter."
	at 2026-04-02 ada case assess "$1" --investigate --reason "Uppgifter kan ha röjts."
	at 2026-04-02 ada case dnr "$1" "AMN 2026-0084-01.05"
	at 2026-04-02 ada case assign "$1" --investigator kim@kommun.example
	at 2026-04-02 kim case start "$1" --law SoL
	at 2026-04-07 kim case note "$1" --source "postens chef" --kind assessment \
		"Posten kan gå fel igen."
	at 2026-04-20 kim case propose "$1" --outcome misconduct --reason "Akterna var borta."
	at 2026-04-24 dan case decide "$1" --outcome misconduct --by dan@kommun.example \
		--delegation 4.2 --presenter "Kim Bergström"
}

check_worked_seed() {
	rm -f "$folder/$1.txt" "$folder/$1.pdf"
	live_seed "$1"
	today=2026-04-24
	check_seed "$2" "$3" "$4" "$1"
	has "its proposal, ticked" "$1" "☐ påtaglig risk för missförhållande ☒ missförhållande ☐"
	has "its decision" "$1" "Beslutsdag 2026-04-24 Beslutat av Dan Al Befattning direktör"
	has "its log, of the case and of the form" "$1" "bedömning – Kim Bergström, utredare"
	at "$today" ada case decision "$1" -o "$folder/$1-decision.pdf"
	pdftotext -raw "$folder/$1-decision.pdf" "$folder/$1-decision.txt"
	has "which is a paper of its own" "$1-decision" "Akterna var borta."
}

# Seed, document of it, how many values it has at least: in the order of their cases.
real_forms() {
	cat <<-'END'
		dossier-2017 0 53
		two-dossiers-2019 0 47
		two-dossiers-2019 1 48
	END
}

test_seeds() {
	local seed n floor ids
	if [ ! -d "$seeds" ]; then
		[ -z "${LEX_SEEDS:-}" ] || bail "no $seeds"
		skip "dossiers of real forms" "no $seeds"
		return
	fi
	for seed in $(real_forms | cut -d' ' -f1 | uniq); do
		receive "$seeds/$seed.txt"
	done
	at 2026-04-01 ada case list --json
	read -ra ids < <(python3 -c 'import json, sys
print(*sorted(c["id"] for c in json.load(sys.stdin))[1:])' <<<"$said")
	is "each report has its case" "${#ids[@]}" "$(real_forms | wc -l)"
	while read -r seed n floor; do
		check_seed "$seed" "$n" "$floor" "${ids[0]}"
		[ "$seed" != dossier-2017 ] || check_worked_seed "${ids[0]}" "$seed" "$n" "$floor"
		ids=("${ids[@]:1}")
	done < <(real_forms)
}

make_database
write_form >"$folder/form.txt"
receive "$folder/form.txt"
id=LS-2026-0001
live
test_dossier
test_copy
test_decision
test_mistakes
test_seeds
plan
