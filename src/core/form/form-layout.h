/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/form/document.h"
#include "core/form/form-scan.h"
#include "core/form/reading.h"

/* A stretch of one cell between two labels. */
typedef struct {
	guint cell;
	gboolean leads;      /* nothing stands before it in its cell */
	gint owner;          /* the last label before it that is not ignored, -1: none */
	const char *section; /* borrowed */
	char *text;          /* trimmed, never empty */
	gboolean claimed;
} FormPiece;

/* A part of a document, cut; everything in it is borrowed. */
typedef struct {
	const Document *document;
	const GArray *hits;
	const ReadingPart *part;
	GArray *pieces;
	GPtrArray *values; /* FormValue *: filled by form-value.c */
} FormLayout;

/* Label number index, and piece number index; borrowed. */
const FormHit *form_layout_hit(const FormLayout *layout, gint index);
FormPiece *form_layout_piece(const FormLayout *layout, guint index);

/* TRUE if label number index begins a section; a field for a few words begins none anew. */
gboolean form_layout_opens(const FormLayout *layout, gint index);

/*
 * Cuts cells first..end-1 at the labels and makes layout->pieces of the text
 * between; g_array_unref() it after the last use of layout.
 */
void form_layout_cut(FormLayout *layout, guint first, guint end);

/* TRUE if the first of members may be many lines. */
gboolean form_layout_is_text(const FormLayout *layout, const char *members);

/* TRUE if text may be what one of members wants. */
gboolean form_layout_fits(const FormLayout *layout, const char *members, const char *text);

/* TRUE if there is a box on piece's line: then it is an option, not an answer. */
gboolean form_layout_is_beside_box(const FormLayout *layout, const FormPiece *piece);

/* TRUE if piece p may be the value of a label that it is near to, not on its line. */
gboolean form_layout_fits_near(const FormLayout *layout, const FormHit *hit, guint p);

/* The first piece at or after label index; pieces are in reading order. */
guint form_layout_first(const FormLayout *layout, gint index);

/* TRUE if piece p stands between label index and the next. */
gboolean form_layout_owns(const FormLayout *layout, guint p, gint index);

/* TRUE if piece p is on the line on which the label ends. */
gboolean form_layout_is_inline(const FormLayout *layout, const FormHit *hit, guint p);

/*
 * The free piece in the next row of the table, down (step 1) or up (step -1),
 * in the label's column or, if rows differ in cells, in its place; looked for
 * from piece from on. -1: none.
 */
gint form_layout_in_column(const FormLayout *layout, const FormHit *hit, guint from, int step);

/* The free piece below label index, before the next label; p: its first piece. -1: none. */
gint form_layout_below(const FormLayout *layout, const FormHit *hit, gint index, guint p);

/*
 * TRUE if label index is the head of a table column: beside it in its row are
 * other labels and nothing else.
 */
gboolean form_layout_heads_column(const FormLayout *layout, gint index);

/* The first piece that is not in the rows below label index: of its table, before a label. */
guint form_layout_column_end(const FormLayout *layout, gint index);

/* TRUE if piece p is in the label's column, in another row. */
gboolean form_layout_is_under(const FormLayout *layout, const FormHit *hit, guint p);

/* TRUE if the labels from index on, up to end, stand after their values. */
gboolean form_layout_labels_follow(const FormLayout *layout, gint index, gint end);
