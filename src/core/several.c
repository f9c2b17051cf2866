/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Several reports in one file. Must never lose a document: each belongs to
 * exactly one report.
 */
#include "core/several.h"

#include <string.h>

#include "core/form-match.h"
#include "core/likeness.h"
#include "core/text.h"

#define CERTAIN   0.9 /* a value below may be a letter read wrong */
#define HALF_SAME 40  /* percent of a text that a poor scan has in common with its original */
#define COMPARED  200 /* documents: those that follow are compared with these alone */

typedef enum { UNKNOWN, SAME, OTHER } Agreement;

static gboolean
is_written(const ReadingField *field)
{
	return reading_field_is_written(field);
}

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
										    : UNKNOWN;
}

static Agreement
compare_texts(const ReadingField *a, const ReadingField *b)
{
	if (!is_written(a) || !is_written(b))
		return UNKNOWN;
	g_autofree char *one = text_fold(shown(a));
	g_autofree char *other = text_fold(shown(b));
	return agree(a, b, strcmp(one, other) == 0);
}

static Agreement
compare_names(const ReadingField *a, const ReadingField *b)
{
	if (!is_written(a) || !is_written(b))
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

/* The registration number of a dossier, wherever it stands; NULL if nowhere. */
static const ReadingField *
number_of(const Reading *reading)
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
	const ReadingField *one = number_of(a), *other = number_of(b);

	if (!one || !other)
		return UNKNOWN;
	const char *of_one = strrchr(one->value, ' '), *of_other = strrchr(other->value, ' ');
	return agree(one, other,
		g_strcmp0(of_one ? of_one + 1 : one->value,
			of_other ? of_other + 1 : other->value) == 0);
}

gboolean
several_is_same(const Reading *a, const Reading *b)
{
	Agreement who = compare_reporters(&a->report, &b->report);
	Agreement when = compare_texts(&a->report.observed.date, &b->report.observed.date);
	Likeness one, other;

	if (who == OTHER || when == OTHER || compare_numbers(a, b) == OTHER ||
		compare_texts(&a->report.observed.time, &b->report.observed.time) == OTHER ||
		compare_texts(&a->report.unit, &b->report.unit) == OTHER)
		return FALSE;
	likeness_of_report(&a->report, &one);
	likeness_of_report(&b->report, &other);
	if (likeness_is_alike(&one, &other))
		return TRUE;
	gboolean silent = one.n == 0 || other.n == 0;
	return who == SAME && when == SAME && (silent || likeness_share(&one, &other) >= HALF_SAME);
}

static gboolean
has_account(const ReadingReport *report)
{
	return is_written(&report->description) || is_written(&report->consequences) ||
	       is_written(&report->immediate_measures) || is_written(&report->other_information);
}

/* A form that somebody filled in: what happened, or else who reports and when or where. */
static gboolean
is_report(const Reading *reading)
{
	const ReadingReport *report = &reading->report;

	if (!reading->has_form)
		return FALSE;
	return has_account(report) ||
	       ((is_written(&report->reporter.name) || is_written(&report->reporter.email)) &&
		       (is_written(&report->observed.date) || is_written(&report->occurred) ||
			       is_written(&report->unit)));
}

#define NONE G_MAXUINT

static const Reading *
document(const ReadingFile *file, guint index)
{
	return g_ptr_array_index(file->documents, index);
}

/* The report of an earlier document that this is, too; NONE: it is another. */
static guint
find_same(const ReadingFile *file, const GArray *of, guint index)
{
	for (guint d = 0; d < MIN(index, COMPARED); d++)
		if (g_array_index(of, guint, d) != NONE &&
			several_is_same(document(file, d), document(file, index)))
			return g_array_index(of, guint, d);
	return NONE;
}

/* The number of a report among those that were sorted, NULL if none of it has one. */
static const Reading *
numbered_of(const ReadingFile *file, const GArray *of, guint report)
{
	for (guint d = 0; d < of->len; d++)
		if (g_array_index(of, guint, d) == report && number_of(document(file, d)))
			return document(file, d);
	return NULL;
}

