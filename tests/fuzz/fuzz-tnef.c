/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as winmail.dat. */
#include "fuzz-format.h"
#include "fuzz.h"

const char fuzz_corpus[] = "tnef";

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(GBytes) content = fuzz_file(data, size);

	fuzz_format(&format_tnef, content);
	return 0;
}
