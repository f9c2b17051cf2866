/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-format.h"

#include <string.h>

#include "core/error.h"
#include "fuzz.h"

static void
check_document(const Document *document)
{
	for (guint i = 0; i < document->cells->len; i++) {
		const DocumentCell *cell = document_cell(document, i);

		g_assert_true(cell->text[0] && g_utf8_validate(cell->text, -1, NULL));
		g_assert_null(strchr(cell->text, '\n'));
		g_assert_cmpuint(cell->table, <=, document->tables);
	}
}

static void
check_members(const GPtrArray *members)
{
	for (guint i = 0; i < members->len; i++) {
		const FormatMember *member = members->pdata[i];

		g_assert_true(member->name && g_utf8_validate(member->name, -1, NULL));
		g_assert_true((member->content != NULL) != (member->ask != NULL));
	}
}

void
fuzz_format(const Format *format, GBytes *content)
{
	g_autoptr(GPtrArray) members = NULL;
	g_autoptr(Document) document = document_new();
	g_autoptr(GError) error = NULL;

	if (g_bytes_get_size(content) == 0) /* is of no format */
		return;
	gboolean ok = format->read ? format->read(content, document, &error)
				   : format->unpack(content, &members, &error);

	g_assert_true(ok == (error == NULL));
	g_assert_true(ok || error->domain == LEX_ERROR);
	check_document(document);
	if (members)
		check_members(members);
}

/* Comes with fuzz_format(): what links that has the libraries loaded, tesseract among them. */
int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void) argc;
	(void) argv;
	format_warm();
	return 0;
}

GBytes *
fuzz_file(const uint8_t *data, size_t size)
{
	return g_bytes_new_static(data, size);
}
