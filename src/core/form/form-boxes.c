/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Check boxes by position. Must never tick what is not ticked: a lost tick is
 * normal on scans and means that nothing is known.
 */
#include "core/form/form-boxes.h"

#include <string.h>

/* One option or box on a row, in reading order. */
typedef struct {
	gint hit; /* index in hits, -1 for a box */
	gboolean ticked;
	gboolean paired;
} Token;

static gboolean
same_row(const DocumentCell *a, const DocumentCell *b)
{
	return a->table == b->table && (a->table ? a->row == b->row : a->line == b->line);
}

/* A cell that holds nothing but a cross is a ticked box drawn by hand. */
static gboolean
is_cross(const DocumentCell *cell)
{
	return cell->table && g_ascii_strcasecmp(cell->text, "x") == 0;
}

static void
add_box(GArray *tokens, gboolean ticked)
{
	Token token = { .hit = -1, .ticked = ticked };

	g_array_append_val(tokens, token);
}

/* How far the rows have been walked: the next cell and the next label. */
typedef struct {
	guint cell;
	guint hit;
} Walk;

/* Adds the options that begin up to byte at of the next cell. */
static void
collect_options(GArray *tokens, const GArray *hits, Walk *walk, gsize at)
{
	for (; walk->hit < hits->len; walk->hit++) {
		const FormHit *hit = &g_array_index(hits, FormHit, walk->hit);
		Token token = { .hit = (gint) walk->hit };

		if (hit->first_cell > walk->cell ||
			(hit->first_cell == walk->cell && hit->start > at))
			break;
		if (hit->label->role == FORM_OPTION)
			g_array_append_val(tokens, token);
	}
}

/* Adds the tokens of the next cell. */
static void
collect(GArray *tokens, const Document *document, const GArray *hits, Walk *walk)
{
	const DocumentCell *cell = document_cell(document, walk->cell);

	if (is_cross(cell))
		add_box(tokens, TRUE);
	for (const char *p = cell->text; (p = strchr(p, (guchar) DOCUMENT_BOX_TICKED[0])); p++) {
		gboolean ticked = g_str_has_prefix(p, DOCUMENT_BOX_TICKED);

		if (!ticked && !g_str_has_prefix(p, DOCUMENT_BOX_CLEAR))
			continue;
		collect_options(tokens, hits, walk, (gsize) (p - cell->text));
		add_box(tokens, ticked);
	}
	collect_options(tokens, hits, walk, G_MAXSIZE);
	walk->cell++;
}

static void
pair(GArray *hits, Token *option, Token *box)
{
	option->paired = box->paired = TRUE;
	g_array_index(hits, FormHit, option->hit).ticked = box->ticked;
}

static guint
count(const GArray *tokens, gboolean boxes)
{
	guint n = 0;

	for (guint i = 0; i < tokens->len; i++)
		n += (g_array_index(tokens, Token, i).hit < 0) == boxes;
	return n;
}

/* The first option or box from index on. */
static guint
next_of(const GArray *tokens, gboolean box, guint index)
{
	while ((g_array_index(tokens, Token, index).hit < 0) != box)
		index++;
	return index;
}

/* As many boxes as options: the first belongs to the first. */
static void
pair_in_order(GArray *hits, GArray *tokens)
{
	guint option = 0, box = 0;

	for (guint n = tokens->len / 2; n > 0; n--) {
		option = next_of(tokens, FALSE, option);
		box = next_of(tokens, TRUE, box);
		pair(hits, &g_array_index(tokens, Token, option++),
			&g_array_index(tokens, Token, box++));
	}
}

/* Neighbours in pairs: whatever the row begins with stands first in each. */
static void
pair_neighbours(GArray *hits, GArray *tokens)
{
	gboolean box_first = g_array_index(tokens, Token, 0).hit < 0;

	for (guint i = 0; i + 1 < tokens->len; i++) {
		Token *a = &g_array_index(tokens, Token, i);
		Token *b = &g_array_index(tokens, Token, i + 1);

		if (a->paired || b->paired || (a->hit < 0) != box_first ||
			(b->hit < 0) == box_first)
			continue;
		pair(hits, box_first ? b : a, box_first ? a : b);
	}
}

static void
pair_row(GArray *hits, GArray *tokens, gboolean *drop)
{
	guint boxes = count(tokens, TRUE), options = count(tokens, FALSE);

	if (boxes == 0 || options == 0)
		return;
	if (boxes == options)
		pair_in_order(hits, tokens);
	else
		pair_neighbours(hits, tokens);
	for (guint i = 0; i < tokens->len; i++) {
		const Token *token = &g_array_index(tokens, Token, i);

		if (token->hit >= 0 && !token->paired)
			drop[token->hit] = TRUE;
	}
}

