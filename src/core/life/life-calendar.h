/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/clock/calendar-held.h"
#include "core/life/life.h"

/* The dates that the notices of a command take along (core/clock/calendar-held.h). */

#define LIFE_CALENDAR_DATES 4 /* that one mail is about, at the most */

/*
 * What address of the board is to get with a notice of this plan: GArray of HeldEntry. First the
 * last days of those rules (up to the first NULL) that run; NULL: of none; then what is not right
 * any more in that calendar and no other notice of the plan has said.
 */
GArray *life_calendar_find(const LifePlan *plan, const CaseFile *file, const Board *board,
	const char *const *rules, const char *address);

/*
 * TRUE if nothing else would tell that holder that the date is over: it has ended, or is no longer
 * theirs, no notice of the plan says so, and no digest will. What lies behind us is left alone.
 * board: whose case it is now.
 */
gboolean life_calendar_is_dropped(
	const LifePlan *plan, const CaseFile *file, const Board *board, const HeldEntry *held);

/* All that is over in the calendar of address, to be taken back: GArray of HeldEntry. board: as
 * above. */
GArray *life_calendar_take_back(
	const LifePlan *plan, const CaseFile *file, const Board *board, const char *address);

/* Those whose calendar has a last day that has moved, and that no notice of the plan has said. */
const HeldEntry *life_calendar_find_untold(const LifePlan *plan, const CaseFile *file);
