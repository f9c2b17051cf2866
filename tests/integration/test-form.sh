#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The form of an investigation by mail: it goes out with the assignment, is filled as Word
# does and in LibreOffice, comes back, and every field of it is on record. One of another case
# and one with macros change nothing, and the case says so.
set -euo pipefail

# shellcheck source=tests/support/tap.sh
. "${top_srcdir:?}/tests/support/tap.sh"
# shellcheck source=tests/support/flow.sh
. "$top_srcdir/tests/support/flow.sh"

support=$top_srcdir/tests/support

# usage: fill FORM OUT [CHANGE…]
fill() {
	python3 -B "$support/fill-form.py" "$1" "$2" "$flow/values.json" "${@:3}"
}

# usage: convert KIND FILE; LibreOffice saves it as that, in the folder of FILE
convert() {
	HOME=$flow timeout 120 soffice --headless --convert-to "$1" --outdir "$flow/saved" "$2" >>"$flow/soffice.log" 2>&1
}

# usage: type_in FORM NAME; somebody fills it in LibreOffice, which saves it in both kinds
type_in() {
	local library=$flow/.config/libreoffice/4/user/basic/Standard
	cp "$support/TypeForm.xba" "$library"
	grep -q TypeForm "$library/script.xlb" ||
		sed -i 's|</library:library>|<library:element library:name="TypeForm"/>&|' "$library/script.xlb"
	fill "$1" "$flow/typed.txt" lines
	HOME=$flow timeout 120 soffice --headless "macro:///Standard.TypeForm.Main($1,$flow/typed.txt,$flow/saved/$2)" \
		>>"$flow/soffice.log" 2>&1
}

# usage: hand_in FILE LOGIN; a mail of the investigator, through Exim
hand_in() {
	PYTHONPATH=$support python3 -B - "$SMTP_PORT" "$SERVERS_PASSWORD" "$1" "$2" <<-'PYTHON'
		import pathlib, re, sys
		from answering import hand_in
		port, password, path, login = sys.argv[1:]
		raw = re.sub(rb"(?m)^Message-ID:.*\r?\n", b"", pathlib.Path(path).read_bytes(), count=1)
		hand_in((int(port), password), raw, "utredare@kommun.example", "lexsarah@kommun.example", login)
	PYTHON
}

# usage: send_back FILE [LOGIN]; as an answer to the assignment
send_back() {
	local count
	write_mail "$flow/sent.eml" "utredare@kommun.example" "SV: Tilldelad" --in-reply-to "<$assignment>" --attach "$1"
	count=$(mail_count "$board_user")
	hand_in "$flow/sent.eml" "${2-utredare@kommun.example}"
	mail_wait "$board_user" $((count + 1))
	daemon_once
}

# usage: transcript_says WORDS; the newest, which the investigator got
transcript_says() {
	lexsarah outbox show "$(outbox_json | json 'max(r["id"] for r in d if r["notice"] == "transcript")')" |
		grep -F "$1" >/dev/null
}

# usage: recorded; what the case says that came with the form
recorded() {
	lexsarah case show "$id" --json | json 'd["state"], d["proposal"]["outcome"], [tuple(e[k] for k in ("date", "source", "kind", "text", "author", "title")) for e in d["log"]]'
}

# usage: differences NUMBER; of that document (from the end) and what was filled in
differences() {
	lexsarah case show "$id" --json >"$flow/case.json"
	python3 -B - "$flow/case.json" "$flow/values.json" "$1" <<-'PYTHON'
		import json, sys
		documents = json.load(open(sys.argv[1]))["reading"]["documents"]
		values = json.load(open(sys.argv[2]))
		document = documents[-int(sys.argv[3])]
		def read(part, path):
		    for name in path.split("."):
		        part = (part or {}).get(name)
		    return part["value"] if isinstance(part, dict) else part
		for tag, value in values.items():
		    path, code = tag, value
		    if tag == "log":
		        continue
		    if value is True:
		        path, code = tag.rsplit(".", 1)
		    found = read(document, path)
		    if found != code and code not in (found if isinstance(found, list) else []):
		        print(tag, repr(found))
		if len(document["log"]) != len(values["log"]):
		    print("log", len(document["log"]))
		for entry, row in zip(document["log"], values["log"]):
		    for tag, value in row.items():
		        if read(entry, tag[4:]) != value:
		            print(tag, repr(read(entry, tag[4:])))
	PYTHON
}

flags() {
	lexsarah case show "$id" --json | json '" ".join(sorted(d["flags"]))'
}

# usage: is_told WORDS; the responsible, in a mail
is_told() {
	mailbox_show ansvarig | grep -qF "$1"
}