/* TRUE if the tokens are options only and the next row is as many boxes only. */
static gboolean
goes_on_below(const GArray *tokens, const GArray *below)
{
	return tokens->len > 0 && count(tokens, TRUE) == 0 && count(below, FALSE) == 0 &&
	       count(below, TRUE) == tokens->len;
}

static void
collect_row(GArray *tokens, const Document *document, const GArray *hits, Walk *walk, guint end)
{
	guint start = walk->cell;

	g_array_set_size(tokens, 0);
	while (walk->cell < end &&
		same_row(document_cell(document, start), document_cell(document, walk->cell)))
		collect(tokens, document, hits, walk);
}

/*
 * TRUE if an option is the answer: nothing stands after it, but where text has
 * a place of its own ("Ja, om larmet inte byts").
 */
static gboolean
is_answer(const Document *document, const FormHit *hit)
{
	const char *rest = document_cell(document, hit->last_cell)->text + hit->end;

	rest += strspn(rest, " *\")");
	if (hit->label->standard && strchr(",;:.", *rest))
		return TRUE;
	return *rest == '(' || rest[strspn(rest, ". ")] == '\0';
}

/*
 * Ticks an option that stands alone in a section without boxes; drop: those
 * that are words of a sentence there.
 */
static void
tick_lone(const Document *document, GArray *hits, GHashTable *boxed, gboolean *drop)
{
	g_autoptr(GHashTable) alone = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint h = 0; h < hits->len; h++) {
		FormHit *hit = &g_array_index(hits, FormHit, h);
		gboolean again;

		if (hit->label->role != FORM_OPTION || !hit->label->sections[0] ||
			g_hash_table_contains(boxed, hit->section))
			continue;
		again = g_hash_table_contains(alone, hit->section);
		g_hash_table_insert(alone, (gpointer) hit->section, again ? NULL : hit);
	}
	GHashTableIter iter;
	gpointer value = NULL;
	g_hash_table_iter_init(&iter, alone);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		FormHit *hit = value;

		if (hit && is_answer(document, hit))
			hit->ticked = TRUE;
		else if (hit)
			drop[hit - (FormHit *) (gpointer) hits->data] = TRUE;
	}
}

static gboolean
has_option(const GArray *hits)
{
	for (guint h = 0; h < hits->len; h++)
		if (g_array_index(hits, FormHit, h).label->role == FORM_OPTION)
			return TRUE;
	return FALSE;
}

/* The section in which a row ends, and those of its options, have boxes. */
static void
note_boxed(GHashTable *boxed, const GArray *hits, const GArray *tokens, const Walk *walk)
{
	if (walk->hit > 0)
		g_hash_table_add(
			boxed, (gpointer) g_array_index(hits, FormHit, walk->hit - 1).section);
	for (guint i = 0; i < tokens->len; i++) {
		gint hit = g_array_index(tokens, Token, i).hit;

		if (hit >= 0)
			g_hash_table_add(
				boxed, (gpointer) g_array_index(hits, FormHit, hit).section);
	}
}

/* boxed: the sections with boxes; drop marks the options that are words of an answer. */
static void
pair_rows(const Document *document, GArray *hits, guint first, guint end, gboolean *drop,
	GHashTable *boxed)
{
	g_autoptr(GArray) tokens = g_array_new(FALSE, FALSE, sizeof(Token));
	g_autoptr(GArray) below = g_array_new(FALSE, FALSE, sizeof(Token));

	for (Walk walk = { .cell = first }; walk.cell < end;) {
		collect_row(tokens, document, hits, &walk, end);
		Walk next = walk;
		if (tokens->len > 0 && next.cell < end)
			collect_row(below, document, hits, &next, end);
		else
			g_array_set_size(below, 0);
		if (goes_on_below(tokens, below)) {
			g_array_append_vals(tokens, below->data, below->len);
			walk = next;
		}
		if (count(tokens, TRUE) > 0)
			note_boxed(boxed, hits, tokens, &walk);
		pair_row(hits, tokens, drop);
	}
}

static void
drop_hits(GArray *hits, const gboolean *drop)
{
	guint kept = 0;

	for (guint h = 0; h < hits->len; h++)
		if (!drop[h])
			g_array_index(hits, FormHit, kept++) = g_array_index(hits, FormHit, h);
	g_array_set_size(hits, kept);
}

void
form_boxes_pair(const Document *document, GArray *hits, guint first, guint end)
{
	g_autofree gboolean *drop = g_new0(gboolean, hits->len + 1);

	if (!has_option(hits))
		return;
	g_autoptr(GHashTable) boxed = g_hash_table_new(g_str_hash, g_str_equal);
	pair_rows(document, hits, first, end, drop, boxed);
	tick_lone(document, hits, boxed, drop);
	drop_hits(hits, drop);
}
