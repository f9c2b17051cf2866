/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From a flag to the hours. Once a case: a reading that is done again says nothing new.
 */
#include "core/life/breach.h"

gboolean
breach_is_flagged(const ReadingFile *file)
{
	for (guint d = 0; file && d < file->documents->len; d++)
		if (reading_find_flag(g_ptr_array_index(file->documents, d), BREACH_FLAG))
			return TRUE;
	return FALSE;
}

static gboolean
is_new(const CaseFile *file)
{
	return !case_file_day(file, MILESTONE_BREACH_AWARE, NULL).year &&
	       life_act_states(LIFE_BREACH_SUSPECTED) & 1u << file->state;
}

LifePlan *
breach_plan(CaseFile *file, gint64 arrived, const LifeOffice *office, GError **error)
{
	const ClockOffice *clocks = &office->clocks;
	LifeWords words = { .when = clock_time_at(MIN(arrived, clocks->now), clocks->zone) };
	g_autofree char *when = instant_to_string(words.when.instant, clocks->zone);

	if (!is_new(file))
		return life_plan_clocks(file, clocks, error);
	words.given[LIFE_WHEN] = when;
	return life_plan(file, LIFE_BREACH_SUSPECTED, &words, office, error);
}
