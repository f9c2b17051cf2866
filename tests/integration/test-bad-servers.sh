#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Mail servers that misbehave, a row a fault (tests/servers): the most telling
# rows here, all of them and each byte of a dialogue with make check-servers.
set -euo pipefail

# shellcheck source=tests/support/tap.sh
. "${top_srcdir:?}/tests/support/tap.sh"

[ "${FAULT_POINTS:-no}" = yes ] || skip_all "configured without --enable-fault-points"
exec python3 -B "$top_srcdir/tests/servers/matrix.py"
