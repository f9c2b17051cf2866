#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The anchor of the journal, as the registrar has it in a mail: with it verify sees
# that the end of the journal was cut off, or that it was written anew.
set -euo pipefail

# shellcheck source=tests/support/tap.sh
. "${top_srcdir:?}/tests/support/tap.sh"
# shellcheck source=tests/support/flow.sh
. "$top_srcdir/tests/support/flow.sh"

at() {
	local now=$1
	shift
	"$top_builddir/$1" -c "$conf" --now "$now" "${@:2}"
}

# usage: exit_of COMMAND…; prints its exit code
exit_of() {
	local code=0
	"$@" >"$flow/out" 2>"$flow/err" || code=$?
	echo "$code"
}

flow_start
flow_renew
conf_set '  gateways = [ "mx.kommun.example" ];' '  gateways = [ "mx.kommun.example" ];
	  anchor = "weekly";'
conf_set '  anchor = "never";' ''
at 2026-03-14T08:00:00+01:00 lexsarahd --once 2>>"$flow/log" # a Saturday
at 2026-03-16T08:00:00+01:00 lexsarah case open --received 2026-03-16T07:00:00+01:00 --how oral \
	--reporter robin.ek@kommun.example --taken-by ansvarig@kommun.example >/dev/null
at 2026-03-16T09:00:00+01:00 lexsarahd --once 2>>"$flow/log"
servers_wait_until 20 bash -c "ls $SERVERS_DIR/mail/registrator/Maildir/new/* >/dev/null 2>&1"
mail=$(python3 - "$SERVERS_DIR/mail/registrator/Maildir" <<-'PYTHON'
	import email, email.policy, pathlib, sys
	for path in pathlib.Path(sys.argv[1]).glob("new/*"):
	    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
	    if "ankare" in mail["Subject"]:
	        print(mail.get_body(("plain",)).get_content())
PYTHON
)
anchor=$(grep -oE '^[0-9]+:[0-9a-f]{64}$' <<<"$mail" | head -n 1)
check "the registrar's mail has the anchor on a line of its own" test -n "$anchor"
check "it names no case" test -z "$(grep -o 'LS-' <<<"$mail" || true)"
check "verify has it" lexsarah verify --anchor "$anchor"
lexsarah case show LS-2026-0001 >/dev/null
check "and has it when the journal goes on" lexsarah verify --anchor "$anchor"
is "what verify says is an anchor, too" \
	"$(exit_of lexsarah verify --anchor "$(lexsarah verify --json | json 'd["anchor"]')")" 0
is "what is none is refused" "$(exit_of lexsarah verify --anchor 17)" 65

(umask 077 && sed "s|$database|$flow/cut.db|" "$conf" >"$flow/cut.conf")
lexsarah backup "$flow/cut.db" >/dev/null
python3 - "$flow/cut.db" "${anchor%%:*}" <<-'PYTHON'
	import sqlite3, sys
	db = sqlite3.connect(sys.argv[1])
	for table, key in ("event_detail", "seq"), ("milestone", "event"), ("event", "seq"):
	    db.execute(f"DELETE FROM {table} WHERE {key}>=?", [int(sys.argv[2])])
	db.commit()
PYTHON
cut=("$top_builddir/lexsarah" -c "$flow/cut.conf" verify)
is "a journal whose end was cut off proves by itself" "$(exit_of "${cut[@]}")" 0
is "but not with the anchor" "$(exit_of "${cut[@]}" --anchor "$anchor")" 65
check "which says what is missing" grep -q "event ${anchor%%:*}" "$flow/out"
is "nor does it have an anchor of another journal" \
	"$(exit_of lexsarah verify --anchor "1:${anchor#*:}")" 65
plan
