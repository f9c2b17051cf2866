/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a letterhead and a page print around a form. Must never take a line that
 * holds a label, nor anything from words without a form.
 */
#include "core/form/form-strip.h"

#include <string.h>

#include "core/form/form-match.h"
#include "core/form/form-normal.h"
#include "core/form/form-scan.h"
#include "core/text.h"

#define BLOCK_LINES   4  /* of a letterhead at least */
#define LINE_CHARS    60 /* of a line of one at most */
#define HEADER_LINES  2  /* at the top of a page */
#define FOOTER_LINES  4  /* at its end */
#define ALIKE_PAGES   3  /* that end with the same line */
#define COUNTED_PAGES 2  /* that end with the same line but for its numbers */

/* What only letterheads have; the line after it may be glued to it. */
#define WEB_ADDRESS "\\bwww\\.[[:alnum:].-]*?\\.(?:example|se|nu|com|org|net|eu)"

/* What a line of a letterhead can be. */
typedef enum {
	LINE_ANCHOR,
	LINE_ADDRESS,
	LINE_AUTHORITY,
	LINE_ANY,
	LINE_ENDS,
	LINE_COUNT
} LineKind;

static const char *const line_patterns[LINE_COUNT] = {
	[LINE_ANCHOR] = "^växel\\b.*\\d|^org(?:anisations|\\.)? ?-?n.*\\d{6}-\\d{4}|"
			"^(?:bank|plus)giro\\b|" WEB_ADDRESS,
	[LINE_ADDRESS] = "\\bbox \\d+|\\b\\d{3} ?\\d{2} \\p{L}|"
			 "(?:gatan|vägen|torget|torg|plan) \\d+",
	[LINE_AUTHORITY] = "^[\\p{L} -]{0,50}(?:förvaltning(?:en)?|nämnd(?:en)?|kommun|stad|"
			   "kontor(?:et)?)$",
	[LINE_ANY] = "@|\\d{2}|^\\p{L}[\\p{L}-]+(?: \\p{L}[\\p{L}-]+){0,3}$",
	[LINE_ENDS] = "[.?:]$",
};

static gboolean
is_line(LineKind kind, const char *text)
{
	static const GRegex *slots[LINE_COUNT];

	return g_regex_match(
		text_pattern(&slots[kind], line_patterns[kind], G_REGEX_CASELESS), text, 0, NULL);
}

/* As LINE_ANCHOR; most lines neither begin with its first letters nor hold an address. */
static gboolean
is_anchor(const char *text)
{
	static const char *const beginnings[] = { "v\xc3", "or", "ba", "pl" };
	gboolean may = FALSE;

	for (gsize i = 0; i < G_N_ELEMENTS(beginnings) && !may; i++)
		may = g_ascii_strncasecmp(text, beginnings[i], 2) == 0;
	for (const char *p = text; !may && (p = strpbrk(p, "wW")); p++)
		may = g_ascii_strncasecmp(p, "www.", 4) == 0;
	return may && is_line(LINE_ANCHOR, text);
}

/* TRUE for a line that may stand in a letterhead. */
static gboolean
is_block_line(const DocumentCell *cell)
{
	const char *text = cell->text;

	if (cell->table || g_utf8_strlen(text, -1) > LINE_CHARS || is_line(LINE_ENDS, text))
		return FALSE;
	return is_anchor(text) || is_line(LINE_ADDRESS, text) || is_line(LINE_ANY, text);
}

static gboolean
is_next_line(const Document *document, guint i, guint gap)
{
	const DocumentCell *cell = document_cell(document, i);
	const DocumentCell *next = document_cell(document, i + 1);

	return next->line - cell->line <= gap && next->page == cell->page && !next->table;
}

/* Marks the letterhead around cell anchor, if it is one; returns the cell after its lines. */
static guint
mark_block(const Document *document, guint anchor, gboolean *drop)
{
	guint first = anchor, end = anchor + 1, addresses = 0;

	while (first > 0 && is_next_line(document, first - 1, 1) &&
		is_block_line(document_cell(document, first - 1)))
		first--;
	while (end < document->cells->len && is_next_line(document, end - 1, 1) &&
		is_block_line(document_cell(document, end)))
		end++;
	for (guint i = first; i < end; i++)
		addresses += is_line(LINE_ADDRESS, document_cell(document, i)->text);
	if (end - first < BLOCK_LINES || addresses == 0)
		return end;
	if (first > 0 && is_next_line(document, first - 1, 2) &&
		is_line(LINE_AUTHORITY, document_cell(document, first - 1)->text))
		first--;
	for (guint i = first; i < end; i++)
		drop[i] = TRUE;
	return end;
}

