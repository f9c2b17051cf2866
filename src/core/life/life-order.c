/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In which order acts can have happened. Must never let a day stand that its clock would take
 * for one before the clock began.
 */
#include "core/life/life-order.h"

#include "core/life/life-acts.h"

#define BIT(name) MILESTONE_BIT(MILESTONE_##name)

gboolean
life_is_of_one_board(Milestone milestone)
{
	return milestone == MILESTONE_TAKEN_OVER ||
	       (!milestone_outlasts_board(milestone) && !milestone_may_precede_arrival(milestone));
}

gboolean
life_ends_case(Milestone milestone)
{
	return ((BIT(DECLINED) | BIT(DECIDED) | BIT(CLOSED) | BIT(JOINED) | BIT(TRANSFERRED) |
			BIT(NOT_REPORT)) &
		       MILESTONE_BIT(milestone)) != 0;
}

gboolean
life_begins_work(Milestone milestone)
{
	return ((BIT(ASSESSED) | BIT(DECLINED) | BIT(STARTED) | BIT(PROPOSED)) &
		       MILESTONE_BIT(milestone)) != 0;
}

/* TRUE for what starts a clock that the end of a case stops. */
static gboolean
starts_clock(Milestone milestone)
{
	return ((BIT(REOPENED) | BIT(PROPOSED) | BIT(DECIDED) | BIT(SERIOUS) | BIT(IVO_NOTIFIED) |
			BIT(SUPPLEMENT_ASKED) | BIT(BOARD_LINKED)) &
		       MILESTONE_BIT(milestone)) != 0;
}

/* TRUE if the last of those is after that day. */
static gboolean
is_before_any(const CaseFile *file, CivilDate day, gboolean (*is_one)(Milestone milestone))
{
	for (guint m = 0; m < MILESTONE_COUNT; m++)
		if (is_one((Milestone) m) &&
			date_compare(day, case_file_day(file, (Milestone) m, NULL)) < 0)
			return TRUE;
	return FALSE;
}

/* TRUE if there was such a thing, and it is after that day. */
static gboolean
is_before(const CaseFile *file, CivilDate day, Milestone milestone)
{
	return milestone != LIFE_NONE &&
	       date_compare(day, case_file_day(file, milestone, NULL)) < 0;
}

const char *
life_wrong_order(const CaseFile *file, LifeAct act, CivilDate day)
{
	Milestone milestone = life_acts[act].milestone;

	if (milestone != LIFE_NONE && life_is_of_one_board(milestone) &&
		is_before(file, day, MILESTONE_TAKEN_OVER))
		return "the date is before this board took the case over";
	if (milestone != LIFE_NONE && life_begins_work(milestone) &&
		is_before(file, day, MILESTONE_REOPENED))
		return "the date is before the case was taken up again";
	if (is_before(file, day, life_acts[act].after) ||
		(act == LIFE_REOPEN && is_before_any(file, day, life_ends_case)) ||
		((milestone == MILESTONE_JOINED || milestone == MILESTONE_TRANSFERRED) &&
			is_before_any(file, day, starts_clock)))
		return "the date is before that of what it follows: see lexsarah case show";
	return NULL;
}
