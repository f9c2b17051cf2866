/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether two documents are the same report. Must never call two events one for
 * words that many reports share.
 */
#include "core/intake/several-same.h"

#include <string.h>

#include "core/form/form-match.h"
#include "core/text.h"

#define CERTAIN   0.9 /* a value below may be a letter read wrong */
#define HALF_SAME 40  /* percent of a text that a poor scan has in common with its original */

typedef enum { UNKNOWN, SAME, UNSURE, OTHER } Agreement;

static const char *
shown(const ReadingField *field)
{
	return field->value ? field->value : field->raw;
}

/* What differs and was not read for certain may be the same. */
static Agreement
agree(const ReadingField *a, const ReadingField *b, gboolean same)
{
	if (same)
		return SAME;
	return a->value && b->value && MIN(a->confidence, b->confidence) >= CERTAIN ? OTHER
										    : UNSURE;
}

static Agreement
compare_texts(const ReadingField *a, const ReadingField *b)
{
	if (!reading_field_is_written(a) || !reading_field_is_written(b))
		return UNKNOWN;
	g_autofree char *one = text_fold(shown(a));
	g_autofree char *other = text_fold(shown(b));
	return agree(a, b, strcmp(one, other) == 0);
}

static Agreement
compare_names(const ReadingField *a, const ReadingField *b)
{
	if (!reading_field_is_written(a) || !reading_field_is_written(b))
		return UNKNOWN;
	return agree(a, b, form_match_names(shown(a), shown(b)));
}

/* Who reports: an address is a person's, a name may be several people's. */
static Agreement
compare_reporters(const ReadingReport *a, const ReadingReport *b)
{
	Agreement address = compare_texts(&a->reporter.email, &b->reporter.email);

	return address == SAME ? SAME : compare_names(&a->reporter.name, &b->reporter.name);
}

const ReadingField *
several_number(const Reading *reading)
{
	if (reading->report.dnr.value)
		return &reading->report.dnr;
	if (reading->investigation && reading->investigation->dnr.value)
		return &reading->investigation->dnr;
	return reading->decision && reading->decision->dnr.value ? &reading->decision->dnr : NULL;
}

/* Year and running number: the code before them is often read wrong ("ANN", "AMN"). */
static Agreement
compare_numbers(const Reading *a, const Reading *b)
{
	const ReadingField *one = several_number(a), *other = several_number(b);

	if (!one || !other)
		return UNKNOWN;
	const char *of_one = strrchr(one->value, ' '), *of_other = strrchr(other->value, ' ');
	return agree(one, other,
		g_strcmp0(of_one ? of_one + 1 : one->value,
			of_other ? of_other + 1 : other->value) == 0);
}

gboolean
several_has_account(const ReadingReport *report)
{
	return reading_field_is_written(&report->description) ||
	       reading_field_is_written(&report->consequences) ||
	       reading_field_is_written(&report->immediate_measures) ||
	       reading_field_is_written(&report->other_information);
}

gboolean
several_is_report(const Reading *reading)
{
	const ReadingReport *report = &reading->report;

	if (!reading->has_form)
		return FALSE;
	return several_has_account(report) ||
	       ((reading_field_is_written(&report->reporter.name) ||
			reading_field_is_written(&report->reporter.email)) &&
		       (reading_field_is_written(&report->observed.date) ||
			       reading_field_is_written(&report->occurred) ||
			       reading_field_is_written(&report->unit)));
}

gboolean
several_have_number(const Reading *a, const Reading *b)
{
	return compare_numbers(a, b) == SAME;
}

SeveralSaid
several_said(const Reading *reading)
{
	SeveralSaid said = { .reading = reading };

	likeness_of_report(&reading->report, &said.likeness);
	return said;
}

GArray *
several_said_of(const ReadingFile *file)
{
	GArray *all = g_array_new(FALSE, FALSE, sizeof(SeveralSaid));

	for (guint d = 0; d < file->documents->len; d++) {
		const SeveralSaid one = several_said(g_ptr_array_index(file->documents, d));

		g_array_append_val(all, one);
	}
	return all;
}

SeveralSameness
several_compare(const SeveralSaid *a, const SeveralSaid *b)
{
	const ReadingReport *one = &a->reading->report, *other = &b->reading->report;
	Agreement who = compare_reporters(one, other);
	Agreement day = compare_texts(&one->observed.date, &other->observed.date);
	Agreement hour = compare_texts(&one->observed.time, &other->observed.time);

	if (who == OTHER || day == OTHER || hour == OTHER ||
		compare_numbers(a->reading, b->reading) == OTHER ||
		compare_texts(&one->unit, &other->unit) == OTHER)
		return SEVERAL_OTHER;
	if (likeness_is_alike(&a->likeness, &b->likeness))
		return day == UNSURE || hour == UNSURE ? SEVERAL_PERHAPS : SEVERAL_SAME;
	gboolean silent = a->likeness.n == 0 || b->likeness.n == 0;
	return who == SAME && day == SAME &&
			       (silent || likeness_share(&a->likeness, &b->likeness) >= HALF_SAME)
		       ? SEVERAL_PERHAPS
		       : SEVERAL_OTHER;
}
