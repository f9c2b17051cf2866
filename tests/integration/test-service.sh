#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The systemd unit: what systemd says of it, and that everything that lexsarahd
# does works with the system calls that it leaves.
set -euo pipefail

# shellcheck source=tests/support/tap.sh
. "${top_srcdir:?}/tests/support/tap.sh"

# usage: still_works TEST; one that runs lexsarahd, with no more calls than the unit allows
still_works() {
	LEX_DAEMON_AS="${top_builddir:?}/tests/support/only-calls $folder/calls" \
		"$top_srcdir/tests/integration/$1" >"$folder/$1.log" 2>&1 && return
	grep -A 8 '^not ok' "$folder/$1.log" | sed 's/^/# /'
	return 1
}

reads_scan() {
	"$top_builddir/tests/support/only-calls" "$folder/calls" \
		"$top_builddir/lexsarah" read "$folder/scan.pdf" --json | grep -q misconduct
}

fails_without_sockets() {
	! "$top_builddir/tests/support/only-calls" "$folder/fewer" \
		python3 -c "import socket; socket.socket()" 2>/dev/null
}

# The user that the unit names, from what is installed beside it.
makes_its_user() {
	mkdir -p "$folder/root/etc"
	systemd-sysusers --root="$folder/root" - <"$top_srcdir/conf/sysusers.d/lexsarah.conf" || return
	grep -q "^$(sed -n 's/^User=//p' "$unit"):.*:/var/lib/lexsarah:/usr/sbin/nologin$" \
		"$folder/root/etc/passwd"
}

command -v systemd-analyze >/dev/null || skip_all "systemd-analyze is not installed"
folder=$(mktemp -d "${TMPDIR:-/tmp}/lexsarah-service.XXXXXX")
trap 'rm -rf "$folder"' EXIT
unit=$folder/lexsarahd.service
sed -e "s|^ExecStart=[^ ]*|ExecStart=$top_builddir/lexsarahd|" \
	"$top_builddir/conf/lexsarahd.service" >"$unit"

is "systemd finds nothing wrong in it" \
	"$(systemd-analyze verify --man=no "$unit" 2>&1 | grep -F lexsarahd.service || true)" ""
exposure=$(systemd-analyze security --offline=true "$unit" |
	sed -n 's/.*Overall exposure level for .*: \([0-9.]*\).*/\1/p')
check "its exposure is under 2.0 ($exposure)" awk -v exposure="$exposure" \
	'BEGIN { exit !(exposure != "" && exposure < 2.0) }'

if command -v systemd-sysusers >/dev/null; then
	check "its user is made" makes_its_user
else
	skip "its user is made" "systemd-sysusers is not installed"
fi

python3 "$top_srcdir/tests/support/unit-calls.py" "$unit" >"$folder/calls"
check "it allows what the reader shuts itself in with" \
	test "$(grep -cxE 'seccomp|landlock_(create_ruleset|add_rule|restrict_self)' "$folder/calls")" -eq 4
check "it forbids mounting, and changing users" \
	bash -c "! grep -xqE 'mount|setuid|chroot|ptrace' '$folder/calls'"
if [ "${SANITIZERS:-no}" = yes ]; then
	skip "what lexsarahd does with it" "the sanitizers need more calls"
	plan
	exit
fi
check "reports are taken in, read and answered with it" still_works test-main-job.sh
check "encrypted mail is opened and sent with it" still_works test-crypt.sh
check "forms go out and come back with it" still_works test-form.sh
python3 "$top_srcdir/tests/support/make-pdf.py" scan "$folder/scan.pdf"
check "a scan is read with it" reads_scan
grep -vx socket "$folder/calls" >"$folder/fewer"
check "what it does not allow fails" fails_without_sockets
plan
