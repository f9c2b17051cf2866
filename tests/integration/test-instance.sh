#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Invariant 10: a copy, a moved database and a restored backup do nothing until a
# person says that they are the one that works; then nothing is lost, and no number
# is given twice.
set -euo pipefail

# shellcheck source=tests/support/tap.sh
. "${top_srcdir:?}/tests/support/tap.sh"
# shellcheck source=tests/support/flow.sh
. "$top_srcdir/tests/support/flow.sh"

support=$top_srcdir/tests/support
year=$(date +%Y)

# usage: report NAME; a mail of that reporter's, delivered
report() {
	send_mail "$1 <$1@kommun.example>" "Rapport" --id "<$1@kommun.example>"
}

cases() {
	cases_json | json '" ".join(c["id"] for c in d)'
}

# usage: status_of COMMAND…
status_of() {
	local status=0
	"$@" >"$flow/out" 2>"$flow/err" || status=$?
	echo "$status"
}

# In a name space of mounts; who is not root needs one of users for that.
apart=(unshare -m)
[ "$(id -u)" -eq 0 ] || apart=(unshare -rm)

# usage: elsewhere COMMAND…; its status on a machine with another name
elsewhere() {
	echo 0123456789abcdef0123456789abcdef >"$flow/machine-id"
	# shellcheck disable=SC2016 # for sh
	status_of "${apart[@]}" sh -c 'mount --bind "$1" /etc/machine-id && shift && exec "$@"' \
		sh "$flow/machine-id" "$@"
}

# The receipts that wait for a person, and why.
held() {
	outbox_json | json '" ".join(n["notice"] + " " + n["hold"] for n in d
		if n["state"] == "held" and n["notice"] == "receipt")'
}

flow_start
# By whatever name the configuration calls it there is one lock.
ln -s lexsarah.db "$flow/link.db"
cp "$conf" "$flow/direct.conf"
conf_set "\"$database\"" "\"$flow/link.db\""
report astrid
daemon_once
is "one case" "$(cases)" "LS-$year-0001"
is "its database works where it stands" "$(lexsarah instance show --json | json 'd["doubt"]')" None

report berit
# The whole machine was cloned, with the database at its path and inode: only its name is another.
if "${apart[@]}" mount --bind /etc/machine-id /etc/machine-id 2>/dev/null; then
	is "a clone of the machine does not run" \
		"$(elsewhere "$top_builddir/lexsarahd" -c "$conf" --once)" 77
	check "it says why, and what to do" \
		grep -qE 'stands on another machine.*instance confirm --reason' "$flow/err"
	is "it is another machine" "$(elsewhere "$top_builddir/lexsarah" -c "$conf" instance show --json) $(
		json 'd["doubt"]' <"$flow/out")" "0 other_machine"
	is "it changes nothing" "$(elsewhere "$top_builddir/lexsarah" -c "$conf" case dnr \
		"LS-$year-0001" "AMN 2026-1")" 77
	is "it has fetched nothing" "$(cases)" "LS-$year-0001"
	is "and sent nothing" "$(mail_count berit)" 0
	is "where it worked, nothing is in doubt" "$(lexsarah instance show --json | json 'd["doubt"]')" None
else
	skip "a clone of the machine does not run" "no machine-id, or no name spaces for users"
fi

# Another file at the same path.
cp -p "$database" "$flow/copy.db"
rm -f "$database"*
mv "$flow/copy.db" "$database"
daemon_once
is "a copy does not run" "$status" 77
check "it says what to do" grep -q 'lexsarah instance confirm --reason' "$flow/said"
is "it has fetched nothing" "$(cases)" "LS-$year-0001"
is "and sent nothing" "$(mail_count berit)" 0
is "it changes nothing" "$(status_of lexsarah case dnr "LS-$year-0001" "AMN 2026-1")" 77
is "it can be read" "$(status_of lexsarah case show "LS-$year-0001")" 0
lexsarah instance show --json >"$flow/json"
check "it is told what it is" python3 "$support/check-json.py" "instance show" <"$flow/json"
is "another file" "$(json 'd["doubt"]' <"$flow/json")" replaced
is "a reason is needed" "$(status_of lexsarah instance confirm)" 64
lexsarah instance confirm --reason "den gamla är borttagen" --json >"$flow/json"
check "a person confirms it" python3 "$support/check-json.py" "instance confirm" <"$flow/json"
confirmed=$(date +%s)
daemon_once
is "then it runs" "$status" 0
is "with numbers that the other cannot have given" "$(cases)" "LS-$year-0001 LS-$year-0102"
is "the other may have answered what came before" "$(mail_count berit)" 0
is "so that is held" "$(held)" "receipt restored"
lexsarah outbox release --all --hold restored >/dev/null
# Arrivals are known to the second: what comes in the one of the confirmation came before it.
servers_wait_until 5 sh -c "[ \$(date +%s) -gt $confirmed ]"
report birgit
daemon_once
is "what is released goes" "$(mail_count berit)" 1
is "and the next report has its receipt" "$(mail_count birgit)" 1

