/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reports that come as answers in a case. Must never give a case to what the case has already for
 * certain, nor keep in it what is certain to be another report.
 */
#include "core/intake/several-answer.h"

#include "core/intake/several-same.h"
#include "core/intake/several.h"

static void
add_documents(GPtrArray *all, const ReadingFile *file)
{
	for (guint d = 0; d < file->documents->len; d++)
		g_ptr_array_add(all, g_ptr_array_index(file->documents, d));
}

/* The report of all that the case has is number 0, whatever else is. */
static void
mark_case(const GArray *of, guint n_had, gboolean *is_case)
{
	is_case[0] = TRUE;
	for (guint d = 0; d < n_had; d++)
		is_case[g_array_index(of, guint, d)] = TRUE;
}

/* Who works on a case sends its investigation back, with the report that it is about. */
static void
mark_dossiers(const GArray *of, guint n_had, const ReadingFile *answer, gboolean *is_case)
{
	for (guint d = 0; d < answer->documents->len; d++) {
		const Reading *reading = g_ptr_array_index(answer->documents, d);

		if (reading->investigation || reading->decision)
			is_case[g_array_index(of, guint, n_had + d)] = TRUE;
	}
}

/* TRUE if what the case tells without a form contradicts that form. */
static gboolean
is_contradicted(const GPtrArray *all, guint n_had, const SeveralSaid *form)
{
	for (guint d = 0; d < n_had; d++) {
		const Reading *had = g_ptr_array_index(all, d);
		SeveralSaid said;

		if (had->has_form || !several_has_account(&had->report))
			continue;
		said = several_said(had);
		if (several_compare(&said, form) == SEVERAL_OTHER)
			return TRUE;
	}
	return FALSE;
}

static gboolean
has_form(const GPtrArray *all, guint n)
{
	for (guint d = 0; d < n; d++)
		if (several_is_report(g_ptr_array_index(all, d)))
			return TRUE;
	return FALSE;
}

/* TRUE if the case had words only, and the form that it gets perhaps does not tell the same. */
static gboolean
is_doubtful(const GPtrArray *all, guint n_had, const GArray *of)
{
	if (has_form(all, n_had))
		return FALSE;
	for (guint d = 0; d < of->len; d++) {
		const Reading *reading = g_ptr_array_index(all, n_had + d);
		const SeveralSaid form = several_said(reading);

		if (g_array_index(of, guint, d) == 0 && several_is_report(reading))
			return is_contradicted(all, n_had, &form);
	}
	return FALSE;
}

/* Numbers what is not the case's in the order of the answer. */
static GArray *
number(const GArray *of, guint n_had, const gboolean *is_case, guint *ret_count)
{
	GArray *numbers = g_array_new(FALSE, FALSE, sizeof(guint));
	g_autofree guint *given = g_new0(guint, of->len + 1);

	*ret_count = 0;
	for (guint d = n_had; d < of->len; d++) {
		guint report = g_array_index(of, guint, d);

		if (!is_case[report] && given[report] == 0)
			given[report] = ++*ret_count;
		g_array_append_val(numbers, given[report]);
	}
	return numbers;
}

static guint
count_forms(const ReadingFile *answer)
{
	guint n = 0;

	for (guint d = 0; d < answer->documents->len; d++)
		n += several_is_report(g_ptr_array_index(answer->documents, d));
	return n;
}

GArray *
several_sort_answer(const ReadingFile *answer, const GPtrArray *had, SeveralAnswer *ret_answer)
{
	g_autoptr(GPtrArray) all = g_ptr_array_new();
	const ReadingFile whole = { .documents = all };
	SeveralCount count;

	for (guint i = 0; i < had->len; i++)
		add_documents(all, g_ptr_array_index(had, i));
	guint n_had = all->len;
	add_documents(all, answer);
	g_autoptr(GArray) of = several_sort(&whole, &count);
	g_autofree gboolean *is_case = g_new0(gboolean, count.n);
	mark_case(of, n_had, is_case);
	mark_dossiers(of, n_had, answer, is_case);
	*ret_answer = (SeveralAnswer){ .forms = count_forms(answer) };
	GArray *numbers = number(of, n_had, is_case, &ret_answer->n);
	ret_answer->doubtful = count.doubtful || is_doubtful(all, n_had, numbers);
	return numbers;
}

GPtrArray *
several_split_answer(ReadingFile *answer, const GArray *of, guint max)
{
	GPtrArray *reports = g_ptr_array_new_with_free_func((GDestroyNotify) reading_file_free);

	g_ptr_array_add(reports, reading_file_new(answer->file, answer->format));
	for (guint d = 0; d < of->len; d++) {
		guint number = g_array_index(of, guint, d);
		guint place = number <= max ? number : 0;

		while (reports->len <= place)
			g_ptr_array_add(reports, reading_file_new(answer->file, answer->format));
		ReadingFile *report = g_ptr_array_index(reports, place);
		g_ptr_array_add(report->documents, g_steal_pointer(&answer->documents->pdata[d]));
	}
	g_ptr_array_set_size(answer->documents, 0);
	return reports;
}
