#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The corpus of reports is read no worse than is recorded. Scans take minutes: make accuracy reads
# them too, here one file shows that they are read.
set -euo pipefail

# shellcheck source=tests/support/tap.sh
. "${top_srcdir:?}/tests/support/tap.sh"
command -v python3 >/dev/null || skip_all "no python3"

PATH=${top_builddir:?}:$PATH
export LEXSARAH_READER=$top_builddir/lexsarah-reader
reports=$top_srcdir/tests/corpus/reports
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

python() {
	python3 -B "$top_srcdir/tests/support/reports/$1" "${@:2}"
}

python make-reports.py --truths "$folder/truths"
for group in first after later; do
	check "the truths of group $group are those of the events" \
		diff -r "$reports/$group" "$folder/truths/$group"
done

python make-reports.py --quick "$folder/all"
check "files born digital are read as well as recorded" \
	python accuracy.py --against "$reports/recorded.tsv" "$folder/all"

if [ "${OCR:-no}" != yes ]; then
	skip "a scan is read as well as recorded" "built without ocr"
elif python make-reports.py "$folder/scan" tallheden-scan.pdf && [ ! -e "$folder/scan/first/tallheden-scan.pdf" ]; then
	skip "a scan is read as well as recorded" "no pdftoppm"
else
	check "a scan is read as well as recorded" \
		python accuracy.py --against "$reports/recorded.tsv" "$folder/scan"
fi
plan
