/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The times of reminders. Must never put one so late that nobody can act on it
 * any more, nor at an hour at which nobody works.
 */
#include "core/clock/reminder.h"

#include "core/clock/working-days.h"

#define HOUR_MS G_GINT64_CONSTANT(3600000)

gint64
reminder_instant(CivilDate date, guint minute, GTimeZone *zone)
{
	g_autoptr(GDateTime) time = g_date_time_new(
		zone, date.year, date.month, date.day, (gint) minute / 60, (gint) minute % 60, 0);

	return g_date_time_to_unix(time) * 1000;
}

static CivilDate
next_working_day(CivilDate date, const GPtrArray *closed)
{
	return working_days_has(closed, date) ? date : working_days_add(closed, date, 1);
}

static CivilDate
last_working_day(CivilDate date, const GPtrArray *closed)
{
	return working_days_has(closed, date) ? date : working_days_add(closed, date, -1);
}

gint64
reminder_office_hour(gint64 now, const OfficeHours *hours, const GPtrArray *closed, GTimeZone *zone)
{
	CivilDate today = date_from_instant(now, zone);

	if (working_days_has(closed, today)) {
		gint64 opens = reminder_instant(today, hours->from, zone);

		if (now < reminder_instant(today, hours->to, zone))
			return MAX(now, opens);
	}
	return reminder_instant(working_days_add(closed, today, 1), hours->from, zone);
}

gint64
reminder_next_digest(gint64 now, const OfficeHours *hours, const GPtrArray *closed, GTimeZone *zone)
{
	CivilDate today = date_from_instant(now, zone);
	CivilDate day = next_working_day(today, closed);
	gint64 digest = reminder_instant(day, hours->digest, zone);

	return digest > now
		       ? digest
		       : reminder_instant(working_days_add(closed, day, 1), hours->digest, zone);
}

gboolean
reminder_is_urgent(const ClockRule *rule, const ClockStep *step)
{
	gboolean late = step->kind == STEP_LATE || step->kind == STEP_AFTER ||
			(step->kind == STEP_DUE && rule->span.unit == CLOCK_HOURS);

	return rule->at_once || (rule->class_ == CLOCK_STATUTORY && late);
}

/* When a step of that nominal time is said. */
static gint64
moment_of(const Clock *clock, const ClockStep *step, ClockTime time, const OfficeHours *hours)
{
	gboolean at_once = reminder_is_urgent(clock->rule, step);
	const GPtrArray *closed = clock->facts->closed;
	GTimeZone *zone = clock->facts->zone;
	gboolean early = step->kind == STEP_BEFORE || step->kind == STEP_DUE;

	if (clock->rule->span.unit == CLOCK_HOURS)
		return time.instant;
	if (step->kind == STEP_START && time.instant != INSTANT_NONE)
		return at_once ? reminder_office_hour(time.instant, hours, closed, zone)
			       : reminder_next_digest(time.instant - 1, hours, closed, zone);
	CivilDate day =
		early ? last_working_day(time.date, closed) : next_working_day(time.date, closed);
	return reminder_instant(day, at_once ? hours->from : hours->digest, zone);
}

/* A step at one of its times. */
typedef struct {
	const Clock *clock;
	const ClockStep *step;
	const OfficeHours *hours;
	ClockTime time;
	guint n; /* the first, the second, ... */
} Walk;

static gint64
moment_at(const Walk *walk)
{
	return moment_of(walk->clock, walk->step, walk->time, walk->hours);
}

/* Of the span's units how many have passed since the last day; of months one more at most. */
static int
units_since_due(const Walk *walk, gint64 then, CivilDate day)
{
	const ClockTime due = walk->clock->due;

	switch (walk->step->offset.unit) {
	case CLOCK_HOURS:
		return (int) ((then - due.instant) / HOUR_MS);
	case CLOCK_DAYS:
		return date_days_between(due.date, day);
	case CLOCK_WORKING_DAYS:
		return (int) working_days_between(walk->clock->facts->closed, due.date, day);
	case CLOCK_MONTHS:
		return (day.year - due.date.year) * 12 + day.month - due.date.month;
	case CLOCK_UNIT_COUNT:
		break;
	}
	g_assert_not_reached();
}

