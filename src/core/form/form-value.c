/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which piece of text is the value of which label: on the line, beside, below
 * or before it. Decides; form-give.c hands out.
 */
#include "core/form/form-value.h"

#include "core/form/form-give.h"
#include "core/form/form-layout.h"
#include "core/form/form-normal.h"

#define LINES_ABOVE 8  /* in which the value of a label below them is looked for */
#define BLOCK_MAX   10 /* values above as many labels */

void
form_value_free(FormValue *value)
{
	if (!value)
		return;
	g_free(value->text);
	g_free(value->where);
	g_free(value);
}

/* The next cell of the row, whatever it says: what cannot be read is kept as written. */
static gboolean
give_beside(FormLayout *layout, gint index, guint p)
{
	const FormHit *hit = form_layout_hit(layout, index);
	const DocumentCell *label = document_cell(layout->document, hit->last_cell);

	if (!label->table || !form_layout_owns(layout, p, index) ||
		form_layout_is_beside_box(layout, form_layout_piece(layout, p)))
		return FALSE;
	const DocumentCell *cell =
		document_cell(layout->document, form_layout_piece(layout, p)->cell);
	if (cell->table != label->table || cell->row != label->row)
		return FALSE;
	form_give_piece(layout, index, p, CERTAIN_INLINE);
	return TRUE;
}

/* After its label: on the line, in the next cell, below. */
static gboolean
give_after(FormLayout *layout, gint index)
{
	const FormHit *hit = form_layout_hit(layout, index);
	const DocumentCell *label = document_cell(layout->document, hit->last_cell);
	guint p = form_layout_first(layout, index);

	if (form_layout_is_text(layout, hit->label->id))
		return form_layout_heads_column(layout, index) ? form_give_column(layout, index)
							       : form_give_text(layout, index);
	while (form_layout_owns(layout, p, index) && form_layout_piece(layout, p)->claimed)
		p++;
	if (form_layout_owns(layout, p, index)) {
		const DocumentCell *cell =
			document_cell(layout->document, form_layout_piece(layout, p)->cell);
		gboolean beside =
			label->table && cell->table == label->table && cell->row == label->row;

		if (form_layout_is_inline(layout, hit, p) ||
			(beside && form_layout_fits_near(layout, hit, p))) {
			form_give_piece(layout, index, p, CERTAIN_INLINE);
			return TRUE;
		}
	}
	gint under = form_layout_below(layout, hit, index, p);
	if (under < 0 || !form_layout_fits_near(layout, hit, (guint) under))
		return give_beside(layout, index, p);
	form_give_piece(layout, index, (guint) under, CERTAIN_NEAR);
	return TRUE;
}

/* From piece p up: the first of several lines above is the one that the label names. */
static gint
first_fitting_above(const FormLayout *layout, const FormHit *hit, gint p)
{
	for (guint lines = 0; lines < LINES_ABOVE && p > 0; lines++, p--) {
		const FormPiece *piece = form_layout_piece(layout, (guint) p);
		const FormPiece *above = form_layout_piece(layout, (guint) p - 1);

		if (above->claimed || above->owner != piece->owner ||
			form_layout_fits(layout, hit->label->id, piece->text))
			break;
	}
	return p;
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
	if (!label->table)
		p = first_fitting_above(layout, hit, p);
	if (p < 0 || form_layout_piece(layout, (guint) p)->claimed ||
		g_strcmp0(form_layout_piece(layout, (guint) p)->section, hit->section) != 0 ||
		!form_layout_fits(
			layout, hit->label->id, form_layout_piece(layout, (guint) p)->text))
		return FALSE;
	form_give_piece(layout, index, (guint) p, CERTAIN_NEAR);
	return TRUE;
}

/* TRUE if hit wants a value of a few words, which may stand before its label. */
static gboolean
may_follow(const FormLayout *layout, const FormHit *hit)
{
	return hit->label->role == FORM_FIELD && !form_layout_is_text(layout, hit->label->id);
}

static void
give_field(FormLayout *layout, gint index, gboolean before)
{
	const FormHit *hit = form_layout_hit(layout, index);

	if (hit->label->role != FORM_FIELD)
		return;
	if (before && may_follow(layout, hit) ? give_before(layout, index)
					      : give_after(layout, index))
		return;
	/* A row of labels with nothing in it or under it is for the row above, as lines to sign on
	 * are. */
	if (!before && may_follow(layout, hit) && form_layout_heads_column(layout, index) &&
		give_before(layout, index))
		return;
	form_give_nothing(layout, index);
}

/* TRUE if label other may go on the block of labels that label index begins: in a table, on its
 * row. */
static gboolean
in_block(const FormLayout *layout, gint index, gint other)
{
	const DocumentCell *a =
		document_cell(layout->document, form_layout_hit(layout, index)->first_cell);
	const DocumentCell *b =
		document_cell(layout->document, form_layout_hit(layout, other)->first_cell);

	return a->table == b->table && (!a->table || a->row == b->row) &&
	       !form_layout_opens(layout, other);
}

/* How many labels from index on stand one after the other, without a value between. */
static gint
count_block(const FormLayout *layout, gint index, gint end)
{
	gint n = 0;

	while (index + n < end && n < BLOCK_MAX) {
		const FormHit *hit = form_layout_hit(layout, index + n);

		if (!may_follow(layout, hit) || (n > 0 && !in_block(layout, index, index + n)))
			return n;
		n++;
		if (form_layout_owns(
			    layout, form_layout_first(layout, index + n - 1), index + n - 1))
			return n;
	}
	return n;
}

