/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Walks the words of a document and finds the labels. Decides where a label may
 * stand; must never take a word of a description for one because it happens to
 * be spelt alike.
 */
#include "core/form-scan.h"

#include <string.h>

#include "core/form-match.h"
#include "core/reading.h"

#define QUESTION_MORE_MAX 60 /* bytes */
#define SHORT_LABEL       2  /* words: needs a colon or the end of its line in running text */
#define VALUE_WORDS       8  /* between a label and the one that it must stand before */

typedef struct {
	const FormVocabulary *vocabulary;
	const Document *document;
	const char *part;
	const FormWord *words;
	guint n_words;
	const char *section;
	gboolean prose;   /* in the value of a field of many lines */
	guint after;      /* the word right after the last label */
	gboolean peeking; /* looks for the next label: none that asks for one itself */
	GArray *hits;
	GHashTable *found; /* ids of the labels in hits */
} Scan;

/* Words that a label may be said to the reader with: "Ditt telefonnummer". */
static const char *const possessives[] = { "din", "ditt", "dina", "min", "mitt", "mina" };

/* Words that go on with a sentence, and begin no value: "Verksamhet som rapporten gäller". */
static const char *const relatives[] = { "som", "där", "då", "när" };

/* Sections that are not the reporter's: what is labelled there is no answer from elsewhere. */
static const char *const others_sections[] = { "office", "not_opened", "copy" };

static const char *
text_of(const Scan *scan, const FormWord *word)
{
	return document_cell(scan->document, word->cell)->text;
}

/* TRUE if the label that ends with last is closed: by its line's end, a colon or a "?". */
static gboolean
is_closed(const Scan *scan, const FormWord *last)
{
	const char *rest = text_of(scan, last) + last->end;

	rest += strspn(rest, " )");
	return rest[strspn(rest, " ).")] == '\0' || *rest == ':' || *rest == '?';
}

static gboolean
ends_line(const Scan *scan, guint next)
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

static gboolean
follows_box(const Scan *scan, const FormWord *word)
{
	return ends_with_box(text_of(scan, word), word->start);
}

/* TRUE if a box stands on the line right before the first or after the last word. */
static gboolean
is_beside_box(const Scan *scan, const FormWord *first, const FormWord *last)
{
	const Document *document = scan->document;
	guint line = document_cell(document, first->cell)->line;

	if (follows_box(scan, first) || begins_with_box(text_of(scan, last) + last->end))
		return TRUE;
	if (first->leads && first->cell > 0) {
		const DocumentCell *before = document_cell(document, first->cell - 1);

		if (before->line == line && ends_with_box(before->text, strlen(before->text)))
			return TRUE;
	}
	if (last->cell + 1 >= document->cells->len || text_of(scan, last)[last->end])
		return FALSE;
	const DocumentCell *after = document_cell(document, last->cell + 1);
	return after->line == line && begins_with_box(after->text);
}

static gboolean
is_one_of(const char *word, const char *const *words, gsize n)
{
	for (gsize i = 0; i < n; i++)
		if (g_str_equal(word, words[i]))
			return TRUE;
	return FALSE;
}

/* TRUE if the word before i is a possessive that begins the line. */
static gboolean
is_possessed(const Scan *scan, guint i)
{
	return i > 0 && scan->words[i - 1].leads &&
	       scan->words[i - 1].cell == scan->words[i].cell &&
	       is_one_of(scan->words[i - 1].folded, possessives, G_N_ELEMENTS(possessives));
}

/* TRUE if the sentence goes on after the word before next. */
static gboolean
goes_on(const Scan *scan, guint next)
{
	return !ends_line(scan, next) && !is_closed(scan, &scan->words[next - 1]) &&
	       is_one_of(scan->words[next].folded, relatives, G_N_ELEMENTS(relatives));
}

