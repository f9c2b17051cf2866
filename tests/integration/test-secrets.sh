#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Passwords and the key of replies stay with lexsarahd: they stand in no argument and no
# environment of a process, in no line of the log, and in no core file.
set -euo pipefail

# shellcheck source=tests/support/tap.sh
. "${top_srcdir:?}/tests/support/tap.sh"
# shellcheck source=tests/support/flow.sh
. "$top_srcdir/tests/support/flow.sh"

SERVERS_PASSWORD=hemlig-$RANDOM$RANDOM
looker=

clean_up() {
	[ -z "$looker" ] || kill "$looker" 2>/dev/null || true
	flow_clean_up
}

# It waits until somebody looks.
write_ask() {
	cat >"$flow/ask" <<-END
		until [ -e "$flow/looking" ]; do sleep 0.02; done
		cat "$flow/password"
	END
}

# One password is asked of a program, and one is in the configuration.
furnish() {
	local key
	key=$(head -c 32 /dev/urandom | base64 -w 0)
	(umask 077 && echo "1 $key" >"$flow/reply.key" && echo "$SERVERS_PASSWORD" >"$flow/password")
	write_ask
	conf_set "password = \"$SERVERS_PASSWORD\";" \
		"password_command = [ \"/bin/sh\", \"$flow/ask\" ];"
	conf_set 'organisation = {' "reply_key = \"$flow/reply.key\"; organisation = {"
	conf_set "smtp://127.0.0.1:$SMTP_PORT\";" \
		"smtp://127.0.0.1:$SMTP_PORT\"; user = \"lexsarah\"; password = \"$SERVERS_PASSWORD\";"
	# As they are, as SASL sends it, and as it would be shown.
	{
		printf '%s\n' "$SERVERS_PASSWORD" "$key"
		printf '\0lexsarah\0%s' "$SERVERS_PASSWORD" | base64 -w 0
		echo
		base64 -d <<<"$key" | od -An -tx1 | tr -d ' \n'
	} >"$flow/secrets"
}

report() {
	python3 "$top_srcdir/tests/support/make-docx.py" report-v1 "$flow/rapport.docx"
	write_mail "$flow/report.eml" "Kim Berg <kim@kommun.example>" "Rapport" \
		--id "<$1@kommun.example>" --attach "$flow/rapport.docx"
	mail_deliver lexsarah "$flow/report.eml"
}

# usage: core_limits PID
core_limits() {
	awk '/^Max core file size/ { print $5, $6 }' "/proc/$1/limits"
}

# Sets $reader: the process that the daemon has started for files.
find_reader() {
	local -a started
	read -ra started -d '' < <(cat "/proc/$daemon"/task/*/children) || true
	for reader in "${started[@]}"; do
		[ "$(cat "/proc/$reader/comm" 2>/dev/null)" != lexsarah-reader ] || return 0
	done
	return 1
}

# Ends by a mistake of its own, where core files are written.
crash() {
	(
		ulimit -c unlimited 2>/dev/null || true
		cd "$flow/crash"
		exec "$top_builddir/lexsarahd" -c "$conf" 2>>"$flow/log"
	) &
	daemon=$!
	servers_wait_until 20 test -S "$database.sock" || bail "lexsarahd does not start"
	is "no core file of it is written" "$(core_limits "$daemon")" "0 0"
	report 2
	servers_wait_until 20 find_reader || bail "it starts no reader"
	is "nor of what it starts" "$(core_limits "$reader")" "0 0"
	daemon_stop ABRT
	is "it crashes" "$status" 134
	is "and leaves nothing" "$(ls -A "$flow/crash")" ""
}

trap clean_up EXIT
flow_start
trap clean_up EXIT
furnish
mkdir "$flow/crash"
report 1
export G_MESSAGES_DEBUG=all
daemon_start
exec 4< <(exec python3 -B "$top_srcdir/tests/support/look-at-processes.py" "$daemon" sh \
	<"$flow/secrets")
looker=$!
read -r <&4
touch "$flow/looking"
check "a report is answered" mail_wait kim 1
check "and read" mail_wait ansvarig 1
daemon_stop TERM
is "lexsarahd ends" "$status" 0
read -r programs <&4
read -r shown <&4
exec 4<&-
looker=
for program in lexsarahd lexsarah-reader sh; do
	check "it was looked at $program" grep -qw -- "$program" <<<"$programs"
done
is "no process shows a secret" "$shown" ""
echo "fel-$SERVERS_PASSWORD" >"$flow/password"
daemon_once
is "a wrong password is a failure" "$status" 75
check "that is told" grep -q "check user and password" "$flow/log"
is "the log holds no secret" "$(grep -cFf "$flow/secrets" "$flow/log")" 0
echo "$SERVERS_PASSWORD" >"$flow/password"
crash
plan