/* The piece above label i of a block of n that begins with label index; -1: none. */
static gint
piece_above(const FormLayout *layout, gint index, gint i, gint n)
{
	const FormHit *hit = form_layout_hit(layout, index + i);
	gint first = (gint) form_layout_first(layout, index);

	if (!document_cell(layout->document, hit->first_cell)->table)
		return first - n + i;
	return first > 0 ? form_layout_in_column(layout, hit, (guint) first - 1, -1) : -1;
}

/* Several values above as many labels: the first is the first's. FALSE: it is not so. */
static gboolean
give_block(FormLayout *layout, gint index, gint n)
{
	gint above[BLOCK_MAX];

	if (n < 2)
		return FALSE;
	for (gint i = 0; i < n; i++) {
		above[i] = piece_above(layout, index, i, n);
		if (above[i] < 0)
			return FALSE;
		const FormPiece *piece = form_layout_piece(layout, (guint) above[i]);
		const FormHit *hit = form_layout_hit(layout, index + i);

		if (piece->claimed || piece->owner != index - 1 ||
			!form_layout_fits(layout, hit->label->id, piece->text))
			return FALSE;
	}
	for (gint i = 0; i < n; i++)
		form_give_piece(layout, index + i, (guint) above[i], CERTAIN_NEAR);
	return TRUE;
}

/* TRUE if one of n labels from index on wants what not every text can be, such as a date. */
static gboolean
wants_sure(const FormLayout *layout, gint index, gint n)
{
	for (gint h = index; h < index + n; h++) {
		g_auto(GStrv) names = g_strsplit(form_layout_hit(layout, h)->label->id, "+", -1);

		for (guint i = 0; names[i]; i++)
			if (!form_normal_takes_any(
				    reading_find_member(layout->part, names[i])->kind))
				return TRUE;
	}
	return FALSE;
}

/*
 * Labels under their values right after a question for many lines, such as a
 * signature without a heading: how many, 0 for none. Only where the values
 * stand in the table row, or on the lines, right above; they are no answer to
 * the question. On lines, one of them must be what no end of an answer is.
 */
static gint
give_foot(FormLayout *layout, gint index)
{
	gint n = count_block(layout, index, (gint) layout->hits->len);

	if (index == 0 || n < 2 || !may_follow(layout, form_layout_hit(layout, index)))
		return 0;
	const FormHit *answer = form_layout_hit(layout, index - 1);
	if (answer->label->role != FORM_FIELD || !form_layout_is_text(layout, answer->label->id) ||
		form_layout_owns(layout, form_layout_first(layout, index + n - 1), index + n - 1))
		return 0;
	const FormHit *first = form_layout_hit(layout, index);
	if (!document_cell(layout->document, first->first_cell)->table &&
		!wants_sure(layout, index, n))
		return 0;
	return give_block(layout, index, n) ? n : 0;
}

/* Before the answers above take all that follows them. Marks the labels that have their value. */
static void
give_feet(FormLayout *layout, gboolean *given)
{
	for (gint h = 0, n; h < (gint) layout->hits->len; h += MAX(n, 1)) {
		n = give_foot(layout, h);
		for (gint i = 0; i < n; i++)
			given[h + i] = TRUE;
	}
}

/*
 * Gives the labels of one section, from..end-1, their values; opener is the
 * label that begins it, -1 for none. A field that begins a section is
 * its heading where labels follow their values, and else a label like the others.
 */
static void
give_section(FormLayout *layout, const gboolean *given, gint opener, gint from, gint end)
{
	gboolean follow = form_layout_labels_follow(layout, from, end);

	for (gint h = from; h < end; h++) {
		gint n = follow ? count_block(layout, h, end) : 0;

		if (given[h])
			continue;
		if (give_block(layout, h, n))
			h += n - 1;
		else
			give_field(layout, h, follow);
	}
	if (opener >= 0 && !given[opener])
		give_field(layout, opener, FALSE);
}

static void
give_sections(FormLayout *layout)
{
	gint n = (gint) layout->hits->len, opener = -1, from = 0;
	g_autofree gboolean *given = g_new0(gboolean, layout->hits->len + 1);

	give_feet(layout, given);
	for (gint h = 0; h < n; h++) {
		if (!form_layout_opens(layout, h))
			continue;
		give_section(layout, given, opener, from, h);
		opener = h;
		from = h + 1;
	}
	give_section(layout, given, opener, from, n);
}

static void
give_standards(FormLayout *layout, const FormLabel *head)
{
	if (head && head->standard)
		form_give_head(layout, head, FORM_SECTION_HEAD);
	for (gint h = 0; h < (gint) layout->hits->len; h++) {
		const FormHit *hit = form_layout_hit(layout, h);
		gboolean option = hit->label->role == FORM_OPTION;

		if (hit->label->standard && hit->label->role != FORM_PART &&
			(!option || hit->ticked))
			form_give_standard(layout, hit->label, h);
	}
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
	*ret_rest = form_give_rest(&layout);
	g_array_unref(layout.pieces);
	return layout.values;
}
