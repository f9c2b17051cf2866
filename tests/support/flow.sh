# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# lexsarahd and lexsarah on the private servers, to be sourced by the
# integration tests after tap.sh. Brings servers.sh and demo-conf.sh along.
#
#   flow_start             servers, the folder $flow, $conf and $database; when
#                          the script ends all of it is stopped and removed
#   flow_renew             an empty database, the mailbox as it is
#   daemon_once            lexsarahd --once; sets $status, and $said: its words
#   daemon_finish          daemon_once until nothing is owed, two minutes at most; its status
#   daemon_start           lexsarahd in the background as $daemon; its words: $flow/log
#   daemon_stop [SIGNAL]   ends it (TERM) and sets $status
#   lexsarah ARG…          the command line on the same configuration
#   json EXPRESSION        evaluates Python with the JSON of standard input as d
#   conf_set WORDS NEW     replaces WORDS in the configuration
#   write_mail FILE FROM SUBJECT [OPTION…]  make-mail.py, to the board
#   send_mail FROM SUBJECT [OPTION…]  the same, through Exim, until it is there
#   unnamed TEXT           nobody reads in it who reports; two words, for what is encrypted
#                          holds any three letters by chance
#   mailbox_ids USER       the Message-IDs in a mailbox, one a line
#   mailbox_empty USER…    expunges what is in these INBOXes
#   exim_is_idle           true when Exim holds no mail
#   cases_json mails_json outbox_json  lists of the command line

# shellcheck source=tests/support/servers.sh
. "${top_srcdir:?}/tests/support/servers.sh"
# shellcheck source=tests/support/demo-conf.sh
. "$top_srcdir/tests/support/demo-conf.sh"

export LEXSARAH_READER=${top_builddir:?}/lexsarah-reader
board_user=lexsarah
daemon=
read -ra daemon_as <<<"${LEX_DAEMON_AS:-}" # what stands before lexsarahd --once

flow_clean_up() {
	[ -z "$daemon" ] || daemon_stop KILL
	servers_stop
	servers_remove
}

flow_start() {
	trap flow_clean_up EXIT
	need_servers
	flow=$SERVERS_DIR/flow
	conf=$flow/lexsarah.conf
	database=$flow/lexsarah.db
	mkdir -m 700 "$flow"
	write_demo_conf "$conf" "$database"
	close_days
}

# The same mails go out at any hour of any day: on a working day there would be reminders.
close_days() {
	local today next
	today=$(TZ=Europe/Stockholm date +%F)
	next=$(TZ=Europe/Stockholm date -d tomorrow +%F)
	conf_set "organisation = {" "organisation = {
  closed_days = ( \"$today\", \"$next\" );"
}

flow_renew() {
	rm -f "$database"*
}

daemon_once() {
	status=0
	: >"$flow/said"
	"${daemon_as[@]}" "$top_builddir/lexsarahd" -c "$conf" --once 2>>"$flow/said" || status=$?
	# shellcheck disable=SC2034 # for whoever sources this
	said=$(<"$flow/said")
	cat "$flow/said" >>"$flow/log"
	[ "$status" -eq 0 ] || tail -n 3 "$flow/said" | sed "s/^/# lexsarahd ends with $status: /" >&2
}

# What a server under load puts off is due again after a minute.
daemon_finish() {
	local end=$((SECONDS + 150))
	daemon_once
	while [ "$status" -eq 75 ] && [ "$SECONDS" -lt "$end" ]; do
		sleep 1
		daemon_once
	done
	[ "$status" -eq 0 ] || outbox_json | json '[(n["id"], n["notice"], n["state"]) for n in d if n["state"] != "sent"]'
	return "$status"
}

daemon_start() {
	"$top_builddir/lexsarahd" -c "$conf" 2>>"$flow/log" &
	daemon=$!
}

daemon_stop() {
	kill -s "${1:-TERM}" "$daemon" 2>/dev/null || true
	status=0
	# shellcheck disable=SC2034 # for whoever sources this
	wait "$daemon" 2>/dev/null || status=$?
	daemon=
}

lexsarah() {
	"$top_builddir/lexsarah" -c "$conf" "$@"
}

json() {
	python3 -c 'import json, sys; d = json.load(sys.stdin); print(eval(sys.argv[1]))' "$1"
}

conf_set() {
	local text
	text=$(<"$conf")
	[[ $text == *"$1"* ]] || bail "the configuration does not say: $1"
	printf '%s\n' "${text//"$1"/"$2"}" >"$conf"
}

write_mail() {
	local file=$1 from=$2 subject=$3
	shift 3
	python3 "$top_srcdir/tests/support/make-mail.py" --from "$from" \
		--to "$board_user@kommun.example" --subject "$subject" "$@" "$file"
}

send_mail() {
	local from=${1#*<} count
	write_mail "$flow/sent.eml" "$@"
	count=$(mail_count "$board_user")
	mail_send "$flow/sent.eml" "${from%>}" "$board_user@kommun.example" &&
		mail_wait "$board_user" $((count + 1))
}

unnamed() {
	! [[ ${1,,} =~ kim[\ ._]berg ]]
}

mailbox_ids() {
	servers_doveadm fetch -u "$1" hdr.message-id mailbox INBOX all |
		sed -n 's/.*<\(.*\)>.*/\1/p'
}

mailbox_empty() {
	local user
	for user in "$@"; do
		servers_doveadm expunge -u "$user" mailbox INBOX all
	done
}

exim_is_idle() {
	[ -z "$(find "$SERVERS_DIR/spool/input" -type f -print -quit 2>/dev/null)" ]
}

cases_json() {
	lexsarah case list --json
}

mails_json() {
	lexsarah mail list --json
}

outbox_json() {
	lexsarah outbox list --json
}
