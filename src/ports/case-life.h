/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/life/life.h"
#include "core/clock/remind.h"

/*
 * What the store asks while it changes a case or reminds: called inside the
 * transaction, on what is true in it.
 */

/* Changes file and says what follows; transferred. NULL and error: it may not be. */
typedef LifePlan *(*LifePlanner)(CaseFile *file, gpointer user, GError **error);

/*
 * open: OpenClock *, as remind_plan() wants them; last_digest: day of the last
 * one, year 0: none; owed: HeldEntry, what is to be said to calendars;
 * away: Away, who says so. Transferred.
 */
typedef RemindPlan *(*Reminder)(const GPtrArray *open, CivilDate last_digest, const GArray *owed,
	const GArray *away, gpointer user);
