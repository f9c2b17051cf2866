/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as rich text. */
#include "fuzz-format.h"
#include "fuzz.h"

const char fuzz_corpus[] = "rtf";

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(GBytes) content = fuzz_file(data, size);

	fuzz_format(&format_rtf, content);
	return 0;
}
