/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as an archive. */
#include "fuzz-format.h"
#include "fuzz.h"

const char fuzz_corpus[] = "zip";

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(GBytes) content = fuzz_file(data, size);

	fuzz_format(&format_zip, content);
	return 0;
}
