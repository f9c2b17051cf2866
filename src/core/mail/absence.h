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

/*
 * How long an answer counts, in days from the one on which it came, whatever it says: five weeks of
 * leave (25 days, 4 § semesterlagen (1977:480)) where its sender is proved; a week where nobody
 * proves it, for what is forged must not keep anybody's reminders away for longer than is noticed.
 */
#define ABSENCE_PROVED_DAYS   35
#define ABSENCE_UNPROVED_DAYS 7

/*
 * The last day on which its sender is away, as far as an answer of that day counts. FALSE: it says
 * none, or that day has passed.
 */
gboolean absence_last_day(const Absence *absence, CivilDate came, gboolean proved,
	CivilDate *ret_day) G_GNUC_WARN_UNUSED_RESULT;

/* Who says to be away, and until when. */
typedef struct {
	char *address; /* folded */
	CivilDate until;
} Away;

/* An empty GArray of Away, which it clears. */
GArray *away_list_new(void);

/* Copies address. */
void away_list_add(GArray *list, const char *address, CivilDate until);

/* TRUE if who has that address is away on that day; list may be NULL. */
gboolean away_list_has(const GArray *list, const char *address, CivilDate day);

/* "back", "until"; NULL for none. Static. */
const char *absence_name(AbsenceKind kind);

void absence_clear(Absence *absence);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Absence, absence_clear)