daemon_start
servers_wait_until 10 test -S "$database.sock"
is "a second daemon on another name of it does not run" \
	"$(status_of "$top_builddir/lexsarahd" -c "$flow/direct.conf" --once)" 75
daemon_stop

# A backup, older than what was told.
lexsarah backup "$flow/backup.db" >/dev/null
report cecilia
daemon_once
three="LS-$year-0001 LS-$year-0102 LS-$year-0103"
is "four cases" "$(cases)" "$three LS-$year-0104"
daemon_start
servers_wait_until 10 test -S "$database.sock"
is "nothing is restored under a running daemon" "$(status_of lexsarah restore "$flow/backup.db")" 75
daemon_stop
head -c 20000 "$flow/backup.db" >"$flow/half.db"
chmod 600 "$flow/half.db"
is "nor is half a backup" "$(status_of lexsarah restore "$flow/half.db")" 65
is "nor a file that is none" "$(status_of lexsarah restore "$conf")" 65
is "the database is as it was" "$(cases)" "$three LS-$year-0104"
lexsarah restore "$flow/backup.db" --json >"$flow/json"
check "a backup is restored" python3 "$support/check-json.py" restore <"$flow/json"
aside=$(json 'd["aside"]' <"$flow/json")
is "what it replaced is kept" "$(python3 -c 'import sqlite3, sys
print(sqlite3.connect(sys.argv[1]).execute("SELECT count(*) FROM cases").fetchone()[0])' "$aside")" 4
is "nobody else can read it" "$(stat -c %a "$aside" "$database" | tr '\n' ' ')" "600 600 "
is "the old state is back" "$(cases)" "$three"
daemon_once
is "it does not run by itself" "$status" 77
check "it says why" grep -q 'was restored from a backup' "$flow/said"
lexsarah instance confirm --reason "disken gick sönder" >/dev/null
daemon_once
is "then it takes in what it does not know" "$status $(cases)" \
	"0 $three LS-$year-0204"
is "who has a receipt gets none with another number" "$(mail_count cecilia) $(held)" "1 receipt restored"
is "no mail is unaccounted" "$(lexsarah mail accounting --json | json 'd[0]["difference"]')" 0
check "and its journal holds" lexsarah verify
# The log of a database that is gone is not laid over the one that takes its place.
rm -f "$database"*
head -c 8272 /dev/urandom >"$database-wal"
is "where there is none a backup is put" "$(status_of lexsarah restore "$flow/backup.db")" 0
is "without the log of another" "$(find "$flow" -name "lexsarah.db-wal" -size +0 | wc -l)" 0
is "and says so without one aside" "$(grep -c 'The database before it' "$flow/out" || true)" 0

# The disk of a machine is put back to an earlier day: that shows when somebody answers.
(umask 077 && echo "1 $(head -c 32 /dev/urandom | base64 -w 0)" >"$flow/reply.key")
conf_set 'organisation = {' "reply_key = \"$flow/reply.key\"; organisation = {"
flow_renew
mailbox_empty "$board_user"
daemon_once
cp "$database" "$flow/older.db"
report disa
daemon_once
told=$(mailbox_ids disa)
rm -f "$database-wal" "$database-shm"
cat "$flow/older.db" >"$database"
: >"$flow/log"
daemon_start
servers_wait_until 10 test -S "$database.sock"
send_mail "disa <disa@kommun.example>" "SV: Rapport" --id "<svar@kommun.example>" \
	--in-reply-to "<$told>"
servers_wait_until 20 grep -q "is an older state" "$flow/log"
ended=0
wait "$daemon" || ended=$?
daemon=
is "a daemon that finds itself behind ends" "$ended" 77
is "and says so once" "$(grep -c "is an older state" "$flow/log")" 1
is "with what to do" "$(grep -c "lexsarah instance confirm --reason" "$flow/log")" 1
is "it is behind" "$(lexsarah instance show --json | json 'd["doubt"]')" behind
daemon_once
is "and does not run again" "$status" 77
lexsarah instance confirm --reason "maskinen återställdes" >/dev/null
send_mail "disa <disa@kommun.example>" "SV: Rapport" --id "<svar-2@kommun.example>" \
	--in-reply-to "<$told>"
daemon_once
is "once confirmed, another answer to that notice stops nothing" "$status" 0
plan
