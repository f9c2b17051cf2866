/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/clock/clock.h"
#include "core/settings.h"

/*
 * When a running clock is spoken of. A step of a clock in days is said in office
 * hours of a working day: at the latest working day when it is before the last day
 * or on it, so that there is still time; else on the next. What a clock in hours
 * asks for is said at its hour, whichever that is.
 */

/* The instant of a minute of a day in zone; of one that a change of clocks leaves out, the next. */
gint64 reminder_instant(CivilDate date, guint minute, GTimeZone *zone);

/* The instant at which something may be told at once: now, or the next office hour. */
gint64 reminder_office_hour(
	gint64 now, const OfficeHours *hours, const GPtrArray *closed, GTimeZone *zone);

/* The first digest after now. */
gint64 reminder_next_digest(
	gint64 now, const OfficeHours *hours, const GPtrArray *closed, GTimeZone *zone);

/*
 * The first time after said (INSTANT_NONE: ever) at which a clock that runs is
 * spoken of; ret_step is what is said then. INSTANT_NONE: never again.
 */
gint64 reminder_next(
	const Clock *clock, const OfficeHours *hours, gint64 said, const ClockStep **ret_step);

/* When that step is said first of a clock that has started; INSTANT_NONE: it is left out. */
gint64 reminder_first(const Clock *clock, const OfficeHours *hours, const ClockStep *step);

/* TRUE if that step is told by itself, and not with the day's digest. */
gboolean reminder_is_urgent(const ClockRule *rule, const ClockStep *step);

/* The last step that was due by then, or NULL; borrowed. ret_moment: when it was, or NULL. */
const ClockStep *reminder_step_at(
	const Clock *clock, const OfficeHours *hours, gint64 then, gint64 *ret_moment);
