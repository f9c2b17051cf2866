#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A year of cases, each moved by the commands that people use, and what the report
# of that year says of them. Needs no server: the reports came on paper.
set -euo pipefail

# shellcheck source=tests/support/tap.sh
. "${top_srcdir:?}/tests/support/tap.sh"
# shellcheck source=tests/support/demo-conf.sh
. "$top_srcdir/tests/support/demo-conf.sh"

export LEXSARAH_READER=${top_builddir:?}/lexsarah-reader
export IMAP_PORT=1 SMTP_PORT=1 SERVERS_PASSWORD=none
folder=$(mktemp -d)
conf=$folder/lexsarah.conf
trap 'rm -rf "$folder"' EXIT

# usage: at DAY ADDRESS WORD…; what somebody does on a day, at nine
at() {
	local day=$1 who=$2
	shift 2
	"$top_builddir/lexsarah" -c "$conf" --now "${day}T09:00:00Z" --as "$who@kommun.example" "$@" \
		>"$folder/out" 2>&1 || bail "$* on $day: $(<"$folder/out")"
}

# usage: count EXPRESSION; of the report of 2026, as Python knows it
count() {
	"$top_builddir/lexsarah" -c "$conf" --now 2027-01-20T09:00:00Z report --year 2026 --json |
		python3 -c 'import json, sys
report = json.load(sys.stdin)
rows = lambda name: {row["code"]: row["count"] for row in report[name]["rows"] if row["count"] != 0}
print(eval(sys.argv[1]))' "$1"
}

# No server answers; it makes the database, and computes the clocks.
run_daemon() {
	"$top_builddir/lexsarahd" -c "$conf" --once "$@" 2>"$folder/log" || true
}

make_database() {
	write_demo_conf "$conf" "$folder/lexsarah.db"
	sed -i 's/^  responsible = .*/  responsible = { address = "ada@kommun.example"; name = "Ada Ek"; title = "ansvarig"; };\
  decision_maker = { address = "dan@kommun.example"; name = "Dan Al"; title = "direktör"; };\
  investigators = ( { address = "kim@kommun.example"; name = "Kim Berg"; title = "utredare"; } );/' \
		"$conf"
	run_daemon --now 2026-02-28T09:00:00Z
	[ -e "$folder/lexsarah.db" ] || bail "no database: $(<"$folder/log")"
}

# usage: receive NUMBER DAY; a day before the last one's: the daemon notes that the clock went back
receive() {
	run_daemon --now "${2}T08:30:00Z"
	at "$2" ada case open --received "${2}T08:00:00Z" --how paper \
		--reporter berit@kommun.example --taken-by ada@kommun.example
	id=$(printf 'LS-2026-%04d' "$1")
}

# usage: investigate LAW OUTCOME; the case id, from assessment to decision
investigate() {
	at 2026-03-10 ada case assess "$id" --investigate --reason "ska utredas"
	at 2026-03-10 ada case assign "$id" --investigator kim@kommun.example
	at 2026-03-11 kim case start "$id" --law "$1"
	at 2026-04-11 kim case propose "$id" --outcome "$2" --reason "se utredningen"
	at 2026-04-14 dan case decide "$id" --outcome "$2" --by dan@kommun.example --delegation 1.2
}

make_year() {
	local n
	for n in 1 2 3 4 5 6; do
		receive "$n" 2026-03-0"$n"
		investigate SoL serious_misconduct
		at 2026-04-15 ada case ivo "$id" --notified 2026-04-15 --attached
	done
	for n in 7 8 9; do
		receive "$n" 2026-03-0"$n"
		investigate LSS misconduct
	done
	for n in 10 11 12 13 14 15; do
		receive "$n" 2026-12-0$((n - 9))
	done
}

make_database
make_year
run_daemon --now 2027-01-20T09:00:00Z
is "all are counted" "$(count 'report["reports"]["count"]')" 15
is "cases, too" "$(count 'report["cases"]["count"]')" 15
is "three are too few, and the six would give them away" "$(count 'rows("outcome")')" \
	"{'misconduct': None, 'serious_misconduct': None, 'open': 6}"
is "and so would those that IVO was told of" "$(count 'report["ivo_notified"]')" \
	"{'count': None, 'hidden': 'cover'}"
is "what was not begun has no law" "$(count 'rows("law")')" \
	"{'SoL': 6, 'LSS': None, 'unknown': None}"
is "days to the start of nine cases" "$(count 'report["days"]["start"]')" \
	"{'median': 6.0, 'lower': None, 'upper': None}"
is "days to the decision" "$(count 'report["days"]["decision"]["median"]')" 40.0
is "what IVO was told of is not shown" "$(count 'report["days"]["ivo"]["median"]')" None
is "nobody registered any in time" "$(count 'report["late"]["promptness"]["count"]')" 15
is "no number of law was passed" "$(count 'report["late"]["statutory"]["count"]')" 0

# In a browser, whose answers are what a script says that a copy of the page has at its end.
browse() {
	timeout 60 chromium --headless --no-sandbox --disable-gpu --hide-scrollbars \
		--user-data-dir="$folder/browser" --host-resolver-rules="MAP * ~NOTFOUND" "$@" \
		2>>"$folder/browser.log"
}

# usage: drawn WIDTH; how many charts can be seen, and how many texts do not fit where they stand
drawn() {
	browse --window-size="$1,3000" --dump-dom "file://$folder/measured.html" |
		grep -o 'data-drawn="[^"]*"'
}

command -v chromium >/dev/null || skip "the page in a browser" "chromium is not installed"
if command -v chromium >/dev/null; then
	"$top_builddir/lexsarah" -c "$conf" --now 2027-01-20T09:00:00Z report --year 2026 --html \
		-o "$folder/year.html"
	# The page itself lets no script run.
	sed 's/<meta http-equiv="Content-Security-Policy"[^>]*>//' "$folder/year.html" \
		>"$folder/measured.html"
	cat >>"$folder/measured.html" <<-'EOF'
		<script>
		const box = e => e.getBoundingClientRect();
		const charts = [...document.querySelectorAll("svg[role=img]")];
		const beyond = charts.flatMap(svg => [...svg.querySelectorAll("text")].filter(text =>
		    box(text).right > box(svg).right + 1 || box(text).left < box(svg).left - 1));
		const wide = [...document.querySelectorAll("p, li, h1, h2, td, th")].filter(e =>
		    e.clientWidth && e.scrollWidth > e.clientWidth + 1);
		document.body.dataset.drawn = charts.filter(e => box(e).height > 20).length + " " +
		    (beyond.length + wide.length) + " " +
		    (document.documentElement.scrollWidth > innerWidth ? "too wide" : "fits");
		</script>
	EOF
	is "a browser draws all charts, and all words have room" "$(drawn 1000)" \
		'data-drawn="7 0 fits"'
	is "on a narrow screen, too" "$(drawn 500)" 'data-drawn="7 0 fits"'
	browse --window-size=1000,3000 --screenshot="$folder/year.png" "file://$folder/year.html"
	check "the picture of it is not empty" test "$(stat -c %s "$folder/year.png")" -gt 50000
fi
plan
