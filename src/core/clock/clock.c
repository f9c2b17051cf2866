/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Dates of clocks. Must never move a time that the law does not move, and never
 * leave one where the law moves it.
 */
#include "core/clock/clock.h"

#include "core/clock/clock-run.h"
#include "core/error.h"
#include "core/clock/holidays.h"
#include "core/clock/working-days.h"

#define HOUR_MS G_GINT64_CONSTANT(3600000)

const char *
clock_state_name(ClockState state)
{
	static const char *const names[CLOCK_STATE_COUNT] = {
		[CLOCK_WAITING] = "waiting",
		[CLOCK_RUNNING] = "running",
		[CLOCK_MET] = "met",
		[CLOCK_LATE] = "late",
		[CLOCK_STOPPED] = "stopped",
	};

	return names[state];
}

ClockTime
clock_time_at(gint64 instant, GTimeZone *zone)
{
	return (ClockTime){ date_from_instant(instant, zone), instant };
}

ClockTime
clock_time_on(CivilDate date)
{
	return (ClockTime){ date, INSTANT_NONE };
}

/* n months on, or back: the same number, else the month's last day (lag 1930:173 1 §). */
static CivilDate
add_months(CivilDate date, int n)
{
	int months = date.year * 12 + date.month - 1 + n;
	CivilDate end = { months / 12, months % 12 + 1, date.day };

	while (!date_is_valid(end))
		end.day--;
	return end;
}

/* Of a day alone its first moment, so that hours end too early and never too late. */
static gint64
moment_of(ClockTime time, GTimeZone *zone)
{
	return time.instant != INSTANT_NONE ? time.instant : date_to_instant(time.date, zone);
}

static ClockTime
add_span(const Clock *clock, ClockTime from, ClockSpan span, int direction)
{
	GTimeZone *zone = clock->facts->zone;
	int n = (int) span.n * direction;

	switch (span.unit) {
	case CLOCK_HOURS:
		return clock_time_at(moment_of(from, zone) + n * HOUR_MS, zone);
	case CLOCK_DAYS:
		return clock_time_on(date_add_days(from.date, n));
	case CLOCK_WORKING_DAYS:
		return clock_time_on(working_days_add(clock->facts->closed, from.date, n));
	case CLOCK_MONTHS:
		return clock_time_on(add_months(from.date, n));
	case CLOCK_UNIT_COUNT:
		break;
	}
	g_assert_not_reached();
}

/* The next day on which lag 1930:173 2 § lets an act be done, which may be that day. */
static CivilDate
roll(CivilDate date)
{
	while (!holidays_is_working_day(date))
		date = date_add_days(date, 1);
	return date;
}

static ClockDeadline
make_deadline(const Clock *clock, guint laws, const ClockSource *source)
{
	ClockSpan span = source && source->span.n ? source->span : clock->rule->span;
	ClockDeadline deadline = { laws, source, span,
		.nominal = add_span(clock, clock->start, span, 1) };

	deadline.due = deadline.nominal;
	if (clock->rule->class_ == CLOCK_STATUTORY && span.unit != CLOCK_HOURS)
		deadline.due.date = roll(deadline.nominal.date);
	return deadline;
}

static gboolean
is_earlier(ClockTime a, ClockTime b)
{
	return a.instant != INSTANT_NONE && b.instant != INSTANT_NONE
		       ? a.instant < b.instant
		       : date_compare(a.date, b.date) < 0;
}

static gboolean
fail(const Clock *clock, LexError code, GError **error, const char *what)
{
	g_set_error(error, LEX_ERROR, code, "%s: %s", clock->rule->id, what);
	return FALSE;
}

static guint
laws_of(const ClockCase *facts)
{
	return facts->laws ? facts->laws : LAW_BOTH;
}

/* By each law that may be the case's its own deadline, one if the texts are the same. */
static gboolean
compute_deadlines(Clock *clock, GError **error)
{
	guint laws = laws_of(clock->facts);

	clock->n_deadlines = 0;
	for (guint law = LAW_SOL; law <= LAW_LSS; law <<= 1) {
		const ClockSource *source =
			clock_rule_find_source(clock->rule, law, clock->arrival);
		ClockDeadline *before = clock->n_deadlines ? &clock->deadlines[0] : NULL;

		if (!(laws & law))
			continue;
		if (!source && clock->rule->class_ != CLOCK_POLICY)
			return fail(clock, LEX_ERROR_INPUT, error,
				"no text of law is known for a report that arrived on that day");
		if (before && before->source == source)
			before->laws |= law;
		else
			clock->deadlines[clock->n_deadlines++] = make_deadline(clock, law, source);
	}
	clock->computed = clock->deadlines[0].due;
	if (clock->n_deadlines > 1 && is_earlier(clock->deadlines[1].due, clock->computed))
		clock->computed = clock->deadlines[1].due;
	return TRUE;
}

/* A day that a person gives is over with its last moment, which is what hours are counted to. */
static ClockTime
until_day(const Clock *clock, CivilDate day)
{
	if (clock->rule->span.unit != CLOCK_HOURS)
		return clock_time_on(day);
	return clock_time_at(
		date_to_instant(date_add_days(day, 1), clock->facts->zone) - 1, clock->facts->zone);
}

