/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Walks the words of a document and finds the labels: of several that a place
 * may hold, the one that says most.
 */
#include "core/form/form-scan.h"

#include <string.h>

#include "core/form/form-match.h"
#include "core/form/form-place.h"
#include "core/form/form-prompt.h"
#include "core/form/reading.h"

#define QUESTION_MORE_MAX 60 /* bytes */
#define LIKE_PROMPT       0.9
#define TITLE_WORDS_MAX   9
#define VALUE_WORDS       8 /* between a label and the one that it must stand before */

typedef struct {
	const FormLabel *label;
	guint n_words;
	double likeness;
	gboolean particular; /* it asks for something around it */
} Best;

static Best find_label(const FormScan *scan, guint i);

/* TRUE if the label that ends before word next stands before one that it needs. */
static gboolean
stands_before(const FormScan *scan, const FormLabel *label, guint next)
{
	FormScan ahead = *scan;

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

static gboolean
is_better(const Best *tried, const Best *best)
{
	if (tried->n_words > best->n_words || tried->likeness > best->likeness)
		return TRUE;
	return tried->likeness >= best->likeness && tried->particular && !best->particular;
}

static void
try_phrase(
	const FormScan *scan, const FormPrinted *printed, guint i, gboolean elsewhere, Best *best)
{
	const FormLabel *label = printed->label;
	const FormPhrase *phrase = printed->phrase;
	double likeness = 0;

	if (phrase->gaps || phrase->n_words < best->n_words ||
		form_label_counts(label, scan->part, scan->section) == elsewhere)
		return;
	guint n = form_match_phrase(scan->document, phrase, &scan->words[i], scan->n_words - i,
		label->role == FORM_OPTION ? FORM_MATCH_EVERY_WORD : FORM_MATCH_MOST_WORDS,
		&likeness);
	if (n == 0 || !form_place_may_stand(scan, label, i, n) ||
		(elsewhere && !form_place_counts_elsewhere(scan, label, i, n)) ||
		/* "Rapportörens namn" begins no section "Rapportör". */
		(label->role == FORM_SECTION && n == 1 && likeness < 1 &&
			!form_place_is_closed(scan, &scan->words[i])) ||
		!stands_before(scan, label, i + n) ||
		(phrase->colon &&
			!form_place_has_colon(scan, &scan->words[i], &scan->words[i + n - 1])))
		return;
	const Best tried = { label, n, likeness, label->before[0] || phrase->colon };
	if (is_better(&tried, best))
		*best = tried;
}

/* TRUE if what is printed goes on after an exact label: it may be the beginning of a question. */
static gboolean
yields(const FormScan *scan, const Best *exact, guint i)
{
	guint next = i + exact->n_words;

	if (!exact->label)
		return TRUE;
	return (exact->label->role == FORM_FIELD || exact->label->role == FORM_SECTION) &&
	       !form_place_ends_line(scan, next) &&
	       !form_place_is_closed(scan, &scan->words[next - 1]) && !scan->words[next].capital &&
	       g_ascii_isalpha(scan->words[next].folded[0]);
}

/* TRUE if n words at word i may be a heading that nobody listed: few, on a line that stands apart.
 */
static gboolean
is_title(const FormScan *scan, guint i, guint n)
{
	const char *text = form_place_text_of(scan, &scan->words[i + n - 1]);

	return n <= TITLE_WORDS_MAX && form_place_ends_line(scan, i + n) &&
	       !strchr(text + scan->words[i + n - 1].end, ':') &&
	       form_prompt_stands_apart(scan->document, &scan->words[i]);
}

/*
 * A question that begins with word i and has the words of a phrase with a gap,
 * in place of exact. The phrase that says most of it decides, and then the one
 * that says it first.
 */
static Best
find_prompt(const FormScan *scan, const GArray *printed, guint i, Best exact)
{
	const FormWord *words = &scan->words[i];
	Best best = exact;
	guint n = 0, said = 0, soonest = 0;

	for (guint p = 0; p < printed->len; p++) {
		const FormPrinted *tried = &g_array_index(printed, FormPrinted, p);

		if (!tried->phrase->gaps ||
			!form_label_counts(tried->label, scan->part, scan->section) ||
			form_match_shaped(words->folded, words->shape, tried->phrase->words[0],
				tried->phrase->shapes[0]) < 0)
			continue;
		if (n == 0)
			n = form_prompt_measure(scan->document, words, scan->n_words - i,
				/* right after a label no answer has begun */
				scan->prose && i != scan->after);
		if (n <= exact.n_words)
			return exact;
		guint at = form_prompt_match(tried->phrase, words, n);
		if (at == 0 || tried->phrase->n_words < said ||
			(tried->phrase->n_words == said && at >= soonest) ||
			(tried->label->role == FORM_PART && !is_title(scan, i, n)))
			continue;
		best = (Best){ tried->label, n, LIKE_PROMPT, TRUE };
		said = tried->phrase->n_words;
		soonest = at;
	}
	return best;
}

static Best
find_label(const FormScan *scan, guint i)
{
	const FormWord *word = &scan->words[i];
	Best best = { 0 };

	if (!form_place_begins(scan, i) && !word->capital && !word->glued &&
		!form_place_follows_box(scan, word))
		return best;
	const GArray *printed = form_index_find(scan->index, word->folded, word->shape);
	for (int elsewhere = 0; elsewhere <= 1 && !best.label; elsewhere++)
		for (guint p = 0; p < printed->len; p++)
			try_phrase(
				scan, &g_array_index(printed, FormPrinted, p), i, elsewhere, &best);
	if (word->leads && word->capital && yields(scan, &best, i))
		best = find_prompt(scan, printed, i, best);
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
 * Where a label that ends before word next ends: what makes a longer question of
 * it is printed too, and what explains it.
 */
static gsize
end_of_label(const FormScan *scan, const FormLabel *label, guint next)
{
	const FormWord *last = &scan->words[next - 1];
	const char *text = form_place_text_of(scan, last), *rest = text + last->end;
	g_autofree char *near = g_strndup(rest, QUESTION_MORE_MAX + 1);
	gsize more = strcspn(near, "?.:\n");
	guint tail = form_place_tail(scan, label, next);

	if (near[more] == '?')
		return last->end + more;
	if (tail > 0)
		return scan->words[next + tail - 1].end;
	const char *after = form_place_skip_brackets(rest);
	return label->role == FORM_FIELD && (!fills_text(label) || form_place_is_closed(scan, last))
		       ? (gsize) (after - text)
		       : last->end;
}

/* What was taken for the rest of a question ends where the next label begins. */
static void
end_before(GArray *hits, guint cell, gsize start)
{
	FormHit *last = hits->len ? &g_array_index(hits, FormHit, hits->len - 1) : NULL;

	if (last && last->last_cell == cell)
		last->end = MIN(last->end, start);
}

/* The first word after a label and the brackets that explain it; next: after its own words. */
static guint
skip_label(const FormScan *scan, guint next)
{
	const FormWord *last = &scan->words[next - 1];
	const char *rest = form_place_text_of(scan, last) + last->end;
	gsize end = last->end + (gsize) (form_place_skip_brackets(rest) - rest);

	while (next < scan->n_words && scan->words[next].cell == last->cell &&
		scan->words[next].start < end)
		next++;
	return next;
}

/* Adds a label found at word i; the first word after it. */
static guint
add_hit(FormScan *scan, const Best *best, guint i)
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
		.start = form_place_is_possessed(scan, i) ? scan->words[i - 1].start : first->start,
		.last_cell = last->cell,
		.end = end_of_label(scan, label, i + best->n_words),
		.likeness = best->likeness,
		.section = scan->section,
	};
	end_before(scan->hits, hit.first_cell, hit.start);
	g_array_append_val(scan->hits, hit);
	g_hash_table_add(scan->found, label->id);
	scan->after = skip_label(
		scan, i + best->n_words + form_place_tail(scan, label, i + best->n_words));
	return scan->after;
}

GArray *
form_scan(const FormVocabulary *vocabulary, const Document *document, const char *part, guint first,
	guint end)
{
	const FormWords words = form_match_words(document, first, end);
	g_autoptr(GHashTable) found = g_hash_table_new(g_str_hash, g_str_equal);
	FormScan scan = {
		.index = form_vocabulary_index(vocabulary, part),
		.document = document,
		.part = part,
		.words = words.at,
		.n_words = words.n,
		.section = FORM_SECTION_HEAD,
		.after = G_MAXUINT,
		.hits = g_array_new(FALSE, FALSE, sizeof(FormHit)),
		.found = found,
	};

	for (guint i = 0; i < words.n;) {
		Best best = find_label(&scan, i);

		i = best.label ? add_hit(&scan, &best, i) : i + 1;
	}
	return scan.hits;
}

GArray *
form_scan_parts(const FormVocabulary *vocabulary, const Document *document)
{
	/* No label but a part's counts outside all parts. */
	return form_scan(vocabulary, document, "", 0, document->cells->len);
}
