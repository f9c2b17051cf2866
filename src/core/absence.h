/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/date.h"

/* What an out-of-office answer says of when its sender is there again. */
typedef enum {
	ABSENCE_NONE,
	ABSENCE_BACK,  /* date is the first day back: "åter den 12 augusti" */
	ABSENCE_UNTIL, /* date is the last day away: "t.o.m. 11/8", "until 11 August" */
	ABSENCE_COUNT
} AbsenceKind;

typedef struct {
	AbsenceKind kind;
	CivilDate date;
	char *raw; /* the words that say so, as written; NULL for ABSENCE_NONE */
} Absence;

/*
 * The first such statement with a date, in Swedish or English; a date without
 * a year is the next such day from today on. What can be read in two ways, and
 * what has no date, is none. absence_clear() it.
 */
Absence absence_find(const char *text, CivilDate today);

/* "back", "until"; NULL for none. Static. */
const char *absence_name(AbsenceKind kind);

void absence_clear(Absence *absence);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Absence, absence_clear)
