# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Private mail servers for tests and the demo, to be sourced by bash scripts:
# Dovecot (IMAP, LMTP) and Exim (SMTP) on free loopback ports, with all their
# files in one temporary folder. Exim delivers every address below .example to
# Dovecot by LMTP; the local part is the mailbox, and each mailbox comes into
# being with its first mail. Nothing asks the DNS, nothing leaves the machine.
#
#   servers_start [FOLDER]   starts both and waits until they answer; returns
#                            77 when the servers cannot be had on this machine
#   servers_stop             stops both; call it from a trap
#   servers_remove           removes the folder
#   servers_configure        if the script has such a function, it is called before
#                            the start, to add to $SERVERS_DIR/dovecot.conf, exim.conf
#   servers_doveadm ARG…     doveadm with the private configuration
#   mail_send FILE [FROM] TO…  hands a mail to Exim by SMTP
#   mail_deliver USER FILE…  puts mails into a mailbox by LMTP, without Exim
#   mail_count USER          prints how many mails are in the INBOX
#   mail_wait USER COUNT [SECONDS]  waits until the INBOX holds at least COUNT
#   mailbox_show USER        prints each mail's head lines and text part
#
# Each mailbox has the password $SERVERS_PASSWORD, for IMAP and for SMTP: of who logs
# in with SMTP Exim says so in Authentication-Results (RFC 8601). After
# the start these are set: SERVERS_DIR IMAP_PORT IMAPS_PORT LMTP_PORT SMTP_PORT
# SERVERS_CA (the certificate of the authority that signed the servers'
# certificate for localhost and 127.0.0.1). IMAP_PORT and SMTP_PORT also offer
# STARTTLS. While $SERVERS_DIR/defer holds a file named after a local part, Exim
# answers 451 to that recipient; the local part "unknown" gets 550.

SERVERS_PASSWORD=password
SERVERS_DIR=
support_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
servers_pids=()

# As root the servers run as a user who owns nothing else.
if [ "$(id -u)" -eq 0 ]; then
	SERVERS_USER=nobody
	servers_as=(setpriv --reuid=nobody --regid="$(id -g nobody)" --clear-groups --)
else
	SERVERS_USER=$(id -un)
	servers_as=()
fi
SERVERS_GROUP=$(id -gn "$SERVERS_USER")