/* TRUE if word i stands where labels begin. */
static gboolean
begins(const Scan *scan, guint i)
{
	const FormWord *word = &scan->words[i];

	if (word->leads || is_possessed(scan, i))
		return TRUE;
	return !scan->prose && (i == scan->after || (word->glued && word->capital));
}

/* TRUE if a label of n words may stand at word i. */
static gboolean
may_stand(const Scan *scan, const FormLabel *label, guint i, guint n)
{
	const FormWord *word = &scan->words[i], *last = &scan->words[i + n - 1];
	gboolean start = begins(scan, i);

	if (label->role == FORM_PART)
		return (start || word->glued) && ends_line(scan, i + n);
	if (label->role == FORM_OPTION)
		return start || word->capital || follows_box(scan, word);
	if (label->role == FORM_FIELD && n <= SHORT_LABEL && goes_on(scan, i + n))
		return FALSE;
	if (start)
		return !scan->prose || n > SHORT_LABEL || is_closed(scan, last);
	if (scan->prose || !word->capital)
		return FALSE;
	return n > 1 || label->sections[0] || is_closed(scan, last);
}

/*
 * TRUE if a label of n words at word i counts in a section that it was not made
 * for, as forms order their questions differently: a box beside it, or nothing
 * else on its line, and not asked before.
 */
static gboolean
counts_elsewhere(const Scan *scan, const FormLabel *label, guint i, guint n)
{
	const FormWord *word = &scan->words[i], *last = &scan->words[i + n - 1];

	if (label->weak || label->before[0] || !g_str_equal(label->part, scan->part) ||
		is_one_of(scan->section, others_sections, G_N_ELEMENTS(others_sections)))
		return FALSE;
	if (label->role == FORM_OPTION)
		return is_beside_box(scan, word, last);
	return label->role == FORM_FIELD && begins(scan, i) && is_closed(scan, last) &&
	       !g_hash_table_contains(scan->found, label->id);
}

typedef struct {
	const FormLabel *label;
	guint n_words;
	double likeness;
} Best;

static Best find_label(const Scan *scan, guint i);

/* TRUE if the label that ends before word next stands before one that it needs. */
static gboolean
stands_before(const Scan *scan, const FormLabel *label, guint next)
{
	Scan ahead = *scan;

	if (!label->before[0])
		return TRUE;
	if (scan->peeking)
		return FALSE;
	ahead.peeking = TRUE;
	ahead.prose = FALSE;
	ahead.after = next;
	for (guint i = next; i < scan->n_words && i <= next + VALUE_WORDS; i++) {
		const FormLabel *found = find_label(&ahead, i).label;

		if (found)
			return g_strv_contains((const char *const *) label->before, found->id);
	}
	return FALSE;
}

/* TRUE if a label of n words and that likeness is a better one than the best so far. */
static gboolean
is_better(const FormLabel *label, guint n, double likeness, const Best *best)
{
	if (n > best->n_words || likeness > best->likeness)
		return TRUE;
	return likeness >= best->likeness && label->before[0] && !best->label->before[0];
}

static void
try_phrase(const Scan *scan, const FormPrinted *printed, guint i, gboolean elsewhere, Best *best)
{
	const FormLabel *label = printed->label;
	double likeness = 0;

	if (printed->phrase->n_words < best->n_words ||
		form_label_counts(label, scan->part, scan->section) == elsewhere)
		return;
	guint n = form_match_phrase(scan->document, printed->phrase, &scan->words[i],
		scan->n_words - i,
		label->role == FORM_OPTION ? FORM_MATCH_EVERY_WORD : FORM_MATCH_MOST_WORDS,
		&likeness);
	if (n == 0 || !may_stand(scan, label, i, n) ||
		(elsewhere && !counts_elsewhere(scan, label, i, n)) ||
		!stands_before(scan, label, i + n))
		return;
	if (is_better(label, n, likeness, best))
		*best = (Best){ label, n, likeness };
}

