#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A row for each IMAP server and feature: Dovecot, Cyrus and Courier, each with
# what it has and without it, and another client that works in the same mailbox.
# Each row ends with the numbers that it has to end with.
set -euo pipefail

# shellcheck source=tests/support/tap.sh
. "${top_srcdir:?}/tests/support/tap.sh"
# shellcheck source=tests/support/flow.sh
. "$top_srcdir/tests/support/flow.sh"
# shellcheck source=tests/support/imap-servers.sh
. "$top_srcdir/tests/support/imap-servers.sh"

# shellcheck disable=SC2016 # the keyword's name has a dollar sign
keyword='$LexSarah'

client() {
	python3 "$top_srcdir/tests/support/imap-client.py" "$port" "$SERVERS_PASSWORD" "$folder" "$@"
}

# usage: conf_mailbox KEYS; the mailbox of this server, with these keys
conf_mailbox() {
	write_demo_conf "$conf" "$database"
	conf_set "imap://127.0.0.1:$IMAP_PORT/INBOX" "imap://127.0.0.1:$port/$folder"
	conf_set 'after = "flag";' "$1"
}

# usage: begin KEYS; an empty database and an empty folder
begin() {
	flow_renew
	conf_mailbox "$1"
	client renew "$moved"
}

# usage: append NUMBER…; the report of that number
append() {
	client append "${@/#/$flow/report-}"
}

cases() {
	cases_json | json 'len(d)'
}

# What the newest poll counted: present, handled, owed, quarantined, vanished, difference.
counted() {
	lexsarah mail accounting --json | json '[d[0][k] for k in ("present", "handled", "owed",
		"quarantined", "vanished", "difference")] if d else None'
}

# exit, cases, mails in the folder, of them marked, moved away, and the numbers of the poll
state() {
	echo "$status $(cases) $(client count) $(client count "KEYWORD $keyword") $(
		folder=$moved client count) $(counted)"
}

# usage: row FEATURE WANTED; polls once
row() {
	daemon_once
	is "$server: $1" "$(state)" "$2"
}

# usage: comes_to CASES NUMBERS; a running daemon does
comes_to() {
	# there may be no database yet
	[ "$(cases 2>/dev/null) $(counted 2>/dev/null)" = "$1 $2" ]
}

wake() {
	python3 -c 'import socket, sys
s = socket.socket(socket.AF_UNIX)
s.connect(sys.argv[1])' "$database.sock"
}

# usage: live FEATURE CASES NUMBERS; waits for it
live() {
	if servers_wait_until 10 comes_to "$2" "$3"; then
		ok "$server: $1"
	else
		not_ok "$server: $1" "$(cases) $(counted), not $2 $3" "$(tail -n 5 "$flow/log")"
	fi
}

after_rows() {
	begin 'after = "keep";'
	append 1 2
	row "poll and keep" "0 2 2 0 0 [2, 2, 0, 0, 0, 0]"
	row "poll again" "0 2 2 0 0 [2, 2, 0, 0, 0, 0]"
	begin 'after = "flag";'
	append 1 2
	row "flag" "0 2 2 2 0 [2, 2, 0, 0, 0, 0]"
	is "$server: flag leaves unread mail unread" "$(client count UNSEEN)" 2
	begin "after = \"move:$moved\";"
	append 1 2 3
	row "move" "0 3 0 0 3 [3, 3, 0, 0, 0, 0]"
	row "nothing left to move" "0 3 0 0 3 [0, 0, 0, 0, 0, 0]"
}

# The clock is the day's; what is old, and the backup, are written beside it.
delete_rows() {
	begin 'after = "delete"; disposal_decision = "KS 1"; delete_after_days = 30;'
	append 1 2
	row "delete: nothing is old yet" "0 2 2 2 0 [2, 2, 0, 0, 0, 0]"
	make_old
	append 3
	row "delete: no backup, nothing goes" "0 3 3 3 0 [3, 3, 0, 0, 0, 0]"
	check "$server: delete: it says so" grep -q "no verified backup" <<<"$said"
	make_backup
	"$without" UIDPLUS
	row "delete: no UIDPLUS, nothing goes" "0 3 3 3 0 [3, 3, 0, 0, 0, 0]"
	check "$server: delete: it says so too" grep -q "plain EXPUNGE" <<<"$said"
	"$without"
	row "delete: what is old goes" "0 3 1 1 0 [3, 3, 0, 0, 0, 0]"
	row "delete: and no more" "0 3 1 1 0 [1, 1, 0, 0, 0, 0]"
	check "$server: delete: the journal proves" lexsarah verify
}

# usage: sql STATEMENT
sql() {
	python3 -c 'import sqlite3, sys
with sqlite3.connect(sys.argv[1]) as db:
    db.execute(sys.argv[2])' "$database" "$1"
}

make_old() {
	sql "UPDATE mail SET stored = stored - 40 * 86400000"
}

