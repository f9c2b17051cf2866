/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * RFC 3676. Must lose no word: what is not flowed by its rules stays a line.
 */
#include "core/mail/flowed.h"

#include <string.h>

#define SIGNATURE "-- "

/* A line without its marks of quotation and its stuffing. */
typedef struct {
	const char *text;
	gsize length;
	guint depth;
	gboolean flowed;
} Line;

static gboolean
is_signature(const Line *line)
{
	return line->length == strlen(SIGNATURE) &&
	       strncmp(line->text, SIGNATURE, line->length) == 0;
}

/* Takes the line at *next apart, and moves *next behind it; NULL: that was the last. */
static Line
take_line(const char **next)
{
	const char *text = *next, *end = strchr(text, '\n');
	gsize length = end ? (gsize) (end - text) : strlen(text);
	Line line = { 0 };

	*next = end ? end + 1 : NULL;
	if (length && text[length - 1] == '\r')
		length--;
	for (; length && *text == '>'; text++, length--)
		line.depth++;
	if (length && *text == ' ')
		text++, length--;
	line.text = text;
	line.length = length;
	/* Section 4.3: the mark of a signature ends with a space, and is never flowed. */
	line.flowed = length && text[length - 1] == ' ' && !is_signature(&line);
	return line;
}

static void
add_marks(GString *out, guint depth)
{
	for (guint i = 0; i < depth; i++)
		g_string_append_c(out, '>');
	if (depth)
		g_string_append_c(out, ' ');
}

char *
flowed_join(const char *text, gboolean delsp)
{
	GString *out = g_string_sized_new(strlen(text) + 1);
	Line before = { 0 };

	for (const char *next = text; next;) {
		gboolean first = next == text;
		Line line = take_line(&next);
		gboolean goes_on =
			before.flowed && before.depth == line.depth && !is_signature(&line);

		if (!goes_on) {
			if (!first)
				g_string_append_c(out, '\n');
			add_marks(out, line.depth);
		}
		g_string_append_len(
			out, line.text, (gssize) (line.length - (line.flowed && delsp ? 1 : 0)));
		before = line;
	}
	return g_string_free(out, FALSE);
}
