#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The disk fills under a running lexsarahd and has room again (tests/servers/full_disk.py). The
# small file system is seen by this test alone, so that whoever runs it may mount it.
set -euo pipefail

# shellcheck source=tests/support/tap.sh
. "${top_srcdir:?}/tests/support/tap.sh"

apart=(unshare -m)
[ "$(id -u)" -eq 0 ] || apart=(unshare -rm)
small=$(mktemp -d "${TMPDIR:-/tmp}/lexsarah-small.XXXXXX")
trap 'rmdir "$small"' EXIT
"${apart[@]}" mount -t tmpfs tmpfs "$small" 2>/dev/null ||
	skip_all "no file system can be mounted here, or no name spaces for users"
# shellcheck disable=SC2016 # for sh
"${apart[@]}" sh -c 'mount -t tmpfs -o size=32m,mode=700 tmpfs "$1" && exec python3 -B "$2" "$1"' \
	sh "$small" "$top_srcdir/tests/servers/full_disk.py"
