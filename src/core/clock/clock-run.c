/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which events of a case start and stop a clock. Must never take a date that
 * cannot be: who typed it is asked instead.
 */
#include "core/clock/clock-run.h"

#include <string.h>

#include "core/error.h"
#include "core/clock/holidays.h"

/* An event with what it corrects. */
typedef struct {
	CaseEvent event;
	ClockTime before; /* as it was first said, or none */
	gsize order;      /* in which it was recorded */
	guint leg;        /* how many boards had taken the case over until it was recorded */
} Entry;

/* Days, and where both are known moments. */
static int
compare_times(ClockTime a, ClockTime b)
{
	if (a.instant != INSTANT_NONE && b.instant != INSTANT_NONE)
		return (a.instant > b.instant) - (a.instant < b.instant);
	return date_compare(a.date, b.date);
}

static gboolean
is_same(const CaseEvent *a, const CaseEvent *b)
{
	return a->milestone == b->milestone && g_strcmp0(a->board, b->board) == 0;
}

static gboolean refuse(const CaseEvent *event, GError **error, const char *format, ...)
	G_GNUC_PRINTF(3, 4);

static gboolean
refuse(const CaseEvent *event, GError **error, const char *format, ...)
{
	g_autofree char *date = date_to_string(event->when.date);
	va_list arguments;

	va_start(arguments, format);
	g_autofree char *what = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT, "%s %s: %s",
		milestone_names[event->milestone], date, what);
	return FALSE;
}

/* A day that there is, in years that are known, and not ahead. */
static gboolean
check_date(const CaseEvent *event, const ClockCase *facts, GError **error)
{
	ClockTime now = clock_time_at(facts->now, facts->zone);

	if (event->when.date.year < HOLIDAYS_FIRST_YEAR ||
		event->when.date.year > HOLIDAYS_LAST_YEAR)
		return refuse(event, error, "must be a day from %d to %d", HOLIDAYS_FIRST_YEAR,
			HOLIDAYS_LAST_YEAR);
	if (!facts->recorded && !milestone_may_lie_ahead(event->milestone) &&
		compare_times(event->when, now) > 0)
		return refuse(event, error,
			"is in the future: what has not happened yet starts "
			"and stops nothing");
	return TRUE;
}

/* The entry that one corrects, which takes its place. */
static gboolean
correct(GArray *entries, const CaseEvent *event, GError **error)
{
	for (guint i = entries->len; i > 0; i--) {
		Entry *entry = &g_array_index(entries, Entry, i - 1);

		if (!is_same(&entry->event, event))
			continue;
		if (!entry->before.date.year)
			entry->before = entry->event.when;
		entry->event.when = event->when;
		return TRUE;
	}
	return refuse(event, error, "corrects nothing: there is no such event yet");
}

static GArray *
collect(const ClockCase *facts, GError **error)
{
	g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(Entry));

	guint leg = 0;

	for (gsize i = 0; i < facts->n_events; i++) {
		const CaseEvent *event = &facts->events[i];

		leg += event->milestone == MILESTONE_TAKEN_OVER && !event->corrects;
		/* The arrival is recorded when it is corrected first, which may be late. */
		Entry entry = { *event, CLOCK_TIME_NONE, i,
			event->milestone == MILESTONE_ARRIVAL ? 0 : leg };

		g_assert(milestone_is_of_board(event->milestone) == (event->board != NULL));
		if (!event->corrects)
			g_array_append_val(entries, entry);
		else if (!correct(entries, event, error))
			return NULL;
	}
	return g_steal_pointer(&entries);
}

static const Entry *
find(const GArray *entries, guint64 set)
{
	for (guint i = 0; i < entries->len; i++) {
		const Entry *entry = &g_array_index(entries, Entry, i);

		if (set & MILESTONE_BIT(entry->event.milestone))
			return entry;
	}
	return NULL;
}

/* As they stand now: what was corrected need not have been possible. */
static gboolean
check_entries(const GArray *entries, const ClockCase *facts, ClockTime arrival, GError **error)
{
	g_autofree char *day = date_to_string(arrival.date);

	for (guint i = 0; i < entries->len; i++) {
		const CaseEvent *event = &g_array_index(entries, Entry, i).event;

		if (!check_date(event, facts, error))
			return FALSE;
		if (!facts->recorded && !milestone_may_precede_arrival(event->milestone) &&
			compare_times(event->when, arrival) < 0)
			return refuse(event, error, "is before the report arrived, %s", day);
	}
	return TRUE;
}

/* What a board records is of its own time with the case, also where it happened before. */
static int
compare_entries(gconstpointer a, gconstpointer b)
{
	const Entry *x = a, *y = b;
	gboolean x_first = x->event.milestone == MILESTONE_TAKEN_OVER;
	gboolean y_first = y->event.milestone == MILESTONE_TAKEN_OVER;

	if (x->leg != y->leg)
		return x->leg > y->leg ? 1 : -1;
	if (x_first != y_first)
		return x_first ? -1 : 1;
	int times = compare_times(x->event.when, y->event.when);
	return times ? times : (x->order > y->order) - (x->order < y->order);
}

