#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What goes wrong around lexsarahd: a full disk, a locked or read-only database,
# servers that are away, refuse, put off or say nothing. Each time a clear
# message, exit 75, nothing lost, and it goes on when the fault ends.
set -euo pipefail

# shellcheck source=tests/support/tap.sh
. "${top_srcdir:?}/tests/support/tap.sh"
# shellcheck source=tests/support/flow.sh
. "$top_srcdir/tests/support/flow.sh"

# shellcheck disable=SC2016 # the keyword's name has a dollar sign
keyword='$LexSarah'
helper=

clean_up() {
	[ -z "$helper" ] || kill "$helper" 2>/dev/null || true
	umount "$SERVERS_DIR/small" 2>/dev/null || true
	flow_clean_up
}

# usage: report NAME [FROM]; into the mailbox, without Exim
report() {
	write_mail "$flow/$1.eml" "${2:-Kim Berg <kim@kommun.example>}" "Rapport $1" \
		--id "<$1@kommun.example>"
	mail_deliver lexsarah "$flow/$1.eml"
}

# usage: anew NAME; an empty database and one report in the mailbox
anew() {
	flow_renew
	mailbox_empty lexsarah
	report "$1"
}

marked() {
	servers_doveadm search -u lexsarah mailbox INBOX keyword "$keyword" | wc -l
}

states() {
	outbox_json | json '" ".join("%s:%s" % (n["notice"], n["state"]) for n in d)'
}

# usage: check_stopped NAME WORDS [STATUS]; what one run does while the fault lasts
check_stopped() {
	daemon_once
	is "$1: exit" "$status" "${3:-75}"
	check "$1: it says so" grep -q -- "$2" <<<"$said"
	is "$1: the mailbox is untouched" "$(marked)" 0
	is "$1: the mail is still there" "$(mail_count lexsarah)" 1
}

# usage: check_goes_on NAME
check_goes_on() {
	daemon_once
	is "$1: it goes on" "$status" 0
	is "$1: the report is a case, once" "$(cases_json | json 'len(d)')" 1
	is "$1: all is sent" "$(outbox_json | json 'sorted({n["state"] for n in d})')" "['sent']"
	is "$1: the mail is marked" "$(marked)" 1
	check "$1: the journal proves" lexsarah verify
}

disk_full() {
	local small=$SERVERS_DIR/small
	mkdir "$small"
	if ! mount -t tmpfs -o size=8m,mode=700 tmpfs "$small" 2>/dev/null; then
		skip "a full disk" "no file system can be mounted here"
		return
	fi
	anew full
	database=$small/lexsarah.db
	write_demo_conf "$conf" "$database"
	head -c 16M /dev/zero >"$small/filler" 2>/dev/null || true
	check_stopped "a full disk" "$database.*\(full\|No space\)"
	rm "$small/filler"
	# An empty database has its place; the next report has none.
	mailbox_empty lexsarah
	daemon_once
	report full2
	head -c 16M /dev/zero >"$small/filler" 2>/dev/null || true
	check_stopped "a disk that became full" "$database.*\(full\|No space\)"
	rm "$small/filler"
	check_goes_on "space again"
	umount "$small"
	database=$flow/lexsarah.db
	write_demo_conf "$conf" "$database"
}

# The limit of a process stands in for a disk where none can be mounted.
no_space_for_us() {
	mailbox_empty lexsarah
	flow_renew
	daemon_once
	head -c 300000 /dev/urandom | base64 >"$flow/long.txt"
	write_mail "$flow/large.eml" "Kim Berg <kim@kommun.example>" "Stor" --text "$flow/long.txt"
	mail_deliver lexsarah "$flow/large.eml"
	daemon_as=(bash -c 'trap "" XFSZ; ulimit -f 300; exec "$@"' -)
	check_stopped "a file that may not grow" "$database"
	daemon_as=()
	check_goes_on "a file that may grow"
}

# exec: who started it ends it by its process id
hold_lock() {
	exec python3 - "$database" <<-'END'
		import signal, sqlite3, sys
		db = sqlite3.connect(sys.argv[1], isolation_level=None)
		db.execute("BEGIN EXCLUSIVE")
		print("held", flush=True)
		signal.pause()
	END
}

