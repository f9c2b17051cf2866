#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Reports that came another way than by mail to the board: on paper, by word of
# mouth, in archives; under the same rules, and none of them twice.
set -euo pipefail

export TZ=Europe/Stockholm # the dates of the program

# shellcheck source=tests/support/tap.sh
. "${top_srcdir:?}/tests/support/tap.sh"
# shellcheck source=tests/support/flow.sh
. "$top_srcdir/tests/support/flow.sh"

year=$(date +%Y)
support=$top_srcdir/tests/support

# usage: status_of COMMAND…
status_of() {
	local status=0
	"$@" >/dev/null 2>&1 || status=$?
	echo "$status"
}

# usage: open_paper [WORD…]
open_paper() {
	lexsarah case open --received "$(date -Is -d '2 days ago')" --how paper \
		--reporter astrid@kommun.example --taken-by berit@kommun.example "$@"
}

flow_start
send_mail "Cecilia <cecilia@kommun.example>" "Rapport" --id "<fetched@kommun.example>"
cp "$flow/sent.eml" "$flow/fetched.eml"
daemon_once
is "one case by mail" "$(cases_json | json 'len(d)')" 1

python3 "$support/make-docx.py" report-v1 "$flow/rapport.docx"
cp "$flow/rapport.docx" "$flow/bilaga två.docx"
open_paper --file "$flow/rapport.docx" --file "$flow/bilaga två.docx" --json >"$flow/json"
check "a report on paper opens a case" python3 "$support/check-json.py" "case open" <"$flow/json"
id=$(json 'd["id"]' <"$flow/json")
is "with the next number" "$id" "LS-$year-0002"
shown=$(lexsarah case show "$id" --json)
is "it arrived when it was received" "$(json '(d["arrived"][:10], d["arrival_source"])' <<<"$shown")" \
	"('$(date -d '2 days ago' +%F)', 'command')"
is "of the reporter" "$(json 'd["sender"]["address"]' <<<"$shown")" astrid@kommun.example
is "it is a report" "$(json 'd["mails"][0]["kind"]' <<<"$shown")" report
is "its case says how and who took it" "$(json 'd.get("entered")' <<<"$shown")" \
	"{'how': 'paper', 'taken_by': 'berit@kommun.example'}"
is "and shows it" "$(lexsarah case show "$id" | sed -n 's/^Taken down *//p')" \
	"berit@kommun.example (paper)"
is "of a mailed one there is nothing to say" "$(lexsarah case show "LS-$year-0001" --json |
	json 'd.get("entered", 0)')" None
