#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The clock of the machine jumps forty days ahead under a running lexsarahd, and back again, with a
# report at each time. Each is a case that arrived when it did, nobody gets a mail twice, the
# journal says that the clock went back, and the daemon ends when it is asked.
set -euo pipefail

# shellcheck source=tests/support/tap.sh
. "${top_srcdir:?}/tests/support/tap.sh"
# shellcheck source=tests/support/flow.sh
. "$top_srcdir/tests/support/flow.sh"

[ "${SANITIZERS:-no}" = no ] || skip_all "a sanitizer has to be loaded first"

# usage: jump_to DAYS; ahead of the time that it is
jump_to() {
	python3 - "$flow/offset" "$1" <<-'END'
		import os, struct, sys
		file = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT, 0o600)
		os.write(file, struct.pack("q", int(sys.argv[2]) * 86400))
	END
}

# The clock of what runs lexsarahd and lexsarah.
prepare_clock() {
	local -a compiler
	read -ra compiler <<<"${CC:-cc}"
	"${compiler[@]}" -shared -fPIC -O1 -D_GNU_SOURCE -o "$flow/jump-clock.so" \
		"$top_srcdir/tests/support/jump-clock.c" -ldl || bail "the clock cannot be made"
	jump_to 0
	with_clock=(env "LD_PRELOAD=$flow/jump-clock.so" "LEX_CLOCK_OFFSET=$flow/offset")
}

lexsarah() {
	"${with_clock[@]}" "$top_builddir/lexsarah" -c "$conf" "$@"
}

daemon_start() {
	"${with_clock[@]}" "$top_builddir/lexsarahd" -c "$conf" 2>>"$flow/log" &
	daemon=$!
}

# usage: report NAME; taken in, and answered
report() {
	write_mail "$flow/$1.eml" "$1 <$1@kommun.example>" "Rapport" --id "<$1@kommun.example>"
	mail_deliver lexsarah "$flow/$1.eml"
	check "the receipt of $1 comes" mail_wait "$1" 1
}

# usage: events KIND
events() {
	python3 - "$database" "$1" <<-'END'
		import sqlite3, sys
		db = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
		print(db.execute("SELECT count(*) FROM event WHERE kind=?", sys.argv[2:]).fetchone()[0])
	END
}

# usage: dates NAME; what has to be done by when in the case of that report
dates() {
	local case
	case=$(mails_json | json "[m['case'] for m in d if m['from'].startswith('$1')][0]")
	lexsarah case show "$case" --json |
		json '[(c["rule"], c["start"][:10], c["due"][:10]) for c in d["clocks"]]'
}

# usage: has_dates NAME; which are computed when the receipt may have gone
has_dates() {
	[ "$(dates "$1")" != "[]" ]
}

nothing_waits() {
	[ "$(outbox_json | json 'sum(n["state"] in ("queued", "sending") for n in d)')" = 0 ] &&
		exim_is_idle
}

# The Message-IDs of all that arrived.
arrived() {
	local user
	for user in astrid berit cecilia ansvarig registrator drift; do
		mailbox_ids "$user"
	done | sort
}

flow_start
prepare_clock
conf_set 'after = "flag";' 'after = "flag"; poll_seconds = 1;'
today=$(TZ=Europe/Stockholm date +%F)
daemon_start
report astrid
jump_to 40
report berit
is "ahead, it runs on the new time" "$(lexsarah mail list --json | json 'd[-1]["stored"][:10]')" \
	"$(TZ=Europe/Stockholm date -d '+40 days' +%F)"
is "nothing went back" "$(events clock_went_back)" 0
jump_to 0
report cecilia
is "it is noted that the clock went back" "$(events clock_went_back)" 1
is "each report is a case, once" "$(cases_json | json 'len({c["id"] for c in d})') $(mails_json |
	json 'len({m["case"] for m in d})')" "3 3"
is "each arrived when it did" "$(mails_json | json '[m["arrived"][:10] for m in d]')" \
	"['$today', '$today', '$today']"
for name in astrid cecilia; do
	check "the dates of $name are computed" servers_wait_until 20 has_dates "$name"
done
is "what came then is due as what came before" "$(dates cecilia)" "$(dates astrid)"
check "all of it goes" servers_wait_until 20 nothing_waits
is "what was sent arrived, once" "$(arrived)" \
	"$(outbox_json | json '"\n".join(sorted(n["message_id"].strip("<>") for n in d
		if n["state"] == "sent"))')"
is "one receipt each" "$(outbox_json | json '[n["to"] for n in d if n["notice"] == "receipt"]')" \
	"['astrid@kommun.example', 'berit@kommun.example', 'cecilia@kommun.example']"
is "the mails add up" "$(lexsarah mail accounting --json |
	json '[d[0][k] for k in ("present", "handled", "difference")]')" "[3, 3, 0]"
before=$EPOCHREALTIME
daemon_stop TERM
is "it ends when asked" "$status" 0
is "at once" "$(awk -v a="$before" -v b="$EPOCHREALTIME" 'BEGIN { print b - a < 2 }')" 1
check "the journal proves" lexsarah verify
plan
