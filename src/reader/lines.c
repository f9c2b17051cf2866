/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Columns in plain lines. Must never lose text: what is no column is a line.
 */
#include "reader/lines.h"

#include <string.h>

#define CERTAIN 1.0
#define GAP     3 /* spaces that part two columns */

/* TRUE for lines that only draw: "-----", "|---|---|", "=====". */
static gboolean
is_ruler(const char *text)
{
	gsize drawn = strspn(text, "-=_|+: \t");

	return text[drawn] == '\0' && strpbrk(text, "-=|+") && strlen(text) >= 2;
}

/* The columns of a line; g_strfreev() it. */
static char **
split(const char *text)
{
	g_autoptr(GString) marked = g_string_new(NULL);
	gboolean pipes = text[0] == '|';

	for (const char *p = text; *p; p++) {
		gsize gap = strspn(p, " ");

		if (*p == '\t' || (pipes && *p == '|' && p != text)) {
			g_string_append_c(marked, '\t');
		} else if (gap >= GAP && p != text && p[-1] != '\t' && p[gap] && p[gap] != '\t') {
			g_string_append_c(marked, '\t');
			p += gap - 1;
		} else if (!(pipes && p == text)) {
			g_string_append_c(marked, *p);
		}
	}
	return g_strsplit(marked->str, "\t", -1);
}

static guint
count_filled(char **columns)
{
	guint n = 0;

	for (; *columns; columns++)
		n += (*columns)[strspn(*columns, " ")] != '\0';
	return n;
}

/* TRUE if nothing in text can part two columns. */
static gboolean
is_one_column(const char *text)
{
	return !strpbrk(text, "\t|") && !strstr(text, "   ");
}

void
lines_add(Lines *lines, const char *text)
{
	g_autofree char *chomped = g_strchomp(g_strdup(text));

	if (is_one_column(chomped) && !is_ruler(chomped)) {
		lines->table = 0;
		document_add_line(lines->document, chomped, CERTAIN);
		return;
	}
	g_auto(GStrv) columns = split(chomped);
	guint filled = count_filled(columns);

	if (filled > 0 && is_ruler(chomped)) {
		lines->document->line++;
		return;
	}
	/* The last row of a table may have one filled column. */
	if (filled < 2 && !(filled == 1 && lines->table && strchr(chomped, '\t'))) {
		lines->table = 0;
		document_add_line(lines->document, chomped, CERTAIN);
		return;
	}
	if (!lines->table) {
		lines->table = document_begin_table(lines->document);
		lines->row = 0;
	}
	for (guint i = 0; columns[i]; i++)
		document_add_cell(
			lines->document, lines->table, lines->row, i, columns[i], CERTAIN);
	lines->row++;
	document_end_row(lines->document);
}
