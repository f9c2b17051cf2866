/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Counts working days, local closed days left out.
 */
#include "core/clock/working-days.h"

#include "core/clock/holidays.h"

const ClosedDay *
working_days_find_closed(const GPtrArray *closed, CivilDate date)
{
	for (guint i = 0; closed && i < closed->len; i++) {
		const ClosedDay *day = g_ptr_array_index(closed, i);

		if (date_compare(day->date, date) == 0)
			return day;
	}
	return NULL;
}

gboolean
working_days_has(const GPtrArray *closed, CivilDate date)
{
	return holidays_is_working_day(date) && !working_days_find_closed(closed, date);
}

CivilDate
working_days_add(const GPtrArray *closed, CivilDate from, int n)
{
	int step = n < 0 ? -1 : 1;

	g_assert(n != 0);
	while (n != 0) {
		from = date_add_days(from, step);
		if (working_days_has(closed, from))
			n -= step;
	}
	return from;
}

/* From Monday to Friday after from, up to and with to. */
static guint
weekdays_between(CivilDate from, CivilDate to)
{
	int days = date_days_between(from, to);
	int n = days / 7 * 5;

	for (int i = 0; i < days % 7; i++)
		n += date_weekday(date_add_days(to, -i)) < WEEKDAY_SATURDAY;
	return (guint) n;
}

static gboolean
is_lost(CivilDate day, CivilDate from, CivilDate to)
{
	return date_compare(day, from) > 0 && date_compare(day, to) <= 0 &&
	       date_weekday(day) < WEEKDAY_SATURDAY;
}

guint
working_days_between(const GPtrArray *closed, CivilDate from, CivilDate to)
{
	if (date_compare(to, from) <= 0)
		return 0;
	guint n = weekdays_between(from, to);
	for (int year = from.year; year <= to.year; year++) {
		g_autoptr(GArray) holidays = holidays_of_year(year);
		CivilDate before = { 0 };

		for (guint i = 0; i < holidays->len; i++) {
			CivilDate day = g_array_index(holidays, Holiday, i).date;

			/* Two may fall on one day. */
			n -= is_lost(day, from, to) &&
			     !(before.year && date_compare(day, before) == 0);
			before = day;
		}
	}
	for (guint i = 0; closed && i < closed->len; i++) {
		CivilDate day = ((const ClosedDay *) closed->pdata[i])->date;

		n -= is_lost(day, from, to) && holidays_is_working_day(day);
	}
	return n;
}
