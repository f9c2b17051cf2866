# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The life of one case, to be sourced by tests/support/demo: it is assigned, its
# investigator begins by answering the mail about that, its dates come up, IVO is
# notified, two boards that commissioned the care are told, it is decided, and its
# dossier is written ($dossier). Days pass by lexsarahd --now, which only a test
# database takes.

life_roles=(utredare direktor sdn von)

# usage: furnish_conf FILE; who takes part in the life of a case
furnish_conf() {
	python3 - "$1" <<-'EOF'
		import sys
		path = sys.argv[1]
		conf = open(path, encoding="utf-8").read()
		boards = ", ".join(
		    '{ id = "%s"; name = "%s"; address = "%s@kommun.example"; automatic = true; }' % each
		    for each in (("SDN", "Stadsdelsnämnden", "sdn"), ("VON", "Vårdnämnden", "von")))
		conf = conf.replace('operator = "drift@kommun.example";', '''operator = "drift@kommun.example";
		  decision_maker = { address = "direktor@kommun.example"; title = "direktör"; };
		  investigators = ( { address = "utredare@kommun.example"; title = "utredare"; } );
		  commissioning = ( %s );''' % boards)
		open(path, "w", encoding="utf-8").write(conf)
	EOF
}

# usage: furnish_answers FILE; notices may be answered, and Exim says who does
furnish_answers() {
	local key=${folder:?}/reply.key
	(umask 077 && echo "1 $(openssl rand -base64 32)" >"$key")
	sed -i -e 's,^organisation = {,&\n  trust = "authserv";\n  authserv_id = "mx.kommun.example";,' \
		-e "s,^organisation = {,reply_key = \"$key\";\n&," "$1"
}

# usage: answer USER PROGRAM LINE…; above the newest mail in the mailbox, as that mail
# program writes it; shows what comes back
answer() {
	local user=$1 program=$2 count
	shift 2
	count=$(mail_count lexsarah)
	python3 -B "${top_srcdir:?}/tests/support/answering.py" "$SERVERS_DIR/mail/$user/Maildir" \
		"$program" "$SMTP_PORT" "$SERVERS_PASSWORD" "$@" >"$folder/answer.txt" ||
		fail "the answer of $user could not be handed in"
	sed '/^Ämne: /q' "$folder/answer.txt"
	mail_wait lexsarah $((count + 1)) || fail "the answer of $user did not reach the mailbox"
	count=$(mail_count "$user")
	let_pass "$(date -Iseconds)"
	mail_wait "$user" $((count + 1)) || fail "$user was not told what the answer did"
	say "what comes back"
	mailbox_show "$user" | tac | sed '/^-\{72\}$/Q' | tac
}

# usage: act TIME ARGUMENT…; a command on the case, as it is typed
act() {
	local now=$1
	shift
	printf '$ lexsarah case'
	printf ' %q' "$@"
	printf '\n'
	lexsarah --now "$now" case "$@" || fail "case $1 was refused"
}

# usage: let_pass TIME; what is due by then is said and sent
let_pass() {
	local status=0
	"${top_builddir:?}/lexsarahd" -c "${conf:?}" --now "$1" --once \
		2>>"${folder:?}/lexsarahd.log" || status=$?
	[ "$status" -eq 0 ] || [ "$status" -eq 75 ] || fail "lexsarahd ended with $status"
}

# usage: refused TIME ARGUMENT…; says what is missing
refused() {
	local now=$1
	shift
	printf '$ lexsarah case'
	printf ' %q' "$@"
	printf '\n'
	! lexsarah --now "$now" case "$@" 2>&1 || fail "case $1 should have been refused"
}

# usage: later TIME DAYS; the same hour so many days later
later() {
	python3 -c 'import datetime, sys; t = datetime.datetime.fromisoformat(sys.argv[1])
print((t + datetime.timedelta(days=int(sys.argv[2]))).isoformat())' "$1" "$2"
}