/* A line without its numbers, as pages repeat it. */
static char *
pattern_of(const char *text)
{
	GString *out = g_string_new(NULL);

	for (const char *p = text; *p; p++)
		if (!g_ascii_isdigit(*p))
			g_string_append_c(out, *p);
		else if (p == text || !g_ascii_isdigit(p[-1]))
			g_string_append_c(out, '0');
	return g_string_free(out, FALSE);
}

static gboolean
holds_label(const FormVocabulary *vocabulary, const Document *document, guint cell)
{
	const FormWords words = form_match_words(document, cell, cell + 1);
	double likeness;

	if (words.n == 0)
		return FALSE;
	const GArray *printed = form_index_find(
		form_vocabulary_index(vocabulary, NULL), words.at->folded, words.at->shape);
	for (guint p = 0; p < printed->len; p++)
		if (form_match_phrase(document, g_array_index(printed, FormPrinted, p).phrase,
			    words.at, words.n, FORM_MATCH_EVERY_WORD, &likeness) > 0)
			return TRUE;
	return FALSE;
}

/* TRUE if the cell is among the first or last lines of its page. */
static gboolean
is_at_edge(const Document *document, guint i)
{
	const DocumentCell *cell = document_cell(document, i);
	guint n = document->cells->len;

	if (!cell->page || cell->table)
		return FALSE;
	return i < HEADER_LINES || document_cell(document, i - HEADER_LINES)->page != cell->page ||
	       i + FOOTER_LINES >= n ||
	       document_cell(document, i + FOOTER_LINES)->page != cell->page;
}

/* On how many pages a line stands, and whether its numbers differ. */
typedef struct {
	const char *text; /* of the first */
	guint last_page, pages;
	gboolean counts;
} Edge;

static void
note_edge(GHashTable *edges, const DocumentCell *cell)
{
	g_autofree char *pattern = pattern_of(cell->text);
	Edge *edge = g_hash_table_lookup(edges, pattern);

	if (!edge) {
		edge = g_new0(Edge, 1);
		edge->text = cell->text;
		g_hash_table_insert(edges, g_steal_pointer(&pattern), edge);
	}
	edge->pages += cell->page != edge->last_page;
	edge->counts = edge->counts || !g_str_equal(edge->text, cell->text);
	edge->last_page = cell->page;
}

static void
mark_edges(const FormVocabulary *vocabulary, const Document *document, gboolean *drop)
{
	g_autoptr(GHashTable) edges =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);

	for (guint i = 0; i < document->cells->len; i++)
		if (is_at_edge(document, i))
			note_edge(edges, document_cell(document, i));
	for (guint i = 0; i < document->cells->len; i++) {
		if (!is_at_edge(document, i))
			continue;
		g_autofree char *pattern = pattern_of(document_cell(document, i)->text);
		const Edge *edge = g_hash_table_lookup(edges, pattern);

		if (edge && edge->pages >= (edge->counts ? COUNTED_PAGES : ALIKE_PAGES) &&
			!holds_label(vocabulary, document, i) &&
			/* a stamp, or the date of a signature, ends no page */
			!form_normal_is_date(document_cell(document, i)->text))
			drop[i] = TRUE;
	}
}

/* What is glued to the end of a letterhead, as a cell of its own. */
static void
keep_glued(Document *out, const DocumentCell *cell)
{
	static const GRegex *slot;
	g_autoptr(GMatchInfo) match = NULL;
	int start, end;

	if (!g_regex_match(
		    text_pattern(&slot, WEB_ADDRESS "(?=\\p{Lu})", 0), cell->text, 0, &match) ||
		!g_match_info_fetch_pos(match, 0, &start, &end))
		return;
	out->line = cell->line;
	out->page = cell->page;
	document_add_line(out, cell->text + end, cell->confidence);
}

/* The document without the cells that drop marks. */
static Document *
without(const Document *document, const gboolean *drop)
{
	Document *out = document_new();

	for (guint i = 0; i < document->cells->len; i++) {
		if (drop[i])
			keep_glued(out, document_cell(document, i));
		else
			document_add_copy(out, document_cell(document, i));
	}
	return out;
}

Document *
form_strip_footers(
	const FormVocabulary *vocabulary, const Document *document, const GArray *headings)
{
	guint n = document->cells->len;
	g_autofree gboolean *drop = g_new0(gboolean, n + 1);

	if (headings->len == 0)
		return NULL;
	for (guint i = 0; i < n;)
		i = is_anchor(document_cell(document, i)->text) ? mark_block(document, i, drop)
								: i + 1;
	mark_edges(vocabulary, document, drop);
	for (guint i = 0; i < n; i++)
		if (drop[i])
			return without(document, drop);
	return NULL;
}
