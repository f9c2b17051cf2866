#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Downloads the packages of tests/debian-servers with the shared libraries that
# are missing here, unpacks them into a cache folder and prints that folder.
# Works as an ordinary user. Installs nothing and leaves apt's own state alone.
#
# usage: unpack-servers.sh [FALLBACK]
#   FALLBACK  folder to use when no cache folder can be written
# environment: LEX_SERVERS_CACHE  folder to use instead of the usual ones
# exit: 0 done, 77 the servers cannot be had here (the reason is on stderr)
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
list=$here/../debian-servers
apt_options=(-qq -o Debug::NoLocking=1)
programs=(bin/doveadm bin/imapd lib/cyrus/bin/ctl_cyrusdb lib/cyrus/bin/imapd
	lib/cyrus/bin/master lib/dovecot/anvil lib/dovecot/auth lib/dovecot/config
	lib/dovecot/imap lib/dovecot/imap-login lib/dovecot/lmtp lib/dovecot/log
	lib/dovecot/modules/libssl_iostream_openssl.so lib/dovecot/stats
	sbin/dovecot sbin/exim4 sbin/saslpasswd2)

say() {
	printf 'unpack-servers: %s\n' "$*" >&2
}

give_up() {
	say "$*"
	exit 77
}

# Root's home cannot be read by the user that the servers run as.
cache_folders() {
	if [ -n "${LEX_SERVERS_CACHE:-}" ]; then
		echo "$LEX_SERVERS_CACHE"
		return
	fi
	if [ "$(id -u)" -eq 0 ]; then
		echo /var/cache/lexsarah
	elif [ -n "${XDG_CACHE_HOME:-}" ]; then
		echo "$XDG_CACHE_HOME/lexsarah"
	elif [ -n "${HOME:-}" ]; then
		echo "$HOME/.cache/lexsarah"
	fi
	if [ -n "${1:-}" ]; then
		echo "$1"
	fi
}

writable_folder() {
	local folder
	while read -r folder; do
		if mkdir -p "$folder" 2>/dev/null && [ -w "$folder" ]; then
			echo "$folder"
			return
		fi
	done < <(cache_folders "${1:-}")
	return 1
}

# Where the dynamic linker finds what was unpacked, one line for LD_LIBRARY_PATH.
library_path() {
	local root=$1 folder
	for folder in "$root"/usr/lib/*-linux-* "$root"/lib/*-linux-*; do
		[ ! -d "$folder" ] || printf '%s:' "$folder"
	done
	printf '%s:%s:%s\n' "$root/usr/lib/dovecot" "$root/usr/lib/dovecot/modules/old-stats" \
		"$root/usr/lib"
}

# Prints the libraries that one of the programs we start asks for in vain.
missing_libraries() {
	local root=$1 path program
	path=$(library_path "$root")
	for program in "${programs[@]}"; do
		LD_LIBRARY_PATH=$path ldd "$root/usr/$program" || echo "$program not found"
	done 2>/dev/null | awk '/not found/ { print $1 }' | sort -u
}

is_usable() {
	[ -s "$1/library-path" ] && [ -z "$(missing_libraries "$1")" ]
}

wanted_packages() {
	sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$list"
}

# The library packages below the wanted ones that are not installed here.
wanted_libraries() {
	local -a packages
	mapfile -t packages < <(wanted_packages)
	comm -23 \
		<(apt-cache "${apt_options[@]}" depends --recurse --no-recommends \
			--no-suggests --no-conflicts --no-breaks --no-replaces \
			--no-enhances "${packages[@]}" 2>/dev/null |
			grep -E '^lib[a-z0-9.+-]+$' | sort -u) \
		<(dpkg-query -W -f='${db:Status-Status} ${Package}\n' |
			sed -n 's/^installed //p' | sort -u)
}

# Package lists of our own, for machines whose lists are empty or too old.
use_private_lists() {
	local state=$1/apt
	mkdir -p "$state/lists/partial" "$state/cache/archives/partial"
	apt_options+=(-o "Dir::State::lists=$state/lists" -o "Dir::Cache=$state/cache"
		-o "APT::Sandbox::User=$(id -un)")
	apt-get "${apt_options[@]}" update >&2 ||
		give_up "apt-get update failed: is there a way to a Debian mirror?"
}

download() {
	local folder=$1
	local -a packages
	mapfile -t packages < <(wanted_packages; wanted_libraries)
	apt-cache "${apt_options[@]}" show "$(wanted_packages | head -n 1)" >/dev/null 2>&1 &&
		(cd "$folder" && apt-get "${apt_options[@]}" \
			-o "APT::Sandbox::User=$(id -un)" download "${packages[@]}" >&2)
}

# dpkg keeps set-user-id bits; nothing of ours may carry them, and the dynamic
# linker would ignore LD_LIBRARY_PATH for such a program.
unpack() {
	local root=$1 package
	shift
	for package in "$@"; do
		dpkg -x "$package" "$root"
	done
	chmod -R u-s,g-s,go+rX "$root"
}

fetch_servers() {
	local target=$1 work missing
	work=$(mktemp -d "$target.XXXXXX")
	# shellcheck disable=SC2064 # the folder of now is meant
	trap "rm -rf '$work'" EXIT
	mkdir "$work/packages" "$work/root"
	say "downloading Dovecot, Exim, Cyrus and Courier into $target (once)"
	if ! download "$work/packages" 2>"$work/log"; then
		use_private_lists "$work"
		download "$work/packages" || give_up "apt-get could not download the test servers"
	fi
	unpack "$work/root" "$work"/packages/*.deb
	missing=$(missing_libraries "$work/root" | tr '\n' ' ')
	[ -z "$missing" ] || give_up "libraries not found in any package: $missing"
	library_path "$work/root" | sed "s|$work/root|$target|g" >"$work/root/library-path"
	rm -rf "$target"
	# Another run may have been faster; its tree is as good.
	mv -T "$work/root" "$target" 2>/dev/null || is_usable "$target" ||
		give_up "cannot write $target"
}

main() {
	local base target
	command -v apt-get >/dev/null || give_up "apt-get is needed to fetch the test servers"
	base=$(writable_folder "${1:-}") || give_up "no folder to unpack the servers in"
	target=$base/servers-$(sha256sum <"$list" | cut -c 1-12)
	is_usable "$target" || fetch_servers "$target"
	echo "$target"
}

main "$@"
