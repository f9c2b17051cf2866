/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/life/case-file.h"
#include "core/clock/reminder.h"

/* What the clocks of a case are computed by; all borrowed. */
typedef struct {
	const GPtrArray *rules;  /* ClockRule * */
	const GPtrArray *closed; /* ClosedDay *, may be NULL */
	GTimeZone *zone;
	OfficeHours hours;
	gint64 now;
} ClockOffice;

/* One clock of a case. Borrows rule and board. */
typedef struct {
	const ClockRule *rule;
	const char *board; /* of each commissioning board, else NULL */
	ClockState state;
	ClockTime start, due, stop;    /* stop.date.year 0: runs */
	gint64 late;                   /* instant from which on it is late */
	const ClockSource *sources[2]; /* the texts of law that it rests on, then NULL */
} CaseClock;

/*
 * The clocks of the case that have started, also those that were stopped; GArray
 * of CaseClock in the order of the rules. A rule that was not in force, or that no text
 * of law carries for this case, has none. INPUT: any other clock cannot be computed
 * (core/clock/clock.h): a duty that is left out is one that nobody knows of.
 */
GArray *case_clocks_compute(const CaseFile *file, const ClockOffice *office, GError **error);

/* As clock_sources() of the clock. g_free() it. */
char *case_clock_source(const CaseClock *clock);

/* What clock_compute() asks for; borrows file and office. */
ClockCase case_clocks_facts(const CaseFile *file, const ClockOffice *office);

/* As clock_compute() for one rule of the case; ret_clock borrows facts, those of file. */
gboolean case_clocks_find(const CaseFile *file, const ClockCase *facts, const ClockRule *rule,
	const char *board, Clock *ret_clock, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The rule with that id, or NULL. Borrowed. */
const ClockRule *clock_office_find(const ClockOffice *office, const char *id);
