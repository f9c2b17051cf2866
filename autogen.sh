#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Creates configure and the Makefile.in from their sources.
set -e
cd "$(dirname "$0")"
exec autoreconf --force --install --verbose "$@"