make_backup() {
	sql "INSERT INTO meta SELECT 'last_backup', max(stored) - 1000 FROM mail"
}

renumbered_rows() {
	begin 'after = "flag";'
	append 1 2
	row "before the renumbering" "0 2 2 2 0 [2, 2, 0, 0, 0, 0]"
	client renumber
	append 3
	row "UIDVALIDITY changed" "0 3 3 3 0 [3, 3, 0, 0, 0, 0]"
}

idle_rows() {
	begin 'after = "flag"; poll_seconds = 3600;'
	daemon_start
	live "the first poll" 0 "[0, 0, 0, 0, 0, 0]"
	append 1
	live "IDLE brings mail at once" 1 "[1, 1, 0, 0, 0, 0]"
	append 2 3
	live "and again" 3 "[3, 3, 0, 0, 0, 0]"
	client delete 1
	wake
	live "a wake ends IDLE" 3 "[2, 2, 0, 0, 0, 0]"
	daemon_stop
	is "$server: the end interrupts IDLE" "$status" 0
}

# Another client beside the running daemon.
second_client_rows() {
	local home=$folder
	begin 'after = "flag"; poll_seconds = 1;'
	daemon_start
	client append-read "$flow/report-1"
	live "mail that somebody read before us" 1 "[1, 1, 0, 0, 0, 0]"
	append 2 3
	live "more mail" 3 "[3, 3, 0, 0, 0, 0]"
	client flag '\Seen \Flagged' 1:3
	client unflag "$keyword" 1
	wake
	client move 2 "$moved"
	wake
	live "read, flagged, unmarked, one moved away" 3 "[2, 2, 0, 0, 0, 0]"
	folder=$moved client move 1 "$home"
	live "moved back, no second case" 3 "[3, 3, 0, 0, 0, 0]"
	client delete 3
	wake
	live "deleted, nothing lost" 3 "[2, 2, 0, 0, 0, 0]"
	daemon_stop
	is "$server: what somebody unmarked stays so" "$(client count "KEYWORD $keyword")" 1
	append 4
	client delete "$(client last)"
	row "gone before we saw it is vanished" "0 3 2 1 0 [2, 2, 0, 0, 1, 0]"
	is "$server: and told" "$(outbox_json | json '[n["to"] for n in d if n["notice"] == "accounting"
		][:1]')" "['drift@kommun.example']"
}

# usage: without_rows; each with WITHOUT, the command that takes capabilities away
without_rows() {
	"$without" MOVE
	begin "after = \"move:$moved\";"
	append 1 2
	row "no MOVE" "0 2 0 0 2 [2, 2, 0, 0, 0, 0]"
	"$without" MOVE UIDPLUS
	begin "after = \"move:$moved\";"
	append 1 2
	row "no UIDPLUS: never a plain EXPUNGE" "75 2 2 0 0 [2, 2, 0, 0, 0, 0]"
	check "$server: no UIDPLUS: it says so" grep -q "plain EXPUNGE" <<<"$said"
	"$without" ESEARCH LITERAL+
	begin 'after = "flag";'
	append 1 2
	row "no ESEARCH, no LITERAL+" "0 2 2 2 0 [2, 2, 0, 0, 0, 0]"
	"$without" IDLE
	begin 'after = "flag"; poll_seconds = 1;'
	daemon_start
	append 1
	live "no IDLE: polling" 1 "[1, 1, 0, 0, 0, 0]"
	append 2
	live "no IDLE: and again" 2 "[2, 2, 0, 0, 0, 0]"
	daemon_stop
	"$without"
}

# usage: server_rows NAME PORT FOLDER MOVED
server_rows() {
	server=$1 port=$2 folder=$3 moved=$4
	without=${server,,}_without
	after_rows
	delete_rows
	renumbered_rows
	idle_rows
	second_client_rows
	without_rows
}

flow_start
trap 'others_stop; flow_clean_up' EXIT
for i in 1 2 3 4; do
	write_mail "$flow/report-$i" "Kim Berg <kim@kommun.example>" "Rapport $i" \
		--id "<report-$i@kommun.example>"
done

server_rows Dovecot "$IMAP_PORT" Rapporter Klara
if cyrus_start; then
	server_rows Cyrus "$CYRUS_PORT" Rapporter Klara
	begin 'after = "flag";'
	client rights lrsipkxtea
	append 1
	row "no keywords: flag is keep" "0 1 1 0 0 [1, 1, 0, 0, 0, 0]"
else
	skip Cyrus "it does not start here: $(tail -n 1 "$SERVERS_DIR/cyrus/log")"
fi
if courier_start; then
	server_rows Courier "$COURIER_PORT" INBOX.Rapporter INBOX.Klara
	courier_without keywords
	begin 'after = "flag";'
	append 1
	row "no keywords: flag is keep" "0 1 1 0 0 [1, 1, 0, 0, 0, 0]"
else
	skip Courier "it does not start here: $(tail -n 1 "$SERVERS_DIR/courier/log")"
fi
plan
