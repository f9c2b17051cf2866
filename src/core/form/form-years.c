/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The year of dates that are written without one. Must never change a date that
 * has its own.
 */
#include "core/form/form-date.h"
#include "core/form/form-rules.h"

#define CERTAIN_YEAR 0.8 /* of a date whose year comes from another date */

/* Which date says the year of a part's others, and on which side of it they are. */
static const struct {
	const char *part;
	gboolean later;
	struct {
		const char *part, *member;
	} references[4];
} rules[] = {
	{ "report", FALSE,
		{ { "report", "signed.date" }, { "report", "stamped" },
			{ "investigation", "received" }, { "investigation", "started" } } },
	{ "investigation", TRUE,
		{ { "investigation", "received" }, { "report", "stamped" },
			{ "report", "signed.date" }, { "investigation", "started" } } },
	{ "log", TRUE,
		{ { "investigation", "started" }, { "investigation", "received" },
			{ "report", "stamped" }, { "report", "signed.date" } } },
	{ "decision", TRUE,
		{ { "investigation", "started" }, { "investigation", "received" },
			{ "report", "stamped" }, { "report", "signed.date" } } },
};

static gboolean
find_reference(Reading *reading, gsize rule, CivilDate *ret_date)
{
	for (gsize i = 0; i < G_N_ELEMENTS(rules[rule].references); i++) {
		const ReadingPart *part = reading_find_part(rules[rule].references[i].part);

		if (reading_count(reading, part) == 0)
			continue;
		const ReadingField *field = reading_find_field(
			reading_get_record(reading, part, 0), rules[rule].references[i].member);
		if (field->value && date_from_string(field->value, ret_date))
			return TRUE;
	}
	return FALSE;
}

static void
complete(ReadingField *field, CivilDate reference, gboolean later)
{
	FormDate date = form_date_find(field->raw ? field->raw : "");
	CivilDate completed;

	if (field->value || !form_date_complete(&date, reference, later, &completed))
		return;
	field->value = date_to_string(completed);
	field->confidence = CERTAIN_YEAR;
}

void
form_years_infer(Reading *reading)
{
	for (gsize r = 0; r < G_N_ELEMENTS(rules); r++) {
		const ReadingPart *part = reading_find_part(rules[r].part);
		CivilDate reference;

		for (guint i = 0; i < reading_count(reading, part); i++) {
			ReadingRecord record = reading_get_record(reading, part, i);

			if (!find_reference(reading, r, &reference))
				continue;
			for (gsize m = 0; m < part->n_members; m++)
				if (part->members[m].kind == READING_DATE)
					complete(reading_get_field(record, &part->members[m]),
						reference, rules[r].later);
		}
	}
}
