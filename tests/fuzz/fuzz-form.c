/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any lines, with columns, to the grammar: readings whose places are in the text. */
#include <string.h>

#include "adapters/reading-json.h"
#include "core/form/form.h"
#include "fuzz-format.h"
#include "fuzz.h"
#include "support/reading-tools.h"

const char fuzz_corpus[] = "form";

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const FormVocabulary *vocabulary;
	g_autoptr(GBytes) content = fuzz_file(data, size);
	g_autoptr(Document) document = document_new();

	if (!vocabulary)
		vocabulary = reading_tools_vocabulary();
	if (!format_text.read(content, document, NULL) || document->cells->len == 0)
		return 0;
	g_autoptr(ReadingFile) file = reading_file_new("fil", "text");
	g_ptr_array_unref(file->documents);
	file->documents = form_read(vocabulary, document);
	g_assert_cmpuint(file->documents->len, >, 0);
	g_autofree char *json = reading_json_write(file);
	g_assert_nonnull(json);
	return 0;
}
