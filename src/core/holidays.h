/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/date.h"

/*
 * The days on which Swedish authorities are closed: public holidays (lag
 * 1989:253) and the three eves that lag 1930:173 2 § puts beside them. Computed,
 * never a list.
 */
typedef struct {
	CivilDate date;
	const char *name; /* Swedish, lower-case; static */
	gboolean eve;     /* midsommarafton, julafton, nyårsafton */
} Holiday;

/* The national day is one since that year; earlier years are not known here. */
#define HOLIDAYS_FIRST_YEAR 2005

/* Those of a year from HOLIDAYS_FIRST_YEAR to 9999, in order: GArray of Holiday. */
GArray *holidays_of_year(int year);

/* Easter Sunday of a year (Gregorian). */
CivilDate holidays_easter(int year);

/* TRUE from Monday to Friday, unless it is one of them. */
gboolean holidays_is_working_day(CivilDate date);

/* How many working days there are after from, up to and with to; 1000 for more. */
guint holidays_working_days_between(CivilDate from, CivilDate to);

/* The last working day before date. */
CivilDate holidays_working_day_before(CivilDate date);
