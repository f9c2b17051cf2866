/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/clock/clock-rule.h"

/*
 * When what a rule asks for is to be done in a case. Pure: the same rule, events,
 * closed days and now always give the same answer.
 *
 * A day clock ends with its last day in Europe/Stockholm. Months end on the day
 * of the same number, else on the last day of the month (lag 1930:173 1 §). Only a
 * time of law moves, and only to the next day that lag 1930:173 2 § does not name:
 * a day that is closed locally moves none. Hours are counted as they pass, over
 * weekends and changes of clocks (GDPR art. 33), and are never moved. Times that
 * the organisation sets itself, promptness and policy, do not move either: that
 * law is of times "enligt lag eller särskild författning".
 */

/* A day; and if it is known the moment. */
typedef struct {
	CivilDate date; /* year 0: none */
	gint64 instant; /* INSTANT_NONE: only the day is known */
} ClockTime;

#define CLOCK_TIME_NONE ((ClockTime){ .instant = INSTANT_NONE })

/* What happened in a case. */
typedef struct {
	Milestone milestone;
	ClockTime when;
	const char *board; /* of which it is a milestone (id), else NULL; borrowed */
	gboolean corrects; /* said instead of the one before of that milestone and board */
} CaseEvent;

/* A later last day that a person has given to a clock of local routine. */
typedef struct {
	CivilDate to;
	const char *reason; /* borrowed */
	gsize after; /* so many events had been recorded: a run that began later has its own */
} ClockExtension;

/* Of whatever run there is. */
#define CLOCK_EXTENSION_NOW G_MAXSIZE

/* What clocks are computed from; all borrowed. */
typedef struct {
	guint laws;              /* on which the report rests; 0: not known */
	const CaseEvent *events; /* as they were recorded; one of them the arrival */
	gsize n_events;
	const GPtrArray *closed; /* ClosedDay *, may be NULL */
	GTimeZone *zone;         /* Europe/Stockholm */
	gint64 now;
	gboolean
		recorded; /* each day was judged when it was said; a correction may contradict it */
} ClockCase;

typedef enum {
	CLOCK_WAITING, /* has not started */
	CLOCK_RUNNING,
	CLOCK_MET,
	CLOCK_LATE,    /* the last day has passed, whether or not it has been stopped since */
	CLOCK_STOPPED, /* what it asked for is no longer to be done */
	CLOCK_STATE_COUNT
} ClockState;

/* The time by one text of law. */
typedef struct {
	guint laws;                /* LAW_SOL, LAW_LSS or both */
	const ClockSource *source; /* NULL: local routine alone */
	ClockSpan span;
	ClockTime nominal; /* before it is moved */
	ClockTime due;
} ClockDeadline;

typedef struct {
	const ClockRule *rule; /* borrowed, like facts */
	const ClockCase *facts;
	ClockState state;
	CivilDate arrival;     /* by which the texts of law are chosen */
	ClockTime start, stop; /* date.year 0: not yet */
	Milestone started_by, stopped_by;
	gboolean ended;             /* stopped_by is what it ends with, and not what it asks for */
	ClockTime corrected;        /* the start as it was first said, or none */
	ClockDeadline deadlines[2]; /* by SoL and by LSS, one if they are the same */
	guint n_deadlines;
	ClockTime set;            /* the day that was set instead, or none */
	ClockTime computed;       /* the strictest deadline, or the day that was set */
	ClockExtension extension; /* to.year 0: none */
	ClockTime due;
} Clock;

/* "waiting", "running", "met", "late" or "stopped". Static. */
const char *clock_state_name(ClockState state);

/*
 * A moment as the day that it is in zone, and the moment; or a day alone.
 */
ClockTime clock_time_at(gint64 instant, GTimeZone *zone);
ClockTime clock_time_on(CivilDate date);

/*
 * Computes the clock of a rule, for the commissioning board of that id if it is
 * each_board's (else NULL). extension may be NULL. TRUE also for one that has not
 * started. ret_clock borrows rule, facts and the extension's reason.
 *
 * INPUT: an event before the arrival or after now, or outside 1900 to 2100; one
 * that corrects nothing; a clock in hours of which only the day is known (of what is
 * recorded they run from its first moment, so that they end no later than they do); a rule
 * without a text of law for that arrival, or not yet in force at the start; a day
 * that was set before the start; an extension that is none.
 * NOT_ALLOWED: an extension of what the law asks for, which counts for nothing where
 * it is recorded.
 */
gboolean clock_compute(const ClockRule *rule, const ClockCase *facts, const char *board,
	const ClockExtension *extension, Clock *ret_clock,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What is said of an extension of what the law asks for. */
#define CLOCK_NO_EXTENSION "what the law asks for cannot be extended, only local routine can"

/*
 * FALSE: there is to be no clock, since the rule was not in force when it would have
 * started, or no text of law for that arrival carries it. Any other error of
 * clock_compute() is one that a person has to mend.
 */
gboolean clock_is_carried(
	const ClockRule *rule, const ClockCase *facts, const char *board) G_GNUC_WARN_UNUSED_RESULT;

/* A time that much later, counted as the clock's own span is. */
ClockTime clock_add_span(const Clock *clock, ClockTime from, ClockSpan span);

/*
 * When a reminder of a clock that has started is first due. FALSE if that would
 * be before the start: it is left out.
 */
gboolean clock_step_time(
	const Clock *clock, const ClockStep *step, ClockTime *ret_time) G_GNUC_WARN_UNUSED_RESULT;
