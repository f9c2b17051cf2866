/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * `lexsarah read`: what report files say, without a database. Must never show
 * text from a file on a terminal as it came.
 */
#include <errno.h>

#include "adapters/reader-frame.h"
#include "adapters/reader-process.h"
#include "adapters/reading-json.h"
#include "cli/reading-show.h"
#include "cli/verbs.h"
#include "core/form/consistency.h"
#include "core/error.h"
#include "core/form/reading.h"
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

static void
list_file(const CliContext *context, const ReadingFile *file)
{
	g_autofree char *name = text_to_line(file->file, 0);
	fprintf(context->out, "%s (%s)\n", name, file->format);
	for (guint i = 0; i < file->documents->len; i++) {
		fprintf(context->out, " %u.\n", i + 1);
		reading_show(context, file->documents->pdata[i], TRUE);
		reading_show_flags(context, file->documents->pdata[i]);
	}
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

/* One file, with the flags that it calls for without a configuration. */
static ReadingFile *
read_one(DocumentReader *reader, const char *path, GBytes *content, GError **error)
{
	g_autofree char *name = g_path_get_basename(path);
	g_autofree char *json = NULL;
	ReadingFile *file;

	if (!reader->read(reader, name, content, &json, error))
		return NULL;
	file = reading_json_read(json, error);
	if (file)
		consistency_check(file, NULL);
	return file;
}

static GPtrArray *
read_all(const char *const *paths, const GPtrArray *contents, GError **error)
{
	g_autoptr(DocumentReader) reader = reader_process_new(NULL, NULL);
	g_autoptr(GPtrArray) files =
		g_ptr_array_new_with_free_func((GDestroyNotify) reading_file_free);

	for (guint i = 0; i < contents->len; i++) {
		ReadingFile *file = read_one(reader, paths[i], contents->pdata[i], error);

		if (!file)
			return NULL;
		g_ptr_array_add(files, file);
	}
	return g_steal_pointer(&files);
}

static void
print_json(const CliContext *context, const GPtrArray *files)
{
	g_autoptr(GString) json = g_string_new("[");

	for (guint i = 0; i < files->len; i++) {
		g_autofree char *one = reading_json_write(files->pdata[i]);

		g_string_append_printf(json, "%s%s", i ? "," : "", one);
	}
	g_string_append_c(json, ']');
	cli_print_json(context, json->str);
}

gboolean
verb_read(CliContext *context, int argc, char **argv, GError **error)
{
	g_autoptr(GPtrArray) paths = g_ptr_array_new();

	for (int i = 0; i < argc; i++)
		g_ptr_array_add(paths, argv[i]);
	g_ptr_array_add(paths, NULL);
	g_autoptr(GPtrArray) contents = load_all((const char *const *) paths->pdata, error);
	g_autoptr(GPtrArray) files =
		contents ? read_all((const char *const *) paths->pdata, contents, error) : NULL;

	if (!files)
		return FALSE;
	if (context->json)
		print_json(context, files);
	for (guint i = 0; !context->json && i < files->len; i++)
		list_file(context, files->pdata[i]);
	return TRUE;
}
