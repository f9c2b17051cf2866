#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Logging in with a token: it is fetched and used for IMAP and SMTP, replaced when
# the server no longer takes it, and each refusal reaches the operator by mail
# with its cause and what to do.
set -euo pipefail

# shellcheck source=tests/support/tap.sh
. "${top_srcdir:?}/tests/support/tap.sh"
# shellcheck source=tests/support/flow.sh
. "$top_srcdir/tests/support/flow.sh"

support=$top_srcdir/tests/support
secret=HUSHsecret

# Called by servers_start when the configurations are written: Dovecot and Exim
# learn of tokens, and the endpoint starts.
servers_configure() {
	oauth=$SERVERS_DIR/oauth
	mkdir "$oauth"
	read -r https_port http_port closed_port < <(servers_free_ports 3)
	printf '%s' "$secret" >"$oauth/secret"
	: >"$oauth/tokens"
	: >"$oauth/requests"
	cat >"$SERVERS_DIR/oauth2.conf" <<-END
		introspection_mode = post
		introspection_url = http://127.0.0.1:$http_port/introspect
		username_attribute = username
		active_attribute = active
		active_value = true
	END
	cat >>"$SERVERS_DIR/dovecot.conf" <<-END
		auth_mechanisms = plain login xoauth2 oauthbearer
		passdb {
		  driver = oauth2
		  mechanisms = xoauth2 oauthbearer
		  args = $SERVERS_DIR/oauth2.conf
		}
		service anvil {
		  unix_listener anvil-auth-penalty {
		    mode = 0
		  }
		}
	END
	cat >"$oauth/exim" <<-END
		xoauth2:
		  driver = plaintext
		  public_name = XOAUTH2
		  server_prompts = :
		  server_condition = \${if match{\$auth1}{\\N^user=[^\\x01]+\\x01auth=Bearer ([A-Za-z0-9.]+)\\x01\\x01\$\\N}{\${lookup{\$1}lsearch{$oauth/tokens}{yes}{no}}}{no}}
		  server_set_id = lexsarah
		  server_advertise_condition = true
	END
	sed -i "/^begin authenticators/r $oauth/exim" "$SERVERS_DIR/exim.conf"
	python3 "$support/oauth-server.py" "$oauth" "$https_port" "$http_port" "$closed_port" \
		"$SERVERS_DIR/tls/server.pem" "$SERVERS_DIR/tls/server.key" \
		>>"$SERVERS_DIR/oauth.log" 2>&1 3>&- &
	servers_pids+=($!)
	servers_wait_until 20 servers_port_answers "$https_port"
}

# usage: oauth2 [KEY = VALUE;]…
oauth2() {
	local tenant=${tenant:-kommun}
	echo "oauth2 = { token_url = \"https://localhost:$https_port/$tenant/oauth2/v2.0/token\";
		client_id = \"${client:-klient}\"; scope = \"https://outlook.example/.default\";
		ca_file = \"$SERVERS_CA\"; ${*:-client_secret_file = \"$flow/secret\";} };"
}

# usage: board ID ADDRESS MAILBOX_LOGIN SMTP OPERATOR
board() {
	cat <<-END
		{ id = "$1"; name = "Nämnden $1"; address = "$2@kommun.example";
		  mailbox = { url = "imap://localhost:$IMAP_PORT/INBOX"; user = "$2"; $3
		    ca_file = "$SERVERS_CA"; poll_seconds = 1; };
		  smtp = { $4 };
		  responsible = "ansvarig@kommun.example"; operator = "$5@kommun.example"; }
	END
}

