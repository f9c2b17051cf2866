/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tables and records for a terminal, padded by shown width.
 */
#include "cli/table.h"

#include <string.h>

#include "core/text.h"

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

/* "2026-11-22T04:53:07.120+01:00" is shown as "2026-11-22 04:53". */
static gboolean
is_instant(const char *text)
{
	gsize length = strlen(text);

	return length == strlen("2026-11-22T04:53:07.120+01:00") && text[10] == 'T' &&
	       text[19] == '.' && text[26] == ':';
}

char *
table_text(const json_t *value, guint max)
{
	if (json_is_array(value))
		return join(value);
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

/* Columns that a terminal gives to text: wide characters take two. */
static guint
width_of(const char *text)
{
	guint width = 0;

	for (const char *p = text; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (!g_unichar_iszerowidth(c))
			width += g_unichar_iswide(c) ? 2 : 1;
	}
	return width;
}

static void
print_cell(FILE *out, const char *text, guint width, gboolean last)
{
	fputs(text, out);
	for (guint w = width_of(text); !last && w < width + 2; w++)
		fputc(' ', out);
}

static void
measure(const json_t *records, const TableColumn *columns, gsize n_columns, guint *widths)
{
	size_t i;
	json_t *record;

	for (gsize c = 0; c < n_columns; c++)
		widths[c] = width_of(columns[c].title);
	json_array_foreach(records, i, record) {
		for (gsize c = 0; c < n_columns; c++) {
			g_autofree char *text =
				table_text(json_object_get(record, columns[c].key), columns[c].max);
			widths[c] = MAX(widths[c], width_of(text));
		}
	}
}

void
table_print(FILE *out, const json_t *records, const TableColumn *columns, gsize n_columns,
	gboolean colour)
{
	g_autofree guint *widths = g_new0(guint, n_columns);
	size_t i;
	json_t *record;

	if (json_array_size(records) == 0) {
		fputs("none\n", out);
		return;
	}
	measure(records, columns, n_columns, widths);
	fputs(colour ? "\033[1m" : "", out);
	for (gsize c = 0; c < n_columns; c++)
		print_cell(out, columns[c].title, widths[c], c + 1 == n_columns);
	fputs(colour ? "\033[0m\n" : "\n", out);
	json_array_foreach(records, i, record) {
		for (gsize c = 0; c < n_columns; c++) {
			g_autofree char *text =
				table_text(json_object_get(record, columns[c].key), columns[c].max);
			print_cell(out, text, widths[c], c + 1 == n_columns);
		}
		fputc('\n', out);
	}
}

void
table_print_record(FILE *out, const json_t *record, const TableColumn *columns, gsize n_columns,
	gboolean colour)
{
	guint width = 0;

	for (gsize c = 0; c < n_columns; c++)
		width = MAX(width, width_of(columns[c].title));
	for (gsize c = 0; c < n_columns; c++) {
		g_autofree char *text =
			table_text(json_object_get(record, columns[c].key), columns[c].max);

		if (!*text)
			continue;
		fputs(colour ? "\033[1m" : "", out);
		print_cell(out, columns[c].title, width, FALSE);
		fputs(colour ? "\033[0m" : "", out);
		fprintf(out, "%s\n", text);
	}
}
