/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tables and records for a terminal, padded by shown width.
 */
#include "cli/table.h"

#include <string.h>

#include "cli/layout.h"
#include "core/text.h"

#define FIELD_COLUMN 26 /* where the text of a field begins */

static char *
join(const json_t *list)
{
	g_autoptr(GString) text = g_string_new(NULL);
	size_t i;
	json_t *item;

	json_array_foreach(list, i, item) {
		g_autofree char *one = table_text(item, 0);
		g_string_append_printf(text, "%s%s", i ? ", " : "", one);
	}
	return g_string_free(g_steal_pointer(&text), FALSE);
}

/* Members that say nothing are left out. */
static char *
list_members(json_t *object)
{
	g_autoptr(GString) text = g_string_new(NULL);
	const char *key;
	json_t *value;

	json_object_foreach(object, key, value) {
		g_autofree char *name = text_to_line(key, 40);
		g_autofree char *one = table_text(value, 0);

		if (*one)
			g_string_append_printf(text, "%s%s: %s", text->len ? "; " : "", name, one);
	}
	return g_string_free(g_steal_pointer(&text), FALSE);
}

/* "2026-11-22T04:53:07.120+01:00" is shown as "2026-11-22 04:53". */
static gboolean
is_instant(const char *text)
{
	gsize length = strlen(text);

	return length == strlen("2026-11-22T04:53:07.120+01:00") && text[10] == 'T' &&
	       text[19] == '.' && text[26] == ':';
}

char *
table_text(json_t *value, guint max)
{
	if (json_is_array(value) || json_is_object(value)) {
		g_autofree char *whole = json_is_array(value) ? join(value) : list_members(value);
		return text_to_line(whole, max);
	}
	if (json_is_integer(value))
		return g_strdup_printf("%" JSON_INTEGER_FORMAT, json_integer_value(value));
	if (json_is_boolean(value))
		return g_strdup(json_is_true(value) ? "yes" : "no");
	if (!json_is_string(value))
		return g_strdup("");
	const char *text = json_string_value(value);
	if (is_instant(text))
		return g_strdup_printf("%.10s %.5s", text, text + 11);
	return text_to_line(text, max);
}

static void
print_cell(FILE *out, const char *text, guint width, gboolean last)
{
	fputs(text, out);
	for (guint w = layout_width_of(text); !last && w < width + 2; w++)
		fputc(' ', out);
}

static void
measure(const json_t *records, const TableColumn *columns, gsize n_columns, guint *widths)
{
	size_t i;
	json_t *record;

	for (gsize c = 0; c < n_columns; c++)
		widths[c] = layout_width_of(columns[c].title);
	json_array_foreach(records, i, record) {
		for (gsize c = 0; c < n_columns; c++) {
			g_autofree char *text =
				table_text(json_object_get(record, columns[c].key), columns[c].max);
			widths[c] = MAX(widths[c], layout_width_of(text));
		}
	}
}

/* Text in bold, padded to width. */
static void
print_title(const CliContext *context, const char *title, guint width, gboolean last)
{
	fputs(context->colour ? "\033[1m" : "", context->out);
	print_cell(context->out, title, width, last);
	fputs(context->colour ? "\033[0m" : "", context->out);
}

void
table_print_heading(const CliContext *context, const char *title)
{
	print_title(context, title, 0, TRUE);
	fputc('\n', context->out);
}

void
table_print(const CliContext *context, const json_t *records, const TableColumn *columns,
	gsize n_columns)
{
	g_autofree guint *widths = g_new0(guint, n_columns);
	size_t i;
	json_t *record;

	if (json_array_size(records) == 0) {
		fputs("none\n", context->out);
		return;
	}
	measure(records, columns, n_columns, widths);
	for (gsize c = 0; c < n_columns; c++)
		print_title(context, columns[c].title, widths[c], c + 1 == n_columns);
	fputc('\n', context->out);
	json_array_foreach(records, i, record) {
		for (gsize c = 0; c < n_columns; c++) {
			g_autofree char *text =
				table_text(json_object_get(record, columns[c].key), columns[c].max);
			print_cell(context->out, text, widths[c], c + 1 == n_columns);
		}
		fputc('\n', context->out);
	}
}

void
table_print_record(const CliContext *context, const json_t *record, const TableColumn *columns,
	gsize n_columns)
{
	guint width = 0;

	for (gsize c = 0; c < n_columns; c++)
		width = MAX(width, layout_width_of(columns[c].title));
	for (gsize c = 0; c < n_columns; c++) {
		g_autofree char *text =
			table_text(json_object_get(record, columns[c].key), columns[c].max);

		if (!*text)
			continue;
		print_title(context, columns[c].title, width, FALSE);
		layout_print_wrapped(context->out, text, width + 2, context->width);
	}
}

void
table_print_field(const CliContext *context, const char *name, const char *text)
{
	if (!text || !*text)
		return;
	fputs("  ", context->out);
	if (!strchr(text, '\n') && FIELD_COLUMN + layout_width_of(text) <= context->width) {
		print_cell(context->out, name, FIELD_COLUMN - 4, FALSE);
		fprintf(context->out, "%s\n", text);
		return;
	}
	fprintf(context->out, "%s\n    ", name);
	layout_print_wrapped(context->out, text, 4, context->width);
}

void
table_print_flag(const CliContext *context, const char *title, const char *message)
{
	g_autofree char *head = text_to_line(title, 0);
	g_autofree char *body = text_to_line(message, 0);

	fprintf(context->out, "  ! %s\n", head);
	if (!*body)
		return;
	fputs("    ", context->out);
	layout_print_wrapped(context->out, body, 4, context->width);
}