# usage: get_form; a report of its words becomes a case that is assigned: its $id, the $assignment,
# and the form that came with it, as $flow/form.docx, by its $name
get_form() {
	local before=${id-}
	send_mail "robin.ek@kommun.example" "Rapport" --text "$flow/words.txt"
	daemon_once
	id=$(cases_json | json "[r['id'] for r in d if r['id'] != '$before'][0]")
	lexsarah case protect "$id" --not-needed --by ansvarig@kommun.example "Ingen fara nu." >/dev/null
	lexsarah case assess "$id" --investigate --by ansvarig@kommun.example --reason "Ska utredas." >/dev/null
	lexsarah case assign "$id" --investigator utredare@kommun.example >/dev/null
	daemon_once
	servers_wait_until 20 save_form
	read -r assignment name <"$flow/name"
}

# usage: save_form; of the case, once it has come
save_form() {
	python3 -B - "$SERVERS_DIR/mail/utredare/Maildir" "$flow/form.docx" "$id" >"$flow/name" <<-'PYTHON'
		import email, email.policy, pathlib, sys
		for path in pathlib.Path(sys.argv[1]).glob("new/*"):
		    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
		    for part in mail.iter_attachments():
		        if part.get_filename().startswith(sys.argv[3]) and part.get_filename().endswith(".docx"):
		            pathlib.Path(sys.argv[2]).write_bytes(part.get_content())
		            print(mail["Message-ID"].strip("<>"), part.get_filename())
	PYTHON
	[ -s "$flow/name" ]
}

# usage: write_values [SED…]; what is filled in, of this case and day, changed so
write_values() {
	local today
	today=$(TZ=Europe/Stockholm date +%F)
	sed -e "s/LS-2026-0042/$id/; s/2026-03-18/$today/; s/2026-03-20\", \"log/$today\", \"log/" \
		"$@" "$support/form-values.json" >"$flow/values.json"
}

