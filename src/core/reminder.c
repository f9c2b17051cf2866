/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The times of reminders. Must never put one so late that nobody can act on it
 * any more, nor at an hour at which nobody works.
 */
#include "core/reminder.h"

#include "core/working-days.h"

#define MINUTE_MS G_GINT64_CONSTANT(60000)
#define REPEATS   5000 /* of a step; nobody is reminded for so long */

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
	return rule->at_once || (rule->class_ == CLOCK_STATUTORY &&
					(step->kind == STEP_LATE || step->kind == STEP_AFTER));
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
	if (step->kind == STEP_START && at_once && time.instant != INSTANT_NONE)
		return reminder_office_hour(time.instant, hours, closed, zone);
	CivilDate day =
		early ? last_working_day(time.date, closed) : next_working_day(time.date, closed);
	return reminder_instant(day, at_once ? hours->from : hours->digest, zone);
}

/* The moments of a step, one after the other; FALSE after the last. */
typedef struct {
	const Clock *clock;
	const ClockStep *step;
	const OfficeHours *hours;
	ClockTime time;
	guint n;
} Walk;

static gboolean
next_moment(Walk *walk, gint64 *ret_moment)
{
	if (walk->n == 0) {
		if (!clock_step_time(walk->clock, walk->step, &walk->time))
			return FALSE;
	} else if (!walk->step->repeated || walk->n > REPEATS)
		return FALSE;
	else
		walk->time = clock_add_span(walk->clock, walk->time, walk->step->offset);
	walk->n++;
	*ret_moment = moment_of(walk->clock, walk->step, walk->time, walk->hours);
	return TRUE;
}

gint64
reminder_next(const Clock *clock, const OfficeHours *hours, gint64 said, const ClockStep **ret_step)
{
	gint64 next = INSTANT_NONE, moment;

	*ret_step = NULL;
	for (guint i = 0; i < clock->rule->steps->len; i++) {
		Walk walk = { clock, clock->rule->steps->pdata[i], hours, CLOCK_TIME_NONE, 0 };

		while (next_moment(&walk, &moment)) {
			if (moment <= said)
				continue;
			if (next == INSTANT_NONE || moment <= next) {
				next = moment;
				*ret_step = walk.step;
			}
			break;
		}
	}
	return next;
}

const ClockStep *
reminder_step_at(const Clock *clock, const OfficeHours *hours, gint64 then)
{
	const ClockStep *last = NULL;
	gint64 latest = INSTANT_NONE, moment;

	for (guint i = 0; i < clock->rule->steps->len; i++) {
		Walk walk = { clock, clock->rule->steps->pdata[i], hours, CLOCK_TIME_NONE, 0 };

		while (next_moment(&walk, &moment) && moment <= then) {
			if (moment >= latest) {
				latest = moment;
				last = walk.step;
			}
		}
	}
	return last;
}