/* What is known of a run while the events are gone through. */
typedef struct {
	ClockRun run;
	guint64 seen;       /* of what starts it or has to have happened */
	gboolean armed;     /* something has started it since it was last stopped */
	gboolean again;     /* it has run before */
	const Entry *spare; /* a stop without a run: done before it was asked for */
} Walk;

static void
stop(Walk *walk, const ClockRule *rule, const Entry *entry)
{
	walk->run.stop = entry->event.when;
	walk->run.stopped_by = entry->event.milestone;
	walk->run.ended = (rule->ends & MILESTONE_BIT(entry->event.milestone)) != 0;
	walk->spare = NULL;
}

static void
start(Walk *walk, const ClockRule *rule, const Entry *entry)
{
	walk->run.start = entry->event.when;
	walk->run.corrected = entry->before;
	walk->run.started_by = entry->event.milestone;
	walk->run.began = entry->event.milestone == MILESTONE_ARRIVAL ? 0 : entry->order + 1;
	walk->run.stop = CLOCK_TIME_NONE;
	walk->run.ended = FALSE;
	walk->armed = FALSE;
	if (walk->spare && !walk->again)
		stop(walk, rule, walk->spare);
	walk->again = TRUE;
}

#define CASE_ELSEWHERE                                                                             \
	(MILESTONE_BIT(MILESTONE_JOINED) | MILESTONE_BIT(MILESTONE_TRANSFERRED) |                  \
		MILESTONE_BIT(MILESTONE_NOT_REPORT))

/* A case that is taken up again after all has its duties again; some begin anew by their rule. */
static void
take_up_again(Walk *walk, const ClockRule *rule)
{
	if (!walk->run.ended || !(MILESTONE_BIT(walk->run.stopped_by) & CASE_ELSEWHERE) ||
		rule->starts & MILESTONE_BIT(MILESTONE_REOPENED))
		return;
	walk->run.stop = CLOCK_TIME_NONE;
	walk->run.ended = FALSE;
}

static void
step(Walk *walk, const ClockRule *rule, guint64 needs, const Entry *entry)
{
	guint64 bit = MILESTONE_BIT(entry->event.milestone);

	if (entry->event.milestone == MILESTONE_REOPENED)
		take_up_again(walk, rule);
	gboolean runs = walk->run.start.date.year && !walk->run.stop.date.year;

	if (entry->event.milestone == MILESTONE_TAKEN_OVER) {
		walk->spare = NULL;
		runs = runs && !(rule->starts & bit);
	}
	walk->seen |= bit;
	walk->armed |= (rule->starts & bit) != 0;
	if (entry->event.milestone == MILESTONE_BOARD_UNLINKED)
		walk->seen &= ~MILESTONE_BIT(MILESTONE_BOARD_LINKED);
	if (entry->event.milestone == MILESTONE_NOT_SERIOUS)
		walk->seen &= ~MILESTONE_BIT(MILESTONE_SERIOUS);
	if ((rule->stops | rule->ends) & bit && runs)
		stop(walk, rule, entry);
	else if (rule->stops & bit)
		walk->spare = entry;
	else if (walk->armed && !runs && (walk->seen & needs) == needs &&
		 (rule->starts | needs) & bit)
		start(walk, rule, entry);
}

gboolean
clock_run_find(const ClockRule *rule, const ClockCase *facts, const char *board, ClockRun *ret_run,
	GError **error)
{
	g_autoptr(GArray) entries = collect(facts, error);
	guint64 needs =
		rule->needs | (rule->each_board ? MILESTONE_BIT(MILESTONE_BOARD_LINKED) : 0);
	Walk walk = { .run = { .start = CLOCK_TIME_NONE,
			      .stop = CLOCK_TIME_NONE,
			      .corrected = CLOCK_TIME_NONE,
			      .set = CLOCK_TIME_NONE } };

	if (!entries)
		return FALSE;
	const Entry *arrival = find(entries, MILESTONE_BIT(MILESTONE_ARRIVAL));
	g_assert(arrival); /* there is no case without one */
	walk.run.arrival = arrival->event.when;
	if (!check_entries(entries, facts, walk.run.arrival, error))
		return FALSE;
	gboolean never = find(entries, rule->unless) != NULL;
	const Entry *set = NULL;
	g_array_sort(entries, compare_entries);
	for (guint i = 0; i < entries->len && !never; i++) {
		const Entry *entry = &g_array_index(entries, Entry, i);

		if (!entry->event.board || g_strcmp0(entry->event.board, board) == 0)
			step(&walk, rule, needs, entry);
		/* What was said last, and not the latest day. */
		if (rule->set_by & MILESTONE_BIT(entry->event.milestone) &&
			(!set || entry->order > set->order))
			set = entry;
	}
	if (set)
		walk.run.set = set->event.when;
	*ret_run = walk.run;
	return TRUE;
}
