/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Counts working days, local closed days left out.
 */
#include "core/working-days.h"

#include "core/holidays.h"

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
