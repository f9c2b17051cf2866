/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any XML as the text of an office document, its archive being whole. */
#include "fuzz-format.h"
#include "fuzz.h"
#include "support/office.h"

const char fuzz_corpus[] = "docx";

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	OfficeMember members[] = { { "word/document.xml", (const char *) data, size },
		{ NULL, NULL, 0 } };

	if (size == 0)
		return 0;
	g_autoptr(GBytes) content = office_zip(members);
	fuzz_format(&format_docx, content);
	return 0;
}
