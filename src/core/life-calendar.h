/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/calendar-held.h"
#include "core/life.h"

/* The dates that the notices of a command take along (core/calendar-held.h). */

/*
 * What address of the board is to get with a notice of this plan: GArray of HeldEntry. First the
 * last day of that rule (NULL: of none) if it runs; then what is not right any more in that
 * calendar and no other notice of the plan has said.
 */
GArray *life_calendar_find(const LifePlan *plan, const CaseFile *file, const Board *board,
	const char *rule, const char *address);

/* Those whose calendar has a last day that has moved, and that no notice of the plan has said. */
const HeldEntry *life_calendar_find_untold(const LifePlan *plan, const CaseFile *file);
