/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where text stands: cells cut at their labels, and what is beside, below and
 * above a label. Knows nothing of what the labels mean, and changes nothing.
 */
#include "core/form/form-layout.h"

#include <string.h>

#include "core/form/form-match.h"
#include "core/form/form-normal.h"

#define NEAR_LINES 3 /* how far below a value may stand */

static void
piece_clear(gpointer data)
{
	g_free(((FormPiece *) data)->text);
}

const FormHit *
form_layout_hit(const FormLayout *layout, gint index)
{
	return &g_array_index(layout->hits, FormHit, index);
}

FormPiece *
form_layout_piece(const FormLayout *layout, guint index)
{
	return &g_array_index(layout->pieces, FormPiece, index);
}

/* TRUE for what numbers a question: "7.", "b)", "Steg 3."; trimmed, it may lack its mark. */
static gboolean
is_item_number(const char *text)
{
	g_autofree char *marked = g_strconcat(text, ".", NULL);

	return form_match_marker(text) == strlen(text) ||
	       (g_ascii_isdigit(text[0]) && form_match_marker(marked) == strlen(marked));
}

static void
add_piece(FormLayout *layout, FormPiece piece, gsize start, gsize end)
{
	const char *text = document_cell(layout->document, piece.cell)->text;

	piece.text = form_normal_trim(text + start, end - start);
	piece.leads = start == 0;
	if (piece.text[0] && !(piece.leads && form_normal_is_page_number(piece.text)) &&
		!(piece.leads && text[end] && is_item_number(piece.text)))
		g_array_append_val(layout->pieces, piece);
	else
		g_free(piece.text);
}

void
form_layout_cut(FormLayout *layout, guint first, guint end)
{
	FormPiece piece = { .owner = -1, .section = FORM_SECTION_HEAD };
	guint h = 0;

	layout->pieces = g_array_new(FALSE, FALSE, sizeof(FormPiece));
	g_array_set_clear_func(layout->pieces, piece_clear);
	for (guint cell = first; cell < end; cell++) {
		gsize at = 0, length = strlen(document_cell(layout->document, cell)->text);

		piece.cell = cell;
		/* A label broken over lines may end inside this cell. */
		if (h > 0 && form_layout_hit(layout, (gint) h - 1)->first_cell < cell &&
			form_layout_hit(layout, (gint) h - 1)->last_cell >= cell)
			at = form_layout_hit(layout, (gint) h - 1)->last_cell == cell
				     ? form_layout_hit(layout, (gint) h - 1)->end
				     : length;
		for (; h < layout->hits->len &&
			form_layout_hit(layout, (gint) h)->first_cell == cell;
			h++) {
			const FormHit *hit = form_layout_hit(layout, (gint) h);

			add_piece(layout, piece, at, hit->start);
			if (hit->label->role != FORM_IGNORE || hit->label->opens)
				piece.owner = (gint) h;
			piece.section = hit->section;
			at = hit->last_cell == cell ? hit->end : length;
		}
		add_piece(layout, piece, at, length);
	}
}

gboolean
form_layout_is_text(const FormLayout *layout, const char *members)
{
	return reading_kind_is_text(reading_first_member(layout->part, members)->kind);
}

gboolean
form_layout_fits(const FormLayout *layout, const char *members, const char *text)
{
	g_auto(GStrv) names = g_strsplit(members, "+", -1);

	for (guint i = 0; names[i]; i++)
		if (form_normal_fits(reading_find_member(layout->part, names[i])->kind, text))
			return TRUE;
	return FALSE;
}

gboolean
form_layout_is_beside_box(const FormLayout *layout, const FormPiece *piece)
{
	const char *line = document_cell(layout->document, piece->cell)->text;

	return strstr(line, DOCUMENT_BOX_CLEAR) || strstr(line, DOCUMENT_BOX_TICKED);
}

