# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The IMAP servers of the matrix beside Dovecot, to be sourced after servers.sh:
# Cyrus and Courier on free loopback ports, below $SERVERS_DIR, with the mailbox
# lexsarah and the password $SERVERS_PASSWORD.
#
#   cyrus_start              sets CYRUS_PORT; returns 77 when it cannot be had here
#   courier_start            sets COURIER_PORT; the same
#   cyrus_without WORDS      the server offers these capabilities no more
#   courier_without WORDS    the same; "keywords" stands for keywords of one's own
#   dovecot_without WORDS    the same for Dovecot
#   others_stop              stops both; call it from a trap
#
# Courier has no login of its own without its daemon: courier-login.py takes that
# place and starts the real server, as Courier's own login does.

# what servers.sh sets
: "${support_dir:?}"
declare -a servers_as

cyrus_pid=
courier_pid=
courier_capability="IMAP4rev1 UIDPLUS CHILDREN NAMESPACE IDLE"

cyrus_write_config() {
	cat >"$cyrus/imapd.conf" <<-EOF
		configdirectory: $cyrus/conf
		partition-default: $cyrus/spool
		defaultpartition: default
		cyrus_user: $SERVERS_USER
		servername: imap.kommun.example
		autocreate_quota: 0
		autocreate_post: yes
		sasl_pwcheck_method: auxprop
		sasl_auxprop_plugin: sasldb
		sasl_sasldb_path: $cyrus/sasldb2
		sasl_mech_list: PLAIN LOGIN
		allowplaintext: yes
		delete_mode: immediate
		imapidlepoll: 1
	EOF
	# an empty one is an error
	[ -z "$*" ] || echo "suppress_capabilities: $*" >>"$cyrus/imapd.conf"
}

cyrus_write_services() {
	local bin=$SERVERS_ROOT/usr/lib/cyrus/bin
	cat >"$cyrus/cyrus.conf" <<-EOF
		START {
		  recover cmd="$bin/ctl_cyrusdb -C $cyrus/imapd.conf -r"
		}
		SERVICES {
		  imap cmd="$bin/imapd -U 1 -C $cyrus/imapd.conf" listen="127.0.0.1:$CYRUS_PORT"
		}
		EVENTS {
		}
	EOF
}

cyrus_start() {
	local -a as
	local libraries=$SERVERS_LIBRARIES plugins
	plugins=$(printf '%s:' "$SERVERS_ROOT"/usr/lib/*-linux*/sasl2 /usr/lib/*-linux*/sasl2)
	cyrus=$SERVERS_DIR/cyrus
	mkdir -p "$cyrus"/{conf,spool}
	CYRUS_PORT=$(servers_free_ports 1)
	cyrus_write_config
	cyrus_write_services
	as=(env "LD_LIBRARY_PATH=$libraries" "SASL_PATH=$plugins")
	"${as[@]}" "$SERVERS_ROOT/usr/sbin/saslpasswd2" -p -c -f "$cyrus/sasldb2" \
		-u imap.kommun.example lexsarah <<<"$SERVERS_PASSWORD" || return 77
	if [ "$(id -u)" -eq 0 ]; then
		chown -R "$SERVERS_USER:$SERVERS_GROUP" "$cyrus"
	fi
	# When it ends it ends its process group: without one of its own, the test and make.
	setsid "${servers_as[@]}" "${as[@]}" "$SERVERS_ROOT/usr/lib/cyrus/bin/master" \
		-C "$cyrus/imapd.conf" -M "$cyrus/cyrus.conf" -p "$cyrus/master.pid" \
		</dev/null >"$cyrus/log" 2>&1 3>&- &
	cyrus_pid=$!
	servers_wait_until 20 servers_port_answers "$CYRUS_PORT" || return 77
}

# Each connection reads its configuration anew (imapd -U 1).
cyrus_without() {
	cyrus_write_config "$@"
}

courier_launch() {
	IMAP_CAPABILITY=$courier_capability IMAP_KEYWORDS=$courier_keywords IMAP_ACL=0 \
		IMAP_USELOCKS=0 IMAP_ENHANCEDIDLE=0 IMAP_IDLE_TIMEOUT=1 \
		python3 "$support_dir/courier-login.py" "$COURIER_PORT" "$SERVERS_PASSWORD" \
		"$SERVERS_DIR/courier" "$(id -u "$SERVERS_USER")" "$(id -g "$SERVERS_USER")" \
		"$SERVERS_LIBRARIES" "$SERVERS_DIR/no-fam.so" "$SERVERS_ROOT/usr/bin/imapd" \
		</dev/null >>"$SERVERS_DIR/courier/log" 2>&1 3>&- &
	courier_pid=$!
	servers_wait_until 20 servers_port_answers "$COURIER_PORT" || return 77
}

courier_start() {
	local -a compiler
	mkdir -p "$SERVERS_DIR/courier"
	read -ra compiler <<<"${CC:-cc}"
	"${compiler[@]}" -shared -fPIC -O1 -o "$SERVERS_DIR/no-fam.so" "$support_dir/no-fam.c" ||
		return 77
	if [ "$(id -u)" -eq 0 ]; then
		chown "$SERVERS_USER:$SERVERS_GROUP" "$SERVERS_DIR/courier"
	fi
	COURIER_PORT=$(servers_free_ports 1)
	courier_keywords=1
	courier_launch
}

courier_without() {
	local word kept=
	for word in $courier_all; do
		[[ " $* " == *" $word "* ]] || kept+="$word "
	done
	courier_capability=${kept% }
	courier_keywords=1
	[[ " $* " != *" keywords "* ]] || courier_keywords=0
	kill "$courier_pid"
	wait "$courier_pid" 2>/dev/null || true
	courier_launch || bail "Courier does not start again: $(tail -n 1 "$SERVERS_DIR/courier/log")"
}
courier_all=$courier_capability

dovecot_all="IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE IDLE NAMESPACE LITERAL+ ESEARCH UIDPLUS MOVE"

dovecot_without() {
	local word kept=
	for word in $dovecot_all; do
		[[ " $* " == *" $word "* ]] || kept+="$word "
	done
	sed -i '/^imap_capability/d' "$SERVERS_DIR/dovecot.conf"
	[ -z "$*" ] || echo "imap_capability = ${kept% }" >>"$SERVERS_DIR/dovecot.conf"
	servers_doveadm reload
}

others_stop() {
	local pid
	for pid in $cyrus_pid $courier_pid; do
		kill "$pid" 2>/dev/null || true
		wait "$pid" 2>/dev/null || true
	done
	cyrus_pid=
	courier_pid=
}
