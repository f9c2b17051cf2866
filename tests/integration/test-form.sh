#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The form of an investigation by mail: it goes out with the assignment, is filled as Word
# does and by LibreOffice, comes back, and every field of it is on record. One of another case
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

# usage: send_back FILE; as an answer to the assignment
send_back() {
	send_mail "utredare@kommun.example" "SV: Tilldelad" --in-reply-to "<$assignment>" --attach "$1"
	daemon_once
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
		kinds = {"fakta": "fact", "bedömning": "assessment"}
		for tag, value in values.items():
		    path, code = tag, value
		    if tag == "log":
		        continue
		    if value is True:
		        path, code = tag.rsplit(".", 1)
		    found = read(document, path)
		    if found != code and found != [code]:
		        print(tag, repr(found))
		if len(document["log"]) != len(values["log"]):
		    print("log", len(document["log"]))
		for entry, row in zip(document["log"], values["log"]):
		    for tag, value in row.items():
		        if read(entry, tag[4:]) != kinds.get(value, value):
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

flow_start
flow_renew
mkdir "$flow/saved"
conf_set '  operator = "drift@kommun.example";' '  operator = "drift@kommun.example";
		  investigators = ( { address = "utredare@kommun.example"; secure = true; } );'
printf 'Hej!\n\nNattpersonalen gav ingen medicin i två dygn.\n' >"$flow/words.txt"
send_mail "robin.ek@kommun.example" "Rapport" --text "$flow/words.txt"
daemon_once
id=$(cases_json | json 'd[0]["id"]')
lexsarah case protect "$id" --not-needed --by ansvarig@kommun.example "Ingen fara nu." >/dev/null
lexsarah case assess "$id" --investigate --by ansvarig@kommun.example --reason "Ska utredas." >/dev/null
lexsarah case assign "$id" --investigator utredare@kommun.example >/dev/null
daemon_once
servers_wait_until 20 bash -c "ls $SERVERS_DIR/mail/utredare/Maildir/new/* >/dev/null 2>&1"
python3 -B - "$SERVERS_DIR/mail/utredare/Maildir" "$flow/form.docx" >"$flow/name" <<-'PYTHON'
	import email, email.policy, pathlib, sys
	for path in pathlib.Path(sys.argv[1]).glob("new/*"):
	    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
	    for part in mail.iter_attachments():
	        if part.get_filename().endswith(".docx"):
	            pathlib.Path(sys.argv[2]).write_bytes(part.get_content())
	            print(mail["Message-ID"].strip("<>"), part.get_filename())
PYTHON
read -r assignment name <"$flow/name"
is "the form goes out with the assignment" "$name" "$id-utredning.docx"
is "with the number of the case in it" \
	"$(lexsarah read "$flow/form.docx" --json | json 'd[0]["documents"][0]["form"]["case"]["value"]')" "$id"
is "and on a secure route what the report says" \
	"$(lexsarah read "$flow/form.docx" --json | json 'd[0]["documents"][0]["investigation"]["what"]["value"].split("\n")[::2]')" \
	"['Enligt rapporten: Hej!', 'Nattpersonalen gav ingen medicin i två dygn.']"

sed "s/LS-2026-0042/$id/" "$support/form-values.json" >"$flow/values.json"
fill "$flow/form.docx" "$flow/word.docx"
send_back "$flow/word.docx"
is "every field of a form that Word filled is on record" "$(differences 1)" ""
is "no other case was opened" "$(cases_json | json 'len(d)')" 1
is "nothing that the law wants is missing" "$(flags | grep -o 'form_[a-z_]*' || true)" ""

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

if command -v soffice >/dev/null; then
	saved_by_libreoffice
else
	[ -z "${LEX_SERVERS_REQUIRED:-}" ] || bail "soffice cannot be had (libreoffice-writer-nogui)"
	skip "LibreOffice loses none of them" "there is no soffice"
fi

sed -i "s/\"$id\"/\"LS-2019-0001\"/" "$flow/values.json"
fill "$flow/form.docx" "$flow/other.docx"
before=$(lexsarah case show "$id" --json | json 'len(d["log"]), d["state"]')
send_back "$flow/other.docx"
is "a form of another case is flagged" "$(flags | grep -o form_of_other_case)" "form_of_other_case"
check "which the responsible is told" servers_wait_until 20 is_told "Ett formulär hör inte till ärendet"
is "and nothing of it is kept" \
	"$(lexsarah case show "$id" --json | json 'd["reading"]["documents"][-1]["investigation"]')" None
is "nor has the case changed" "$(lexsarah case show "$id" --json | json 'len(d["log"]), d["state"]')" "$before"

sed -i "s/\"LS-2019-0001\"/\"$id\"/" "$flow/values.json"
fill "$flow/form.docx" "$flow/macros.docm" macros
send_back "$flow/macros.docm"
is "a form with macros is flagged" "$(flags | grep -o macros)" "macros"
check "which the responsible is told, too" servers_wait_until 20 is_told "En bilaga innehåller makron"
plan