# Binds all the ports at once, so that they differ from each other. They lie below
# those that the kernel gives to outgoing connections: one of another test's would
# take the port of a server that starts anew.
servers_free_ports() {
	python3 - "$1" <<-'EOF'
		import random, socket, sys
		with open("/proc/sys/net/ipv4/ip_local_port_range") as file:
		    below = min(int(file.read().split()[0]), 32768)
		held = []
		while len(held) < int(sys.argv[1]):
		    s = socket.socket()
		    try:
		        s.bind(("127.0.0.1", random.randrange(below // 2, below)))
		    except OSError:
		        continue
		    held.append(s)
		print(*(s.getsockname()[1] for s in held))
	EOF
}

servers_port_answers() {
	(exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# usage: servers_wait_until SECONDS COMMAND…; looks every 20 ms
servers_wait_until() {
	local looks=$(($1 * 50))
	shift
	until "$@"; do
		looks=$((looks - 1))
		[ "$looks" -gt 0 ] || return 1
		sleep 0.02
	done
}

servers_write_certificates() {
	local tls=$SERVERS_DIR/tls
	mkdir -p "$tls"
	{
		openssl req -x509 -newkey rsa:2048 -nodes -days 30 \
			-subj "/CN=lexsarah test authority" \
			-keyout "$tls/ca.key" -out "$tls/ca.pem"
		openssl req -newkey rsa:2048 -nodes -subj "/CN=localhost" \
			-keyout "$tls/server.key" -out "$tls/server.csr"
		openssl x509 -req -in "$tls/server.csr" -days 30 -CAcreateserial \
			-CA "$tls/ca.pem" -CAkey "$tls/ca.key" -out "$tls/server.pem" \
			-extfile <(echo "subjectAltName=DNS:localhost,IP:127.0.0.1")
	} >"$tls/log" 2>&1
	# shellcheck disable=SC2034 # for whoever sources this
	SERVERS_CA=$tls/ca.pem
}

servers_write_dovecot_config() {
	cat >"$SERVERS_DIR/dovecot.conf" <<-EOF
		base_dir = $SERVERS_DIR/dovecot
		state_dir = $SERVERS_DIR/dovecot
		libexec_dir = $SERVERS_ROOT/usr/lib/dovecot
		mail_plugin_dir = $SERVERS_ROOT/usr/lib/dovecot/modules
		log_path = $SERVERS_DIR/dovecot.log
		protocols = imap lmtp
		listen = 127.0.0.1
		hostname = imap.kommun.example
		default_internal_user = $SERVERS_USER
		default_internal_group = $SERVERS_GROUP
		default_login_user = $SERVERS_USER
		first_valid_uid = 1
		first_valid_gid = 0
		# LD_LIBRARY_PATH and the like must reach every process.
		import_environment = LD_LIBRARY_PATH LD_PRELOAD LEX_DOVECOT_ROOT
		mail_location = maildir:~/Maildir
		mail_uid = $SERVERS_USER
		mail_gid = $SERVERS_GROUP
		disable_plaintext_auth = no
		auth_mechanisms = plain login
		auth_username_format = %Ln
		auth_failure_delay = 0
		ssl = yes
		ssl_cert = <$SERVERS_DIR/tls/server.pem
		ssl_key = <$SERVERS_DIR/tls/server.key
		mail_max_userip_connections = 100
		passdb {
		  driver = static
		  args = password=$SERVERS_PASSWORD
		}
		userdb {
		  driver = static
		  args = uid=$SERVERS_USER gid=$SERVERS_GROUP home=$SERVERS_DIR/mail/%Ln allow_all_users=yes
		}
		namespace inbox {
		  inbox = yes
		  separator = /
		}
		service anvil {
		  chroot =
		}
		service imap-login {
		  chroot =
		  inet_listener imap {
		    port = $IMAP_PORT
		  }
		  inet_listener imaps {
		    port = $IMAPS_PORT
		    ssl = yes
		  }
		}
		service lmtp {
		  user = $SERVERS_USER
		  inet_listener lmtp {
		    port = $LMTP_PORT
		  }
		}
		service stats {
		  chroot =
		}
		protocol lmtp {
		  lmtp_add_received_header = no
		}
	EOF
}

servers_write_exim_config() {
	cat >"$SERVERS_DIR/exim.conf" <<-EOF
		primary_hostname = mx.kommun.example
		qualify_domain = kommun.example
		exim_path = $SERVERS_ROOT/usr/sbin/exim4
		spool_directory = $SERVERS_DIR/spool
		log_file_path = $SERVERS_DIR/exim-%s.log
		pid_file_path = $SERVERS_DIR/exim.pid
		keep_environment = LD_LIBRARY_PATH : LD_PRELOAD : NSS_WRAPPER_PASSWD : NSS_WRAPPER_GROUP
		add_environment =
		local_interfaces = 127.0.0.1
		daemon_smtp_ports = $SMTP_PORT
		host_lookup =
		helo_lookup_domains =
		rfc1413_query_timeout = 0s
		smtp_accept_max = 200
		smtp_accept_queue_per_connection = 0
		smtp_accept_max_per_connection = 0
		deliver_drop_privilege
		tls_advertise_hosts = *
		tls_certificate = $SERVERS_DIR/tls/server.pem
		tls_privatekey = $SERVERS_DIR/tls/server.key
		message_size_limit = 200M
		log_selector = -queue_run
		bounce_return_message = true
		delay_warning =
		acl_smtp_rcpt = check_recipient
		acl_smtp_data = check_data
		domainlist test_domains = example : *.example

		begin acl
		check_recipient:
		  defer message = try again later
		        condition = \${if exists{$SERVERS_DIR/defer/\${lc:\$local_part}}}
		  deny message = no such person here
		       local_parts = unknown
		  accept domains = +test_domains
		  deny message = only the test domains are served
		check_data:
		  warn authenticated = *
		       add_header = :at_start:\${authresults{\$primary_hostname}}
		  accept

		begin authenticators
		plain:
		  driver = plaintext
		  public_name = PLAIN
		  server_prompts = :
		  server_condition = \${if eq{\$auth3}{$SERVERS_PASSWORD}}
		  server_set_id = \$auth2
		  server_advertise_condition = true

		begin routers
		to_dovecot:
		  driver = manualroute
		  domains = +test_domains
		  route_list = * 127.0.0.1
		  self = send
		  transport = lmtp

		begin transports
		lmtp:
		  driver = smtp
		  protocol = lmtp
		  port = $LMTP_PORT
		  allow_localhost
		  hosts_avoid_tls = *
		  max_rcpt = 1

		begin retry
		* * F,1h,1s
	EOF
}

# Exim insists on knowing its own user; the wrapper says that we are it.
servers_write_users() {
	local uid gid
	uid=$(id -u "$SERVERS_USER")
	gid=$(id -g "$SERVERS_USER")
	cat >"$SERVERS_DIR/passwd" <<-EOF
		root:x:0:0:root:/:/bin/sh
		$SERVERS_USER:x:$uid:$gid::$SERVERS_DIR:/bin/false
		Debian-exim:x:$uid:$gid::$SERVERS_DIR:/bin/false
		mail:x:8:8::/:/bin/false
	EOF
	cat >"$SERVERS_DIR/group" <<-EOF
		root:x:0:
		$SERVERS_GROUP:x:$gid:
		Debian-exim:x:$gid:
		mail:x:8:
	EOF
}

# What stands before a command of either server; arrays, so that a server in the
# background has the process id that the shell knows.
servers_set_commands() {
	dovecot_as=("${servers_as[@]}" env "LD_LIBRARY_PATH=$SERVERS_LIBRARIES"
		"LD_PRELOAD=$SERVERS_DIR/redirect-paths.so" "LEX_DOVECOT_ROOT=$SERVERS_ROOT")
	exim_as=("${servers_as[@]}" env "LD_LIBRARY_PATH=$SERVERS_LIBRARIES"
		LD_PRELOAD=libnss_wrapper.so "NSS_WRAPPER_PASSWD=$SERVERS_DIR/passwd"
		"NSS_WRAPPER_GROUP=$SERVERS_DIR/group")
}

servers_doveadm() {
	"${dovecot_as[@]}" "$SERVERS_ROOT/usr/bin/doveadm" -c "$SERVERS_DIR/dovecot.conf" "$@"
}

servers_launch() {
	"${dovecot_as[@]}" "$SERVERS_ROOT/usr/sbin/dovecot" -F -c "$SERVERS_DIR/dovecot.conf" \
		</dev/null >>"$SERVERS_DIR/start.log" 2>&1 3>&- &
	servers_pids+=($!)
	"${exim_as[@]}" "$SERVERS_ROOT/usr/sbin/exim4" -C "$SERVERS_DIR/exim.conf" -bdf -q1s \
		</dev/null >>"$SERVERS_DIR/start.log" 2>&1 3>&- &
	servers_pids+=($!)
}

servers_all_answer() {
	servers_port_answers "$IMAP_PORT" && servers_port_answers "$LMTP_PORT" &&
		servers_port_answers "$SMTP_PORT"
}

servers_start() {
	local fallback=${top_builddir:-$PWD}/.servers
	local -a compiler
	SERVERS_ROOT=$("$support_dir/unpack-servers.sh" "$fallback") || return
	SERVERS_LIBRARIES=$(<"$SERVERS_ROOT/library-path")
	SERVERS_DIR=${1:-$(mktemp -d "${TMPDIR:-/tmp}/lexsarah-servers.XXXXXX")}
	mkdir -p "$SERVERS_DIR"/{mail,spool,dovecot,defer}
	read -ra compiler <<<"${CC:-cc}"
	"${compiler[@]}" -shared -fPIC -O1 -D_GNU_SOURCE -o "$SERVERS_DIR/redirect-paths.so" \
		"$support_dir/redirect-paths.c" || return
	servers_write_certificates || return
	read -r IMAP_PORT IMAPS_PORT LMTP_PORT SMTP_PORT < <(servers_free_ports 4)
	servers_write_dovecot_config
	servers_write_exim_config
	servers_write_users
	if declare -F servers_configure >/dev/null; then
		servers_configure || return
	fi
	servers_set_commands
	if [ "$(id -u)" -eq 0 ]; then
		chown -R "$SERVERS_USER:$SERVERS_GROUP" "$SERVERS_DIR"
	fi
	servers_launch
	if ! servers_wait_until 20 servers_all_answer; then
		cat "$SERVERS_DIR"/*.log >&2
		echo "the test servers did not start; their files are in $SERVERS_DIR" >&2
		servers_stop
		return 1
	fi
}

servers_stop() {
	local pid
	for pid in "${servers_pids[@]}"; do
		kill "$pid" 2>/dev/null || true
	done
	for pid in "${servers_pids[@]}"; do
		wait "$pid" 2>/dev/null || true
	done
	servers_pids=()
}

# What a server's last child still writes while it ends would keep its folder.
servers_remove() {
	[ -z "$SERVERS_DIR" ] || servers_wait_until 10 rm -rf "$SERVERS_DIR"
}

# usage: mail_send FILE FROM TO…
mail_send() {
	local file=$1 from=$2 to
	local -a recipients=()
	shift 2
	for to in "$@"; do
		recipients+=(--mail-rcpt "$to")
	done
	# Every line ends in CRLF once, whatever the file has.
	sed 's/\r*$/\r/' "$file" |
		curl -sS --url "smtp://127.0.0.1:$SMTP_PORT/pc17.kommun.example" \
			--mail-from "$from" "${recipients[@]}" --upload-file -
}

# usage: mail_deliver USER FILE…
mail_deliver() {
	python3 "$support_dir/deliver-lmtp.py" "$LMTP_PORT" "$@"
}

mail_count() {
	servers_doveadm -f flow mailbox status -u "$1" messages INBOX | sed 's/.*messages=//'
}

mail_has() {
	local count
	count=$(mail_count "$1")
	[ "${count:-0}" -ge "$2" ]
}

# usage: mail_wait USER COUNT [SECONDS]
mail_wait() {
	servers_wait_until "${3:-20}" mail_has "$1" "$2"
}

mailbox_show() {
	python3 "$support_dir/show-mailbox.py" "$SERVERS_DIR/mail/$1/Maildir"
}
