/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Layout: which piece of text is the value of which label. Knows cells, lines
 * and neighbours, not what the fields mean. Must never give a piece twice.
 */
#include "core/form-value.h"

#include <string.h>

#include "core/form-normal.h"

#define NEAR_LINES     3    /* how far below or above a value may stand */
#define CERTAIN_INLINE 1.0  /* on the line of its label or in the next cell */
#define CERTAIN_NEAR   0.9  /* below or above it */
#define CERTAIN_LOOSE  0.85 /* without a label */
#define CERTAIN_REST   0.5  /* what is left over */

/* A stretch of one cell between two labels. */
typedef struct {
	guint cell;
	gboolean leads;      /* nothing stands before it in its cell */
	gint owner;          /* the last label before it that is not ignored, -1: none */
	const char *section; /* borrowed */
	char *text;          /* trimmed, never empty */
	gboolean claimed;
} Piece;

typedef struct {
	const Document *document;
	const GArray *hits;
	const ReadingPart *part;
	GArray *pieces;
	GPtrArray *values;
} Layout;

static void
piece_clear(gpointer data)
{
	g_free(((Piece *) data)->text);
}

void
form_value_free(FormValue *value)
{
	if (!value)
		return;
	g_free(value->text);
	g_free(value->where);
	g_free(value);
}

static const FormHit *
hit_at(const Layout *layout, gint index)
{
	return &g_array_index(layout->hits, FormHit, index);
}

static Piece *
piece_at(const Layout *layout, guint index)
{
	return &g_array_index(layout->pieces, Piece, index);
}

static void
add_piece(Layout *layout, Piece piece, gsize start, gsize end)
{
	const char *text = document_cell(layout->document, piece.cell)->text;

	piece.text = form_normal_trim(text + start, end - start);
	piece.leads = start == 0;
	if (piece.text[0] && !(piece.leads && form_normal_is_page_number(piece.text)))
		g_array_append_val(layout->pieces, piece);
	else
		g_free(piece.text);
}

/* Cuts the cells at the labels. */
static void
cut(Layout *layout, guint first, guint end)
{
	Piece piece = { .owner = -1, .section = FORM_SECTION_HEAD };
	guint h = 0;

	for (guint cell = first; cell < end; cell++) {
		gsize at = 0, length = strlen(document_cell(layout->document, cell)->text);

		piece.cell = cell;
		/* A label broken over lines may end inside this cell. */
		if (h > 0 && hit_at(layout, (gint) h - 1)->first_cell < cell &&
			hit_at(layout, (gint) h - 1)->last_cell >= cell)
			at = hit_at(layout, (gint) h - 1)->last_cell == cell
				     ? hit_at(layout, (gint) h - 1)->end
				     : length;
		for (; h < layout->hits->len && hit_at(layout, (gint) h)->first_cell == cell; h++) {
			const FormHit *hit = hit_at(layout, (gint) h);

			add_piece(layout, piece, at, hit->start);
			if (hit->label->role != FORM_IGNORE || hit->label->opens)
				piece.owner = (gint) h;
			piece.section = hit->section;
			at = hit->last_cell == cell ? hit->end : length;
		}
		add_piece(layout, piece, at, length);
	}
}

static ReadingKind
main_kind(const Layout *layout, const char *members)
{
	g_autofree char *name = g_strndup(members, strcspn(members, "+"));

	return reading_find_member(layout->part, name)->kind;
}

/* TRUE if text may be what one of members wants. */
static gboolean
fits(const Layout *layout, const char *members, const char *text)
{
	g_auto(GStrv) names = g_strsplit(members, "+", -1);

	for (guint i = 0; names[i]; i++)
		if (form_normal_fits(reading_find_member(layout->part, names[i])->kind, text))
			return TRUE;
	return FALSE;
}

static gboolean
same_cell(const DocumentCell *a, const DocumentCell *b)
{
	return a->table && a->table == b->table && a->row == b->row && a->column == b->column;
}

