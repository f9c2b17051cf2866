/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/date.h"
#include "core/clock/milestone.h"

/*
 * The rules of clocks, lexsarah-rules(5): what starts one, how long it runs, what
 * stops it and on which law it rests. Data, loaded by rules-libconfig.c; a new
 * clock is a group in conf/rules.
 */

typedef enum {
	CLOCK_STATUTORY,  /* a number of law: rolls by lag 1930:173, is never extended */
	CLOCK_PROMPTNESS, /* the law says genast, snarast, ...: the span is a local target */
	CLOCK_POLICY,     /* local routine */
	CLOCK_CLASS_COUNT
} ClockClass;

typedef enum {
	CLOCK_HOURS, /* real ones: a day of a change of clocks has 23 or 25 */
	CLOCK_DAYS,
	CLOCK_WORKING_DAYS,
	CLOCK_MONTHS,
	CLOCK_UNIT_COUNT
} ClockUnit;

typedef struct {
	guint n; /* 0: no span */
	ClockUnit unit;
} ClockSpan;

/* The laws on which a report can rest, as bits; none is known yet: 0. */
#define LAW_SOL  1u
#define LAW_LSS  2u
#define LAW_BOTH (LAW_SOL | LAW_LSS)

/* When a reminder is due. */
typedef enum { STEP_START, STEP_BEFORE, STEP_DUE, STEP_LATE, STEP_AFTER } ClockStepKind;

typedef struct {
	char *text; /* as written: "2 working days before" */
	ClockStepKind kind;
	ClockSpan offset;  /* of STEP_BEFORE and STEP_AFTER */
	gboolean repeated; /* STEP_AFTER: again each time that offset has passed */
} ClockStep;

/* A text of law on which the clock rests. */
typedef struct {
	guint laws;            /* of which cases */
	CivilDate from, until; /* of which arrivals, first and last day; year 0: no end */
	char *section;         /* "27 kap. 5 § socialtjänstlagen (2025:400)" */
	char *wording;         /* its own word for the time, "genast"; NULL: it has none */
	ClockSpan span;        /* n 0: that of the rule */
} ClockSource;

typedef struct {
	char *id;       /* "ivo_investigation" */
	char *title;    /* Swedish, what is to be done: "Utredningen ska ha inletts" */
	char *title_en; /* the same in English, or NULL */
	ClockClass class_;
	guint64 starts; /* milestones, as bits: any of them starts the clock, */
	guint64 needs;  /* once all of these have happened, */
	guint64 unless; /* and none of these */
	guint64 stops;  /* any of them stops it */
	guint64 ends;   /* any of them makes an end of it: nothing is left to do */
	Milestone first_start, first_stop; /* the ones that are named first */
	guint64 set_by;        /* a milestone whose date is the last day instead; 0: none */
	gboolean each_board;   /* one clock for each commissioning board */
	gboolean at_once;      /* its reminders do not wait for the day's digest */
	gboolean stands_still; /* until it is done nothing else goes on: it waits for whom to has
				  first */
	CivilDate from;        /* starts before that day have no such clock; year 0: all have */
	ClockSpan span;
	GPtrArray *sources; /* ClockSource * */
	GPtrArray *steps;   /* ClockStep * */
	GPtrArray *to;      /* char *, who is reminded, then who else */
} ClockRule;

/* "statutory", "promptness" and "policy", ended by NULL. */
extern const char *const clock_class_names[CLOCK_CLASS_COUNT + 1];

/* "SoL" and "LSS", ended by NULL; the bit of law i is 1 << i. */
extern const char *const clock_law_names[];

/* Reads "SoL", "LSS" or both with a comma between. FALSE leaves ret_laws untouched. */
gboolean clock_laws_from_text(const char *text, guint *ret_laws) G_GNUC_WARN_UNUSED_RESULT;

/* "SoL", "LSS" or "SoL,LSS"; NULL for none. g_free() it. */
char *clock_laws_to_text(guint laws);

/* The roles that are reminded: "investigator", ..., ended by NULL. */
extern const char *const clock_recipient_names[];

/*
 * Reads "72 hours", "14 days", "1 working day", "2 months". FALSE leaves
 * ret_span untouched. At most as long as CLOCK_SPAN_RIGHT says.
 */
gboolean clock_span_parse(const char *text, ClockSpan *ret_span) G_GNUC_WARN_UNUSED_RESULT;
#define CLOCK_SPAN_RIGHT                                                                           \
	"a number and a unit: hours (at most 8784), days (3660), working days (1000) or months "   \
	"(120), such as \"5 working days\""

/*
 * Reads "start", "due", "late", "SPAN before", "SPAN after" or "every SPAN
 * after". FALSE leaves ret_step untouched; clock_step_free() what it made.
 */
gboolean clock_step_parse(const char *text, ClockStep **ret_step) G_GNUC_WARN_UNUSED_RESULT;
#define CLOCK_STEP_RIGHT                                                                           \
	"\"start\", \"due\", \"late\", or a time before or after the last day such as \"14 days "  \
	"before\" or \"every 2 working days after\""

/* The source for an arrival and a law (one bit), or NULL. Borrowed. */
const ClockSource *clock_rule_find_source(const ClockRule *rule, guint law, CivilDate arrival);

void clock_step_free(ClockStep *step);
void clock_source_free(ClockSource *source);
void clock_rule_free(ClockRule *rule);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ClockRule, clock_rule_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ClockStep, clock_step_free)