static Best
find_label(const Scan *scan, guint i)
{
	const FormWord *word = &scan->words[i];
	const GArray *printed = form_vocabulary_beginning(scan->vocabulary, word->folded[0]);
	Best best = { 0 };

	if (!begins(scan, i) && !word->capital && !word->glued && !follows_box(scan, word))
		return best;
	for (int elsewhere = 0; elsewhere <= 1 && !best.label; elsewhere++)
		for (guint p = 0; p < printed->len; p++)
			try_phrase(
				scan, &g_array_index(printed, FormPrinted, p), i, elsewhere, &best);
	return best;
}

static gboolean
fills_text(const FormLabel *label)
{
	const ReadingPart *part = reading_find_part(label->part);
	const char *ids = label->role == FORM_FIELD ? label->id : label->standard;

	if (!part || !ids || label->role == FORM_OPTION)
		return FALSE;
	const ReadingMember *member = reading_find_member(part, ids);
	return member && reading_kind_is_text(member->kind);
}

/*
 * Where a label that ends with last ends: what makes a longer question of it is
 * printed too.
 */
static gsize
end_of_question(const Scan *scan, const FormWord *last)
{
	const char *text = text_of(scan, last), *rest = text + last->end;
	gsize more = strcspn(rest, "?.:\n");

	return more <= QUESTION_MORE_MAX && rest[more] == '?' ? last->end + more : last->end;
}

/* What was taken for the rest of a question ends where the next label begins. */
static void
end_before(GArray *hits, guint cell, gsize start)
{
	FormHit *last = hits->len ? &g_array_index(hits, FormHit, hits->len - 1) : NULL;

	if (last && last->last_cell == cell)
		last->end = MIN(last->end, start);
}

static void
add_hit(Scan *scan, const Best *best, guint i)
{
	const FormWord *first = &scan->words[i], *last = &scan->words[i + best->n_words - 1];
	const FormLabel *label = best->label;

	if (label->opens)
		scan->section = label->opens;
	else if (label->role == FORM_OPTION &&
		 !form_label_counts(label, scan->part, scan->section) &&
		 !g_str_equal(label->sections[0], FORM_SECTION_HEAD))
		scan->section = label->sections[0];
	else if (label->role == FORM_PART && !scan->part[0])
		scan->section = label->part;
	if (label->role != FORM_IGNORE || label->opens)
		scan->prose = fills_text(label);
	FormHit hit = {
		.label = label,
		.first_cell = first->cell,
		.start = is_possessed(scan, i) ? scan->words[i - 1].start : first->start,
		.last_cell = last->cell,
		.end = end_of_question(scan, last),
		.likeness = best->likeness,
		.section = scan->section,
	};
	end_before(scan->hits, hit.first_cell, hit.start);
	g_array_append_val(scan->hits, hit);
	g_hash_table_add(scan->found, label->id);
	scan->after = i + best->n_words;
}

GArray *
form_scan(const FormVocabulary *vocabulary, const Document *document, const char *part, guint first,
	guint end)
{
	g_autoptr(GArray) words = form_match_words(document, first, end);
	g_autoptr(GHashTable) found = g_hash_table_new(g_str_hash, g_str_equal);
	Scan scan = {
		.vocabulary = vocabulary,
		.document = document,
		.part = part,
		.words = (const FormWord *) (gpointer) words->data,
		.n_words = words->len,
		.section = FORM_SECTION_HEAD,
		.after = G_MAXUINT,
		.hits = g_array_new(FALSE, FALSE, sizeof(FormHit)),
		.found = found,
	};

	for (guint i = 0; i < words->len;) {
		Best best = find_label(&scan, i);

		if (best.label)
			add_hit(&scan, &best, i);
		i += MAX(best.n_words, 1u);
	}
	return scan.hits;
}

GArray *
form_scan_parts(const FormVocabulary *vocabulary, const Document *document)
{
	/* No label but a part's counts outside all parts. */
	return form_scan(vocabulary, document, "", 0, document->cells->len);
}
