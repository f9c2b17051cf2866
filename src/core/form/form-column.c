/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is below and above a label in a table. Rows may differ in cells: then
 * the place in the row counts, not the number of the column.
 */
#include "core/form/form-layout.h"

/* How many cells of the same row stand before it. */
static guint
ordinal(const FormLayout *layout, guint cell)
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

/* TRUE if the row of a cell has something in column. */
static gboolean
row_has(const FormLayout *layout, guint cell, guint column)
{
	const DocumentCell *mine = document_cell(layout->document, cell);
	guint first = cell;

	while (first > 0 && document_cell(layout->document, first - 1)->table == mine->table &&
		document_cell(layout->document, first - 1)->row == mine->row)
		first--;
	for (guint i = first; i < layout->document->cells->len; i++) {
		const DocumentCell *other = document_cell(layout->document, i);

		if (other->table != mine->table || other->row != mine->row)
			break;
		if (other->column == column)
			return TRUE;
	}
	return FALSE;
}

gint
form_layout_in_column(const FormLayout *layout, const FormHit *hit, guint from, int step)
{
	const DocumentCell *label = document_cell(layout->document, hit->last_cell);
	gint by_order = -1;
	gint row = -1;

	for (gint p = (gint) from; p >= 0 && p < (gint) layout->pieces->len; p += step) {
		const FormPiece *piece = form_layout_piece(layout, (guint) p);
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
		if (by_order < 0 && !row_has(layout, hit->last_cell, cell->column) &&
			ordinal(layout, piece->cell) == ordinal(layout, hit->last_cell))
			by_order = p;
	}
	return by_order;
}

static gboolean
same_row(const DocumentCell *a, const DocumentCell *b)
{
	return a->table == b->table && a->row == b->row;
}

gboolean
form_layout_heads_column(const FormLayout *layout, gint index)
{
	const FormHit *hit = form_layout_hit(layout, index);
	const DocumentCell *label = document_cell(layout->document, hit->last_cell);
	guint p = form_layout_first(layout, index);
	guint beside = 0;

	if (!label->table)
		return FALSE;
	for (gint step = -1; step <= 1; step += 2)
		for (gint h = index + step; h >= 0 && h < (gint) layout->hits->len; h += step) {
			const FormHit *other = form_layout_hit(layout, h);
			const DocumentCell *cell =
				document_cell(layout->document, other->first_cell);

			if (!same_row(cell, label))
				break;
			beside += other->label->role == FORM_FIELD && cell->column != label->column;
		}
	while (p > 0 && same_row(label, document_cell(layout->document,
						form_layout_piece(layout, p - 1)->cell)))
		p--;
	return beside > 0 && (p >= layout->pieces->len ||
				     !same_row(label, document_cell(layout->document,
							      form_layout_piece(layout, p)->cell)));
}

guint
form_layout_column_end(const FormLayout *layout, gint index)
{
	const FormHit *hit = form_layout_hit(layout, index);
	const DocumentCell *label = document_cell(layout->document, hit->last_cell);
	guint p = form_layout_first(layout, index);
	gint h = index + 1;

	/* The next label that is in another row. */
	while (h < (gint) layout->hits->len &&
		same_row(label,
			document_cell(layout->document, form_layout_hit(layout, h)->first_cell)))
		h++;
	for (; p < layout->pieces->len; p++) {
		const FormPiece *piece = form_layout_piece(layout, p);

		if (document_cell(layout->document, piece->cell)->table != label->table ||
			piece->owner >= h)
			return p;
	}
	return p;
}

gboolean
form_layout_is_under(const FormLayout *layout, const FormHit *hit, guint p)
{
	const FormPiece *piece = form_layout_piece(layout, p);
	const DocumentCell *label = document_cell(layout->document, hit->last_cell);
	const DocumentCell *cell = document_cell(layout->document, piece->cell);

	if (same_row(label, cell) || cell->table != label->table)
		return FALSE;
	if (cell->column == label->column)
		return TRUE;
	return !row_has(layout, hit->last_cell, cell->column) &&
	       ordinal(layout, piece->cell) == ordinal(layout, hit->last_cell);
}
