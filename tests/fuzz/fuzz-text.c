/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as text in some charset. */
#include "fuzz-format.h"
#include "fuzz.h"

const char fuzz_corpus[] = "text";

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(GBytes) content = fuzz_file(data, size);

	fuzz_format(&format_text, content);
	return 0;
}
