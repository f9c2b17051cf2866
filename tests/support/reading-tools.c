/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/reading-tools.h"

#include <glib/gstdio.h>
#include <string.h>

#include "adapters/config/vocabulary-libconfig.h"
#include "core/form/consistency.h"
#include "reader/read-file.h"
#include "support/truth.h"

FormVocabulary *
reading_tools_vocabulary(void)
{
	g_autofree char *folder = truth_source("conf/forms");
	g_autoptr(GError) error = NULL;
	FormVocabulary *vocabulary = vocabulary_load(folder, &error);

	g_assert_no_error(error);
	return vocabulary;
}

ReadingFile *
reading_tools_read(const char *name, const char *text)
{
	g_autoptr(FormVocabulary) vocabulary = reading_tools_vocabulary();
	g_autoptr(GBytes) content = g_bytes_new(text, strlen(text));
	g_autoptr(GError) error = NULL;
	ReadingFile *file = read_file(vocabulary, name, content, &error);

	g_assert_no_error(error);
	consistency_check(file, NULL);
	return file;
}

#define SKIPPED 77 /* as of automake's tests */

/* What a script of the tree writes. */
static GBytes *
make(const char *source, const char *kind)
{
	g_autofree char *script = truth_source(source);
	g_autofree char *python = g_find_program_in_path("python3");
	g_autofree char *folder = g_dir_make_tmp("made-XXXXXX", NULL);
	g_autofree char *path = g_build_filename(folder, "made", NULL);
	const char *argv[] = { python, "-B", script, kind, path, NULL };
	g_autoptr(GError) error = NULL;
	char *bytes = NULL;
	gsize length = 0;
	int status = 0;

	if (python) {
		g_spawn_sync(NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL,
			&status, &error);
		g_assert_no_error(error);
		/* A program that it needs is not here. */
		if (!g_spawn_check_wait_status(status, &error) && error->code == SKIPPED)
			g_clear_error(&error);
		else if (!error)
			g_file_get_contents(path, &bytes, &length, &error);
		g_assert_no_error(error);
		g_unlink(path);
	}
	g_rmdir(folder);
	return bytes ? g_bytes_new_take(bytes, length) : NULL;
}

const char *
reading_tools_value(ReadingRecord record, const char *name)
{
	const ReadingMember *member = reading_find_member(record.part, name);

	if (member->kind == READING_CHOICE)
		return *reading_get_choice(record, member);
	if (member->kind != READING_CHOICES)
		return reading_get_field(record, member)->value;
	const GPtrArray *choices = reading_get_choices(record, member);
	return choices->len == 1 ? choices->pdata[0] : NULL;
}

GBytes *
reading_tools_docx(const char *kind)
{
	return make("tests/support/make-docx.py", kind);
}

GBytes *
reading_tools_pdf(const char *kind)
{
	return make("tests/support/make-pdf.py", kind);
}
