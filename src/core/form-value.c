/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which piece of text is the value of which label: on the line, beside, below
 * or before it. Must never give a piece twice.
 */
#include "core/form-value.h"

#include <string.h>

#include "core/form-layout.h"

#define CERTAIN_INLINE 1.0  /* on the line of its label or in the next cell */
#define CERTAIN_NEAR   0.9  /* below or above it */
#define CERTAIN_LOOSE  0.85 /* without a label */
#define CERTAIN_REST   0.5  /* what is left over */

void
form_value_free(FormValue *value)
{
	if (!value)
		return;
	g_free(value->text);
	g_free(value->where);
	g_free(value);
}

static gboolean
same_cell(const DocumentCell *a, const DocumentCell *b)
{
	return a->table && a->table == b->table && a->row == b->row && a->column == b->column;
}

/* Joins pieces with the line ends and blank lines that stood between them. */
static void
append(const FormLayout *layout, GString *text, gint before, FormPiece *piece)
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
give(FormLayout *layout, const FormLabel *label, const char *members, GString *text, guint cell,
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
give_piece(FormLayout *layout, const FormHit *hit, guint p, double certainty)
{
	g_autoptr(GString) text = g_string_new(NULL);
	FormPiece *first = form_layout_piece(layout, p), *piece = first;
	const DocumentCell *cell = document_cell(layout->document, first->cell);
	gint before = -1;

	while (!piece->claimed && piece->owner == first->owner &&
		(piece == first || same_cell(cell, document_cell(layout->document, piece->cell)))) {
		append(layout, text, before, piece);
		before = (gint) piece->cell;
		if (++p == layout->pieces->len)
			break;
		piece = form_layout_piece(layout, p);
	}
	give(layout, hit->label, hit->label->id, text, first->cell, certainty * hit->likeness);
}

/* All text up to the next label. */
static gboolean
give_text(FormLayout *layout, gint index, guint p)
{
	g_autoptr(GString) text = g_string_new(NULL);
	guint first = G_MAXUINT;
	gint before = -1;

	for (; form_layout_owns(layout, p, index); p++) {
		FormPiece *piece = form_layout_piece(layout, p);

		if (piece->claimed)
			continue;
		append(layout, text, before, piece);
		before = (gint) piece->cell;
		first = MIN(first, piece->cell);
	}
	if (before < 0)
		return FALSE;
	const FormHit *hit = form_layout_hit(layout, index);
	give(layout, hit->label, hit->label->id, text, first, CERTAIN_INLINE * hit->likeness);
	return TRUE;
}

/* After its label: on the line, in the next cell, below. */
static gboolean
give_after(FormLayout *layout, gint index)
{
	const FormHit *hit = form_layout_hit(layout, index);
	const DocumentCell *label = document_cell(layout->document, hit->last_cell);
	guint p = form_layout_first(layout, index);

	if (form_layout_kind(layout, hit->label->id) == READING_TEXT)
		return give_text(layout, index, p);
	while (form_layout_owns(layout, p, index) && form_layout_piece(layout, p)->claimed)
		p++;
	if (form_layout_owns(layout, p, index)) {
		const DocumentCell *cell =
			document_cell(layout->document, form_layout_piece(layout, p)->cell);
		gboolean beside =
			label->table && cell->table == label->table && cell->row == label->row;

		if (form_layout_is_inline(layout, hit, p) || beside) {
			give_piece(layout, hit, p, CERTAIN_INLINE);
			return TRUE;
		}
	}
	gint under = form_layout_below(layout, hit, index, p);
	if (under < 0 || !form_layout_fits_near(layout, hit, (guint) under))
		return FALSE;
	give_piece(layout, hit, (guint) under, CERTAIN_NEAR);
	return TRUE;
}

/* Before its label: on the line, or above. */
static gboolean
give_before(FormLayout *layout, gint index)
{
	const FormHit *hit = form_layout_hit(layout, index);
	const DocumentCell *label = document_cell(layout->document, hit->first_cell);
	gint p = (gint) form_layout_first(layout, index) - 1;

	if (p >= 0 && label->table && form_layout_piece(layout, (guint) p)->cell != hit->first_cell)
		p = form_layout_in_column(layout, hit, (guint) p, -1);
	/* The first of several lines above is the one that the label names. */
	while (!label->table && p > 0 && !form_layout_piece(layout, (guint) p - 1)->claimed &&
		form_layout_piece(layout, (guint) p - 1)->owner ==
			form_layout_piece(layout, (guint) p)->owner &&
		!form_layout_fits(
			layout, hit->label->id, form_layout_piece(layout, (guint) p)->text))
		p--;
	if (p < 0 || form_layout_piece(layout, (guint) p)->claimed ||
		g_strcmp0(form_layout_piece(layout, (guint) p)->section, hit->section) != 0 ||
		!form_layout_fits(
			layout, hit->label->id, form_layout_piece(layout, (guint) p)->text))
		return FALSE;
	give_piece(layout, hit, (guint) p, CERTAIN_NEAR);
	return TRUE;
}

/* TRUE if hit wants a value of a few words, which may stand before its label. */
static gboolean
may_follow(const FormLayout *layout, const FormHit *hit)
{
	return form_layout_kind(layout, hit->label->id) != READING_TEXT;
}

static void
give_field(FormLayout *layout, gint index, gboolean before)
{
	const FormHit *hit = form_layout_hit(layout, index);

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
give_section(FormLayout *layout, gint opener, gint end)
{
	gboolean follow = form_layout_labels_follow(layout, opener + 1, end);

	for (gint h = opener + 1; h < end; h++)
		give_field(layout, h, follow);
	if (opener >= 0)
		give_field(layout, opener, FALSE);
}

/* The first free piece from p on that fits and is the owner's, or in the section. */
static void
give_loose(FormLayout *layout, const FormLabel *label, guint p, gint owner, const char *section)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (; p < layout->pieces->len; p++) {
		FormPiece *piece = form_layout_piece(layout, p);

		if (!section && piece->owner != owner)
			return;
		if (piece->claimed || (section && !g_str_equal(piece->section, section)) ||
			!form_layout_fits(layout, label->standard, piece->text))
			continue;
		append(layout, text, -1, piece);
		give(layout, label, label->standard, text, piece->cell, CERTAIN_LOOSE);
		return;
	}
}

static void
give_sections(FormLayout *layout)
{
	gint n = (gint) layout->hits->len, opener = -1;

	for (gint h = 0; h < n; h++)
		if (form_layout_hit(layout, h)->label->opens) {
			give_section(layout, opener, h);
			opener = h;
		}
	give_section(layout, opener, n);
}

static void
give_standards(FormLayout *layout, const FormLabel *head)
{
	if (head && head->standard)
		give_loose(layout, head, 0, -1, FORM_SECTION_HEAD);
	for (gint h = 0; h < (gint) layout->hits->len; h++) {
		const FormHit *hit = form_layout_hit(layout, h);
		gboolean option = hit->label->role == FORM_OPTION;

		if (hit->label->standard && hit->label->role != FORM_PART &&
			(!option || hit->ticked))
			give_loose(layout, hit->label, form_layout_first(layout, h), h, NULL);
	}
}

/* What no label and no section has taken, as one text. */
static FormValue *
collect_rest(const FormLayout *layout)
{
	g_autoptr(GString) text = g_string_new(NULL);
	FormValue *rest = NULL;
	gint before = -1;

	for (guint p = 0; p < layout->pieces->len; p++) {
		FormPiece *piece = form_layout_piece(layout, p);
		const DocumentCell *cell = document_cell(layout->document, piece->cell);

		if (piece->claimed || form_layout_is_beside_box(layout, piece))
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
	FormLayout layout = {
		.document = document,
		.hits = hits,
		.part = part,
		.values = g_ptr_array_new_with_free_func((GDestroyNotify) form_value_free),
	};

	form_layout_cut(&layout, first, end);
	give_sections(&layout);
	give_standards(&layout, head);
	*ret_rest = collect_rest(&layout);
	g_array_unref(layout.pieces);
	return layout.values;
}
