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

#define SHORT_LABEL 2 /* words: needs a colon or the end of its line in running text */

typedef struct {
	const FormVocabulary *vocabulary;
	const Document *document;
	const char *part;
	const FormWord *words;
	guint n_words;
	const char *section;
	gboolean prose; /* in the value of a field of many lines */
	guint after;    /* the word right after the last label */
	GArray *hits;
} Scan;

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

static gboolean
follows_box(const Scan *scan, const FormWord *word)
{
	const gsize length = sizeof DOCUMENT_BOX_TICKED - 1;
	const char *text = text_of(scan, word);
	gsize end = word->start;

	while (end > 0 && text[end - 1] == ' ')
		end--;
	return end >= length &&
	       (memcmp(text + end - length, DOCUMENT_BOX_TICKED, length) == 0 ||
		       memcmp(text + end - length, DOCUMENT_BOX_CLEAR, length) == 0);
}

/* TRUE if word i stands where labels begin. */
static gboolean
begins(const Scan *scan, guint i)
{
	const FormWord *word = &scan->words[i];

	if (word->leads)
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
	if (start)
		return !scan->prose || n > SHORT_LABEL || is_closed(scan, last);
	if (scan->prose || !word->capital)
		return FALSE;
	return n > 1 || label->sections[0] || is_closed(scan, last);
}

typedef struct {
	const FormLabel *label;
	guint n_words;
	double likeness;
} Best;

static void
try_phrase(const Scan *scan, const FormPrinted *printed, guint i, Best *best)
{
	const FormLabel *label = printed->label;
	double likeness = 0;

	if (printed->phrase->n_words < best->n_words ||
		!form_label_counts(label, scan->part, scan->section))
		return;
	guint n = form_match_phrase(scan->document, printed->phrase, &scan->words[i],
		scan->n_words - i,
		label->role == FORM_OPTION ? FORM_MATCH_EVERY_WORD : FORM_MATCH_MOST_WORDS,
		&likeness);
	if (n == 0 || !may_stand(scan, label, i, n))
		return;
	if (n > best->n_words || likeness > best->likeness)
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
	for (guint p = 0; p < printed->len; p++)
		try_phrase(scan, &g_array_index(printed, FormPrinted, p), i, &best);
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

static void
add_hit(Scan *scan, const Best *best, guint i)
{
	const FormWord *first = &scan->words[i], *last = &scan->words[i + best->n_words - 1];
	const FormLabel *label = best->label;

	if (label->opens)
		scan->section = label->opens;
	else if (label->role == FORM_PART && !scan->part[0])
		scan->section = label->part;
	if (label->role != FORM_IGNORE || label->opens)
		scan->prose = fills_text(label);
	FormHit hit = {
		.label = label,
		.first_cell = first->cell,
		.start = first->start,
		.last_cell = last->cell,
		.end = last->end,
		.likeness = best->likeness,
		.section = scan->section,
	};
	g_array_append_val(scan->hits, hit);
	scan->after = i + best->n_words;
}

GArray *
form_scan(const FormVocabulary *vocabulary, const Document *document, const char *part, guint first,
	guint end)
{
	g_autoptr(GArray) words = form_match_words(document, first, end);
	Scan scan = {
		.vocabulary = vocabulary,
		.document = document,
		.part = part,
		.words = (const FormWord *) (gpointer) words->data,
		.n_words = words->len,
		.section = FORM_SECTION_HEAD,
		.after = G_MAXUINT,
		.hits = g_array_new(FALSE, FALSE, sizeof(FormHit)),
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
