# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The Test Anything Protocol for bash scripts, to be sourced.
#
#   ok NAME / not_ok NAME    one result each; not_ok prints its further words
#   check NAME COMMAND…      ok when the command succeeds; shows its output if not
#   is NAME GOT WANTED       ok when both texts are equal
#   skip NAME REASON         one case that cannot be shown here
#   skip_all REASON          ends the script: nothing of it can be shown here
#   bail REASON              ends the script: the tests cannot go on
#   need_servers             servers_start of servers.sh; skips the script without them
#   plan                     prints the plan; the last line of each script

tap_count=0
tap_failed=0

# A script that ends in the middle says where.
set -o errtrace
trap 'echo "# ${BASH_SOURCE[0]}:$LINENO: this failed: $BASH_COMMAND" >&2' ERR

ok() {
	tap_count=$((tap_count + 1))
	echo "ok $tap_count - $1"
}

not_ok() {
	tap_count=$((tap_count + 1))
	tap_failed=$((tap_failed + 1))
	echo "not ok $tap_count - $1"
	shift
	[ $# -eq 0 ] || printf '%s\n' "$@" | sed 's/^/# /'
}

check() {
	local name=$1 output
	shift
	if output=$("$@" 2>&1); then
		ok "$name"
	else
		not_ok "$name" "$output"
	fi
}

is() {
	if [ "$2" = "$3" ]; then
		ok "$1"
	else
		not_ok "$1" "got:    $2" "wanted: $3"
	fi
}

skip() {
	tap_count=$((tap_count + 1))
	echo "ok $tap_count - $1 # SKIP $2"
}

skip_all() {
	echo "1..0 # SKIP $1"
	exit 0
}

bail() {
	echo "Bail out! $1"
	exit 1
}

plan() {
	echo "1..$tap_count"
	[ "$tap_failed" -eq 0 ]
}

# Without the servers a test is skipped, except where they are promised.
need_servers() {
	local status=0
	servers_start || status=$?
	case $status in
	0) ;;
	77)
		[ -z "${LEX_SERVERS_REQUIRED:-}" ] || bail "the test servers cannot be had"
		skip_all "the test servers cannot be had on this machine"
		;;
	*) bail "the test servers did not start" ;;
	esac
}
