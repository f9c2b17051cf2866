/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * When reminders and digests may go, and what of all boards a clock is of. Must never
 * let the digests of a day go twice.
 */
#include "core/clock/remind.h"

#include <string.h>

#include "core/clock/working-days.h"

CivilDate
remind_today(const RemindOffice *office)
{
	return date_from_instant(office->clocks.now, office->clocks.zone);
}

const Board *
remind_board(const RemindOffice *office, const OpenClock *open)
{
	for (guint i = 0; i < office->boards->len; i++) {
		const Board *board = g_ptr_array_index(office->boards, i);

		if (strcmp(board->id, open->owner) == 0)
			return board;
	}
	return NULL;
}

CivilDate
remind_digest_day(const ClockOffice *clocks)
{
	OfficeHours hours = clocks->hours;

	hours.from = hours.digest;
	if (reminder_office_hour(clocks->now, &hours, clocks->closed, clocks->zone) > clocks->now)
		return (CivilDate){ 0 };
	return date_from_instant(clocks->now, clocks->zone);
}

gboolean
remind_has_gone(const RemindOffice *office)
{
	return date_compare(office->last_digest, remind_today(office)) == 0;
}

gboolean
remind_is_digest(const RemindOffice *office)
{
	return remind_digest_day(&office->clocks).year && !remind_has_gone(office);
}

ClockFacts
remind_facts(const RemindOffice *office, const OpenClock *open, const ClockStep *step)
{
	return (ClockFacts){ .rule = clock_office_find(&office->clocks, open->rule),
		.step = step,
		.source = open->source,
		.board = clock_facts_board(remind_board(office, open), open->board),
		.start = open->start,
		.due = open->due,
		.late = open->late };
}

/* TRUE if that came after the day's digest: then it is told in a supplement. */
static gboolean
is_supplement(const OpenClock *open, const RemindOffice *office)
{
	const ClockOffice *clocks = &office->clocks;

	return remind_has_gone(office) && remind_digest_day(clocks).year &&
	       open->next >
		       reminder_instant(remind_today(office), clocks->hours.digest, clocks->zone);
}

gboolean
remind_is_hour_of(const OpenClock *open, const ClockRule *rule, const ClockStep *step,
	const RemindOffice *office)
{
	const ClockOffice *clocks = &office->clocks;

	if (rule->span.unit == CLOCK_HOURS)
		return TRUE;
	if (!reminder_is_urgent(rule, step))
		return remind_is_digest(office) || is_supplement(open, office);
	return reminder_office_hour(clocks->now, &clocks->hours, clocks->closed, clocks->zone) <=
	       clocks->now;
}

gint64
remind_wake(gint64 next, const RemindOffice *office)
{
	const ClockOffice *clocks = &office->clocks;
	gint64 digest =
		reminder_next_digest(clocks->now, &clocks->hours, clocks->closed, clocks->zone);
	CivilDate day = remind_today(office);

	if (next == INSTANT_NONE)
		return digest;
	if (next > clocks->now)
		return MIN(next, digest);
	/* Something is due, and this was not its hour. */
	if (!working_days_has(clocks->closed, day) ||
		reminder_instant(day, clocks->hours.from, clocks->zone) <= clocks->now)
		day = working_days_add(clocks->closed, day, 1);
	return MIN(digest, reminder_instant(day, clocks->hours.from, clocks->zone));
}
