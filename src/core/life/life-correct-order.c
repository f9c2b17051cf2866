/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In which order what was recorded happened, when the day of some of it is corrected.
 */
#include "core/life/life-acts.h"
#include "core/life/life-correct-private.h"
#include "core/life/life-order.h"

static gboolean
is_that(const CaseEvent *event, Milestone milestone, const char *board)
{
	return event->milestone == milestone && g_strcmp0(event->board, board) == 0;
}

guint
life_correct_find(const CaseFile *file, Milestone milestone, const char *board)
{
	for (guint i = file->events->len; i > 0; i--) {
		const CaseEvent *event = &g_array_index(file->events, CaseEvent, i - 1);

		if (is_that(event, milestone, board) && !event->corrects)
			return i - 1;
		/* What the former board did is not this one's to correct. */
		if (event->milestone == MILESTONE_TAKEN_OVER && !event->corrects &&
			!milestone_outlasts_board(milestone))
			break;
		if (board && is_that(event, MILESTONE_BOARD_LINKED, board))
			break;
	}
	return LIFE_CORRECT_NOWHERE;
}

ClockTime
life_correct_time(const CaseFile *file, guint at)
{
	const CaseEvent *first = &g_array_index(file->events, CaseEvent, at);
	ClockTime when = first->when;

	for (guint i = at + 1; i < file->events->len; i++) {
		const CaseEvent *event = &g_array_index(file->events, CaseEvent, i);

		if (!is_that(event, first->milestone, first->board))
			continue;
		if (!event->corrects)
			break;
		when = event->when;
	}
	return when;
}

/* TRUE if what is corrected cannot come before that milestone. */
static gboolean
precedes(Milestone milestone, const LifeCorrectRow *row)
{
	if (milestone == MILESTONE_TAKEN_OVER && life_is_of_one_board(row->when))
		return TRUE;
	if (milestone == MILESTONE_REOPENED &&
		(life_begins_work(row->when) || life_ends_case(row->when)))
		return TRUE;
	return milestone == life_act_after(row->act) ||
	       (row->when == MILESTONE_REOPENED && life_ends_case(milestone));
}

/* TRUE if that milestone is of an act that cannot come before what is corrected. */
static gboolean
follows(Milestone milestone, Milestone of)
{
	if (milestone == MILESTONE_REOPENED || milestone == MILESTONE_TAKEN_OVER)
		return TRUE;
	if (of == MILESTONE_TAKEN_OVER && life_is_of_one_board(milestone))
		return TRUE;
	if (of == MILESTONE_REOPENED && (life_begins_work(milestone) || life_ends_case(milestone)))
		return TRUE;
	for (guint act = 0; act < LIFE_ACT_COUNT; act++)
		if (life_act_milestone((LifeAct) act) == milestone &&
			life_act_after((LifeAct) act) == of)
			return TRUE;
	return FALSE;
}

gboolean
life_correct_moves_with(const CaseFile *file, const LifeCorrectRow *row, guint at, guint other)
{
	const CaseEvent *event = &g_array_index(file->events, CaseEvent, other);
	ClockTime when = life_correct_time(file, at), its = life_correct_time(file, other);

	if (event->corrects || other <= at || other > at + G_N_ELEMENTS(row->with) ||
		date_compare(when.date, its.date) != 0 ||
		(when.instant != INSTANT_NONE && when.instant != its.instant))
		return FALSE;
	for (guint i = 0; i < G_N_ELEMENTS(row->with); i++)
		if (row->with[i] == event->milestone)
			return event->milestone != MILESTONE_SERIOUS ||
			       outcome_is_serious(file->outcome);
	return FALSE;
}

/* TRUE if nothing of that kind, but what corrects it, stands between the two. */
static gboolean
is_last_before(const CaseFile *file, guint at, guint end)
{
	const CaseEvent *event = &g_array_index(file->events, CaseEvent, at);

	for (guint i = at + 1; i < end; i++) {
		const CaseEvent *other = &g_array_index(file->events, CaseEvent, i);

		if (is_that(other, event->milestone, event->board) && !other->corrects)
			return FALSE;
	}
	return TRUE;
}

/* TRUE if that event cannot come before something that moves with what is corrected. */
static gboolean
follows_moved(const CaseFile *file, const LifeCorrectRow *row, guint at, guint other)
{
	for (guint i = at + 1; i < other && i <= at + G_N_ELEMENTS(row->with); i++)
		if (life_correct_moves_with(file, row, at, i) &&
			follows(g_array_index(file->events, CaseEvent, other).milestone,
				g_array_index(file->events, CaseEvent, i).milestone))
			return TRUE;
	return FALSE;
}

const char *
life_correct_wrong_order(const CaseFile *file, const LifeCorrectRow *row, guint at, CivilDate day)
{
	for (guint i = 0; i < file->events->len; i++) {
		const CaseEvent *event = &g_array_index(file->events, CaseEvent, i);
		int order =
			event->corrects ? 0 : date_compare(life_correct_time(file, i).date, day);

		if (i < at && precedes(event->milestone, row) && order > 0 &&
			is_last_before(file, i, at))
			return "the date is before that of what it follows: see lexsarah case show";
		if (i > at && follows(event->milestone, row->when) && order < 0 &&
			!life_correct_moves_with(file, row, at, i))
			return "the date is after that of what followed it: see lexsarah case show";
		/* Of what moves along only that it is serious has something that rests on it. */
		if (i > at && order < 0 && follows_moved(file, row, at, i))
			return "it is serious from the day of the decision, and that would be "
			       "after the notification to IVO: correct the day of the notification "
			       "first (lexsarah case ivo --notified DAY --correct), or since when it "
			       "is serious (--serious-since DAY --correct)";
	}
	return NULL;
}
