/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as the text and as the page of an answer: lines that are fit to be shown, and the same
 * whatever is quoted below them.
 */
#include <string.h>

#include "core/answer/answer.h"
#include "core/text.h"
#include "fuzz.h"
#include "support/answer-tools.h"

const char fuzz_corpus[] = "answer";

static void
assert_answer(const Answer *answer)
{
	guint before = 0;

	for (guint i = 0; i < answer->lines->len; i++) {
		const AnswerLine *line = g_ptr_array_index(answer->lines, i);
		g_autofree char *shown = text_to_line(line->text, 0);

		g_assert_cmpstr(shown, ==, line->text);
		g_assert_true(*line->text && *line->text != '>');
		g_assert_cmpuint(line->number, >, before);
		before = line->number;
	}
	g_assert_nonnull(answer_end_name(answer->end));
	if (answer->end == ANSWER_END_MAIL)
		g_assert_true(answer->end_line == 0 && !answer->below);
	else
		g_assert_cmpuint(answer->end_line, >, before);
}

/* A line that is only drawn belongs to what is below it. */
static gboolean
ends_with_drawn_line(const Answer *answer)
{
	guint count = answer->lines->len;
	const AnswerLine *last = count ? g_ptr_array_index(answer->lines, count - 1) : NULL;

	return last && !last->text[strspn(last->text, "-=*_")];
}

static void
assert_same_above_quote(const char *text, const Answer *answer)
{
	g_autofree char *longer = g_strconcat(
		text, "\n\n-----Original Message-----\nFrom: a\nSubject: b\n\nx\n", NULL);
	g_autoptr(Answer) above = answer_of_body(longer, FALSE);

	if (above->end == ANSWER_END_LIMIT || ends_with_drawn_line(answer))
		return;
	g_assert_cmpint(above->end, ==, ANSWER_END_ORIGINAL);
	g_assert_cmpuint(above->lines->len, ==, answer->lines->len);
	for (guint i = 0; i < answer->lines->len; i++)
		g_assert_cmpstr(((AnswerLine *) above->lines->pdata[i])->text, ==,
			((AnswerLine *) answer->lines->pdata[i])->text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = g_utf8_make_valid(size ? (const char *) data : "", (gssize) size);
	g_autoptr(Answer) answer = answer_of_body(text, FALSE);
	g_autoptr(Answer) page = answer_of_body(text, TRUE);

	assert_answer(answer);
	assert_answer(page);
	if (answer->end == ANSWER_END_MAIL)
		assert_same_above_quote(text, answer);
	return 0;
}
