/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/date.h"

/*
 * The days on which Swedish authorities are closed: public holidays (lag
 * 1989:253; annandag pingst until 2004, nationaldagen from 2005) and the three
 * eves that lag 1930:173 2 § puts beside them. Computed, never a list. Years
 * before that law are computed as if it had been in force.
 */
typedef struct {
	CivilDate date;
	const char *name; /* Swedish, lower-case; static */
	gboolean eve;     /* midsommarafton, julafton, nyårsafton */
} Holiday;

/* The years that are proved against a second calculation; no date of a case is outside. */
#define HOLIDAYS_FIRST_YEAR 1900
#define HOLIDAYS_LAST_YEAR  2100

/* Those of a year, in order: GArray of Holiday. */
GArray *holidays_of_year(int year);

/* Easter Sunday of a year (Gregorian). */
CivilDate holidays_easter(int year);

/*
 * TRUE from Monday to Friday, unless it is one of them: a day to which lag
 * 1930:173 2 § moves an act. Days that are closed locally (core/clock/working-days.h)
 * are no ground for that.
 */
gboolean holidays_is_working_day(CivilDate date);

/* How many working days there are after from, up to and with to; 1000 for more. */
guint holidays_working_days_between(CivilDate from, CivilDate to);

/* The last working day before date. */
CivilDate holidays_working_day_before(CivilDate date);