flow_start
flow_renew
mkdir "$flow/saved"
(umask 077 && echo "1 $(head -c 32 /dev/urandom | base64 -w 0)" >"$flow/reply.key")
conf_set 'organisation = {' "reply_key = \"$flow/reply.key\";
	organisation = { trust = \"authserv\"; authserv_id = \"mx.kommun.example\";"
conf_set '  operator = "drift@kommun.example";' '  operator = "drift@kommun.example";
		  investigators = ( { address = "utredare@kommun.example"; secure = true; } );'
printf 'Hej!\n\nNattpersonalen gav ingen medicin i två dygn.\n' >"$flow/words.txt"
get_form
is "the form goes out with the assignment" "$name" "$id-utredning.docx"
is "with the number of the case in it" \
	"$(lexsarah read "$flow/form.docx" --json | json 'd[0]["documents"][0]["form"]["case"]["value"]')" "$id"
is "and on a secure route what the report says" \
	"$(lexsarah read "$flow/form.docx" --json | json 'd[0]["documents"][0]["investigation"]["what"]["value"].split("\n")[::2]')" \
	"['Enligt rapporten: Hej!', 'Nattpersonalen gav ingen medicin i två dygn.']"

write_values
today=$(TZ=Europe/Stockholm date +%F)
fill "$flow/form.docx" "$flow/word.docx"
send_back "$flow/word.docx"
is "every field of a form that Word filled is on record" "$(differences 1)" ""
is "no other case was opened" "$(cases_json | json 'len(d)')" 1
is "nothing that the law wants is missing" "$(flags | grep -o 'form_[a-z_]*' || true)" ""
entries="[('$today', 'Enhetschef Dahl', 'fact', 'Telefonsamtal om schemat.\\nSchema begärt.\\n\\nBilaga: 1', 'Kim Berg', 'enhetschef'), ('$today', 'Signeringslistan', 'assessment', 'Listan har inte förts på två dygn.', 'Kim Berg', 'enhetschef')]"
first=$entries
is "what it says of the investigation is done in the case" "$(recorded)" "('proposed', 'misconduct', $entries)"
check "the investigator is told so by row" transcript_says "Formuläret, anteckning 2 – klart"
check "and what the form cannot do" transcript_says "Formuläret, planerade åtgärder – inte gjort"
check "nor can it decide" transcript_says "Formuläret, beslut – inte gjort"

# The investigator saves it in LibreOffice, as its own kind of file and as Word's.
saved_by_libreoffice() {
	convert odt "$flow/word.docx"
	cp "$flow/saved/word.odt" "$flow/libre.odt"
	convert docx "$flow/libre.odt"
	send_back "$flow/saved/libre.docx"
	is "LibreOffice loses none of them" "$(differences 1)" ""
	send_back "$flow/libre.odt"
	is "nor are they lost in a file of its own kind" "$(differences 1)" ""
}

# Another fills in the form that came, with the other answer and one entry more.
typed_in_libreoffice() {
	write_values -e 's/can_recur.yes/can_recur.no/' \
		-e "s/\"log\": \[/&{\"log.date\": \"$today\", \"log.source\": \"Apoteket\", \"log.kind\": \"fact\", \"log.note\": \"Dosetten var rätt delad.\", \"log.signature\": \"Kim Berg\", \"log.title\": \"enhetschef\"},/"
	type_in "$flow/form.docx" typed
	entries="${entries%]}, ('$today', 'Apoteket', 'fact', 'Dosetten var rätt delad.', 'Kim Berg', 'enhetschef')]"
	send_back "$flow/saved/typed.docx"
	is "every field that is typed in LibreOffice is on record" "$(differences 1)" ""
	is "and is done in the case" "$(recorded)" "('proposed', 'misconduct', $entries)"
	send_back "$flow/saved/typed.odt"
	is "and in a file of its own kind" "$(differences 1)" ""
	is "of which nothing is recorded twice" "$(recorded)" "('proposed', 'misconduct', $entries)"
}

if command -v soffice >/dev/null; then
	saved_by_libreoffice
	is "and nothing that is on record already is recorded again" "$(recorded)" "('proposed', 'misconduct', $entries)"
	check "of which the investigator is told, too" transcript_says "Finns redan i ärendet och har inte förts in igen: 5."
	typed_in_libreoffice
	write_values
else
	[ -z "${LEX_SERVERS_REQUIRED:-}" ] || bail "soffice cannot be had (libreoffice-writer-nogui)"
	skip "LibreOffice loses none of them" "there is no soffice"
fi

# Whoever writes in the investigator's name without proof changes nothing.
sed "s/Listan har inte förts/Listan har förts/; s/\"assessment\"/\"fact\"/" "$flow/values.json" >"$flow/forged.json"
python3 -B "$support/fill-form.py" "$flow/form.docx" "$flow/forged.docx" "$flow/forged.json"
send_back "$flow/forged.docx" ""
is "a form from who is not proved changes nothing" "$(recorded)" "('proposed', 'misconduct', $entries)"
is "and the investigator is asked" \
	"$(outbox_json | json '[r["to"] for r in d if r["notice"] == "confirmation"]')" "['utredare@kommun.example']"

sed -i "s/\"$id\"/\"LS-2019-0001\"/" "$flow/values.json"
fill "$flow/form.docx" "$flow/other.docx"
before=$(lexsarah case show "$id" --json | json 'len(d["log"]), d["state"]')
send_back "$flow/other.docx"
is "a form of another case is flagged" "$(flags | grep -o form_of_other_case)" "form_of_other_case"
check "which the responsible is told" servers_wait_until 20 is_told "Ett formulär hör inte till ärendet"
is "and nothing of it is kept" \
	"$(lexsarah case show "$id" --json | json 'd["reading"]["documents"][-1]["investigation"]')" None
is "nor has the case changed" "$(lexsarah case show "$id" --json | json 'len(d["log"]), d["state"]')" "$before"
check "the investigator is told, too" transcript_says "Formuläret hör inte till det här ärendet"

sed -i "s/\"LS-2019-0001\"/\"$id\"/" "$flow/values.json"
# What is new in it is on record nowhere.
sed "s/\"log\": \[/&{\"log.date\": \"$today\", \"log.source\": \"Ett makro\", \"log.kind\": \"fact\", \"log.note\": \"Rutinen fanns.\", \"log.signature\": \"Kim Berg\", \"log.title\": \"enhetschef\"},/" \
	"$flow/values.json" >"$flow/new.json"
python3 -B "$support/fill-form.py" "$flow/form.docx" "$flow/macros.docm" "$flow/new.json" macros
send_back "$flow/macros.docm"
is "nothing of a form with macros is done" "$(recorded)" "('proposed', 'misconduct', $entries)"
check "the investigator is told of macros" transcript_says "Filen innehåller makron"
is "a form with macros is flagged" "$(flags | grep -o macros)" "macros"
check "which the responsible is told, too" servers_wait_until 20 is_told "En bilaga innehåller makron"

# The same of a board that writes English. Its words count where LibreOffice has dropped the tags.
conf_set 'organisation = {' 'language = "en";
	organisation = {'
printf 'Hello!\n\nThe night staff gave no medicine for two days.\n' >"$flow/words.txt"
get_form
check "the English form goes out" grep -q "Which consequences did it have" <(python3 -c \
	"import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).read('word/document.xml').decode())" "$flow/form.docx")
write_values
fill "$flow/form.docx" "$flow/word.docx"
send_back "$flow/word.docx"
is "every field of the English form is on record" "$(differences 1)" ""
entries=${first/Bilaga/Attachment}
is "and is done in its case" "$(recorded)" "('proposed', 'misconduct', $entries)"
check "the investigator is told so in English" transcript_says "The form, entry 2"
if command -v soffice >/dev/null; then
	saved_by_libreoffice
	is "nothing of it is recorded twice" "$(recorded)" "('proposed', 'misconduct', $entries)"
	typed_in_libreoffice
fi
plan
