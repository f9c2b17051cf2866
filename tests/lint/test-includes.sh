#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A file includes only from its own folder or one to the left of it, and each
# outside library is known only to the files that are made for it.
set -euo pipefail

# shellcheck source=tests/support/tap.sh
. "${top_srcdir:?}/tests/support/tap.sh"
cd "$top_srcdir"
order=(core ports adapters reader daemon cli)

# usage: includes_of FOLDER PATTERN; prints "FILE:LINE:text"
includes_of() {
	grep -rnE --include='*.[ch]' "^#[[:space:]]*include[[:space:]]*$2" "src/$1" || true
}

wrong_folders() {
	local to_the_left="" folder=$1 known
	for known in "${order[@]}"; do
		to_the_left+="${to_the_left:+|}$known"
		[ "$known" != "$folder" ] || break
	done
	includes_of "$folder" '"' | grep -vE "\"($to_the_left)(/[a-z]+)?/[a-z0-9-]+\.h\"" || true
}

# usage: knows LIBRARY HEADER-PATTERN FILE-PATTERN
knows() {
	local wrong
	wrong=$(includes_of "" "<$2" | grep -vE "^src/+($3):" || true)
	is "$1 is known only where it belongs" "$wrong" ""
}

for folder in "${order[@]}"; do
	[ -d "src/$folder" ] || continue
	is "$folder includes nothing to its right" "$(wrong_folders "$folder")" ""
done
is "every folder of src has its place" \
	"$(find src -mindepth 1 -maxdepth 1 -type d -printf '%f\n' |
		grep -vxE "$(IFS='|'; echo "${order[*]}")" || true)" ""

knows libcurl 'curl/' 'adapters/([a-z]+/)?(imap-[a-z-]+|[a-z-]+-curl)\.[ch]'
knows SQLite 'sqlite3' 'adapters/store/db(-[a-z]+)?\.[ch]'
knows GMime 'gmime/' 'adapters/message/(message-[a-z0-9-]+|compose-gmime)\.[ch]'
knows libconfig 'libconfig' 'adapters/config/(config[a-z-]*|(vocabulary|words)-libconfig)\.[ch]'
knows libical 'libical/' 'adapters/ical\.c'
knows libxml2 'libxml/' '(reader/[a-z0-9/-]+|adapters/paper/form-docx)\.[ch]'
knows libarchive 'archive' '(reader/[a-z0-9/-]+\.[ch]|adapters/paper/zip-files\.c)'
knows poppler 'poppler' 'reader/pdf/(format-)?pdf[a-z0-9-]*\.[ch]'
knows libqpdf 'qpdf/' 'reader/pdf/pdf-(file\.c|fonts\.[ch]|objects\.h|pages\.[ch])'
knows leptonica 'leptonica/' 'reader/scan/scan\.h'
knows tesseract 'tesseract/' 'reader/scan/ocr\.c'
knows jansson 'jansson' '(adapters|reader|daemon|cli)/[a-z0-9/-]+\.[ch]'
knows OpenSSL 'openssl/' '(adapters|reader|daemon|cli)/[a-z0-9/-]+\.[ch]'
plan
