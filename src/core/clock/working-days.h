/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/settings.h"

/*
 * Working days as an organisation counts them for the times that it sets
 * itself: those of core/clock/holidays.h without the days on which it is closed. No
 * time of law is counted in them.
 */

/* The one of closed (ClosedDay *, may be NULL) on that date, or NULL. Borrowed. */
const ClosedDay *working_days_find_closed(const GPtrArray *closed, CivilDate date);

/* TRUE if date is a working day of who is closed on those days (ClosedDay *, may be NULL). */
gboolean working_days_has(const GPtrArray *closed, CivilDate date);

/*
 * The n-th working day after from, which itself is not counted; with n below 0
 * the n-th before it. n must not be 0.
 */
CivilDate working_days_add(const GPtrArray *closed, CivilDate from, int n);

/* How many working days there are after from, up to and with to; 0 if to is not later. */
guint working_days_between(const GPtrArray *closed, CivilDate from, CivilDate to);
