#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The digest of a day as a browser shows its html part, on a wide screen and on a narrow one.
set -euo pipefail

# shellcheck source=tests/support/tap.sh
. "${top_srcdir:?}/tests/support/tap.sh"
# shellcheck source=tests/support/flow.sh
. "$top_srcdir/tests/support/flow.sh"

# usage: daemon_at TIME; what it sends then
daemon_at() {
	"$top_builddir/lexsarahd" -c "$conf" --now "$1" --once 2>>"$flow/log" || true
}

# usage: receive DAY; a report on paper
receive() {
	lexsarah --now "${1}T13:00:00+01:00" case open --received "${1}T12:30:00+01:00" \
		--how paper --reporter robin.ek@kommun.example --taken-by ansvarig@kommun.example \
		>>"$flow/log"
}

# usage: write_page FILE; of the digest that went to the responsible
write_page() {
	python3 - "$SERVERS_DIR/mail/ansvarig" "$1" <<-'EOF'
		import email, email.policy, pathlib, sys
		for path in pathlib.Path(sys.argv[1]).glob("Maildir/new/*"):
		    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
		    if mail["Subject"].startswith("Att göra"):
		        html = mail.get_body(("html",)).get_content()
		        pathlib.Path(sys.argv[2]).write_text(html, encoding="utf-8")
	EOF
	[ -s "$1" ]
}

# In a browser, whose answers are what a script says that a copy of the page has at its end.
browse() {
	timeout 60 chromium --headless --no-sandbox --disable-gpu --hide-scrollbars \
		--user-data-dir="$flow/browser" --host-resolver-rules="MAP * ~NOTFOUND" "$@" \
		2>>"$flow/browser.log"
}

# usage: drawn WIDTH; entries, bars that are not as long as they say, entries that overlap, words without room
drawn() {
	browse --window-size="$1,3000" --dump-dom "file://$flow/measured.html" |
		grep -o 'data-drawn="[^"]*"'
}

flow_start
daemon_at 2026-03-10T07:00:00+01:00
receive 2026-03-10
receive 2026-03-17
daemon_at 2026-03-18T07:30:00+01:00
servers_wait_until 30 write_page "$flow/digest.html" || bail "no digest came"
if ! command -v chromium >/dev/null; then
	skip "the digest in a browser" "chromium is not installed"
	plan
	exit
fi
cp "$flow/digest.html" "$flow/measured.html"
cat >>"$flow/measured.html" <<-'EOF'
	<script>
	const box = e => e.getBoundingClientRect();
	const done = [...document.querySelectorAll("td[width][height='10']")];
	const wrong = done.filter(e => box(e).height < 8 || Math.abs(
	    box(e).width / box(e.closest("table")).width * 100 - parseInt(e.width)) > 3);
	const entries = done.map(e => e.closest("table").parentElement.closest("table"));
	const over = entries.filter((e, i) => i && box(e).top < box(entries[i - 1]).bottom);
	const wide = [...document.querySelectorAll("p, h1, td, strong, code, span")].filter(e =>
	    (e.clientWidth && e.scrollWidth > e.clientWidth + 1) || box(e).right > innerWidth + 1);
	document.body.dataset.drawn = [entries.length, wrong.length, over.length, wide.length,
	    document.documentElement.scrollWidth > innerWidth ? "too wide" : "fits"].join(" ");
	</script>
EOF
is "a browser draws each bar as long as it says, and nothing over anything" "$(drawn 1000)" \
	'data-drawn="10 0 0 0 fits"'
is "on a narrow screen, too" "$(drawn 400)" 'data-drawn="10 0 0 0 fits"'
browse --window-size=400,3000 --screenshot="$flow/digest.png" "file://$flow/digest.html"
check "the picture of it is not empty" test "$(stat -c %s "$flow/digest.png")" -gt 50000
plan
