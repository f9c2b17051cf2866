#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A report that is mailed encrypted, from its reporter's program to the case, and the
# notice of it back to a responsible who has a key: through real mail servers, and opened
# by gpg alone.
set -euo pipefail

# shellcheck source=tests/support/tap.sh
. "${top_srcdir:?}/tests/support/tap.sh"
# shellcheck source=tests/support/flow.sh
. "$top_srcdir/tests/support/flow.sh"

command -v gpg >/dev/null || skip_all "gpg is not installed"

people=
end_agent() {
	[ -z "$people" ] || gpgconf --homedir "$people" --kill gpg-agent || true
	flow_clean_up
}

person() {
	gpg --homedir "$people" --batch --quiet --trust-model always --pinentry-mode loopback \
		--passphrase '' "$@" 2>>"$flow/gpg.log"
}

make_keys() {
	people=$flow/people
	mkdir -m 700 "$people"
	local address
	for address in ansvarig@kommun.example "$board_user@kommun.example"; do
		person --quick-gen-key "$address" default default never
	done
	person --armor --export ansvarig@kommun.example >"$flow/ansvarig.asc"
	(umask 077 && person --armor --export-secret-keys "$board_user@kommun.example" \
		>"$flow/board.asc")
}

# usage: write_encrypted FILE ID TEXT RECIPIENT
write_encrypted() {
	{
		printf '%s\n' "From: Kim Berg <kim.berg@kommun.example>" \
			"To: $board_user@kommun.example" "Subject: ..." "Message-ID: <$2>" \
			"Date: $(date -R)" "MIME-Version: 1.0" \
			'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b' \
			"" --b "Content-Type: application/pgp-encrypted" "" "Version: 1" "" --b \
			"Content-Type: application/octet-stream" ""
		printf 'Content-Type: text/plain; charset=utf-8\n\n%s\n' "$3" |
			person --armor --encrypt --recipient "$4"
		printf '%s\n' "" --b--
	} >"$1"
}

# usage: mail_encrypted NUMBER TEXT RECIPIENT
mail_encrypted() {
	write_encrypted "$flow/closed.eml" "closed$1@kommun.example" "$2" "$3"
	mail_send "$flow/closed.eml" kim.berg@kommun.example "$board_user@kommun.example" &&
		mail_wait "$board_user" "$1"
}

# What the responsible was sent of the new case, as it lies in the mailbox; in office
# hours a reminder lies beside it.
delivered() {
	find "$SERVERS_DIR/mail/ansvarig" -type f \( -path '*/new/*' -o -path '*/cur/*' \) \
		-exec grep -q '^Subject: Nytt' {} \; -exec cat {} + | tr -d '\r'
}

is_told() {
	[ -n "$(delivered 2>/dev/null)" ]
}

flow_start
trap end_agent EXIT
make_keys
conf_set 'responsible = "ansvarig@kommun.example";' \
	"responsible = { address = \"ansvarig@kommun.example\"; openpgp_key = \"$flow/ansvarig.asc\"; };
	 openpgp = { key_file = \"$flow/board.asc\"; };"
check "the keys are in order" lexsarah check-config
check "staff mail a report that only the board can open" mail_encrypted 1 \
	"Trygghetslarmet fungerade inte i går." "$board_user@kommun.example"
daemon_once
is "one run handles it" "$status" 0
id=$(cases_json | json 'd[0]["id"]')
like() { [[ $1 == *"$2"* ]]; }
unlike() { [[ $1 != *"$2"* ]]; }
check "its words are found" like "$(lexsarah search Trygghetslarmet --json)" "$id"
check "the responsible is told" servers_wait_until 20 is_told
closed=$(delivered)
check "in a mail that is encrypted" like "$closed" "multipart/encrypted"
check "and outside of which nobody is named" unnamed "$closed"
open=$(sed -n '/BEGIN PGP MESSAGE/,/END PGP MESSAGE/p' <<<"$closed" | person --decrypt)
check "the responsible opens it, and reads who reports" like "$open" "kim.berg@kommun.example"

# Who decides is the responsible here, and gets the dossier in a mail that is encrypted, too.
propose() {
	lexsarah case protect "$id" --not-needed --by ansvarig@kommun.example "Ingen fara." &&
		lexsarah case assess "$id" --investigate --by ansvarig@kommun.example --reason "Ska utredas." &&
		lexsarah case assign "$id" --investigator utredare@kommun.example &&
		lexsarah case start "$id" --law SoL &&
		lexsarah --as utredare@kommun.example case propose "$id" --outcome misconduct --reason "Larmet var trasigt."
}

# The mail to who decides, once it is there: outside, and what gpg makes of it.
save_proposal() {
	find "$SERVERS_DIR/mail/ansvarig" -type f -path '*/new/*' \
		-exec grep -qi '^Message-ID: .*[.]proposal[.]' {} \; -exec cat {} + |
		tr -d '\r' >"$flow/proposal"
	[ -s "$flow/proposal" ]
}

check "an investigation leads to a proposal" propose
daemon_once
check "who decides is told" servers_wait_until 20 save_proposal
check "by a mail that names no file" unlike "$(<"$flow/proposal")" "dossier.pdf"
sed -n '/BEGIN PGP MESSAGE/,/END PGP MESSAGE/p' "$flow/proposal" | person --decrypt >"$flow/inside"
check "in which the dossier is" python3 - "$flow/inside" "$id" "$flow/dossier.pdf" <<-'END'
	import email, email.policy, sys
	mail = email.message_from_binary_file(open(sys.argv[1], "rb"), policy=email.policy.default)
	part = next(p for p in mail.walk() if p.get_filename() == sys.argv[2] + "-dossier.pdf")
	open(sys.argv[3], "wb").write(part.get_content())
END
check "with what was proposed and why" grep -q "Larmet var trasigt." \
	<(pdftotext -raw "$flow/dossier.pdf" -)
check "which is an event" like "$(lexsarah report --access --case "$id" --json)" \
	"$id ansvarig@kommun.example"

lexsarah mail extract 1 -o "$flow/opened" >"$flow/said"
check "whoever extracts it has its words" grep -qr "Trygghetslarmet fungerade" "$flow/opened" --include='01-*'
check "and the mail as it came" grep -q "BEGIN PGP MESSAGE" "$flow/opened/mail.eml"
check "a mail to somebody else's key comes, too" mail_encrypted 2 "Hemligt." \
	ansvarig@kommun.example
daemon_once
is "it opens a case" "$(cases_json | json 'len(d)')" 2
second=$(cases_json | json '[c["id"] for c in d if c["id"] != "'"$id"'"][0]')
check "with a flag for a person" like "$(lexsarah case show "$second" --json)" "mail_encrypted"
lexsarah mail extract 2 -o "$flow/closed" >"$flow/said"
check "which stays closed when it is extracted, and says so" grep -q "stays closed: " "$flow/said"
check "with the parts that came" test -s "$flow/closed/mail.eml" -a ! -e "$flow/closed/opened.eml"
is "no folder of keys is left" "$(find "$flow" -name '.gnupg-*' | wc -l)" 0
plan
