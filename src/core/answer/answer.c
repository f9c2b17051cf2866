/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The lines of an answer, of its text or its html. Looks at no more of them than its header says.
 */
#include "core/answer/answer.h"

#include <string.h>

#include "core/answer/answer-agree.h"
#include "core/answer/answer-end.h"
#include "core/answer/answer-rows.h"

#define PART_BYTES (256 * 1024) /* that are looked at */

static const char *const end_names[ANSWER_END_COUNT] = {
	[ANSWER_END_MAIL] = "mail",
	[ANSWER_END_QUOTED] = "quoted",
	[ANSWER_END_ATTRIBUTION] = "attribution",
	[ANSWER_END_HEADERS] = "headers",
	[ANSWER_END_ORIGINAL] = "original",
	[ANSWER_END_SIGNATURE] = "signature",
	[ANSWER_END_GREETING] = "greeting",
	[ANSWER_END_PHONE] = "phone",
	[ANSWER_END_DISCLAIMER] = "disclaimer",
	[ANSWER_END_LIMIT] = "limit",
};

const char *
answer_end_name(AnswerEnd end)
{
	return end_names[end];
}

static void
line_free(gpointer data)
{
	AnswerLine *line = data;

	g_free(line->text);
	g_free(line);
}

void
answer_free(Answer *answer)
{
	if (!answer)
		return;
	g_ptr_array_unref(answer->lines);
	g_ptr_array_unref(answer->under);
	g_free(answer);
}

static void
add_line(GPtrArray *lines, const AnswerRow *row, guint number)
{
	AnswerLine *line = g_new0(AnswerLine, 1);

	line->number = number;
	line->text = g_strdup(row->text);
	line->hides = row->hides;
	g_ptr_array_add(lines, line);
}

/* What is known of the rows from i on, where the lines have ended. */
static void
look_below(Answer *answer, const AnswerRows *rows, guint i, guint first)
{
	g_autoptr(GArray) own = answer_end_find_below(rows, i, answer->end);

	for (guint k = 0; k < own->len; k++) {
		guint row = g_array_index(own, guint, k);

		add_line(answer->under, answer_rows_at(rows, row), row - first + 1);
	}
	answer->below = own->len > 0;
	answer->presumed = answer_end_is_presumed(rows, i, answer->end);
}

static Answer *
read_rows(const AnswerRows *rows)
{
	Answer *answer = g_new0(Answer, 1);
	guint first = answer_rows_next(rows, 0), i = first;

	answer->lines = g_ptr_array_new_with_free_func(line_free);
	answer->under = g_ptr_array_new_with_free_func(line_free);
	for (const AnswerRow *row; (row = answer_rows_at(rows, i)); i++) {
		answer->end = answer_end_at(rows, i);
		if (answer->end != ANSWER_END_MAIL)
			break;
		if (*row->text)
			add_line(answer->lines, row, i - first + 1);
	}
	if (answer->end == ANSWER_END_MAIL && rows->cut)
		answer->end = ANSWER_END_LIMIT;
	else if (answer->end != ANSWER_END_MAIL)
		look_below(answer, rows, i, first);
	if (answer->end != ANSWER_END_MAIL)
		answer->end_line = i - first + 1;
	return answer;
}

/* TRUE if mail has what body says once more, in text or in html. */
static gboolean
has_other(const Mail *mail, const MailBody *body)
{
	for (guint i = 0; body->alternative && i < mail->bodies->len; i++) {
		const MailBody *other = g_ptr_array_index(mail->bodies, i);

		if (other->alternative == body->alternative && other->page != body->page)
			return TRUE;
	}
	return FALSE;
}

static void
add_body(AnswerRows *rows, const MailBody *body, MarkupSheet *sheet)
{
	gsize length = strlen(body->text);
	const char *end = body->text + length;

	if (length > PART_BYTES)
		end = g_utf8_find_prev_char(body->text, body->text + PART_BYTES);
	g_autofree char *text = g_strndup(body->text, (gsize) (end - body->text));
	if (body->page)
		answer_rows_add_page(rows, text, sheet);
	else
		answer_rows_add_text(rows, text);
	rows->cut |= body->cut || length > PART_BYTES;
}

/* One after the other, as a mail program shows them; pages: of what is there twice the html. */
static AnswerRows *
collect(const Mail *mail, gboolean pages, MarkupSheet *sheet)
{
	AnswerRows *rows = answer_rows_new();

	for (guint i = 0; i < mail->bodies->len && !rows->cut; i++) {
		const MailBody *body = g_ptr_array_index(mail->bodies, i);

		if (body->page == pages || !has_other(mail, body))
			add_body(rows, body, sheet);
	}
	return rows;
}

static gboolean
has_page(const Mail *mail)
{
	for (guint i = 0; i < mail->bodies->len; i++)
		if (((const MailBody *) g_ptr_array_index(mail->bodies, i))->page)
			return TRUE;
	return FALSE;
}

/* TRUE if there is something that mail says in text and in html. */
static gboolean
is_twofold(const Mail *mail)
{
	for (guint i = 0; i < mail->bodies->len; i++)
		if (has_other(mail, g_ptr_array_index(mail->bodies, i)))
			return TRUE;
	return FALSE;
}

/* Of all pages, for some mail programs show them as one. */
static MarkupSheet *
collect_sheets(const Mail *mail)
{
	MarkupSheet *sheet = markup_sheet_new();

	for (guint i = 0; i < mail->bodies->len; i++) {
		const MailBody *body = g_ptr_array_index(mail->bodies, i);

		if (body->page)
			markup_sheet_add_page(sheet, body->text, body->cut);
	}
	return sheet;
}

/* What may not be seen in the page is in doubt in the text, too. */
static void
doubt_as(Answer *text, const Answer *page)
{
	gboolean hides = FALSE;

	for (guint i = 0; i < page->lines->len; i++)
		hides |= ((const AnswerLine *) page->lines->pdata[i])->hides;
	for (guint i = 0; i < text->lines->len; i++)
		((AnswerLine *) text->lines->pdata[i])->hides |= hides;
}

Answer *
answer_find(const Mail *mail)
{
	g_autoptr(MarkupSheet) sheet = collect_sheets(mail);
	g_autoptr(AnswerRows) text_rows = collect(mail, FALSE, sheet);
	g_autoptr(Answer) text = read_rows(text_rows);

	if (!has_page(mail))
		return g_steal_pointer(&text);
	g_autoptr(AnswerRows) page_rows = collect(mail, TRUE, sheet);
	g_autoptr(Answer) page = read_rows(page_rows);
	if (!answer_agrees(text, page)) {
		if (is_twofold(mail))
			answer_keep_shared(text, page);
		doubt_as(text, page);
		return g_steal_pointer(&text);
	}
	page->page = TRUE;
	page->below |= text->below;
	page->presumed &= text->presumed;
	if (!page->under->len) {
		g_ptr_array_unref(page->under);
		page->under = g_ptr_array_ref(text->under);
	}
	return g_steal_pointer(&page);
}
