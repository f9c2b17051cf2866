/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where a label may stand. Must never take a word of a description for one
 * because it happens to be spelt alike.
 */
#include "core/form/form-place.h"

#include <string.h>

#include "core/form/form-normal.h"
#include "core/form/form-prompt.h"

#define BRACKETS_MAX 120 /* bytes */
#define TAIL_MAX     12  /* words */
#define SHORT_LABEL  2   /* words: needs a colon or the end of its line in running text */

/* Words that a label may be said to the reader with: "Ditt telefonnummer". */
static const char *const possessives[] = { "din", "ditt", "dina", "min", "mitt", "mina" };

/* Whose the label after it is: "Rapportörens namn". */
static const char *const genitives[] = { "anmalarens", "medarbetarens", "rapportorens",
	"uppgiftslamnarens" };

/* Words that go on with a sentence, and begin no value: "Verksamhet som rapporten gäller". */
static const char *const relatives[] = { "som", "dar", "da", "nar" };

/* Those, and others that go on with a question: "Konsekvenser för den enskilde". */
static const char *const joints[] = { "som", "dar", "da", "nar", "att", "av", "den", "det",
	"direkt", "efter", "eller", "enligt", "for", "fran", "galler", "genast", "hos", "i", "inom",
	"med", "och", "om", "omedelbart", "pa", "redan", "ror", "samt", "sedan", "till", "under",
	"vid" };

/* After them somebody or something else is named: "Namn på närmaste chef". */
static const char *const others[] = { "hos", "pa", "till" };

/* Sections that are not the reporter's: what is labelled there is no answer from elsewhere. */
static const char *const others_sections[] = { "office", "not_opened", "copy" };

const char *
form_place_text_of(const FormScan *scan, const FormWord *word)
{
	return document_cell(scan->document, word->cell)->text;
}

const char *
form_place_skip_brackets(const char *rest)
{
	const char *open = rest + strspn(rest, " ");
	const char *close = memchr(open, ')', strnlen(open, BRACKETS_MAX));

	if (!close || *open != '(' || !g_unichar_islower(g_utf8_get_char(open + 1)))
		return rest;
	return close + 1;
}

gboolean
form_place_is_closed(const FormScan *scan, const FormWord *last)
{
	const char *rest = form_place_skip_brackets(form_place_text_of(scan, last) + last->end);

	rest += strspn(rest, " )");
	return rest[strspn(rest, " ).")] == '\0' || *rest == ':' || *rest == '?';
}

gboolean
form_place_ends_line(const FormScan *scan, guint next)
{
	return next >= scan->n_words || scan->words[next].cell != scan->words[next - 1].cell;
}

/* The box at the end of a text, or at its beginning. */
static gboolean
ends_with_box(const char *text, gsize end)
{
	const gsize length = sizeof DOCUMENT_BOX_TICKED - 1;

	while (end > 0 && text[end - 1] == ' ')
		end--;
	return end >= length &&
	       (memcmp(text + end - length, DOCUMENT_BOX_TICKED, length) == 0 ||
		       memcmp(text + end - length, DOCUMENT_BOX_CLEAR, length) == 0);
}

static gboolean
begins_with_box(const char *text)
{
	text += strspn(text, " ");
	return g_str_has_prefix(text, DOCUMENT_BOX_TICKED) ||
	       g_str_has_prefix(text, DOCUMENT_BOX_CLEAR);
}

gboolean
form_place_follows_box(const FormScan *scan, const FormWord *word)
{
	return ends_with_box(form_place_text_of(scan, word), word->start);
}

/* TRUE if a box stands on the line right before the first or after the last word. */
static gboolean
is_beside_box(const FormScan *scan, const FormWord *first, const FormWord *last)
{
	const Document *document = scan->document;
	guint line = document_cell(document, first->cell)->line;

	if (form_place_follows_box(scan, first) ||
		begins_with_box(form_place_text_of(scan, last) + last->end))
		return TRUE;
	if (first->leads && first->cell > 0) {
		const DocumentCell *before = document_cell(document, first->cell - 1);

		if (before->line == line && ends_with_box(before->text, strlen(before->text)))
			return TRUE;
	}
	if (last->cell + 1 >= document->cells->len || form_place_text_of(scan, last)[last->end])
		return FALSE;
	const DocumentCell *after = document_cell(document, last->cell + 1);
	return after->line == line && begins_with_box(after->text);
}

static gboolean
is_one_of(const char *word, const char *const *words, gsize n)
{
	for (gsize i = 0; i < n; i++)
		if (word[0] == words[i][0] && g_str_equal(word, words[i]))
			return TRUE;
	return FALSE;
}

gboolean
form_place_is_possessed(const FormScan *scan, guint i)
{
	if (i == 0 || !scan->words[i - 1].leads || scan->words[i - 1].cell != scan->words[i].cell)
		return FALSE;
	const char *whose = scan->words[i - 1].folded;
	return is_one_of(whose, possessives, G_N_ELEMENTS(possessives)) ||
	       is_one_of(whose, genitives, G_N_ELEMENTS(genitives));
}

/* How many words up to a colon, a "?" or the end of the line are small and no numbers; 0: not all.
 */
