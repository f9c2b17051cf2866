/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/answer/errand.h"
#include "core/life/life.h"
#include "core/record.h"

/*
 * What a transcript says of each line of an answer, in sentences of the program's own:
 * fit for a post card, as nothing of what was written stands in them.
 */

/* What became of a step that was tried; all zero: it was done, or not tried. */
typedef struct {
	LifeRefusal refusal;
	gboolean refused;
} ErrandEnd;

/* What those who ask are told. */
typedef struct {
	const char *status;   /* how the case stands, of errand_status(); NULL: nobody asked */
	guint roles;          /* mail_right_roles() of who asks for help */
	ReplyPurpose purpose; /* what the answer may do */
	const char *language; /* "sv" or "en" */
	gboolean earlier;     /* the lines are not of this answer, but of one that it confirms */
} ErrandTold;

/*
 * The member "commands" (lexsarah-templates(5)), one for each step whose fate is in fates
 * (bits 1 << ErrandFate); for who asks for help one for each command that is theirs.
 * ends: one a step.
 */
void errand_put(Record *facts, const GPtrArray *steps, guint fates, const ErrandEnd *ends,
	const ErrandTold *told);

/* As errand_put(), of an answer whose lines could not be read at all. */
void errand_put_failure(Record *facts, const char *language);

/* How a case stands, and what is due next of it, in a sentence or two. g_free() it. */
char *errand_status(
	CaseState state, const char *next_title, CivilDate next_due, const char *language);
