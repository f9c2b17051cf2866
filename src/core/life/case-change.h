/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/life/life-value.h"

/* What somebody did in a case, as an event of its journal says. */
typedef struct {
	gint64 seq;  /* of the event */
	gint64 time; /* instant in ms */
	char *actor, *kind;
	char *what;                   /* of a correction: what it corrected; else NULL */
	char *person;                 /* of a recusal; else NULL */
	char *said[LIFE_VALUE_COUNT]; /* or NULL */
} CaseChange;

void case_change_free(CaseChange *change);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CaseChange, case_change_free)