static guint
count_small(const FormScan *scan, guint next)
{
	for (guint n = 1; n <= TAIL_MAX && !form_place_ends_line(scan, next + n - 1); n++) {
		const FormWord *word = &scan->words[next + n - 1];

		if (word->capital || !g_ascii_isalpha(word->folded[0]))
			return 0;
		if (form_place_is_closed(scan, word))
			return n;
	}
	return 0;
}

/* TRUE if label is for what is told from other text by how it looks, and text does not. */
static gboolean
looks_otherwise(const FormLabel *label, const char *text)
{
	const ReadingPart *part = reading_find_part(label->part);
	g_auto(GStrv) names = g_strsplit(label->id, "+", -1);

	for (guint i = 0; names[i]; i++) {
		const ReadingMember *member = reading_find_member(part, names[i]);

		if (!reading_kind_is_field(member->kind) || form_normal_takes_any(member->kind) ||
			form_normal_fits(member->kind, text))
			return FALSE;
	}
	return TRUE;
}

static gboolean
is_of_text(const FormLabel *label)
{
	return reading_kind_is_text(
		reading_first_member(reading_find_part(label->part), label->id)->kind);
}

guint
form_place_tail(const FormScan *scan, const FormLabel *label, guint next)
{
	if (label->role != FORM_FIELD || form_place_ends_line(scan, next) ||
		form_place_is_closed(scan, &scan->words[next - 1]))
		return 0;
	const FormWord *first = &scan->words[next];
	guint n = count_small(scan, next);
	if (n == 0 ||
		(is_of_text(label) ? is_one_of(first->folded, joints, G_N_ELEMENTS(joints))
				   : is_one_of(first->folded, relatives, G_N_ELEMENTS(relatives))))
		return n;
	g_autofree char *text = g_strndup(form_place_text_of(scan, first) + first->start,
		scan->words[next + n - 1].end - first->start);
	return looks_otherwise(label, text) ? n : 0;
}

/* TRUE if the words after a label of few words make it another's. */
static gboolean
is_another(const FormScan *scan, const FormLabel *label, guint next)
{
	guint n;

	if (label->role != FORM_FIELD || is_of_text(label) || form_place_ends_line(scan, next) ||
		!is_one_of(scan->words[next].folded, others, G_N_ELEMENTS(others)))
		return FALSE;
	n = count_small(scan, next);
	for (guint i = next; i < next + n; i++)
		if (g_str_equal(scan->words[i].folded, "dig") ||
			g_str_has_prefix(scan->words[i].folded, "rapport"))
			return FALSE;
	return n > 0;
}

/* TRUE if the sentence goes on after a label, and does not end with its line. */
static gboolean
goes_on(const FormScan *scan, const FormLabel *label, guint next)
{
	return !form_place_ends_line(scan, next) &&
	       !form_place_is_closed(scan, &scan->words[next - 1]) &&
	       is_one_of(scan->words[next].folded, relatives, G_N_ELEMENTS(relatives)) &&
	       form_place_tail(scan, label, next) == 0;
}

gboolean
form_place_begins(const FormScan *scan, guint i)
{
	const FormWord *word = &scan->words[i];

	if (word->leads || form_place_is_possessed(scan, i))
		return TRUE;
	return !scan->prose && (i == scan->after || (word->glued && word->capital));
}

gboolean
form_place_may_stand(const FormScan *scan, const FormLabel *label, guint i, guint n)
{
	const FormWord *word = &scan->words[i], *last = &scan->words[i + n - 1];
	gboolean start = form_place_begins(scan, i);

	if (label->role == FORM_PART)
		return (start || word->glued) && form_place_ends_line(scan, i + n);
	if (label->role == FORM_OPTION)
		return start || word->capital || form_place_follows_box(scan, word);
	if (label->role == FORM_FIELD && n <= SHORT_LABEL &&
		(goes_on(scan, label, i + n) || is_another(scan, label, i + n)))
		return FALSE;
	if (start)
		return !scan->prose || n > SHORT_LABEL || form_place_is_closed(scan, last) ||
		       (form_place_tail(scan, label, i + n) > 0 &&
			       form_prompt_stands_apart(scan->document, word));
	if (scan->prose || !word->capital)
		return FALSE;
	return n > 1 || label->sections[0] || form_place_is_closed(scan, last);
}

gboolean
form_place_counts_elsewhere(const FormScan *scan, const FormLabel *label, guint i, guint n)
{
	const FormWord *word = &scan->words[i], *last = &scan->words[i + n - 1];

	if (label->weak || label->before[0] || !g_str_equal(label->part, scan->part) ||
		is_one_of(scan->section, others_sections, G_N_ELEMENTS(others_sections)))
		return FALSE;
	if (label->role == FORM_OPTION)
		return is_beside_box(scan, word, last);
	return label->role == FORM_FIELD && form_place_begins(scan, i) &&
	       form_place_is_closed(scan, last) && !g_hash_table_contains(scan->found, label->id);
}

gboolean
form_place_has_colon(const FormScan *scan, const FormWord *word, const FormWord *last)
{
	const char *rest = form_place_text_of(scan, last) + last->end;

	return word->leads && rest[strspn(rest, " ")] == ':';
}
