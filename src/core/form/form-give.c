/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Handing pieces of text to labels. A piece that was given is claimed: it must
 * never be given twice.
 */
#include "core/form/form-give.h"

/* Pieces on their way to one value. */
typedef struct {
	const FormLayout *layout;
	GString *text;
	guint first, last; /* cells; G_MAXUINT: none yet */
} Gathered;

static Gathered
gather_begin(const FormLayout *layout)
{
	return (Gathered){ layout, g_string_new(NULL), G_MAXUINT, G_MAXUINT };
}

/* Joins pieces with the line ends and blank lines that stood between them. */
static void
gather(Gathered *gathered, FormPiece *piece)
{
	const Document *document = gathered->layout->document;
	const DocumentCell *cell = document_cell(document, piece->cell);

	if (gathered->last != G_MAXUINT) {
		const DocumentCell *last = document_cell(document, gathered->last);

		g_string_append(gathered->text, last == cell                  ? " "
						: cell->line > last->line + 1 ? "\n\n"
						: cell->line > last->line     ? "\n"
									      : " ");
	}
	g_string_append(gathered->text, piece->text);
	gathered->first = MIN(gathered->first, piece->cell);
	gathered->last = piece->cell;
	piece->claimed = TRUE;
}

/* Frees what was gathered; NULL if that is nothing. */
static FormValue *
gather_end(Gathered *gathered, const FormLabel *label, const char *members, double certainty)
{
	g_autofree char *text = g_string_free(g_steal_pointer(&gathered->text), FALSE);

	if (gathered->first == G_MAXUINT)
		return NULL;
	FormValue *value = g_new0(FormValue, 1);
	const DocumentCell *from = document_cell(gathered->layout->document, gathered->first);
	value->label = label;
	value->members = members;
	value->text = g_steal_pointer(&text);
	value->confidence = certainty * from->confidence;
	value->where = document_cell_where(from);
	return value;
}

static gboolean
add(FormLayout *layout, FormValue *value)
{
	if (value)
		g_ptr_array_add(layout->values, value);
	return value != NULL;
}

static gboolean
give_hit(FormLayout *layout, Gathered *gathered, gint index, double certainty)
{
	const FormHit *hit = form_layout_hit(layout, index);

	return add(layout,
		gather_end(gathered, hit->label, hit->label->id, certainty * hit->likeness));
}

void
form_give_nothing(FormLayout *layout, gint index)
{
	const FormHit *hit = form_layout_hit(layout, index);
	FormValue *value = g_new0(FormValue, 1);

	value->label = hit->label;
	value->members = hit->label->id;
	value->where = document_cell_where(document_cell(layout->document, hit->first_cell));
	g_ptr_array_add(layout->values, value);
}

static gboolean
same_cell(const DocumentCell *a, const DocumentCell *b)
{
	return a->table && a->table == b->table && a->row == b->row && a->column == b->column;
}

void
form_give_piece(FormLayout *layout, gint index, guint p, double certainty)
{
	Gathered gathered = gather_begin(layout);
	FormPiece *first = form_layout_piece(layout, p), *piece = first;
	const DocumentCell *cell = document_cell(layout->document, first->cell);

	while (!piece->claimed && piece->owner == first->owner &&
		(piece == first || same_cell(cell, document_cell(layout->document, piece->cell)))) {
		gather(&gathered, piece);
		if (++p == layout->pieces->len)
			break;
		piece = form_layout_piece(layout, p);
	}
	(void) give_hit(layout, &gathered, index, certainty);
}

gboolean
form_give_text(FormLayout *layout, gint index)
{
	Gathered gathered = gather_begin(layout);

	for (guint p = form_layout_first(layout, index); form_layout_owns(layout, p, index); p++)
		if (!form_layout_piece(layout, p)->claimed)
			gather(&gathered, form_layout_piece(layout, p));
	return give_hit(layout, &gathered, index, CERTAIN_INLINE);
}

gboolean
form_give_column(FormLayout *layout, gint index)
{
	Gathered gathered = gather_begin(layout);
	guint p = form_layout_first(layout, index), end = form_layout_column_end(layout, index);

	for (; p < end; p++)
		if (!form_layout_piece(layout, p)->claimed &&
			form_layout_is_under(layout, form_layout_hit(layout, index), p))
			gather(&gathered, form_layout_piece(layout, p));
	return give_hit(layout, &gathered, index, CERTAIN_INLINE);
}

void
form_give_standard(FormLayout *layout, const FormLabel *label, gint owner)
{
	Gathered gathered = gather_begin(layout);
	gboolean text = form_layout_is_text(layout, label->standard);

	for (guint p = form_layout_first(layout, owner); form_layout_owns(layout, p, owner); p++) {
		FormPiece *piece = form_layout_piece(layout, p);

		if (piece->claimed || !form_layout_fits(layout, label->standard, piece->text))
			continue;
		gather(&gathered, piece);
		if (!text)
			break;
	}
	(void) add(layout, gather_end(&gathered, label, label->standard, CERTAIN_LOOSE));
}

void
form_give_head(FormLayout *layout, const FormLabel *label, const char *section)
{
	Gathered gathered = gather_begin(layout);

	for (guint p = 0; p < layout->pieces->len && gathered.first == G_MAXUINT; p++) {
		FormPiece *piece = form_layout_piece(layout, p);

		if (!piece->claimed && g_str_equal(piece->section, section) &&
			form_layout_fits(layout, label->standard, piece->text))
			gather(&gathered, piece);
	}
	(void) add(layout, gather_end(&gathered, label, label->standard, CERTAIN_LOOSE));
}

FormValue *
form_give_rest(FormLayout *layout)
{
	Gathered gathered = gather_begin(layout);

	for (guint p = 0; p < layout->pieces->len; p++) {
		FormPiece *piece = form_layout_piece(layout, p);

		if (!piece->claimed && !form_layout_is_beside_box(layout, piece))
			gather(&gathered, piece);
	}
	return gather_end(&gathered, NULL, NULL, CERTAIN_REST);
}
