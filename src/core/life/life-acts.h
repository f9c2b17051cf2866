/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/life/life.h"

/* The table of life.c: where an act may be done, what it needs, and what it leaves. */

#define LIFE_STAYS CASE_STATE_COUNT /* the case is in the same state after it */
#define LIFE_NONE  MILESTONE_COUNT

typedef struct {
	const char *event;
	guint from;
	CaseState to;        /* or LIFE_STAYS */
	gboolean touches;    /* what is only received is being assessed from then on */
	Milestone milestone; /* or LIFE_NONE */
	Milestone after;     /* it cannot have happened before the last of these, or LIFE_NONE */
	guint32 needs;       /* words */
	guint64 guards;
	void (*apply)(CaseFile *file, const LifeWords *words);
	guint32 may; /* words that may be given, too */
} LifeActRow;

extern const LifeActRow life_acts[LIFE_ACT_COUNT];
