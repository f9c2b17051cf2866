/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a page. */
#include "fuzz-format.h"
#include "fuzz.h"

const char fuzz_corpus[] = "html";

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(GBytes) content = fuzz_file(data, size);

	fuzz_format(&format_html, content);
	return 0;
}
