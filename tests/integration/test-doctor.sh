#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What somebody who is called at night is told by doctor, with each thing broken in turn.
set -euo pipefail

# shellcheck source=tests/support/tap.sh
. "${top_srcdir:?}/tests/support/tap.sh"
# shellcheck source=tests/support/flow.sh
. "$top_srcdir/tests/support/flow.sh"

# usage: ask; sets $status; what doctor says stands in $flow/doctor
ask() {
	status=0
	lexsarah doctor --json >"$flow/doctor" 2>"$flow/err" || status=$?
}

# usage: state CHECK; of each line of that check, without those of certificates
state() {
	json "' '.join(l['state'] for l in d if l['check'] == '$1')" <"$flow/doctor"
}

# usage: advised CHECK WORDS; true if a line of that check, not ok, advises so
advised() {
	json "any(l['check'] == '$1' and '$2' in (l['advice'] or '') for l in d)" <"$flow/doctor" |
		grep -q True
}

flow_start
ask
is "without a database" "$status $(state database) $(state daemon)" "75 error error"
is "servers are looked at all the same" "$(state mailbox) $(state sending)" "ok ok"

daemon_start
servers_wait_until 10 test -S "$database.sock"
send_mail "Kim Berg <kim@kommun.example>" "Rapport" --id "<1@kommun.example>"
servers_wait_until 20 mail_has kim 1
lexsarah backup "$flow/backup.db" >/dev/null
servers_wait_until 20 sh -c "'$top_builddir/lexsarah' -c '$conf' mail accounting --json | grep -q present"
ask
check "it says so in JSON" python3 "$top_srcdir/tests/support/check-json.py" doctor <"$flow/doctor"
is "nothing is wrong" "$status" 0
for name in configuration database instance disk daemon backup dates mailbox sending mail outbox; do
	is "$name is in order" "$(state "$name")" ok
done
check "no core file is written of a daemon that crashes" \
	grep -qE 'Max core file size +0 +0' "/proc/$daemon/limits"
is "a line a check" "$(lexsarah doctor | grep -cE '^(ok|warning) ' || true)" \
	"$(json 'len(d)' <"$flow/doctor")"

# What fails is said, with what to do.
daemon_stop
ask
is "no daemon" "$status $(state daemon)" "75 error"
check "it is to be started" advised daemon "start it"
python3 - "$database" <<'END'
import sqlite3, sys
database = sqlite3.connect(sys.argv[1])
database.execute("UPDATE outbox SET state='failed' WHERE notice='registrar'")
database.execute("UPDATE instance SET doubt='restored'")
database.execute("UPDATE accounting SET difference=1")
database.commit()
END
ask
is "a notice that failed" "$(state outbox)" error
check "somebody is to tell" advised outbox "--state failed"
is "a database that was restored" "$(state instance)" error
check "it is to be confirmed" advised instance "instance confirm --reason"
is "a mail that is unaccounted for" "$(state mail)" error
cp "$conf" "$flow/good.conf"
sed -i "s/password = \"$SERVERS_PASSWORD\"/password = \"wrong\"/" "$conf"
ask
is "a wrong password" "$(state mailbox)" error
check "no password is said" bash -c "! grep -q wrong '$flow/doctor'"
cp "$flow/good.conf" "$conf"
servers_stop
ask
is "servers that are away" "$(state mailbox) $(state sending)" "error error"
echo "nonsense = 1;" >>"$conf"
ask
is "a configuration that is none" "$status $(state configuration)" "78 error"
lexsarah -c "$flow/none.conf" doctor >"$flow/out" 2>&1 || status=$?
is "nor is one that is not there" "$status" 78
check "which is said in words" grep -q '^error    configuration: ' "$flow/out"
plan