/* Joins pieces with the line ends and blank lines that stood between them. */
static void
append(const Layout *layout, GString *text, gint before, Piece *piece)
{
	const DocumentCell *cell = document_cell(layout->document, piece->cell);

	if (before >= 0) {
		const DocumentCell *last = document_cell(layout->document, (guint) before);

		g_string_append(text, last == cell                  ? " "
				      : cell->line > last->line + 1 ? "\n\n"
				      : cell->line > last->line     ? "\n"
								    : " ");
	}
	g_string_append(text, piece->text);
	piece->claimed = TRUE;
}

static void
give(Layout *layout, const FormLabel *label, const char *members, GString *text, guint cell,
	double certainty)
{
	FormValue *value = g_new0(FormValue, 1);
	const DocumentCell *from = document_cell(layout->document, cell);

	value->label = label;
	value->members = members;
	value->text = text ? g_strdup(text->str) : NULL;
	value->confidence = certainty * from->confidence;
	value->where = document_cell_where(from);
	g_ptr_array_add(layout->values, value);
}

/* Gives hit piece number p, with the rest of its table cell. */
static void
give_piece(Layout *layout, const FormHit *hit, guint p, double certainty)
{
	g_autoptr(GString) text = g_string_new(NULL);
	Piece *first = piece_at(layout, p), *piece = first;
	const DocumentCell *cell = document_cell(layout->document, first->cell);
	gint before = -1;

	while (!piece->claimed && piece->owner == first->owner &&
		(piece == first || same_cell(cell, document_cell(layout->document, piece->cell)))) {
		append(layout, text, before, piece);
		before = (gint) piece->cell;
		if (++p == layout->pieces->len)
			break;
		piece = piece_at(layout, p);
	}
	give(layout, hit->label, hit->label->id, text, first->cell, certainty * hit->likeness);
}