# usage: next_reminder ID; when a reminder of the case is due next
next_reminder() {
	lexsarah case show "$1" --json | json 'min(c["next_reminder"] for c in d["clocks"]
		if c["next_reminder"])'
}

# usage: show_calendar USER; the entries that came with the mails
show_calendar() {
	python3 - "$SERVERS_DIR/mail/$1/Maildir" <<-'EOF'
		import email, email.policy, pathlib, sys
		for path in sorted(pathlib.Path(sys.argv[1]).glob("*/*")):
		    if path.parent.name not in ("new", "cur"):
		        continue
		    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
		    for part in mail.iter_attachments():
		        if part.get_content_type() != "text/calendar":
		            continue
		        text = part.get_content().replace("\r\n ", "").splitlines()
		        print(part.get_filename(), *(line for line in text
		              if line.split(":")[0].split(";")[0] in ("DTSTART", "SUMMARY")), sep="\n  ")
	EOF
}

live_case() {
	local id=$1 now day user
	furnish_answers "$conf"
	now=$(date -Iseconds)
	say "$id lives: what was done at once, the assessment, who investigates"
	refused "$now" start "$id"
	act "$now" protect "$id" --done "$now" --by ansvarig@kommun.example "Tillsyn varje timme."
	act "$now" assess "$id" --investigate --by ansvarig@kommun.example --reason "Ska utredas."
	act "$now" assign "$id" --investigator utredare@kommun.example
	act "$now" commission "$id" --add SDN --reason "Beställde insatsen."
	act "$now" commission "$id" --add VON --reason "Beställde boendet."
	let_pass "$now"
	wait_for_notices

	say "the investigator answers the mail, as Outlook does"
	answer utredare outlook-mac-sv "Hej!" "" "starta utredningen: SoL" \
		"notering (källa: samtal med personal; fakta): Larmet var avstängt." "" "Mvh" ""
	[ "$(lexsarah case show "$id" --json | json 'd["state"], len(d["log"])')" = "('investigating', 1)" ] ||
		fail "the answer should have begun the investigation"

	day=$(next_reminder "$id")
	say "$day: the day's digest"
	let_pass "$day"
	mailbox_show registrator | tail -n 34
	act "$day" dnr "$id" "AMN 2026-0123-1.3"
	act "$day" ivo "$id" --serious-since "${day%T*}" --reason "Fara för liv."
	act "$day" ivo "$id" --notified "${day%T*}" --number "3.5.1-123/2026"
	act "$day" propose "$id" --as utredare@kommun.example --outcome serious_misconduct \
		--reason "Larmet var avstängt."
	let_pass "$day"

	day=$(later "$day" 7)
	say "$day: the decision, by somebody who neither reported nor investigated"
	# Who looked at the case before it was proposed looks again.
	lexsarah --now "$day" case show "$id" >/dev/null
	refused "$day" decide "$id" --outcome serious_misconduct --by utredare@kommun.example \
		--delegation 4.2
	act "$day" decide "$id" --outcome serious_misconduct --by direktor@kommun.example --delegation 4.2
	let_pass "$day"
	wait_for_notices

	for user in "${life_roles[@]}"; do
		say "the mailbox of $user@kommun.example"
		mailbox_show "$user"
	done
	say "the calendar of utredare@kommun.example"
	show_calendar utredare
	say "case $id, and when something is to be done"
	lexsarah --now "$day" case show "$id" | sed '/^READ/,$d'
	lexsarah --now "$day" clock explain "$id" ivo_investigation
	say "the dossier: the whole case in the order of the form"
	dossier=$folder/$id.pdf
	act "$day" dossier "$id" -o "$dossier"
	pdftotext -layout -l 1 "$dossier" - | sed '/^ *$/d' | sed -n 1,12p
	[ "$(lexsarah case show "$id" --json | json '[b["ivo"]["state"] for b in d["commissioning"]]')" = \
		"['sent', 'sent']" ] || fail "both boards should have been told of IVO"
	lexsarah verify
}
