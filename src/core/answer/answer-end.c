/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where an answer ends and the quotation begins. Must never give a line of what is quoted for one
 * that the person wrote: it may hold yesterday's command. So all that may be a mark ends it.
 */
#include "core/answer/answer-end.h"

#include <string.h>

#include "core/answer/answer-quote.h"
#include "core/answer/reply-token.h"
#include "core/mail/forward-block.h"
#include "core/text.h"

#define MARK_BYTES  500 /* of a line that can be a mark */
#define BLOCK_LINES 24  /* in which header lines are looked for */
#define JOINED_MAX  4   /* lines over which a program breaks an attribution */

static gboolean
is_quoted(const AnswerRow *row)
{
	return row && (row->place == ANSWER_PLACE_QUOTE || row->place == ANSWER_PLACE_INDENT ||
			      row->from & (ANSWER_FROM_QUOTE | ANSWER_FROM_REST));
}

/* TRUE if what follows row i, empty lines aside, is known to be quoted. */
static gboolean
stands_above_quote(const AnswerRows *rows, guint i)
{
	return is_quoted(answer_rows_at(rows, answer_rows_next(rows, i + 1)));
}

/* count rows from i on as one folded line without marks of quotation, of the first of them what can
 * be a mark; NULL: they are none. */
static char *
fold_rows(const AnswerRows *rows, guint i, guint count)
{
	g_autoptr(GString) joined = g_string_new(NULL);

	for (guint k = 0; k < count; k++) {
		const AnswerRow *row = answer_rows_at(rows, i + k);

		if (!row || !*row->text || (k && joined->len + strlen(row->text) > MARK_BYTES))
			return NULL;
		if (k && (row->from || row->place != answer_rows_at(rows, i)->place))
			return NULL;
		g_string_append(joined, k ? " " : "");
		const char *text = row->text + strspn(row->text, "> ");
		g_string_append_len(joined, text, (gssize) strnlen(text, MARK_BYTES));
	}
	g_autofree char *valid = g_utf8_make_valid(joined->str, (gssize) joined->len);
	return text_fold(valid);
}

/* What is asked of a line beside that it says who wrote. */
typedef gboolean (*AnswerTest)(const char *folded);

/* TRUE if count rows from i on say who wrote, and pass the test if there is one. */
static gboolean
say_who_wrote(const AnswerRows *rows, guint i, guint count, AnswerTest test)
{
	g_autofree char *joined = fold_rows(rows, i, count);

	return joined && (!test || test(joined)) &&
	       answer_quote_is_attribution(joined, stands_above_quote(rows, i + count - 1));
}

/* "chefen.", and not "kl." */
static gboolean
ends_sentence(const char *text)
{
	const char *last = strrchr(text, ' ');

	return strchr("!?", text[strlen(text) - 1]) ||
	       (g_str_has_suffix(text, ".") && strlen(last ? last + 1 : text) > 5);
}

/*
 * TRUE if a program may have broken a line into these rows: a date stands in the first of more than
 * two, and none but the last is a sentence, or has a label.
 */
static gboolean
may_be_one(const AnswerRows *rows, guint i, guint count)
{
	g_autofree char *first = fold_rows(rows, i, 1);

	if (count > 2 && !answer_quote_has_date(first))
		return FALSE;
	for (guint k = 0; k + 1 < count; k++) {
		const char *text = answer_rows_at(rows, i + k)->text;

		if (ends_sentence(text) || strstr(text, ": "))
			return FALSE;
	}
	return TRUE;
}

/*
 * How many rows from i on do; 0: none. Programs break what begins with the date; a row without
 * which the others say it all is the person's.
 */
static guint
length_of_attribution(const AnswerRows *rows, guint i)
{
	for (guint count = 1; count <= JOINED_MAX; count++) {
		if (!say_who_wrote(rows, i, count, count > 1 ? answer_quote_has_date : NULL) ||
			!may_be_one(rows, i, count))
			continue;
		for (guint k = 1; k < count; k++)
			if (say_who_wrote(rows, i + k, count - k, answer_quote_says_all))
				return 0;
		return count;
	}
	return 0;
}

static gboolean
begins_headers(const AnswerRows *rows, guint i)
{
	g_autoptr(GString) text = NULL;
	const AnswerRow *row = answer_rows_at(rows, i);

	if (!row || !memchr(row->text, ':', strnlen(row->text, 40)))
		return FALSE;
	text = g_string_new(NULL);
	for (guint k = 0; k < BLOCK_LINES && (row = answer_rows_at(rows, i + k)); k++) {
		g_string_append_len(text, row->text, (gssize) strnlen(row->text, MARK_BYTES));
		g_string_append_c(text, '\n');
	}
	g_autofree char *valid = g_utf8_make_valid(text->str, (gssize) text->len);
	return forward_block_begins(valid);
}

static gboolean
begins_original(const AnswerRows *rows, guint i)
{
	g_autofree char *folded = fold_rows(rows, i, 1);

	return folded && answer_quote_is_original(folded);
}

