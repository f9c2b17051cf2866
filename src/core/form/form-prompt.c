/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where a question ends, and whether it is one. Must never take a sentence of
 * an answer for one: what begins a line there has to ask, or to stand apart.
 */
#include "core/form/form-prompt.h"

#include <string.h>

#include "core/form/form-date.h"

#define PROMPT_WORDS_MAX 40
#define FIGURES_MAX      40 /* bytes */
#define BOXES_MAX        40 /* bytes after a question in which its boxes begin */
#define SHORT_NAME       3  /* letters: a name of a law or an authority */

typedef enum { END_NONE, END_QUESTION, END_COLON, END_SENTENCE, END_LINE } End;

/* What forms say to who fills them in, and nobody says in an answer. */
static const char *const imperatives[] = { "ange", "beratta", "beskriv", "forklara", "fyll",
	"motivera", "redogor", "specificera" };

static const char *
text_of(const Document *document, const FormWord *word)
{
	return document_cell(document, word->cell)->text;
}

/* TRUE if a prompt may go on from one line to the next: the line is broken inside a sentence. */
static gboolean
goes_on_below(const Document *document, const FormWord *last, const FormWord *next)
{
	const DocumentCell *a = document_cell(document, last->cell);
	const DocumentCell *b = document_cell(document, next->cell);

	return a->table == b->table && a->row == b->row && a->column == b->column &&
	       b->line - a->line <= 1 && next->leads && !next->capital &&
	       g_ascii_isalpha(next->folded[0]);
}

/* TRUE if the line goes on with a date, or a number and nothing else. */
static gboolean
begins_figures(const Document *document, const FormWord *word)
{
	if (!g_ascii_isdigit(word->folded[0]))
		return FALSE;
	g_autofree char *near = g_strndup(text_of(document, word) + word->start, FIGURES_MAX);
	FormDate date = form_date_find(near);
	return (date.kind != FORM_DATE_NONE && date.start == 0) ||
	       near[strspn(near, "0123456789.,:/- ")] == '\0';
}

/* TRUE for a name that is no law's: an answer has begun. */
static gboolean
is_name(const Document *document, const FormWord *word)
{
	const char *second = g_utf8_next_char(text_of(document, word) + word->start);

	return word->capital && g_unichar_islower(g_utf8_get_char(second)) &&
	       strlen(word->folded) > SHORT_NAME && !g_str_equal(word->folded, "sarah");
}

/*
 * What ends a prompt after its word last; next: the word that follows, NULL:
 * none; asks: it says what to do, so that a name after it begins the answer.
 */
static End
end_after(const Document *document, const FormWord *last, const FormWord *next, gboolean asks)
{
	const char *rest = text_of(document, last) + last->end;
	gboolean same = next && next->cell == last->cell;
	gsize length = same ? next->start - last->end : strlen(rest);

	if (memchr(rest, '?', length))
		return END_QUESTION;
	if (memchr(rest, ':', length))
		return END_COLON;
	if (same && (begins_figures(document, next) || (asks && is_name(document, next))))
		return END_LINE;
	if (same)
		return rest[0] == '.' && next->capital && length > 1 ? END_SENTENCE : END_NONE;
	if (rest[0] == '.')
		return END_SENTENCE;
	return next && goes_on_below(document, last, next) ? END_NONE : END_LINE;
}

static gboolean
is_imperative(const FormWord *word)
{
	for (gsize i = 0; i < G_N_ELEMENTS(imperatives); i++)
		if (g_str_equal(word->folded, imperatives[i]))
			return TRUE;
	return FALSE;
}

gboolean
form_prompt_stands_apart(const Document *document, const FormWord *word)
{
	const DocumentCell *cell = document_cell(document, word->cell);

	if (word->cell == 0)
		return TRUE;
	const DocumentCell *above = document_cell(document, word->cell - 1);
	return above->table != cell->table || above->row != cell->row ||
	       above->column != cell->column || cell->line - above->line > 1;
}

/* TRUE if nothing follows the prompt on its line, or only boxes and their words. */
static gboolean
ends_line(const Document *document, const FormWord *last, const FormWord *next)
{
	g_autofree char *near = NULL;

	if (!next || next->cell != last->cell)
		return TRUE;
	near = g_strndup(text_of(document, last) + last->end, BOXES_MAX);
	return strstr(near, DOCUMENT_BOX_CLEAR) || strstr(near, DOCUMENT_BOX_TICKED);
}

guint
form_prompt_measure(const Document *document, const FormWord *words, guint n_words, gboolean prose)
{
	gboolean asks = is_imperative(&words[0]);
	End end = END_NONE;
	guint n = 0;

	while (end == END_NONE && n < MIN(n_words, PROMPT_WORDS_MAX)) {
		n++;
		end = end_after(document, &words[n - 1], n < n_words ? &words[n] : NULL, asks);
	}
	if (end == END_NONE || (end == END_SENTENCE && !asks))
		return 0;
	for (guint i = 1; i < n && end != END_QUESTION; i++)
		if (g_ascii_isdigit(words[i].folded[0]) || is_name(document, &words[i]))
			return 0;
	if (!prose || asks || form_prompt_stands_apart(document, &words[0]))
		return n;
	if (end != END_QUESTION)
		return 0;
	return ends_line(document, &words[n - 1], n < n_words ? &words[n] : NULL) ? n : 0;
}

/* Where words first..end-1 of phrase stand in the n words from at on: after them; 0: nowhere. */
static guint
find_run(const FormPhrase *phrase, guint first, guint end, const FormWord *words, guint at, guint n)
{
	for (; at + (end - first) <= n; at++) {
		guint i = first;

		while (i < end &&
			form_match_shaped(words[at + i - first].folded, words[at + i - first].shape,
				phrase->words[i], phrase->shapes[i]) >= 0)
			i++;
		if (i == end)
			return at + (end - first);
		if (first == 0) /* a phrase begins where the prompt does */
			break;
	}
	return 0;
}

guint
form_prompt_match(const FormPhrase *phrase, const FormWord *words, guint n)
{
	guint at = 0;

	for (guint first = 0, end; first < phrase->n_words; first = end) {
		end = first + 1;
		while (end < phrase->n_words &&
			!(phrase->gaps & (G_GUINT64_CONSTANT(1) << (end - 1))))
			end++;
		at = find_run(phrase, first, end, words, at, n);
		if (at == 0)
			return 0;
	}
	return at;
}
