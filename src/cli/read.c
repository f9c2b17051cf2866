/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * `lexsarah read`: what report files say, without a database. Must never show
 * text from a file on a terminal as it came.
 */
#include "cli/read.h"

#include <errno.h>

#include "adapters/reader-frame.h"
#include "adapters/reader-process.h"
#include "adapters/reading-json.h"
#include "cli/reading-show.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "core/reading.h"
#include "core/text.h"

/* A pipe or device has no size that could be asked for: reading stops past the limit. */
static GByteArray *
read_open_file(FILE *file, const char *name, GError **error)
{
	g_autoptr(GByteArray) content = g_byte_array_new();
	guint8 block[64 * 1024];
	size_t got;

	while ((got = fread(block, 1, sizeof block, file)) > 0) {
		g_byte_array_append(content, block, (guint) got);
		if (content->len > READER_FILE_MAX) {
			g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT,
				"%s: the file is too large to be read", name);
			return NULL;
		}
	}
	if (!ferror(file))
		return g_steal_pointer(&content);
	g_set_error(error, LEX_ERROR, LEX_ERROR_NOT_FOUND, "%s: %s", name, g_strerror(errno));
	return NULL;
}

static GBytes *
load(const char *name, GError **error)
{
	FILE *file = fopen(name, "rbe");

	if (!file) {
		g_set_error(
			error, LEX_ERROR, LEX_ERROR_NOT_FOUND, "%s: %s", name, g_strerror(errno));
		return NULL;
	}
	GByteArray *content = read_open_file(file, name, error);
	fclose(file);
	return content ? g_byte_array_free_to_bytes(content) : NULL;
}

static gboolean
list_file(const CliContext *context, const char *json, GError **error)
{
	g_autoptr(ReadingFile) file = reading_json_read(json, error);

	if (!file)
		return FALSE;
	g_autofree char *name = text_to_line(file->file, 0);
	fprintf(context->out, "%s (%s)\n", name, file->format);
	for (guint i = 0; i < file->documents->len; i++) {
		fprintf(context->out, " %u.\n", i + 1);
		reading_show(context, file->documents->pdata[i], TRUE);
		reading_show_flags(context, file->documents->pdata[i]);
	}
	return TRUE;
}

static GPtrArray *
load_all(const char *const *files, GError **error)
{
	g_autoptr(GPtrArray) contents =
		g_ptr_array_new_with_free_func((GDestroyNotify) g_bytes_unref);

	for (gsize i = 0; files[i]; i++) {
		GBytes *content = load(files[i], error);

		if (!content)
			return NULL;
		g_ptr_array_add(contents, content);
	}
	return g_steal_pointer(&contents);
}

static GPtrArray *
read_all(const char *const *files, const GPtrArray *contents, const char *reader_program,
	const char *forms_dir, GError **error)
{
	g_autoptr(DocumentReader) reader = reader_process_new(reader_program, forms_dir);
	g_autoptr(GPtrArray) readings = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < contents->len; i++) {
		g_autofree char *name = g_path_get_basename(files[i]);
		char *json = NULL;

		if (!reader->read(reader, name, contents->pdata[i], &json, error))
			return NULL;
		g_ptr_array_add(readings, json);
	}
	return g_steal_pointer(&readings);
}

static gboolean
list_all(const CliContext *context, const GPtrArray *readings, GError **error)
{
	for (guint i = 0; i < readings->len; i++)
		if (!list_file(context, readings->pdata[i], error))
			return FALSE;
	return TRUE;
}

static gboolean
read_for(const CliContext *context, const char *const *files, const char *reader_program,
	const char *forms_dir, GError **error)
{
	g_autoptr(GPtrArray) contents = load_all(files, error);
	g_autoptr(GPtrArray) readings =
		contents ? read_all(files, contents, reader_program, forms_dir, error) : NULL;

	if (!readings)
		return FALSE;
	if (!context->json)
		return list_all(context, readings, error);
	GString *json = g_string_new("[");
	for (guint i = 0; i < readings->len; i++)
		g_string_append_printf(
			json, "%s%s", i ? "," : "", (const char *) readings->pdata[i]);
	g_string_append_c(json, ']');
	cli_print_json(context, json->str);
	g_string_free(json, TRUE);
	return TRUE;
}

gboolean
read_files(const char *const *files, const char *reader_program, const char *forms_dir,
	gboolean json, FILE *out, GError **error)
{
	const CliContext context = { .json = json, .out = out, .width = CLI_WIDTH };

	if (!files[0]) {
		g_set_error_literal(error, LEX_ERROR, LEX_ERROR_USAGE,
			"read needs at least one file: lexsarah read FILE...");
		return FALSE;
	}
	return read_for(&context, files, reader_program, forms_dir, error);
}

gboolean
verb_read(CliContext *context, int argc, char **argv, GError **error)
{
	g_autoptr(GPtrArray) files = g_ptr_array_new();

	for (int i = 0; i < argc; i++)
		g_ptr_array_add(files, argv[i]);
	g_ptr_array_add(files, NULL);
	return read_for(context, (const char *const *) files->pdata, NULL, NULL, error);
}