locked() {
	anew locked
	daemon_once
	report locked2
	exec 4< <(hold_lock)
	helper=$!
	read -r <&4
	daemon_once
	is "a locked database: exit" "$status" 75
	check "a locked database: it says so" grep -q "$database.*lock" <<<"$said"
	is "a locked database: the mailbox is untouched" "$(marked)" 1
	kill "$helper"
	wait "$helper" 2>/dev/null || true
	helper=
	exec 4<&-
	daemon_once
	is "a lock that ended: it goes on" "$status" 0
	is "a lock that ended: each report is a case" "$(cases_json | json 'len(d)')" 2
	is "a lock that ended: each mail is marked" "$(marked)" 2
}

# usage: own FILE…; root could write anything, so another user has to be it
own() {
	[ "$(id -u)" -ne 0 ] || chown "$SERVERS_USER:$SERVERS_GROUP" "$@"
}

read_only() {
	local folder=$SERVERS_DIR/theirs home_conf=$conf
	anew readonly
	mkdir -m 700 "$folder"
	own "$folder"
	daemon_as=("${servers_as[@]}")
	if ! "${daemon_as[@]}" test -x "$top_builddir/lexsarahd" ||
		! "${daemon_as[@]}" test -r "$top_srcdir/conf/forms/report.conf"; then
		skip "a read-only database" "$SERVERS_USER may not enter the build folder"
		daemon_as=()
		return
	fi
	conf=$folder/lexsarah.conf
	database=$folder/lexsarah.db
	write_demo_conf "$conf" "$database"
	own "$conf"
	chmod 500 "$folder"
	check_stopped "a read-only folder" "$folder" 78
	chmod 700 "$folder"
	mailbox_empty lexsarah
	daemon_once
	report readonly2
	chmod 400 "$database"
	check_stopped "a read-only database" "$database" 78
	chmod 600 "$database"
	check_goes_on "a database that may be written again"
	daemon_as=()
	conf=$home_conf
	database=$flow/lexsarah.db
}

# usage: lead ADDRESS PORT; conf_set of a server's port
lead_imap() {
	conf_set "imap://127.0.0.1:$1/" "imap://127.0.0.1:$2/"
}

lead_smtp() {
	conf_set "smtp://127.0.0.1:$1\"" "smtp://127.0.0.1:$2\""
}

servers_away() {
	local closed
	closed=1 # below the ports that other tests are given
	anew away
	lead_imap "$IMAP_PORT" "$closed"
	check_stopped "no IMAP server" "poll:.*cannot be reached"
	lead_imap "$closed" "$IMAP_PORT"
	lead_smtp "$SMTP_PORT" "$closed"
	daemon_once
	is "no SMTP server: exit" "$status" 75
	check "no SMTP server: it says so" grep -q "send:.*cannot be reached" <<<"$said"
	is "no SMTP server: it says so once" "$(grep -c "send:" <<<"$said")" 1
	is "no SMTP server: the case is open" "$(cases_json | json 'len(d)')" 1
	is "no SMTP server: the mail is marked" "$(marked)" 1
	is "no SMTP server: the notices wait" "$(outbox_json |
		json 'sorted({n["state"] for n in d if n["case"]})')" "['queued']"
	lead_smtp "$closed" "$SMTP_PORT"
	mailbox_empty kim ansvarig registrator
	hurry
	check_goes_on "an SMTP server again"
	check_delivered "an SMTP server again"
}

# Every notice that waits for its next attempt is tried now.
# Not allowed (77): the daemon is at it just then.
hurry() {
	local id
	for id in $(outbox_json | json '" ".join(str(n["id"]) for n in d if n["state"] == "queued")'); do
		lexsarah outbox retry "$id" >/dev/null || [ $? -eq 77 ]
	done
}

# usage: check_delivered NAME; one notice stands in each of the three mailboxes
check_delivered() {
	local user
	for user in kim ansvarig registrator; do
		check "$1: $user has it" mail_wait "$user" 1
	done
	servers_wait_until 20 exim_is_idle
	is "$1: each once" "$(mail_count kim) $(mail_count ansvarig) $(mail_count registrator)" "1 1 1"
}

