/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as a file of any format, with the files in it, to the end: a reason
 * or readings that can be written down. PDF is left to its library.
 */
#include <string.h>

#include "adapters/reading-json.h"
#include "fuzz-format.h"
#include "fuzz.h"
#include "reader/read-file.h"
#include "support/reading-tools.h"

const char fuzz_corpus[] = "file";

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const FormVocabulary *vocabulary;
	g_autoptr(GBytes) content = fuzz_file(data, size);
	g_autoptr(GError) error = NULL;

	if (size && (memmem(data, size, "%PDF", 4) || memmem(data, size, "JVBERi", 6)))
		return 0;
	if (!vocabulary)
		vocabulary = reading_tools_vocabulary();
	g_autoptr(ReadingFile) file = read_file(vocabulary, "fil", content, &error);
	g_autofree char *json = file ? reading_json_write(file) : NULL;
	g_assert_true(file ? json != NULL : error != NULL);
	return 0;
}
