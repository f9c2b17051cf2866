#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What becomes of handled mail in the mailbox, and how the servers are reached:
# TLS of both kinds, certificates and passwords that are wrong.
set -euo pipefail

# shellcheck source=tests/support/tap.sh
. "${top_srcdir:?}/tests/support/tap.sh"
# shellcheck source=tests/support/flow.sh
. "$top_srcdir/tests/support/flow.sh"

# shellcheck disable=SC2016 # the keyword's name has a dollar sign
keyword='$LexSarah'

# usage: count FOLDER [QUERY…]
count() {
	servers_doveadm search -u lexsarah mailbox "$1" "${@:2}" 2>/dev/null | wc -l
}

# usage: deliver NAME…; a report for each, without Exim
deliver() {
	local name
	for name in "$@"; do
		write_mail "$flow/$name.eml" "Kim Berg <kim@kommun.example>" "Rapport $name" \
			--id "<$name@kommun.example>"
		mail_deliver lexsarah "$flow/$name.eml"
	done
}

difference() {
	lexsarah mail accounting --json | json '[(a["present"], a["difference"]) for a in d][0]'
}

# usage: check_after NAME CASES IN-INBOX MARKED PRESENT
check_after() {
	daemon_once
	is "$1: exit" "$status" 0
	is "$1: cases" "$(cases_json | json 'len(d)')" "$2"
	is "$1: mails in the mailbox" "$(count INBOX all)" "$3"
	is "$1: of them marked" "$(count INBOX keyword "$keyword")" "$4"
	is "$1: present and difference" "$(difference)" "($5, 0)"
	is "$1: what is left to read" "$(count INBOX unseen)" "$3"
}

# usage: check_refused NAME WORDS; 75 with these words, nothing taken
check_refused() {
	daemon_once
	is "$1: exit" "$status" 75
	check "$1: it says so" grep -qi "$2" <<<"$said"
	is "$1: once" "$(grep -c 'poll:' <<<"$said")" 1
	is "$1: the mailbox is untouched" "$(count INBOX keyword "$keyword")" "$marked"
	is "$1: nothing was taken" "$(cases_json | json 'len(d)')" "$cases"
}

flow_start

deliver keep1 keep2
conf_set 'after = "flag"' 'after = "keep"'
check_after keep 2 2 0 2
check_after "keep again" 2 2 0 2

conf_set 'after = "keep"' 'after = "flag"'
deliver flag1
check_after flag 3 3 3 3
servers_doveadm flags remove -u lexsarah "$keyword" mailbox INBOX header message-id keep1@kommun.example
check_after "a mark that a person took away stays away" 3 3 2 3

conf_set 'after = "flag"' 'after = "move:Klara"'
deliver move1
is "the folder is not there" "$(servers_doveadm mailbox list -u lexsarah | grep -c Klara)" 0
check_after move 4 3 2 4
is "move: it is in the folder" "$(count Klara all)" 1
deliver move2 move3
check_after "move again" 6 3 2 5
is "move again: they are in the folder" "$(count Klara all)" 3
check_after "nothing to move" 6 3 2 3

# usage: use_mailbox URL PASSWORD TLS-KEYS; another way to the same mailbox
use_mailbox() {
	write_demo_conf "$conf" "$database"
	conf_set "imap://127.0.0.1:$IMAP_PORT/INBOX" "$1"
	conf_set "password = \"$SERVERS_PASSWORD\"" "password = \"$2\""
	conf_set $'tls = "none";\n    after' "$3"$'\n    after'
}

imaps=imaps://localhost:$IMAPS_PORT/INBOX
starttls=imap://localhost:$IMAP_PORT/INBOX
trusted="tls = \"required\"; ca_file = \"$SERVERS_CA\";"

use_mailbox "$imaps" "$SERVERS_PASSWORD" "$trusted"
deliver tls1
# Another host may be another server: all is read anew, and marked, and makes no case.
check_after "imaps" 7 4 4 4
use_mailbox "$starttls" "$SERVERS_PASSWORD" "$trusted"
deliver tls2
check_after "STARTTLS" 8 5 5 5

cases=8 marked=5
deliver waiting
use_mailbox "$imaps" "$SERVERS_PASSWORD" 'tls = "required";'
check_refused "an unknown authority, imaps" "certificate that cannot be trusted"
use_mailbox "$starttls" "$SERVERS_PASSWORD" 'tls = "required";'
check_refused "an unknown authority, STARTTLS" "certificate that cannot be trusted"
use_mailbox "$imaps" geheim-4711 "$trusted"
check_refused "a wrong password" "refused the login; check user and password"
is "a wrong password: it is not repeated" "$(grep -c geheim-4711 "$flow/log")" 0
use_mailbox "imaps://localhost:$IMAP_PORT/INBOX" "$SERVERS_PASSWORD" "$trusted"
check_refused "TLS where there is none" "TLS handshake"
use_mailbox "$imaps" "$SERVERS_PASSWORD" "$trusted"
check_after "when it is mended" 9 6 6 6

# The server is restored from a backup, and gives a known number to a new mail.
maildir=$SERVERS_DIR/mail/lexsarah/Maildir
alarms() {
	outbox_json | json 'len([n for n in d if n["notice"] == "accounting"])'
}
told=$(alarms)
cp -a "$maildir" "$flow/backup"
deliver lost
check_after "before the server is restored" 10 7 7 7
rm -r "$maildir"
cp -a "$flow/backup" "$maildir"
daemon_once
deliver hidden
check_after "after it was restored" 11 7 7 7
is "after it was restored: the operator is told once" "$(alarms)" $((told + 1))

# The notices go the same ways.
write_demo_conf "$conf" "$database"
conf_set "smtp://127.0.0.1:$SMTP_PORT\";
    tls = \"none\";" "smtp://localhost:$SMTP_PORT\"; user = \"lexsarah\";
    password = \"$SERVERS_PASSWORD\"; $trusted"
deliver notice1
check_after "SMTP with STARTTLS and login" 12 8 8 8
is "SMTP with STARTTLS and login: all is sent" \
	"$(outbox_json | json 'sorted({n["state"] for n in d})')" "['sent']"
conf_set "password = \"$SERVERS_PASSWORD\"; $trusted" "password = \"geheim-4711\"; $trusted"
deliver notice2
daemon_once
is "SMTP with a wrong password: exit" "$status" 75
check "SMTP with a wrong password: it says so" \
	grep -q "send:.*wants another login; check smtp.user and password" <<<"$said"
is "SMTP with a wrong password: it is not repeated" "$(grep -c geheim-4711 "$flow/log")" 0
is "SMTP with a wrong password: the case is open all the same" "$(cases_json | json 'len(d)')" 13
is "SMTP with a wrong password: nothing is lost" \
	"$(outbox_json | json 'sorted({n["state"] for n in d})')" "['queued', 'sent']"
check "the journal proves" lexsarah verify
plan