/* The first piece at or after hit index; pieces are in reading order. */
static guint
first_piece_of(const Layout *layout, gint index)
{
	guint low = 0, high = layout->pieces->len;

	while (low < high) {
		guint middle = (low + high) / 2;

		if (piece_at(layout, middle)->owner < index)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static gboolean
owns(const Layout *layout, guint p, gint index)
{
	return p < layout->pieces->len && piece_at(layout, p)->owner == index;
}

static gboolean
is_inline(const Layout *layout, const FormHit *hit, guint p)
{
	return piece_at(layout, p)->cell == hit->last_cell;
}

/* All text up to the next label. */
static gboolean
give_text(Layout *layout, gint index, guint p)
{
	g_autoptr(GString) text = g_string_new(NULL);
	guint first = G_MAXUINT;
	gint before = -1;

	for (; owns(layout, p, index); p++) {
		Piece *piece = piece_at(layout, p);

		if (piece->claimed)
			continue;
		append(layout, text, before, piece);
		before = (gint) piece->cell;
		first = MIN(first, piece->cell);
	}
	if (before < 0)
		return FALSE;
	const FormHit *hit = hit_at(layout, index);
	give(layout, hit->label, hit->label->id, text, first, CERTAIN_INLINE * hit->likeness);
	return TRUE;
}

/* How many cells of the same row stand before it. */
static guint
ordinal(const Layout *layout, guint cell)
{
	const DocumentCell *mine = document_cell(layout->document, cell);
	guint n = 0, column = mine->column;

	while (cell-- > 0) {
		const DocumentCell *other = document_cell(layout->document, cell);

		if (other->table != mine->table || other->row != mine->row)
			break;
		n += other->column != column;
		column = other->column;
	}
	return n;
}

/* The free piece in the table's next row down (or up) under the hit's column. */
static gint
in_column(const Layout *layout, const FormHit *hit, guint from, int step)
{
	const DocumentCell *label = document_cell(layout->document, hit->last_cell);
	gint by_order = -1;
	gint row = -1;

	for (gint p = (gint) from; p >= 0 && p < (gint) layout->pieces->len; p += step) {
		const Piece *piece = piece_at(layout, (guint) p);
		const DocumentCell *cell = document_cell(layout->document, piece->cell);

		if (cell->table != label->table || (row >= 0 && (gint) cell->row != row))
			break;
		if (cell->row == label->row)
			continue;
		row = (gint) cell->row;
		if (!piece->leads || piece->claimed)
			continue;
		if (cell->column == label->column)
			return p;
		if (by_order < 0 && ordinal(layout, piece->cell) == ordinal(layout, hit->last_cell))
			by_order = p;
	}
	return by_order;
}

/* The free piece on the lines below, before the next label. */
static gint
below(const Layout *layout, const FormHit *hit, gint index, guint p)
{
	const DocumentCell *label = document_cell(layout->document, hit->last_cell);

	if (label->table)
		return in_column(layout, hit, p, 1);
	if (!owns(layout, p, index) || piece_at(layout, p)->claimed)
		return -1;
	return document_cell(layout->document, piece_at(layout, p)->cell)->line - label->line <=
			       NEAR_LINES
		       ? (gint) p
		       : -1;
}

/* What stands beside a box is an option, not an answer. */
static gboolean
is_beside_box(const Layout *layout, const Piece *piece)
{
	const char *line = document_cell(layout->document, piece->cell)->text;

	return strstr(line, DOCUMENT_BOX_CLEAR) || strstr(line, DOCUMENT_BOX_TICKED);
}

/* TRUE if piece may be the value of a label that it is near to, not on its line. */
static gboolean
fits_near(const Layout *layout, const FormHit *hit, guint p)
{
	const Piece *piece = piece_at(layout, p);

	return !is_beside_box(layout, piece) && fits(layout, hit->label->id, piece->text);
}

/* After its label: on the line, in the next cell, below. */
static gboolean
give_after(Layout *layout, gint index)
{
	const FormHit *hit = hit_at(layout, index);
	const DocumentCell *label = document_cell(layout->document, hit->last_cell);
	guint p = first_piece_of(layout, index);

	if (main_kind(layout, hit->label->id) == READING_TEXT)
		return give_text(layout, index, p);
	while (owns(layout, p, index) && piece_at(layout, p)->claimed)
		p++;
	if (owns(layout, p, index)) {
		const DocumentCell *cell =
			document_cell(layout->document, piece_at(layout, p)->cell);
		gboolean beside =
			label->table && cell->table == label->table && cell->row == label->row;

		if (is_inline(layout, hit, p) || beside) {
			give_piece(layout, hit, p, CERTAIN_INLINE);
			return TRUE;
		}
	}
	gint under = below(layout, hit, index, p);
	if (under < 0 || !fits_near(layout, hit, (guint) under))
		return FALSE;
	give_piece(layout, hit, (guint) under, CERTAIN_NEAR);
	return TRUE;
}

/* Before its label: on the line, or above. */
static gboolean
give_before(Layout *layout, gint index)
{
	const FormHit *hit = hit_at(layout, index);
	const DocumentCell *label = document_cell(layout->document, hit->first_cell);
	gint p = (gint) first_piece_of(layout, index) - 1;

	if (p >= 0 && label->table && piece_at(layout, (guint) p)->cell != hit->first_cell)
		p = in_column(layout, hit, (guint) p, -1);
	/* The first of several lines above is the one that the label names. */
	while (!label->table && p > 0 && !piece_at(layout, (guint) p - 1)->claimed &&
		piece_at(layout, (guint) p - 1)->owner == piece_at(layout, (guint) p)->owner &&
		!fits(layout, hit->label->id, piece_at(layout, (guint) p)->text))
		p--;
	if (p < 0 || piece_at(layout, (guint) p)->claimed ||
		g_strcmp0(piece_at(layout, (guint) p)->section, hit->section) != 0 ||
		!fits(layout, hit->label->id, piece_at(layout, (guint) p)->text))
		return FALSE;
	give_piece(layout, hit, (guint) p, CERTAIN_NEAR);
	return TRUE;
}

/* TRUE if the labels from index on, up to end, stand after their values. */
static gboolean
labels_follow(const Layout *layout, gint index, gint end)
{
	gint last = -1, opener = index - 1;
	guint p = first_piece_of(layout, opener);

	if (!owns(layout, p, opener) ||
		(opener >= 0 && is_inline(layout, hit_at(layout, opener), p)))
		return FALSE;
	for (gint h = index; h < end; h++) {
		const FormHit *hit = hit_at(layout, h);

		if (hit->label->role != FORM_FIELD)
			continue;
		p = first_piece_of(layout, h);
		if (owns(layout, p, h) && is_inline(layout, hit, p))
			return FALSE;
		last = h;
	}
	return last >= 0 && !owns(layout, first_piece_of(layout, last), last);
}

/* TRUE if hit wants a value of a few words, which may stand before its label. */
static gboolean
may_follow(const Layout *layout, const FormHit *hit)
{
	return main_kind(layout, hit->label->id) != READING_TEXT;
}

static void
give_field(Layout *layout, gint index, gboolean before)
{
	const FormHit *hit = hit_at(layout, index);

	if (hit->label->role != FORM_FIELD)
		return;
	if (!(before && may_follow(layout, hit) ? give_before(layout, index)
						: give_after(layout, index)))
		give(layout, hit->label, hit->label->id, NULL, hit->first_cell, 0);
}

/*
 * Gives the labels of one section their values; opener is the label that
 * begins it, -1 for the head. A field that begins a section is its heading
 * where labels follow their values, and else a label like the others.
 */
static void
give_section(Layout *layout, gint opener, gint end)
{
	gboolean follow = labels_follow(layout, opener + 1, end);

	for (gint h = opener + 1; h < end; h++)
		give_field(layout, h, follow);
	if (opener >= 0)
		give_field(layout, opener, FALSE);
}

/* The first free piece from p on that fits and is the owner's, or in the section. */
static void
give_loose(Layout *layout, const FormLabel *label, guint p, gint owner, const char *section)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (; p < layout->pieces->len; p++) {
		Piece *piece = piece_at(layout, p);

		if (!section && piece->owner != owner)
			return;
		if (piece->claimed || (section && !g_str_equal(piece->section, section)) ||
			!fits(layout, label->standard, piece->text))
			continue;
		append(layout, text, -1, piece);
		give(layout, label, label->standard, text, piece->cell, CERTAIN_LOOSE);
		return;
	}
}

static void
give_sections(Layout *layout)
{
	gint n = (gint) layout->hits->len, opener = -1;

	for (gint h = 0; h < n; h++)
		if (hit_at(layout, h)->label->opens) {
			give_section(layout, opener, h);
			opener = h;
		}
	give_section(layout, opener, n);
}

static void
give_standards(Layout *layout, const FormLabel *head)
{
	if (head && head->standard)
		give_loose(layout, head, 0, -1, FORM_SECTION_HEAD);
	for (gint h = 0; h < (gint) layout->hits->len; h++) {
		const FormHit *hit = hit_at(layout, h);
		gboolean option = hit->label->role == FORM_OPTION;

		if (hit->label->standard && hit->label->role != FORM_PART &&
			(!option || hit->ticked))
			give_loose(layout, hit->label, first_piece_of(layout, h), h, NULL);
	}
}

/* What no label and no section has taken, as one text. */
static FormValue *
collect_rest(const Layout *layout)
{
	g_autoptr(GString) text = g_string_new(NULL);
	FormValue *rest = NULL;
	gint before = -1;

	for (guint p = 0; p < layout->pieces->len; p++) {
		Piece *piece = piece_at(layout, p);
		const DocumentCell *cell = document_cell(layout->document, piece->cell);

		if (piece->claimed || is_beside_box(layout, piece))
			continue;
		if (!rest) {
			rest = g_new0(FormValue, 1);
			rest->where = document_cell_where(cell);
			rest->confidence = CERTAIN_REST * cell->confidence;
		}
		append(layout, text, before, piece);
		before = (gint) piece->cell;
	}
	if (rest)
		rest->text = g_strdup(text->str);
	return rest;
}

GPtrArray *
form_value_find(const Document *document, const GArray *hits, const ReadingPart *part,
	const FormLabel *head, guint first, guint end, FormValue **ret_rest)
{
	g_autoptr(GArray) pieces = g_array_new(FALSE, FALSE, sizeof(Piece));
	Layout layout = {
		.document = document,
		.hits = hits,
		.part = part,
		.pieces = pieces,
		.values = g_ptr_array_new_with_free_func((GDestroyNotify) form_value_free),
	};

	g_array_set_clear_func(pieces, piece_clear);
	cut(&layout, first, end);
	give_sections(&layout);
	give_standards(&layout, head);
	*ret_rest = collect_rest(&layout);
	return layout.values;
}
