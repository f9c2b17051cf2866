/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/case-clocks.h"
#include "core/discretion.h"
#include "core/planned.h"

/*
 * Who is reminded of what now. What is urgent is told by itself; the rest in one
 * digest a person and working day, which lists all that waits for that person. Each
 * step is said once; after a standstill what is still true is said once.
 */

/* A clock that runs, as the store has it. */
typedef struct {
	gint64 case_no;
	char *case_id, *dnr; /* dnr may be NULL */
	char *investigator;  /* address or NULL */
	char *rule;
	char *board; /* id of the commissioning board, or NULL */
	char *source;
	ClockTime start, due;
	gint64 late; /* instant */
	gint64 next; /* instant of the first reminder that was not said, INSTANT_NONE: none */
	Discretion in_force; /* what holds its case */
	GPtrArray *recusals; /* char *, pairs of person and stand-in; NULL or empty: none */
} OpenClock;

/* What a case of a person, or a person's day, is told. */
typedef struct {
	gint64 case_no;      /* 0: of no case */
	const char *case_id; /* borrowed of the clock, or NULL */
	PlannedNotice *notice;
} ToldNotice;

/* A clock of which something was said. */
typedef struct {
	const OpenClock *clock;
	gint64 said, next;
} SaidClock;

typedef struct {
	GArray *told;    /* ToldNotice */
	GArray *said;    /* SaidClock */
	gboolean digest; /* the day's digest is done */
} RemindPlan;

typedef struct {
	const Board *board;
	ClockOffice clocks;
	CivilDate last_digest; /* day of the board's last digest; year 0: none */
	const GArray *owed;    /* HeldEntry: what calendars are to get with a digest; or NULL */
	const GArray *away;    /* Away: who says so; or NULL */
} RemindOffice;

/* open: OpenClock *, all of the board, those with the earliest last day first. */
RemindPlan *remind_plan(const GPtrArray *open, const RemindOffice *office);

/*
 * The first instant at which there may be something to say, from that of the
 * earliest reminder that is not said.
 */
gint64 remind_wake(gint64 next, const RemindOffice *office);

OpenClock *open_clock_new(void);
void open_clock_free(OpenClock *clock);
void remind_plan_free(RemindPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RemindPlan, remind_plan_free)