/* What the words of row i say: ANSWER_END_MAIL for nothing. */
static AnswerEnd
read_mark(const AnswerRows *rows, guint i)
{
	g_autofree char *folded = fold_rows(rows, i, 1);
	guint next;

	if (begins_headers(rows, i))
		return ANSWER_END_HEADERS;
	if (!folded || !*folded)
		return ANSWER_END_MAIL;
	if (length_of_attribution(rows, i))
		return ANSWER_END_ATTRIBUTION;
	if (answer_quote_is_original(folded))
		return ANSWER_END_ORIGINAL;
	if (answer_quote_is_header(folded))
		return ANSWER_END_HEADERS;
	/* A line that is drawn belongs to what is below it. */
	next = answer_rows_next(rows, i + 1);
	if (!folded[strspn(folded, "-=*_")] && strlen(folded) > 4) {
		if (begins_headers(rows, next))
			return ANSWER_END_HEADERS;
		if (begins_original(rows, next))
			return ANSWER_END_ORIGINAL;
	}
	if (answer_quote_is_rule(folded))
		return ANSWER_END_DISCLAIMER;
	if (strcmp(folded, "--") == 0)
		return ANSWER_END_SIGNATURE;
	if (answer_quote_is_phone(folded))
		return ANSWER_END_PHONE;
	return answer_quote_is_greeting(folded) ? ANSWER_END_GREETING : ANSWER_END_MAIL;
}

AnswerEnd
answer_end_at(const AnswerRows *rows, guint i)
{
	const AnswerRow *row = answer_rows_at(rows, i);

	if (row->place == ANSWER_PLACE_QUOTE ||
		row->from & (ANSWER_FROM_QUOTE | ANSWER_FROM_REST)) {
		AnswerEnd mark = read_mark(rows, answer_rows_next(rows, i));
		gboolean says_more = mark == ANSWER_END_HEADERS || mark == ANSWER_END_ORIGINAL ||
				     mark == ANSWER_END_ATTRIBUTION;

		return says_more ? mark : ANSWER_END_QUOTED;
	}
	if (row->place == ANSWER_PLACE_SIGNATURE || row->from & ANSWER_FROM_SIGNATURE)
		return ANSWER_END_SIGNATURE;
	return read_mark(rows, i);
}

/* What is known behind the end of an answer. */
typedef struct {
	gboolean signs;   /* open lines are those of a signature */
	gboolean nothing; /* all that follows is quoted */
} Below;

/* Takes row i and those of the same mark; returns how many. ret_own: it may be the person's. */
static guint
take_below(const AnswerRows *rows, guint i, Below *below, gboolean *ret_own)
{
	AnswerEnd mark = read_mark(rows, i);
	guint length = MAX(length_of_attribution(rows, i), 1);

	*ret_own = FALSE;
	if (mark == ANSWER_END_HEADERS)
		below->nothing = TRUE;
	else if (mark == ANSWER_END_ORIGINAL || mark == ANSWER_END_ATTRIBUTION)
		below->nothing = !stands_above_quote(rows, i + length - 1);
	else if (mark == ANSWER_END_SIGNATURE || mark == ANSWER_END_GREETING ||
		 mark == ANSWER_END_DISCLAIMER)
		below->signs = TRUE;
	else if (mark != ANSWER_END_PHONE)
		*ret_own = !below->signs;
	return length;
}

/* Commands that were written into the frame of a signature. */
static void
add_framed(const AnswerRows *rows, guint i, GArray *own)
{
	const AnswerRow *row;

	for (; (row = answer_rows_at(rows, i)) && row->place == ANSWER_PLACE_SIGNATURE; i++)
		if (*row->text)
			g_array_append_val(own, i);
}

GArray *
answer_end_find_below(const AnswerRows *rows, guint i, AnswerEnd end)
{
	GArray *found = g_array_new(FALSE, FALSE, sizeof(guint));
	Below below = { 0 };
	const AnswerRow *row;

	if (end == ANSWER_END_SIGNATURE && i == answer_rows_next(rows, 0))
		add_framed(rows, i, found);
	if (found->len)
		return found;
	below.signs = end == ANSWER_END_SIGNATURE &&
		      answer_rows_at(rows, i)->place != ANSWER_PLACE_SIGNATURE;
	while ((row = answer_rows_at(rows, i)) && !below.nothing) {
		gboolean own = FALSE;
		guint length = 1;

		if (row->from & ANSWER_FROM_REST)
			break;
		if (row->place == ANSWER_PLACE_QUOTE || row->place == ANSWER_PLACE_INDENT)
			below.signs = FALSE;
		else if (*row->text && row->place == ANSWER_PLACE_OPEN)
			length = take_below(rows, i, &below, &own);
		if (own && !(row->from & ANSWER_FROM_QUOTE))
			g_array_append_val(found, i);
		i += length;
	}
	return found;
}

/* TRUE if a notice of ours stands in a row from i on. */
static gboolean
has_code(const AnswerRows *rows, guint i)
{
	const AnswerRow *row;
	ReplyToken token;

	for (; (row = answer_rows_at(rows, i)); i++)
		if (reply_token_find(row->text, &token))
			return TRUE;
	return FALSE;
}

gboolean
answer_end_is_presumed(const AnswerRows *rows, guint i, AnswerEnd end)
{
	const AnswerRow *row = answer_rows_at(rows, i);
	guint behind = i + MAX(length_of_attribution(rows, i), 1);

	if ((end != ANSWER_END_ATTRIBUTION && end != ANSWER_END_HEADERS) ||
		row->place == ANSWER_PLACE_QUOTE ||
		row->from & (ANSWER_FROM_QUOTE | ANSWER_FROM_REST))
		return FALSE;
	if (end == ANSWER_END_ATTRIBUTION &&
		(stands_above_quote(rows, behind - 1) ||
			!answer_rows_at(rows, answer_rows_next(rows, behind))))
		return FALSE;
	return !has_code(rows, i);
}