# usage: write_conf LOGIN [SMTP]; ours, and with $other another board that uses a password
write_conf() {
	local login=$1
	local smtp=${2:-url = \"smtp://localhost:$SMTP_PORT\"; user = \"lexsarah\"; ca_file = \"$SERVERS_CA\"; $login}
	local plain="url = \"smtp://localhost:$SMTP_PORT\"; ca_file = \"$SERVERS_CA\";"
	(umask 077 && cat >"$conf") <<-END
		testing = true;
		database = "$database";
		templates = "$top_srcdir/templates";
		organisation = { name = "Exempels kommun"; domains = [ "kommun.example" ];
		  gateways = [ "mx.kommun.example" ]; };
		boards = ( $(board AMN lexsarah "$login" "$smtp" drift)
		  ${other:+, $(board SDN sdn "password = \"$SERVERS_PASSWORD\";" "$plain" annan)} );
	END
}

# usage: operator_got SENTENCE [USER]; in any mail of the operator's mailbox
operator_got() {
	servers_doveadm fetch -u "${2:-drift}" body mailbox INBOX all 2>/dev/null |
		python3 -c 'import quopri, sys
text = quopri.decodestring(sys.stdin.buffer.read()).decode("utf-8", "replace")
sys.exit(sys.argv[1] not in " ".join(text.split()))' "$1"
}

not_troubled() {
	! operator_got "NÅGOT STÄMMER INTE" "$1"
}

has_cases() {
	[ "$(cases_json | json 'len(d)')" -ge "$1" ]
}

asked() {
	grep -c "^$1" "$oauth/requests" || true
}

# usage: refused NAME SENTENCE; the daemon runs on $conf until the operator has it
refused() {
	flow_renew
	mailbox_empty drift
	: >"$flow/log"
	daemon_start
	check "$1: the operator is told why and what to do" servers_wait_until 20 operator_got "$2"
	daemon_stop
	is "$1: the daemon goes on until it is stopped" "$status" 0
}

flow_start
(umask 077 && printf '%s\n' "$secret" >"$flow/secret" && printf 'wrong%s\n' "$secret" >"$flow/wrong")
other=

# A token for both ways.
write_conf "$(oauth2)"
check "the configuration is right" lexsarah check-config
send_mail "Alva Exempel <alva@kommun.example>" "Rapport ett"
daemon_once
is "a report is taken and answered" "$status" 0
is "it is a case" "$(cases_json | json 'len(d)')" 1
is "one token serves mailbox and mail server" "$(asked token)" 1
check "the mailbox took it by OAUTHBEARER" grep -q 'method=OAUTHBEARER' "$SERVERS_DIR/dovecot.log"
check "the mail server took it by XOAUTH2" grep -q 'A=xoauth2' "$SERVERS_DIR/exim-main.log"
check "the reporter has the receipt" mail_wait alva 1

# It ends in the middle of a session: the server drops it, and takes the next.
daemon_start
send_mail "Bo Exempel <bo@kommun.example>" "Rapport två"
check "the running daemon takes the next report" servers_wait_until 20 has_cases 2
: >"$oauth/tokens"
before=$(asked token)
servers_doveadm kick lexsarah >/dev/null
send_mail "Cia Exempel <cia@kommun.example>" "Rapport tre"
check "after the server ended the session another is begun" servers_wait_until 20 has_cases 3
check "the reporter has the receipt by a new login too" mail_wait cia 1
daemon_stop
is "with one new token" $(($(asked token) - before)) 1
check "the log says nothing of it but that it was over" \
	bash -c "! grep -n 'gives client\|does not accept' '$flow/log'"
check "the operator was not troubled" not_troubled drift

# A short-lived one is replaced before it ends.
echo 1 >"$oauth/lifetime"
before=$(asked token)
daemon_once
servers_doveadm kick lexsarah >/dev/null || true
daemon_once
check "a short-lived token is fetched again" test "$(asked token)" -gt "$before"
rm "$oauth/lifetime"

# A certificate instead of a secret.
openssl req -x509 -newkey rsa:2048 -nodes -days 5 -subj /CN=lexsarah -keyout "$flow/key" \
	-out "$oauth/client.crt" 2>/dev/null
(umask 077 && cat "$oauth/client.crt" "$flow/key" >"$flow/client.pem")
write_conf "$(oauth2 "client_certificate = \"$flow/client.pem\";")"
flow_renew
mailbox_empty drift
daemon_once
is "an assertion signed with a certificate gets a token" "$status" 0
check "the endpoint verified it" grep -q 'signed$' "$oauth/requests"
check "the accounting mail counts its days and says that they are few" servers_wait_until 20 \
	operator_got "Går ut om 5 dagar: client_certificate $flow/client.pem FÖRNYA DET."

# Refusals: our own server refuses too, so that the other board's carries the mail.
other=yes
write_conf "$(client=okand oauth2)"
refused "unknown application" "AMN: mejl kan inte skickas, och det här kommer genom SDN. Katalogen känner ingen app"
write_conf "$(tenant=fel oauth2)"
refused "wrong tenant" "Katalogen (tenant) i token_url finns inte. Skriv er egen katalogs id i token_url"
write_conf "$(oauth2 "client_secret_file = \"$flow/wrong\";")"
refused "wrong secret" "Klienthemligheten är fel. Lägg hemlighetens värde, inte dess id, i client_secret_file"
write_conf "$(oauth2)"
echo AADSTS7000222 >"$oauth/refuse"
refused "expired secret" "Klienthemligheten har gått ut. Skapa en ny i Entra"
echo AADSTS65001 >"$oauth/refuse"
refused "no consent" "Samtycke till appens behörigheter saknas. Låt en administratör ge samtycke till IMAP.AccessAsApp"
check "the other board's operator was not troubled" not_troubled annan
rm "$oauth/refuse"

: >"$oauth/closed"
refused "the mailbox is closed to the application" "AMN: brevlådan kan inte läsas. Brevlådan godtar inte biljetten. Kontrollera att user är brevlådans adress"
rm "$oauth/closed"
write_conf "$(oauth2)" "url = \"smtp://127.0.0.1:$closed_port\"; tls = \"none\"; user = \"lexsarah\"; $(oauth2)"
refused "SMTP AUTH is off" "AMN: mejl kan inte skickas, och det här kommer genom SDN. SMTP AUTH är avstängt för brevlådan. Kör Set-CASMailbox -SmtpClientAuthenticationDisabled \$false"

# Without another way the log says it, once, with what to do.
other=
write_conf "$(oauth2 "client_secret_file = \"$flow/wrong\";")"
flow_renew
: >"$flow/log"
daemon_start
check "alone, the log says why and what to do" servers_wait_until 20 grep -q \
	"AMN.*poll: .*the client secret is wrong; put the secret's value" "$flow/log"
before=$(asked refused)
servers_wait_until 30 bash -c "[ \"\$(grep -c '^refused' '$oauth/requests')\" -ge $((before + 2)) ]" ||
	bail "the endpoint was not asked again"
daemon_stop
is "once for the mailbox" "$(grep -c 'poll: .*the client secret is wrong' "$flow/log")" 1

# It is mended, and the daemon goes on by itself.
echo AADSTS7000222 >"$oauth/refuse"
write_conf "$(oauth2)"
flow_renew
daemon_start
check "a refusal is met" servers_wait_until 20 grep -q "secret has expired" "$flow/log"
rm "$oauth/refuse"
check "and when it is mended the mail is taken" servers_wait_until 40 has_cases 3
daemon_stop

check "no secret and no token in log, mail or database" \
	bash -c "! grep -rqa HUSH '$flow/log' '$SERVERS_DIR/mail' '$database'"
plan
