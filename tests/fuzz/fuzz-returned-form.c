/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any XML as our own form that comes back: nothing of another case's is kept. */
#include "adapters/reading-json.h"
#include "core/form/returned-form.h"
#include "fuzz-format.h"
#include "fuzz.h"
#include "reader/read-file.h"
#include "support/office.h"
#include "support/reading-tools.h"

const char fuzz_corpus[] = "returned-form";

static void
check_foreign(const Reading *reading)
{
	for (guint i = 0; i < reading->flags->len; i++) {
		const ReadingFlag *flag = g_ptr_array_index(reading->flags, i);

		if (g_strcmp0(flag->code, "form_of_other_case") == 0)
			g_assert_null(reading->investigation);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const FormVocabulary *vocabulary;
	OfficeMember members[] = { { "word/document.xml", (const char *) data, size },
		{ NULL, NULL, 0 } };

	if (size == 0)
		return 0;
	if (!vocabulary)
		vocabulary = reading_tools_vocabulary();
	g_autoptr(GBytes) content = office_zip(members);
	g_autoptr(ReadingFile) file = read_file(vocabulary, "form.docx", content, NULL);
	if (!file)
		return 0;
	guint foreign = returned_form_check(file, "LS-2026-0001", FALSE);
	g_assert_cmpuint(foreign, <=, file->documents->len);
	for (guint i = 0; i < file->documents->len; i++)
		check_foreign(g_ptr_array_index(file->documents, i));
	g_autofree char *json = reading_json_write(file);
	g_assert_nonnull(json);
	return 0;
}