/* The n-th time, counted from the last day: months do not drift. */
static ClockTime
count_on(const Walk *walk)
{
	ClockSpan span = walk->step->offset;

	span.n *= walk->n;
	return clock_add_span(walk->clock, walk->clock->due, span);
}

/* The same in working days, counted from the near end: so many have passed up to day. */
static ClockTime
count_back(const Walk *walk, int passed, CivilDate day)
{
	int ahead = (int) (walk->step->offset.n * walk->n) - passed;

	return clock_time_on(
		working_days_add(walk->clock->facts->closed, date_add_days(day, 1), ahead - 1));
}

/* Of a step that is repeated the last time by then, without a look at those before. */
static void
skip_to(Walk *walk, gint64 then)
{
	CivilDate day = date_from_instant(then, walk->clock->facts->zone);
	int passed = units_since_due(walk, then, day);
	gboolean days = walk->step->offset.unit == CLOCK_WORKING_DAYS;
	Walk later = *walk;

	/* What falls on days on which nobody works is said after them. */
	for (later.n = (guint) MAX(passed, 0) / walk->step->offset.n; later.n > 1; later.n--) {
		later.time = days ? count_back(&later, passed, day) : count_on(&later);
		if (moment_at(&later) > then)
			continue;
		*walk = later;
		return;
	}
}

/* The last time by then (INSTANT_NONE: before any), else the first; FALSE: there is none. */
static gboolean
begin(Walk *walk, gint64 then)
{
	walk->n = 1;
	if (!clock_step_time(walk->clock, walk->step, &walk->time))
		return FALSE;
	if (walk->step->repeated && then != INSTANT_NONE)
		skip_to(walk, then);
	return TRUE;
}

static gboolean
advance(Walk *walk)
{
	if (!walk->step->repeated)
		return FALSE;
	walk->n++;
	walk->time = walk->step->offset.unit == CLOCK_WORKING_DAYS
			     ? clock_add_span(walk->clock, walk->time, walk->step->offset)
			     : count_on(walk);
	return TRUE;
}

gint64
reminder_first(const Clock *clock, const OfficeHours *hours, const ClockStep *step)
{
	Walk walk = { clock, step, hours, CLOCK_TIME_NONE, 0 };

	return begin(&walk, INSTANT_NONE) ? moment_at(&walk) : INSTANT_NONE;
}

gint64
reminder_next(const Clock *clock, const OfficeHours *hours, gint64 said, const ClockStep **ret_step)
{
	gint64 next = INSTANT_NONE;

	*ret_step = NULL;
	for (guint i = 0; i < clock->rule->steps->len; i++) {
		Walk walk = { clock, clock->rule->steps->pdata[i], hours, CLOCK_TIME_NONE, 0 };
		gboolean more = begin(&walk, said);

		while (more && moment_at(&walk) <= said)
			more = advance(&walk);
		if (!more || (next != INSTANT_NONE && moment_at(&walk) > next))
			continue;
		next = moment_at(&walk);
		*ret_step = walk.step;
	}
	return next;
}

const ClockStep *
reminder_step_at(const Clock *clock, const OfficeHours *hours, gint64 then, gint64 *ret_moment)
{
	const ClockStep *last = NULL;
	gint64 latest = INSTANT_NONE;

	for (guint i = 0; i < clock->rule->steps->len; i++) {
		Walk walk = { clock, clock->rule->steps->pdata[i], hours, CLOCK_TIME_NONE, 0 };

		if (!begin(&walk, then) || moment_at(&walk) > then || moment_at(&walk) < latest)
			continue;
		latest = moment_at(&walk);
		last = walk.step;
	}
	if (ret_moment)
		*ret_moment = latest;
	return last;
}