daemon_once
is "its files are read" "$(lexsarah case show "$id" --json | json 'd["reading"]["state"]')" 'done'
is "the reporter gets a receipt" "$(mail_count astrid)" 1
mail=$(json 'd["mail"]' <"$flow/json")
lexsarah mail extract "$mail" -o "$flow/out" >/dev/null
check "the file is kept as it was" cmp "$flow/rapport.docx" "$flow"/out/*rapport.docx
is "a file that is not there" "$(status_of open_paper --file "$flow/missing")" 65
is "a time to come" "$(status_of lexsarah case open --received 2999-01-01T00:00:00Z --how oral \
	--reporter a@kommun.example --taken-by b@kommun.example)" 65
is "no way" "$(status_of lexsarah case open --received "$(date -Is)" --how fax \
	--reporter a@kommun.example --taken-by b@kommun.example)" 64
is "nothing came of those" "$(cases_json | json 'len(d)')" 2

lexsarah case arrived "LS-$year-0001" --at "$(date -Is -d '5 days ago')" --reason "poststämpel" \
	--json >"$flow/json"
check "an arrival is corrected" python3 "$support/check-json.py" "case arrived" <"$flow/json"
is "and shown" "$(lexsarah case show "LS-$year-0001" --json |
	json '(d["arrived"][:10], d["arrival_source"], [e["detail"]["reason"] for e in d["events"]
		if e["kind"] == "arrival_corrected"])')" \
	"('$(date -d '5 days ago' +%F)', 'command', ['poststämpel'])"
is "not without a reason" "$(status_of lexsarah case arrived "LS-$year-0001" --at "$(date -Is)")" 64
is "not of no case" "$(status_of lexsarah case arrived LS-1999-0001 --at "$(date -Is)" --reason x)" 66

# An archive: what was fetched once more, a new mail, its answer, and no mail.
mkdir -p "$flow/archive/Maildir/cur" "$flow/archive/Maildir/new" "$flow/archive/tree"
tr -d '\r' <"$flow/fetched.eml" >"$flow/archive/tree/fetched.eml"
write_mail "$flow/new.eml" "doris@kommun.example" "Gammal rapport" --id "<old@kommun.example>"
tr -d '\r' <"$flow/new.eml" >"$flow/archive/Maildir/cur/$(date -d '2019-05-06 10:00' +%s).M1.host:2,S"
write_mail "$flow/answer.eml" "doris@kommun.example" "Sv" --in-reply-to "<old@kommun.example>"
{
	echo "From doris@kommun.example Mon May  6 09:00:00 2019"
	tr -d '\r' <"$flow/answer.eml"
	echo
} >"$flow/archive/tree/box.mbox"
echo nothing >"$flow/archive/tree/notes.txt"
lexsarah import "$flow/archive/Maildir" "$flow/archive/tree" --json >"$flow/json"
check "an import says what became of it" python3 "$support/check-json.py" import <"$flow/json"
is "each mail once" "$(json '[d[k] for k in ("read", "opened", "joined", "copies", "quarantined")]' \
	<"$flow/json")" "[3, 1, 1, 1, 0]"
shown=$(lexsarah case show "LS-$year-0003" --json)
is "it arrived when the archive says" "$(json '(d["arrived"][:16], d["arrival_source"])' \
	<<<"$shown")" "('2019-05-06T10:00', 'archive')"
is "which nobody proves" "$(json 'd["flags"]' <<<"$shown")" "['arrival_unproven']"
is "both times stand in the flag" "$(json '[w in d["flag_details"][0]["message"] for w in
	("2019-05-06 10:00", "'"$(date +%F)"'")]' <<<"$shown")" "[True, True]"
daemon_once
is "its notices are held" "$(outbox_json |
	json 'sorted({(n["state"], n["hold"]) for n in d if n["case"] == "LS-'"$year"'-0003"})')" \
	"[('held', 'import')]"
is "the old sender hears nothing" "$(mail_count doris)" 0
lexsarah import "$flow/archive/Maildir" "$flow/archive/tree" --json >"$flow/json"
is "once more makes copies" "$(json '(d["opened"], d["copies"])' <"$flow/json")" "(0, 3)"
is "no case more" "$(cases_json | json 'len(d)')" 3
is "a path that is not there" "$(status_of lexsarah import "$flow/missing")" 65
said=$(lexsarah import "$flow/archive/tree" "$flow/missing" 2>/dev/null || true)
is "what came before it is taken, and said" "${said%%:*}" "2 mails"
check "the journal proves" lexsarah verify

# Who takes a report down is not whom it concerns, and no mail server vouches for a person.
flags_of() {
	lexsarah case show "$1" --json | json 'd["flags"]'
}
# usage: held_of CASE; what became of its notices
held_of() {
	outbox_json | json 'sorted((n["notice"], n["state"], n["hold"]) for n in d
		if n["case"] == "'"$1"'")'
}
conf_set 'gateways = [ "mx.kommun.example" ];' 'gateways = [ "mx.kommun.example" ];
  trust = "authserv"; authserv_id = "mx.kommun.example";'
conf_set 'responsible = "ansvarig@kommun.example";' 'responsible = {
  address = "ansvarig@kommun.example"; name = "Åsa Lind"; };'
taken=$(lexsarah --as ansvarig@kommun.example case open --received "$(date -Is -d '2 days ago')" \
	--how oral --reporter astrid@kommun.example --taken-by ansvarig@kommun.example --json |
	json 'd["id"]')
is "the words that are ours flag nothing" "$(flags_of "$taken")" "[]"
daemon_once
is "nor do they when it is read" "$(flags_of "$taken")" "[]"
is "and everybody is told" "$(held_of "$taken")" \
	"[('new_case', 'sent', None), ('receipt', 'sent', None), ('registrar', 'sent', None)]"
is "its trust is the command line's" "$(lexsarah case show "$taken" --json |
	json 'd["mails"][0]["trust"], [(e["actor"], e["user"] != "") for e in d["events"]
		if e["kind"] == "case_opened"]')" \
	"('command', [('ansvarig@kommun.example', True)])"

# What only one person may know is looked for at once, whichever way it came.
echo "Kvinnan har skyddad identitet." >"$flow/words.txt"
cp "$flow/words.txt" "$flow/Skyddad identitet.txt"
send_mail "Cecilia <cecilia@kommun.example>" "Rapport" --id "<protected@kommun.example>" \
	--text "$flow/words.txt" >/dev/null
daemon_once
mailed=$(cases_json | json 'max(c["id"] for c in d)')
paper=$(open_paper --file "$flow/words.txt" --json | json 'd["id"]')
named=$(open_paper --file "$flow/Skyddad identitet.txt" --json | json 'd["id"]')
is "in the name of a file at once" "$(flags_of "$named")" "['possible_protected_identity']"
daemon_once
is "in a file when it is read, and that the same was mailed" "$(flags_of "$paper")" \
	"['possible_duplicate', 'possible_protected_identity']"
held=$(held_of "$mailed")
is "a mailed one is held" "$(grep -o "'new_case', 'held', 'protected'" <<<"$held")" \
	"'new_case', 'held', 'protected'"
is "one on paper the same" "$(held_of "$paper")" "$held"
is "and one by its name" "$(held_of "$named")" "$held"
write_mail "$flow/old.eml" "erik@kommun.example" "Gammal" --id "<old-protected@kommun.example>" \
	--text "$flow/words.txt"
lexsarah import "$flow/old.eml" >/dev/null
imported=$(cases_json | json 'max(c["id"] for c in d)')
is "an imported one at once" "$(flags_of "$imported" | grep -o possible_protected_identity)" \
	possible_protected_identity
is "for that reason" "$(held_of "$imported" | grep -o "'new_case', 'held', '[a-z]*'")" \
	"'new_case', 'held', 'protected'"

# When an archived mail arrived: our own gateway proves it, the word of others does not.
# usage: arrival_of FILE NAME RECEIVED…; imports it with these lines, topmost first
arrival_of() {
	local name=$1 line
	local -a lines=()
	shift
	for line in "$@"; do
		lines+=(--header "Received:$line")
	done
	write_mail "$flow/$name.eml" "frida@kommun.example" "Arkiv" --id "<$name@kommun.example>" \
		"${lines[@]}"
	lexsarah import "$flow/$name.eml" >/dev/null
	lexsarah case show "$(cases_json | json 'max(c["id"] for c in d)')" --json |
		json '(d["arrived"][:16], d["arrival_source"], "arrival_unproven" in d["flags"],
			"arrival_differs" in d["flags"])'
}
ours="from a (mail.annat.example [192.0.2.7]) by mx.kommun.example; Mon, 6 May 2019 10:00:00 +0200"
other="from x by mail.annat.example; Fri, 4 Jan 2019 09:00:00 +0100"
is "by our gateway" "$(arrival_of by-gateway "$ours" "$other")" \
	"('2019-05-06T10:00', 'gateway', False, False)"
is "by another host" "$(arrival_of by-other "$other")" \
	"('2019-01-04T09:00', 'archive', True, False)"
is "by a gateway's line below another's" "$(arrival_of forged "$other" "$ours")" \
	"('2019-01-04T09:00', 'archive', True, False)"
is "by nothing at all" "$(arrival_of by-nothing | sed 's/T..:../T/')" \
	"('$(date +%F)T', 'poll', True, False)"
shown=$(arrival_of long-ago "from x by y; Thu, 1 Jan 1970 00:00:00 +0000" | sed 's/T..:../T/')
is "before there were such reports" "$shown" "('$(date +%F)T', 'poll', True, False)"
{
	echo "From frida@kommun.example Mon May  6 09:00:00 2019"
	tr -d '\r' <"$flow/by-other.eml" | sed 's/by-other/in-mbox/'
} >"$flow/two.mbox"
lexsarah import "$flow/two.mbox" >/dev/null
is "the earliest rules" "$(lexsarah case show "$(cases_json | json 'max(c["id"] for c in d)')" --json |
	json '(d["arrived"][:16], [w in str(d["flag_details"]) for w in ("2019-05-06 11:00", "2019-01-04 09:00")])')" \
	"('2019-01-04T09:00', [True, True])"

answer=$(mails_json | json 'next(m["id"] for m in d if m["kind"] == "correspondence")')
filed=$(lexsarah mail file "$answer" --as report --json | json 'd["case"]')
is "nor does it prove more when a person files it" "$(lexsarah case show "$filed" --json |
	json '(d["arrived"][:16], d["arrival_source"], d["flags"][0])')" \
	"('2019-05-06T11:00', 'archive', 'arrival_unproven')"
is "whose notices go out" "$(held_of "$filed" | grep -c import)" 0

lexsarah backup "$flow/backup.db" --json >"$flow/json"
check "a backup is made" python3 "$support/check-json.py" backup <"$flow/json"
is "for its owner alone, and nothing beside it" \
	"$(find "$flow" -name 'backup.db*' -printf '%f %m ')" "backup.db 600 "
is "over an older one" "$(status_of lexsarah backup "$flow/backup.db")" 0
is "not where nothing can be written" "$(status_of lexsarah backup /proc/backup.db)" 65
sed "s|^database = .*|database = \"$flow/backup.db\";|" "$conf" >"$flow/restored.conf"
chmod 600 "$flow/restored.conf"
check "it is a whole database" "$top_builddir/lexsarah" -c "$flow/restored.conf" verify
is "with every case" "$("$top_builddir/lexsarah" -c "$flow/restored.conf" case list --json |
	json 'len(d)')" "$(cases_json | json 'len(d)')"
lexsarah calendar 2026 --json >"$flow/json"
check "the calendar is as scripts expect it" python3 "$support/check-json.py" calendar <"$flow/json"
is "with the eves" "$(json '[x["date"] for x in d if x["kind"] == "eve"]' <"$flow/json")" \
	"['2026-06-19', '2026-12-24', '2026-12-31']"
is "of a year that is known" "$(status_of lexsarah calendar 1899)" 64
is "and no later one" "$(status_of lexsarah calendar 2101)" 64
sed 's|^  closed_days = .*|  closed_days = ( "2026-05-15", { date = "2026-06-06"; name = "lov"; } );|' \
	"$conf" >"$flow/closed.conf"
chmod 600 "$flow/closed.conf"
is "with the days that the organisation is closed, in their place" \
	"$("$top_builddir/lexsarah" -c "$flow/closed.conf" calendar 2026 --json | json \
		'[x["name"] + " " + x["kind"] for x in d if "2026-05-10" < x["date"] < "2026-06-10"]')" \
	"['Kristi himmelsfärdsdag holiday', 'stängt closed', 'pingstdagen holiday', 'nationaldagen holiday', 'lov closed']"
check "the rules of clocks as shipped are right" lexsarah check-config
mkdir "$flow/rules"
cp "$top_srcdir"/conf/rules/*.conf "$flow/rules"
chmod u+w "$flow/rules"/*
sed "1i rules = \"$flow/rules\";" "$conf" >"$flow/rules.conf"
chmod 600 "$flow/rules.conf"
rm "$flow/rules/policy.conf"
check "local routine may be left out of a copy" \
	"$top_builddir/lexsarah" -c "$flow/rules.conf" check-config
sed -i 's/"breach_imy"/"breach"/' "$flow/rules/statutory.conf"
check "what the law asks for may not" grep -qF \
	"$flow/rules: the rule \"breach_imy\" is missing, and the law asks for it" \
	<("$top_builddir/lexsarah" -c "$flow/rules.conf" check-config 2>/dev/null)
sed -i 's/"2 months"/"2 moths"/' "$flow/rules/statutory.conf"
line=$(grep -n moths "$flow/rules/statutory.conf" | cut -d : -f 1)
check "a mistake is shown with file, line, key and what would be right" grep -qF \
	"$flow/rules/statutory.conf:$line: rules[0].span: must be a number and a unit" \
	<("$top_builddir/lexsarah" -c "$flow/rules.conf" check-config 2>/dev/null)
is "and ends with 78" "$(status_of "$top_builddir/lexsarah" -c "$flow/rules.conf" check-config)" 78
check "clock compute" python3 "$support/check-json.py" "clock compute" \
	< <(lexsarah clock compute --rule ivo_investigation --from 2025-10-24 --json)
is "needs no case: julafton moves to the next day that the law lets be one" \
	"$(lexsarah clock compute --rule ivo_investigation --from 2025-10-24 --json | json \
		'd["due"], d["deadlines"][0]["nominal"], d["state"]')" \
	"('2025-12-29', '2025-12-24', 'late')"
is "a reminder is told when somebody is there to read it" \
	"$(lexsarah clock compute --rule protect --from 2026-05-30T12:00:00+02:00 --now \
		2026-05-30T12:00:00+02:00 --json | json '[r["said"][:16] for r in d["reminders"]]')" \
	"['2026-06-01T07:00', '2026-06-01T07:00', '2026-06-02T07:00']"
is "a closed day moves what is local, not what is law" \
	"$(for rule in board_report assess; do
		"$top_builddir/lexsarah" -c "$flow/closed.conf" clock compute --rule $rule \
			--from 2026-05-12 --json | json 'd["due"]'
	done | tr '\n' ' ')" "2026-06-12 2026-05-19 "
is "--now counts ahead" "$(lexsarah --now 2031-01-01T00:00:00Z clock compute --rule start \
	--from 2030-12-20 --law LSS --json | json 'd["due"], d["law"]')" "('2031-01-03', ['LSS'])"
is "what has not been yet is refused" "$(status_of lexsarah clock compute --rule start \
	--from 2099-01-01)" 65
is "so is 29 February of a common year" "$(status_of lexsarah clock compute --rule start \
	--from 2026-02-29)" 64
is "and a time before all days" "$(status_of lexsarah clock compute --rule start \
	--from 0001-01-01T00:00:00+14:00)" 64
is "also of --now" "$(status_of lexsarah --now 9999-12-31T23:59:59-14:00 case list)" 64
is "and an hour that is not said" "$(status_of lexsarah clock compute --rule breach_imy \
	--from 2026-01-02)" 65
is "and more time for what the law asks for" "$(status_of lexsarah clock compute --rule start \
	--from 2026-01-02 --extended 2026-02-02 --reason x)" 77
is "and more time without a reason" "$(status_of lexsarah clock compute --rule assess \
	--from 2026-01-02 --extended 2026-02-02)" 64
is "and a law that is none" "$(status_of lexsarah clock compute --rule assess \
	--from 2026-01-02 --law HSL)" 64
is "and a clock that is none" "$(status_of lexsarah clock compute --rule tea --from 2026-01-02)" 66
events_before=$(lexsarah case show "LS-$year-0001" --json | json 'len(d["events"])')
lexsarah clock explain "LS-$year-0001" start --json >"$flow/json"
check "clock explain" python3 "$support/check-json.py" "clock explain" <"$flow/json"
is "starts on the day that the arrival was corrected to" \
	"$(json 'd["case"], d["start"]' <"$flow/json")" \
	"('LS-$year-0001', '$(TZ=Europe/Stockholm date -I -d '5 days ago')')"
check "and says that it was corrected" grep -q "Den uppgiften är rättad" "$flow/json"
is "a look is an event" "$(lexsarah case show "LS-$year-0001" --json | json 'len(d["events"])')" \
	$((events_before + 2))
is "a clock that has not started says so" \
	"$(lexsarah clock explain "LS-$year-0001" ivo_notify --json | json 'd["state"], d["due"]')" \
	"('waiting', None)"
is "a case that there is not" "$(status_of lexsarah clock explain "LS-$year-9999" start)" 66
is "a configuration that is named has to be there" \
	"$(status_of "$top_builddir/lexsarah" -c "$flow/none.conf" calendar 2026)" 78
plan