refused_for_good() {
	flow_renew
	mailbox_empty lexsarah ansvarig
	report refused "Okänd <unknown@kommun.example>"
	daemon_once
	is "a refused recipient: exit" "$status" 0
	is "a refused recipient: it failed, the others did not" "$(outbox_json |
		json 'sorted((n["notice"], n["state"]) for n in d if n["case"])')" \
		"[('new_case', 'sent'), ('receipt', 'failed'), ('registrar', 'sent'), ('undeliverable', 'sent')]"
	is "a refused recipient: with the server's words" "$(outbox_json |
		json '["no such person" in n["error"] for n in d if n["state"] == "failed"]')" "[True]"
	check "a refused recipient: the responsible is told" mail_wait ansvarig 2
	is "a refused recipient: of the case" \
		"$(mailbox_show ansvarig | grep -c '^Subject: Ett meddelande kom inte fram: ärende LS-')" 1
}

put_off() {
	anew putoff
	mailbox_empty kim ansvarig registrator
	touch "$SERVERS_DIR/defer/kim"
	daemon_once
	is "a recipient put off: exit" "$status" 75
	is "a recipient put off: it waits, the others do not" "$(outbox_json |
		json 'sorted((n["notice"], n["state"], n["attempts"]) for n in d if n["case"])')" \
		"[('new_case', 'sent', 1), ('receipt', 'queued', 1), ('registrar', 'sent', 1)]"
	rm "$SERVERS_DIR/defer/kim"
	hurry
	check_goes_on "a recipient put off"
	check_delivered "a recipient put off"
}

daemon_is_up() {
	[ -S "$database.sock" ]
}

two_daemons() {
	anew two
	daemon_start
	check "a daemon runs" servers_wait_until 20 daemon_is_up
	daemon_once
	is "a second daemon: exit" "$status" 75
	check "a second daemon: it says so" grep -q "another lexsarahd runs" <<<"$said"
	check "the first one handles the mail" mail_wait registrator 2
	end_daemon "a daemon that waits"
}

# usage: end_daemon NAME; SIGTERM, and at most two seconds
end_daemon() {
	local before=$EPOCHREALTIME
	daemon_stop TERM
	is "$1: SIGTERM ends it with" "$status" 0
	is "$1: at once" "$(awk -v a="$before" -v b="$EPOCHREALTIME" 'BEGIN { print b - a < 2 }')" 1
}

receipt_was_tried() {
	[ "$(outbox_json | json '[n["attempts"] for n in d if n["notice"] == "receipt"
		and n["state"] == "queued"]')" = "[1]" ]
}

retry_wakes() {
	anew wake
	mailbox_empty kim
	conf_set 'after = "flag";' 'after = "flag"; poll_seconds = 3600;'
	touch "$SERVERS_DIR/defer/kim"
	daemon_start
	check "a receipt waits for its next attempt" servers_wait_until 20 receipt_was_tried
	rm "$SERVERS_DIR/defer/kim"
	hurry
	check "outbox retry wakes the daemon" mail_wait kim 1 5
	end_daemon "a daemon that was woken"
	write_demo_conf "$conf" "$database"
}

# A server that takes connections and says nothing; prints its port.
say_nothing() {
	exec python3 - <<-'END'
		import socket
		held, server = [], socket.create_server(("127.0.0.1", 0))
		print(server.getsockname()[1], flush=True)
		while True:
		    held.append(server.accept())
		    print("connected", flush=True)
	END
}

# usage: hang NAME LEAD PORT; a daemon whose server hangs still ends when asked
hang() {
	local port
	exec 4< <(say_nothing)
	helper=$!
	read -r port <&4
	"$2" "$3" "$port"
	daemon_start
	read -r -t 20 <&4 || true
	end_daemon "$1"
	kill "$helper"
	wait "$helper" 2>/dev/null || true
	helper=
	exec 4<&-
	write_demo_conf "$conf" "$database"
}

hanging() {
	anew hang
	hang "an IMAP server that hangs" lead_imap "$IMAP_PORT"
	hang "an SMTP server that hangs" lead_smtp "$SMTP_PORT"
}

flow_start
trap clean_up EXIT
servers_away
refused_for_good
put_off
retry_wakes
two_daemons
hanging
disk_full
no_space_for_us
read_only
locked
plan
