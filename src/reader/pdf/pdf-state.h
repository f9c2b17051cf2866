/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/pdf/page.h"
#include "reader/pdf/pdf-names.h"

/*
 * What is painted with (ISO 32000-1 section 8.4): place, colours, lines and
 * clipping, as far as lines need them, and what of that was saved to come back.
 */

#define PDF_SAVED_MAX 64 /* states within states */

typedef enum {
	PDF_STROKE,
	PDF_FILL,
	PDF_WAYS,
} PdfWay;

typedef struct {
	double matrix[6];
	double line; /* units */
	PdfColour space[PDF_WAYS];
	double light[PDF_WAYS]; /* 0..1, NAN if it is not known */
	PageArea clip;          /* dots */
} PdfState;

/* How many states are saved, and how many of these are of what holds the drawing that is open. */
typedef struct {
	guint saved, outer;
} PdfDepth;

typedef struct {
	PdfState states[PDF_SAVED_MAX];
	PdfDepth depth;
} PdfStates;

/* The state of a page that begins: black, lines of one unit. matrix makes dots of units. */
void pdf_states_begin(PdfStates *states, const double matrix[6], PageArea clip);

/* The state that counts. */
static inline PdfState *
pdf_states_now(PdfStates *states)
{
	return &states->states[states->depth.saved];
}

/* FALSE if too many are saved. */
gboolean pdf_states_save(PdfStates *states);
void pdf_states_restore(PdfStates *states);

/*
 * Saves the state for a drawing of its own, which cannot restore what is not
 * its own. FALSE as above. pdf_states_leave() restores it, whatever that
 * drawing has left.
 */
gboolean pdf_states_enter(PdfStates *states, PdfDepth *ret_depth);
void pdf_states_leave(PdfStates *states, PdfDepth depth);

/* A colour of n values in the space that is set; 0: of a pattern, which is not known. */
void pdf_state_set_colour(PdfState *state, PdfWay way, const double *values, guint n);

/* A new space begins with black. */
void pdf_state_set_space(PdfState *state, PdfWay way, PdfColour space);
