/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * `lexsarah read`: what report files say, without a database. Must never show
 * text from a file on a terminal as it came.
 */
#include "cli/read.h"

#include "adapters/reader-process.h"
#include "adapters/reading-json.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "core/reading.h"
#include "core/text.h"

static GBytes *
load(const char *file, GError **error)
{
	g_autoptr(GError) why = NULL;
	char *content = NULL;
	gsize length = 0;

	if (g_file_get_contents(file, &content, &length, &why))
		return g_bytes_new_take(content, length);
	g_set_error(error, LEX_ERROR, LEX_ERROR_NOT_FOUND, "%s", why->message);
	return NULL;
}

static void
list_field(const ReadingMember *member, const ReadingField *field, FILE *out)
{
	g_autofree char *value = text_to_line(field->value ? field->value : field->raw, 200);

	if (reading_field_is_written(field))
		fprintf(out, "  %-22s %s%s  (%s, %.0f %%)\n", member->name, value,
			field->value ? "" : " [?]", field->where, field->confidence * 100);
}

static void
list_choices(const ReadingMember *member, const GPtrArray *choices, FILE *out)
{
	for (guint i = 0; i < choices->len; i++)
		fprintf(out, "  %-22s %s\n", member->name, (const char *) choices->pdata[i]);
}

static void
list_member(Reading *reading, const ReadingPart *part, const ReadingMember *member, FILE *out)
{
	if (reading_kind_is_field(member->kind))
		list_field(member, reading_get_field(reading, part, member), out);
	else if (member->kind == READING_CHOICES)
		list_choices(member, reading_get_choices(reading, part, member), out);
	else if (*reading_get_choice(reading, part, member))
		fprintf(out, "  %-22s %s\n", member->name,
			*reading_get_choice(reading, part, member));
}

static void
list_reading(Reading *reading, FILE *out)
{
	gsize n_parts;
	const ReadingPart *parts = reading_parts(&n_parts);

	for (gsize p = 0; p < n_parts; p++)
		for (gsize m = 0; m < parts[p].n_members; m++)
			list_member(reading, &parts[p], &parts[p].members[m], out);
	for (guint i = 0; i < reading->flags->len; i++) {
		const ReadingFlag *flag = reading->flags->pdata[i];
		g_autofree char *message = text_to_line(flag->message, 300);

		fprintf(out, "  ! %s: %s\n", flag->title, message);
	}
}

static gboolean
list_file(const char *json, FILE *out, GError **error)
{
	g_autoptr(ReadingFile) file = reading_json_read(json, error);

	if (!file)
		return FALSE;
	g_autofree char *name = text_to_line(file->file, 0);
	fprintf(out, "%s (%s)\n", name, file->format);
	for (guint i = 0; i < file->documents->len; i++) {
		fprintf(out, " %u.\n", i + 1);
		list_reading(file->documents->pdata[i], out);
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

gboolean
read_files(const char *const *files, const char *reader_program, const char *forms_dir,
	gboolean json, FILE *out, GError **error)
{
	if (!files[0]) {
		g_set_error_literal(error, LEX_ERROR, LEX_ERROR_USAGE,
			"read needs at least one file: lexsarah read FILE...");
		return FALSE;
	}
	g_autoptr(GPtrArray) contents = load_all(files, error);
	g_autoptr(GPtrArray) readings =
		contents ? read_all(files, contents, reader_program, forms_dir, error) : NULL;
	if (!readings)
		return FALSE;
	if (!json) {
		for (guint i = 0; i < readings->len; i++)
			if (!list_file(readings->pdata[i], out, error))
				return FALSE;
		return TRUE;
	}
	for (guint i = 0; i < readings->len; i++)
		fprintf(out, "%s%s", i ? "," : "[", (const char *) readings->pdata[i]);
	fputs("]\n", out);
	return TRUE;
}

gboolean
verb_read(CliContext *context, int argc, char **argv, GError **error)
{
	g_autoptr(GPtrArray) files = g_ptr_array_new();

	for (int i = 0; i < argc; i++)
		g_ptr_array_add(files, argv[i]);
	g_ptr_array_add(files, NULL);
	return read_files(
		(const char *const *) files->pdata, NULL, NULL, context->json, context->out, error);
}
