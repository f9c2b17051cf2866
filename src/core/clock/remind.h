/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/clock/case-clocks.h"
#include "core/clock/clock-facts.h"
#include "core/notice/discretion.h"
#include "core/notice/planned.h"

/*
 * Who is reminded of what now. What is urgent is told by itself. The rest stands in one
 * digest a person and working day, while something is late, is due that day or within the
 * two next working days, or waits for that person; it lists all that runs. Each step is
 * said once; after a standstill what is still true is said once.
 */

/* A clock that runs, as the store has it. */
typedef struct {
	gint64 case_no;
	char *owner;         /* id of the board whose case it is */
	char *case_id, *dnr; /* dnr may be NULL */
	char *investigator;  /* address or NULL */
	char *rule;
	char *board; /* id of the commissioning board, or NULL */
	char *source;
	ClockTime start, due;
	gint64 late;    /* instant */
	gint64 next;    /* instant of the first reminder that was not said, INSTANT_NONE: none */
	gboolean quiet; /* nobody is to be reminded of it until a person has looked */
	Discretion in_force; /* what holds its case */
	Discretion recorded; /* and what did: by that it is known who decides */
	GPtrArray *recusals; /* char *, pairs of person and stand-in; NULL or empty: none */
	GArray *calendars;   /* HeldEntry: who has its last day; NULL: nobody, or nothing is due */
} OpenClock;

/* What a case of a person, or a person's day, is told. */
typedef struct {
	gint64 case_no;      /* 0: of no case */
	const char *case_id; /* borrowed of the clock, or NULL */
	const char *board;   /* id of the board whose matter it is, borrowed */
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
	const GPtrArray *boards; /* Board *, all */
	ClockOffice clocks;
	CivilDate last_digest; /* day of the last digests; year 0: none */
	const GArray *owed;    /* HeldEntry: what calendars are to get with a digest; or NULL */
	const GArray *away;    /* Away: who says so; or NULL */
} RemindOffice;

/*
 * The day whose digests may go out now, if they have not; year 0: this is no hour of
 * digests.
 */
CivilDate remind_digest_day(const ClockOffice *clocks);

/*
 * open: OpenClock *, those with the earliest last day first: at an hour of digests, as long as
 * those of the day have not gone, all that run, else at least those of which a reminder is due.
 */
RemindPlan *remind_plan(const GPtrArray *open, const RemindOffice *office);

/* TRUE if the day's digests go out now; or if they have gone. */
gboolean remind_is_digest(const RemindOffice *office);
gboolean remind_has_gone(const RemindOffice *office);

/* TRUE if what a step of the clock says may be told now. */
gboolean remind_is_hour_of(const OpenClock *open, const ClockRule *rule, const ClockStep *step,
	const RemindOffice *office);

CivilDate remind_today(const RemindOffice *office);

/* The board whose case it is; NULL: it is configured no more. Borrowed. */
const Board *remind_board(const RemindOffice *office, const OpenClock *open);

/* A clock of a rule that there is, as a notice shows it; step may be NULL. Borrows all. */
ClockFacts remind_facts(const RemindOffice *office, const OpenClock *open, const ClockStep *step);

/*
 * The first instant at which there may be something to say: the next digest, or a reminder,
 * from that of the earliest that is not said.
 */
gint64 remind_wake(gint64 next, const RemindOffice *office);

OpenClock *open_clock_new(void);
void open_clock_free(OpenClock *clock);
void remind_plan_free(RemindPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RemindPlan, remind_plan_free)
