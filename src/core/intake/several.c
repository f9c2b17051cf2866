/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Several reports in one file. Must never lose a document: each belongs to
 * exactly one report.
 */
#include "core/intake/several.h"

#include "core/intake/several-same.h"

#define COMPARED 200 /* documents: those that follow are compared with these alone */

#define NONE G_MAXUINT

static const Reading *
document(const ReadingFile *file, guint index)
{
	return g_ptr_array_index(file->documents, index);
}

static SeveralSameness
compare(const GArray *said, guint a, guint b)
{
	return several_compare(
		&g_array_index(said, SeveralSaid, a), &g_array_index(said, SeveralSaid, b));
}

/* TRUE if one of the first n documents is of that report, and another report's by itself. */
static gboolean
is_contradicted(const SeveralSameness *same, const GArray *of, guint n, guint report)
{
	for (guint d = 0; d < n; d++)
		if (g_array_index(of, guint, d) == report && same[d] == SEVERAL_OTHER)
			return TRUE;
	return FALSE;
}

/* The report of an earlier document that this is, too; NONE: it is another. */
static guint
find_same(const GArray *said, const GArray *of, guint index, gboolean *doubtful)
{
	SeveralSameness same[COMPARED];
	guint n = MIN(index, COMPARED);

	for (guint d = 0; d < n; d++) {
		guint report = g_array_index(of, guint, d);

		same[d] = report == NONE ? SEVERAL_OTHER : compare(said, d, index);
		if (same[d] == SEVERAL_SAME)
			return report;
	}
	for (guint d = 0; d < n; d++) {
		guint report = g_array_index(of, guint, d);

		if (same[d] != SEVERAL_PERHAPS || is_contradicted(same, of, n, report))
			continue;
		*doubtful = TRUE;
		return report;
	}
	return NONE;
}

/* The number of a report among those that were sorted, NULL if none of it has one. */
static const Reading *
numbered_of(const ReadingFile *file, const GArray *of, guint report)
{
	for (guint d = 0; d < of->len; d++)
		if (g_array_index(of, guint, d) == report && several_number(document(file, d)))
			return document(file, d);
	return NULL;
}

/* Where what is no report by itself belongs; count: it is a dossier of its own. */
static guint
find_home(const ReadingFile *file, const GArray *of, guint index, guint count)
{
	const Reading *reading = document(file, index);
	guint unnumbered = NONE;

	if (!several_number(reading))
		return 0;
	for (guint r = 0; r < count; r++) {
		const Reading *numbered = numbered_of(file, of, r);

		if (numbered && several_have_number(numbered, reading))
			return r;
		if (!numbered && unnumbered == NONE)
			unnumbered = r;
	}
	if (unnumbered != NONE)
		return unnumbered;
	return reading->investigation || reading->decision ? count : 0;
}

GArray *
several_sort(const ReadingFile *file, SeveralCount *ret_count)
{
	GArray *of = g_array_new(FALSE, FALSE, sizeof(guint));
	g_autoptr(GArray) said = several_said_of(file);
	gboolean doubtful = FALSE;
	guint count = 0;

	for (guint d = 0; d < file->documents->len; d++) {
		gboolean report = several_is_report(document(file, d));
		guint number = report ? find_same(said, of, d, &doubtful) : NONE;

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
	*ret_count = (SeveralCount){ MAX(count, 1), doubtful };
	return of;
}

/* Accounts without a form that differ from those before them. */
static guint
count_accounts(const ReadingFile *file)
{
	g_autoptr(GArray) said = several_said_of(file);
	guint n = 0;

	for (guint d = 0; d < file->documents->len; d++) {
		gboolean another = !document(file, d)->has_form &&
				   several_has_account(&document(file, d)->report);

		for (guint e = 0; e < MIN(d, COMPARED) && another; e++)
			another = compare(said, e, d) != SEVERAL_SAME;
		n += another;
	}
	return n;
}

SeveralCount
several_count(const ReadingFile *file)
{
	SeveralCount count;

	g_array_unref(several_sort(file, &count));
	count.n = MAX(count.n, count_accounts(file));
	return count;
}

GPtrArray *
several_split(ReadingFile *file, guint max)
{
	GPtrArray *reports = g_ptr_array_new_with_free_func((GDestroyNotify) reading_file_free);
	SeveralCount count;
	g_autoptr(GArray) of = several_sort(file, &count);

	for (guint r = 0; r < MIN(count.n, max); r++)
		g_ptr_array_add(reports, reading_file_new(file->file, file->format));
	for (guint d = 0; d < of->len; d++) {
		guint number = g_array_index(of, guint, d);
		ReadingFile *report = g_ptr_array_index(reports, number < max ? number : 0);

		g_ptr_array_add(report->documents, g_steal_pointer(&file->documents->pdata[d]));
	}
	g_ptr_array_set_size(file->documents, 0);
	return reports;
}
