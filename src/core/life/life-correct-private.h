/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/life/life-correct.h"

/* What of an act can be corrected, for the parts of life-correct.c. */

typedef struct {
	LifeAct act;
	const char *what;  /* in the journal: of several acts it is one thing */
	guint32 values;    /* words of which one at least is given */
	Milestone when;    /* that LIFE_WHEN dates, or NONE */
	Milestone due;     /* that LIFE_DUE dates, or NONE */
	Milestone with[2]; /* what is recorded with when, and moves with it; or NONE */
} LifeCorrectRow;

/* NULL: nothing of that act. Static. */
const LifeCorrectRow *life_correct_row(LifeAct act);

#define LIFE_CORRECT_NOWHERE G_MAXUINT

/*
 * Where in the file's events the last of them is as it was first said; what was before that
 * board was linked again is over. LIFE_CORRECT_NOWHERE: there is none.
 */
guint life_correct_find(const CaseFile *file, Milestone milestone, const char *board);

/* When that was, by what was said last. */
ClockTime life_correct_time(const CaseFile *file, guint at);

/*
 * What came one after the other does so still, with another day for that event: what is wrong,
 * or NULL. Static.
 */
const char *life_correct_wrong_order(
	const CaseFile *file, const LifeCorrectRow *row, guint at, CivilDate day);

/* TRUE if other was recorded by the same act as at, and has not been corrected by itself since. */
gboolean life_correct_moves_with(
	const CaseFile *file, const LifeCorrectRow *row, guint at, guint other);
