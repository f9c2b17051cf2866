/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The graphics state. Must never give a colour for known whose space is not.
 */
#include "reader/pdf/pdf-state.h"

#include <math.h>
#include <string.h>

void
pdf_states_begin(PdfStates *states, const double matrix[6], PageArea clip)
{
	PdfState *state = &states->states[0];

	states->depth = (PdfDepth){ 0 };
	*state = (PdfState){
		.line = 1,
		.space = { PDF_COLOUR_LIGHT, PDF_COLOUR_LIGHT },
		.clip = clip,
	};
	memcpy(state->matrix, matrix, sizeof state->matrix);
}

gboolean
pdf_states_save(PdfStates *states)
{
	const PdfState *now = pdf_states_now(states);

	if (states->depth.saved + 1 == PDF_SAVED_MAX)
		return FALSE;
	states->states[++states->depth.saved] = *now;
	return TRUE;
}

void
pdf_states_restore(PdfStates *states)
{
	/* Those of the page are no concern of a drawing on it. */
	if (states->depth.saved > states->depth.outer)
		states->depth.saved--;
}

gboolean
pdf_states_enter(PdfStates *states, PdfDepth *ret_depth)
{
	PdfDepth depth = states->depth;

	if (!pdf_states_save(states))
		return FALSE;
	states->depth.outer = states->depth.saved;
	*ret_depth = depth;
	return TRUE;
}

void
pdf_states_leave(PdfStates *states, PdfDepth depth)
{
	states->depth = depth;
}

static double
light_of(const double *n, guint count)
{
	double light = count == 1 ? n[0] : 0.3 * n[0] + 0.59 * n[1] + 0.11 * n[2];

	return count == 4 ? (1 - light) * (1 - n[3]) : light;
}

void
pdf_state_set_colour(PdfState *state, PdfWay way, const double *values, guint n)
{
	state->light[way] = n == 1 || n == 3 || n == 4 ? light_of(values, n) : NAN;
	if (state->space[way] == PDF_COLOUR_INK)
		state->light[way] = n == 1 ? 1 - values[0] : NAN;
	if (state->space[way] == PDF_COLOUR_UNKNOWN)
		state->light[way] = NAN;
}

void
pdf_state_set_space(PdfState *state, PdfWay way, PdfColour space)
{
	state->space[way] = space;
	state->light[way] = space == PDF_COLOUR_UNKNOWN ? NAN : 0;
}
