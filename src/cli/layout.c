/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Widths and line breaks. Never shortens a text: what a person reads in a case
 * is all that was written.
 */
#include "cli/layout.h"

#include <string.h>

guint
layout_width_of(const char *text)
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
print_line(FILE *out, const char *line, guint indent, guint width)
{
	g_auto(GStrv) words = g_strsplit(line, " ", -1);
	guint column = indent;

	for (guint i = 0; words[i]; i++) {
		guint wide = layout_width_of(words[i]);

		if (column > indent && column + 1 + wide > width) {
			fprintf(out, "\n%*s", (int) indent, "");
			column = indent;
		} else if (column > indent) {
			fputc(' ', out);
			column++;
		}
		fputs(words[i], out);
		column += wide;
	}
}

void
layout_print_wrapped(FILE *out, const char *text, guint indent, guint width)
{
	const char *end;

	for (const char *at = text;; at = end + 1) {
		end = strchr(at, '\n');
		g_autofree char *line = end ? g_strndup(at, (gsize) (end - at)) : g_strdup(at);

		if (at > text && *line)
			fprintf(out, "%*s", (int) indent, "");
		print_line(out, line, indent, width);
		fputc('\n', out);
		if (!end)
			return;
	}
}