/* Where what is no report by itself belongs; count: it is a dossier of its own. */
static guint
find_home(const ReadingFile *file, const GArray *of, guint index, guint count)
{
	const Reading *reading = document(file, index);
	guint unnumbered = NONE;

	if (!number_of(reading))
		return 0;
	for (guint r = 0; r < count; r++) {
		const Reading *numbered = numbered_of(file, of, r);

		if (numbered && compare_numbers(numbered, reading) == SAME)
			return r;
		if (!numbered && unnumbered == NONE)
			unnumbered = r;
	}
	if (unnumbered != NONE)
		return unnumbered;
	return reading->investigation || reading->decision ? count : 0;
}

GArray *
several_sort(const ReadingFile *file, guint *ret_count)
{
	GArray *of = g_array_new(FALSE, FALSE, sizeof(guint));
	guint count = 0;

	for (guint d = 0; d < file->documents->len; d++) {
		gboolean report = is_report(document(file, d));
		guint number = report ? find_same(file, of, d) : NONE;

		if (report && number == NONE)
			number = count++;
		g_array_append_val(of, number);
	}
	for (guint d = 0; d < of->len; d++) {
		guint *number = &g_array_index(of, guint, d);

		if (*number == NONE)
			*number = find_home(file, of, d, count);
		count = MAX(count, *number + 1);
	}
	*ret_count = MAX(count, 1);
	return of;
}

/* Accounts without a form that differ from those before them. */
static guint
count_accounts(const ReadingFile *file)
{
	guint n = 0;

	for (guint d = 0; d < file->documents->len; d++) {
		gboolean another =
			!document(file, d)->has_form && has_account(&document(file, d)->report);

		for (guint e = 0; e < MIN(d, COMPARED) && another; e++)
			another = !several_is_same(document(file, e), document(file, d));
		n += another;
	}
	return n;
}

guint
several_count(const ReadingFile *file)
{
	guint reports;

	g_array_unref(several_sort(file, &reports));
	return MAX(reports, count_accounts(file));
}

GPtrArray *
several_split(ReadingFile *file, guint max)
{
	GPtrArray *reports = g_ptr_array_new_with_free_func((GDestroyNotify) reading_file_free);
	guint count;
	g_autoptr(GArray) of = several_sort(file, &count);

	for (guint r = 0; r < MIN(count, max); r++)
		g_ptr_array_add(reports, reading_file_new(file->file, file->format));
	for (guint d = 0; d < of->len; d++) {
		guint number = g_array_index(of, guint, d);
		ReadingFile *report = g_ptr_array_index(reports, number < max ? number : 0);

		g_ptr_array_add(report->documents, g_steal_pointer(&file->documents->pdata[d]));
	}
	g_ptr_array_set_size(file->documents, 0);
	return reports;
}

static gboolean
is_same_report(const ReadingFile *a, const ReadingFile *b)
{
	for (guint i = 0; i < a->documents->len; i++)
		for (guint j = 0; j < b->documents->len; j++)
			if (is_report(document(a, i)) && is_report(document(b, j)) &&
				several_is_same(document(a, i), document(b, j)))
				return TRUE;
	return FALSE;
}

/* The first of known that is not taken and, if report is given, the same; -1: none. */
static gint
take(const GPtrArray *known, gboolean *taken, const ReadingFile *report)
{
	for (guint k = 0; k < known->len; k++) {
		if (taken[k] || (report && !is_same_report(report, g_ptr_array_index(known, k))))
			continue;
		taken[k] = TRUE;
		return (gint) k;
	}
	return -1;
}

GArray *
several_match(const GPtrArray *reports, const GPtrArray *known)
{
	GArray *matched = g_array_new(FALSE, FALSE, sizeof(gint));
	g_autofree gboolean *taken = g_new0(gboolean, known->len + 1);
	gboolean own = FALSE;

	for (guint r = 0; r < reports->len; r++) {
		gint k = take(known, taken, g_ptr_array_index(reports, r));

		g_array_append_val(matched, k);
	}
	for (guint r = 0; r < reports->len; r++) {
		gint *k = &g_array_index(matched, gint, r);

		if (*k >= 0)
			continue;
		if (own)
			*k = take(known, taken, NULL);
		own = TRUE;
	}
	return matched;
}
