#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The operator sees how many days the servers' certificates have left, before
# the day when neither mail comes in nor goes out.
set -euo pipefail

export TZ=Europe/Stockholm # the dates of the program

# shellcheck source=tests/support/tap.sh
. "${top_srcdir:?}/tests/support/tap.sh"
# shellcheck source=tests/support/flow.sh
. "$top_srcdir/tests/support/flow.sh"

# usage: certificate_for DAYS FILE; signed by the authority of the tests
certificate_for() {
	openssl x509 -req -in "$SERVERS_DIR/tls/server.csr" -days "$1" -CAcreateserial \
		-CA "$SERVERS_DIR/tls/ca.pem" -CAkey "$SERVERS_DIR/tls/ca.key" -out "$2" \
		-extfile <(echo "subjectAltName=DNS:localhost,IP:127.0.0.1") \
		>>"$SERVERS_DIR/tls/log" 2>&1
}

# Dovecot's ends in ten days, Exim's in 25.
servers_configure() {
	certificate_for 10 "$SERVERS_DIR/tls/imap.pem"
	certificate_for 25 "$SERVERS_DIR/tls/smtp.pem"
	sed -i "s|tls/server.pem|tls/imap.pem|" "$SERVERS_DIR/dovecot.conf"
	sed -i "s|tls/server.pem|tls/smtp.pem|" "$SERVERS_DIR/exim.conf"
}

# usage: told WORD…; true if the newest accounting mail has such a line
told() {
	local id
	id=$(outbox_json | json '[n["id"] for n in d if n["notice"] == "accounting"][-1]')
	lexsarah outbox show "$id" >"$flow/told"
	grep -qF -- "$*" "$flow/told"
}

flow_start
# The days until the next one that is worked on.
working_day=$({
	lexsarah calendar "$(date +%Y)" --json
	lexsarah calendar "$(date -d '+15 days' +%Y)" --json
} | python3 -c '
import datetime, re, sys
closed = set(re.findall(r"\d{4}-\d\d-\d\d", sys.stdin.read()))
today = day = datetime.date.today()
while day.weekday() > 4 or day.isoformat() in closed:
    day += datetime.timedelta(days=1)
print((day - today).days)')
ends() {
	date -d "$(openssl x509 -noout -enddate -in "$SERVERS_DIR/tls/$1.pem" | cut -d= -f2)" +%F
}

# usage: run_once; on a working day, when the accounting mail is written
run_once() {
	status=0
	"$top_builddir/lexsarahd" -c "$conf" --once --now "$(date -Is -d "+$working_day days")" \
		2>>"$flow/log" || status=$?
}

send_mail "Cecilia <cecilia@kommun.example>" "Rapport" --id "<a@kommun.example>"
run_once
is "without TLS there is nothing to say" "$(told Certifikat && echo told)" ""

flow_renew
conf_set "imap://127.0.0.1:$IMAP_PORT/INBOX" "imaps://localhost:$IMAPS_PORT/INBOX"
conf_set "smtp://127.0.0.1:$SMTP_PORT" "smtp://127.0.0.1:$SMTP_PORT"
conf_set 'tls = "none"' "tls = \"required\"; ca_file = \"$SERVERS_CA\""
run_once
is "mail comes and goes with TLS" "$status $(mail_count cecilia)" "0 2"
check "the mailbox's certificate, which is to be renewed" \
	told "Certifikat för localhost går ut om $((10 - working_day)) dagar ($(ends imap)). FÖRNYA DET."
check "the mail server's" \
	told "Certifikat för 127.0.0.1 går ut om $((25 - working_day)) dagar ($(ends smtp))."
key=$(openssl x509 -in "$SERVERS_DIR/tls/imap.pem" -pubkey -noout |
	openssl pkey -pubin -outform der | openssl dgst -sha256 -binary | base64)
other=sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
conf_set 'tls = "required";' "tls = \"required\"; pinned_keys = [ \"$other\", \"sha256//$key\" ];"
run_once
is "with a key that is pinned" "$status" 0
conf_set ", \"sha256//$key\"" ""
run_once
is "another key is refused" "$status" 75
check "and it is said what to do" grep -q "another key than those of pinned_keys" "$flow/log"
is "which has time" "$(grep -c "$(ends smtp)). F" "$flow/told")" 0
plan
