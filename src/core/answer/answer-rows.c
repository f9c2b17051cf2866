/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The lines of text. A sender chooses how many there are and how they end.
 */
#include "core/answer/answer-rows.h"

#include <string.h>

#include "core/answer/mail-command.h"
#include "core/text.h"

#define ROWS_MAX 5000

static void
row_clear(gpointer row)
{
	g_free(((AnswerRow *) row)->text);
}

AnswerRows *
answer_rows_new(void)
{
	AnswerRows *rows = g_new0(AnswerRows, 1);

	rows->rows = g_array_new(FALSE, FALSE, sizeof(AnswerRow));
	g_array_set_clear_func(rows->rows, row_clear);
	return rows;
}

void
answer_rows_free(AnswerRows *rows)
{
	if (!rows)
		return;
	g_array_unref(rows->rows);
	g_free(rows);
}

const AnswerRow *
answer_rows_at(const AnswerRows *rows, guint i)
{
	return i < rows->rows->len ? &g_array_index(rows->rows, AnswerRow, i) : NULL;
}

guint
answer_rows_next(const AnswerRows *rows, guint i)
{
	for (const AnswerRow *row; (row = answer_rows_at(rows, i)) && !*row->text;)
		i++;
	return i;
}

gboolean
answer_rows_add(AnswerRows *rows, const char *text, AnswerPlace place, guint from, gboolean hides)
{
	AnswerRow row = { .place = place, .from = from };

	if (rows->rows->len >= ROWS_MAX)
		rows->cut = TRUE;
	if (rows->cut)
		return FALSE;
	row.text = text_to_line(text, 0);
	row.hides = hides || (g_utf8_validate(text, -1, NULL) && mail_hides_something(text));
	if (*row.text == '>')
		row.place = ANSWER_PLACE_QUOTE;
	g_array_append_val(rows->rows, row);
	return TRUE;
}

/* How long the end of a line is that p is at; 0: it is none. Of Unicode's, some programs write. */
static gsize
length_of_end(const char *p)
{
	static const char *const ends[] = { "\r\n", "\n", "\r", "\xc2\x85", "\xe2\x80\xa8",
		"\xe2\x80\xa9" };

	for (gsize i = 0; i < G_N_ELEMENTS(ends); i++)
		if (g_str_has_prefix(p, ends[i]))
			return strlen(ends[i]);
	return 0;
}

void
answer_rows_add_text(AnswerRows *rows, const char *text)
{
	for (const char *p = text, *end = p;; end++) {
		gsize length = 0;

		end += strcspn(end, "\r\n\xc2\xe2");
		if (*end && !(length = length_of_end(end)))
			continue;
		g_autofree char *line = g_strndup(p, (gsize) (end - p));
		if ((*end || end > p) && !answer_rows_add(rows, line, ANSWER_PLACE_OPEN, 0, FALSE))
			return;
		if (!*end)
			return;
		p = end + length;
		end = p - 1;
	}
}