gboolean
form_layout_fits_near(const FormLayout *layout, const FormHit *hit, guint p)
{
	const FormPiece *piece = form_layout_piece(layout, p);

	return !form_layout_is_beside_box(layout, piece) &&
	       form_layout_fits(layout, hit->label->id, piece->text);
}

guint
form_layout_first(const FormLayout *layout, gint index)
{
	guint low = 0, high = layout->pieces->len;

	while (low < high) {
		guint middle = (low + high) / 2;

		if (form_layout_piece(layout, middle)->owner < index)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

gboolean
form_layout_owns(const FormLayout *layout, guint p, gint index)
{
	return p < layout->pieces->len && form_layout_piece(layout, p)->owner == index;
}

gboolean
form_layout_is_inline(const FormLayout *layout, const FormHit *hit, guint p)
{
	return form_layout_piece(layout, p)->cell == hit->last_cell;
}

gboolean
form_layout_opens(const FormLayout *layout, gint index)
{
	const FormLabel *label = form_layout_hit(layout, index)->label;

	if (!label->opens || label->role != FORM_FIELD || form_layout_is_text(layout, label->id))
		return label->opens != NULL;
	return index == 0 ||
	       !g_str_equal(form_layout_hit(layout, index - 1)->section, label->opens);
}

/* TRUE if a label for a few words has them on its line; sentences may begin on theirs anywhere. */
static gboolean
has_inline(const FormLayout *layout, gint index)
{
	guint p = form_layout_first(layout, index);
	const FormHit *hit = form_layout_hit(layout, index);

	return hit->label->role == FORM_FIELD && !form_layout_is_text(layout, hit->label->id) &&
	       form_layout_owns(layout, p, index) && form_layout_is_inline(layout, hit, p);
}

/* TRUE if a label of the section of label index, not in cell, has its value on its own line. */
static gboolean
section_is_inline(const FormLayout *layout, gint index, guint cell)
{
	gint n = (gint) layout->hits->len;

	for (gint h = index; h >= 0; h--) {
		if (has_inline(layout, h))
			return TRUE;
		if (form_layout_opens(layout, h))
			break;
	}
	for (gint h = index + 1; h < n && !form_layout_opens(layout, h); h++)
		if (form_layout_hit(layout, h)->first_cell != cell && has_inline(layout, h))
			return TRUE;
	return FALSE;
}

gint
form_layout_below(const FormLayout *layout, const FormHit *hit, gint index, guint p)
{
	const DocumentCell *label = document_cell(layout->document, hit->last_cell);

	if (label->table)
		return form_layout_in_column(layout, hit, p, 1);
	if (!form_layout_owns(layout, p, index) || form_layout_piece(layout, p)->claimed)
		return -1;
	guint cell = form_layout_piece(layout, p)->cell;
	guint line = document_cell(layout->document, cell)->line;
	if (line - label->line > NEAR_LINES)
		return -1;
	/* A blank line away from an empty label is another matter, if others keep to their line. */
	return line - label->line > 1 && section_is_inline(layout, index, cell) ? -1 : (gint) p;
}

gboolean
form_layout_labels_follow(const FormLayout *layout, gint index, gint end)
{
	gint last = -1, opener = index - 1;
	guint p = form_layout_first(layout, opener);

	/* What the opener has on its own line is its own. */
	while (opener >= 0 && form_layout_owns(layout, p, opener) &&
		form_layout_is_inline(layout, form_layout_hit(layout, opener), p))
		p++;
	if (!form_layout_owns(layout, p, opener))
		return FALSE;
	for (gint h = index; h < end; h++) {
		const FormHit *hit = form_layout_hit(layout, h);

		if (hit->label->role != FORM_FIELD)
			continue;
		p = form_layout_first(layout, h);
		if (form_layout_owns(layout, p, h) && form_layout_is_inline(layout, hit, p))
			return FALSE;
		last = h;
	}
	return last >= 0 && !form_layout_owns(layout, form_layout_first(layout, last), last);
}
