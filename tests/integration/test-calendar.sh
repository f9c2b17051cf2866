#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A date on its whole way: from the facts of a notice through mail servers into a
# mailbox, where a reader that is not ours takes it out.
set -euo pipefail

# shellcheck source=tests/support/tap.sh
. "${top_srcdir:?}/tests/support/tap.sh"
# shellcheck source=tests/support/flow.sh
. "$top_srcdir/tests/support/flow.sh"

# Debian's own, which has Debian's icalendar.
python=/usr/bin/python3
"$python" -c 'import icalendar' 2>/dev/null || skip_all "python3-icalendar is not installed"

# usage: queue_date SEQUENCE CANCELLED TIME; the registrar's notice once more, with that date
queue_date() {
	python3 - "$database" "$@" <<-'END'
		import json, sqlite3, sys
		path, sequence, cancelled, time = sys.argv[1:]
		db = sqlite3.connect(path)
		number, facts = db.execute("SELECT id, facts FROM outbox WHERE notice='registrar'").fetchone()
		facts = json.loads(facts)
		facts["calendar"] = {"uid": facts["case"] + ".1@kommun.example", "sequence": int(sequence),
		                     "cancelled": cancelled == "yes", "stamp": 1773748800000,
		                     "step": "breach_imy"}
		facts["calendar"].update({"instant": int(time)} if time.isdigit() else {"date": time})
		db.execute("UPDATE outbox SET state='queued', facts=? WHERE id=?",
		           (json.dumps(facts), number))
		db.commit()
	END
}

entries() {
	"$python" "$top_srcdir/tests/support/check-calendar.py" "$SERVERS_DIR/mail/registrator"
}

flow_start
printf 'Trygghetslarmet fungerade inte i går.\n' >"$flow/words.txt"
check "staff mail a report" send_mail "Kim Berg <kim.berg@kommun.example>" "Rapport" \
	--id "<words@kommun.example>" --text "$flow/words.txt"
daemon_once
is "one run handles it" "$status" 0
id=$(cases_json | json 'd[0]["id"]')
is "without a date a mail has no file" "$(entries)" ""

queue_date 0 no 2028-02-29
daemon_once
is "a day is sent" "$status" 0
queue_date 1 no 1774008000000
daemon_once
is "then a moment in its place" "$status" 0
queue_date 2 yes 1774008000000
daemon_once
is "then that it no longer counts" "$status" 0
check "all arrived" mail_wait registrator 4
outbox_json >"$flow/outbox.json"
notices=("$top_srcdir/tests/support/check-notices.py" silent "$SERVERS_DIR/mail" "$flow/outbox.json")
check "they say nothing of the report" python3 "${notices[@]}" Trygghetslarmet
is "what a file says is looked through" \
	"$({ python3 "${notices[@]}" "Utgår: $id: Personuppgifts" || true; } | wc -l)" 1
check "their form" python3 "${notices[@]/silent/form}"
parts="multipart/mixed(multipart/alternative(text/plain, text/html), text/calendar)"
step="Personuppgiftsincidenten ska ha anmälts till IMY"
is "a reader that is not ours finds them" "$(entries)" \
	"$parts | $id.ics | PUBLISH | PUBLISH | CONFIRMED | 2028-02-29 to 2028-03-01 | $id: $step
$parts | $id.ics | PUBLISH | PUBLISH | CONFIRMED | 2026-03-20T12:00:00+00:00 | $id: $step
$parts | $id.ics | CANCEL | CANCEL | CANCELLED | 2026-03-20T12:00:00+00:00 | Utgår: $id: $step"
plan
