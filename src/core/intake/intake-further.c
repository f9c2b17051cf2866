/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A case for one more report of a mail: planned as the mail is, with what was read
 * of that report. Nobody learns of it who may not learn of the mail.
 */
#include "core/notice/facts.h"
#include "core/intake/intake-private.h"
#include "core/form/missing-facts.h"
#include "core/form/reading-facts.h"

static void
replace(char **text, const char *by)
{
	if (!by)
		return;
	g_free(*text);
	*text = g_strdup(by);
}

void
intake_further_reporter(IntakePlan *plan, const IntakeMatter *matter)
{
	const IntakeFurther *further = matter->origin->further;

	if (!further)
		return;
	replace(&plan->reporter_name, reading_facts_reporter_name(further->reading));
	replace(&plan->reporter_address, reading_facts_reporter_address(further->reading));
}

void
intake_further_flags(IntakePlan *plan, const IntakeMatter *matter)
{
	if (matter->origin->further)
		g_ptr_array_extend_and_steal(
			plan->flags, reading_facts_flags(matter->origin->further->reading));
}

void
intake_further_facts(Record *facts, const IntakeMatter *matter)
{
	const IntakeFurther *further = matter->origin->further;
	Record split;

	if (!further)
		return;
	record_init(&split);
	if (further->count) {
		facts_put_number(&split, "number", further->number);
		facts_put_number(&split, "count", further->count);
	}
	facts_put_text(&split, "first", further->first_case);
	record_put_record(facts, "split", &split);
	reading_facts_put_reports(facts, further->reading);
}

void
intake_further_ask(IntakePlan *plan, const IntakeMatter *matter)
{
	const IntakeFurther *further = matter->origin->further;

	if (!further || !further->ask || !discretion_is_empty(&plan->discretion))
		return;
	PlannedNotice *ask = missing_facts_plan(further->reading, matter->settings, matter->board,
		plan->case_id, further->ask, matter->now);
	if (ask)
		g_ptr_array_add(plan->notices, ask);
}