static gboolean
apply_set_day(Clock *clock, GError **error)
{
	if (!clock->set.date.year)
		return TRUE;
	if (date_compare(clock->set.date, clock->start.date) < 0)
		/* It was set for a run before this one. */
		return clock->facts->recorded ||
		       fail(clock, LEX_ERROR_INPUT, error,
			       "the day that was set is before the clock starts");
	clock->computed = until_day(clock, clock->set.date);
	return TRUE;
}

/* What was computed anew may be later than what it was extended to before. */
static gboolean
apply_extension(Clock *clock, const ClockRun *run, const ClockExtension *extension, GError **error)
{
	clock->due = clock->computed;
	if (!extension || extension->after < run->began)
		return TRUE;
	if (clock->rule->class_ != CLOCK_POLICY)
		/* It was given while the rule was local routine. */
		return clock->facts->recorded ||
		       fail(clock, LEX_ERROR_NOT_ALLOWED, error, CLOCK_NO_EXTENSION);
	if (extension->to.year > HOLIDAYS_LAST_YEAR ||
		(date_compare(extension->to, clock->computed.date) <= 0 &&
			!clock->corrected.date.year && !clock->facts->recorded))
		return fail(clock, LEX_ERROR_INPUT, error,
			"an extension must be to a later day than the last one");
	clock->extension = *extension;
	if (date_compare(extension->to, clock->computed.date) > 0)
		clock->due = until_day(clock, extension->to);
	return TRUE;
}

static ClockState
find_state(const Clock *clock)
{
	ClockTime now = clock_time_at(clock->facts->now, clock->facts->zone);

	if (clock->ended)
		return CLOCK_STOPPED;
	if (clock->stop.date.year)
		return is_earlier(clock->due, clock->stop) ? CLOCK_LATE : CLOCK_MET;
	return is_earlier(clock->due, now) ? CLOCK_LATE : CLOCK_RUNNING;
}

static gboolean
check_start(const Clock *clock, GError **error)
{
	const ClockRule *rule = clock->rule;
	gboolean hours = rule->span.unit == CLOCK_HOURS;

	if (date_compare(clock->start.date, rule->from) < 0) {
		g_autofree char *from = date_to_string(rule->from);
		g_autofree char *what = g_strdup_printf("is not in force before %s", from);

		return fail(clock, LEX_ERROR_INPUT, error, what);
	}
	if (hours && !clock->facts->recorded &&
		(clock->start.instant == INSTANT_NONE ||
			(clock->stop.date.year && clock->stop.instant == INSTANT_NONE)))
		return fail(clock, LEX_ERROR_INPUT, error,
			"is a clock in hours: the time of day is needed, not only the day");
	return TRUE;
}

gboolean
clock_compute(const ClockRule *rule, const ClockCase *facts, const char *board,
	const ClockExtension *extension, Clock *ret_clock, GError **error)
{
	Clock clock = { .rule = rule, .facts = facts, .due = CLOCK_TIME_NONE };
	ClockRun run;

	if (!clock_run_find(rule, facts, board, &run, error))
		return FALSE;
	clock.arrival = run.arrival.date;
	clock.start = run.start;
	clock.started_by = run.started_by;
	clock.stop = run.stop;
	clock.stopped_by = run.stopped_by;
	clock.ended = run.ended;
	clock.corrected = run.corrected;
	clock.set = run.set;
	if (run.start.date.year) {
		if (!check_start(&clock, error) || !compute_deadlines(&clock, error) ||
			!apply_set_day(&clock, error) ||
			!apply_extension(&clock, &run, extension, error))
			return FALSE;
		clock.state = find_state(&clock);
	}
	*ret_clock = clock;
	return TRUE;
}

gboolean
clock_is_carried(const ClockRule *rule, const ClockCase *facts, const char *board)
{
	guint laws = laws_of(facts);
	ClockRun run;

	if (!clock_run_find(rule, facts, board, &run, NULL) || !run.start.date.year)
		return TRUE;
	if (date_compare(run.start.date, rule->from) < 0)
		return FALSE;
	for (guint law = LAW_SOL; law <= LAW_LSS; law <<= 1)
		if (laws & law && rule->class_ != CLOCK_POLICY &&
			!clock_rule_find_source(rule, law, run.arrival.date))
			return FALSE;
	return TRUE;
}

ClockTime
clock_add_span(const Clock *clock, ClockTime from, ClockSpan span)
{
	return add_span(clock, from, span, 1);
}

gboolean
clock_step_time(const Clock *clock, const ClockStep *step, ClockTime *ret_time)
{
	ClockTime time = clock->due;

	switch (step->kind) {
	case STEP_START:
		time = clock->start;
		break;
	case STEP_BEFORE:
		time = add_span(clock, clock->due, step->offset, -1);
		break;
	case STEP_DUE:
		break;
	case STEP_LATE:
		if (time.instant == INSTANT_NONE)
			time.date = date_add_days(time.date, 1);
		break;
	case STEP_AFTER:
		time = add_span(clock, clock->due, step->offset, 1);
		break;
	}
	if (is_earlier(time, clock->start))
		return FALSE;
	*ret_time = time;
	return TRUE;
}
