#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The private servers start, carry a mail from SMTP to IMAP, and stop. The other
# tests of this folder stand on this one and follow its form.
set -euo pipefail

# shellcheck source=tests/support/tap.sh
. "${top_srcdir:?}/tests/support/tap.sh"
# shellcheck source=tests/support/servers.sh
. "$top_srcdir/tests/support/servers.sh"

clean_up() {
	servers_stop
	servers_remove
}

make_mail() {
	python3 "$top_srcdir/tests/support/make-mail.py" --from "Kim Berg <kim@kommun.example>" \
		--to lexsarah@kommun.example --subject "Rapport från Solgården" \
		--id "<first@kommun.example>" "$1"
}

imap_search() {
	curl -sS --cacert "$SERVERS_CA" "$@" -u "lexsarah:$SERVERS_PASSWORD" \
		-X "UID SEARCH HEADER Message-ID first@kommun.example"
}

no_port_answers() {
	! servers_port_answers "$IMAP_PORT" && ! servers_port_answers "$SMTP_PORT"
}

trap clean_up EXIT
need_servers
mail=$SERVERS_DIR/first.eml

make_mail "$mail"
check "Exim takes a mail" mail_send "$mail" kim@kommun.example lexsarah@kommun.example
check "Dovecot has it" mail_wait lexsarah 1
is "it is counted once" "$(mail_count lexsarah)" 1
is "another mailbox is empty" "$(mail_count registrator)" 0

shown=$(mailbox_show lexsarah)
is "its subject is readable" "$(grep '^Subject:' <<<"$shown")" "Subject: Rapport från Solgården"
received=$(servers_doveadm fetch -u lexsarah hdr.received mailbox INBOX)
is "its only Received line is the gateway's" \
	"$(grep -o ' by [a-z.]*' <<<"${received//$'\t'/ }")" " by mx.kommun.example"

found=$'* SEARCH 1\r'
is "IMAP with TLS" "$(imap_search "imaps://localhost:$IMAPS_PORT/INBOX")" "$found"
is "IMAP with STARTTLS" \
	"$(imap_search --ssl-reqd "imap://localhost:$IMAP_PORT/INBOX")" "$found"

check "a recipient elsewhere is refused" \
	bash -c "! curl -sS --url smtp://127.0.0.1:$SMTP_PORT --mail-from kim@kommun.example \
		--mail-rcpt someone@example.com --upload-file '$mail'"

check "LMTP puts a mail in without Exim" mail_deliver direct "$mail"
is "and it is there at once" "$(mail_count direct)" 1

servers_stop
check "nothing answers after the stop" no_port_answers
plan
