/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any text to the date reader: what it finds is a date that there is, and in the text. */
#include <string.h>

#include "core/form/form-date.h"
#include "fuzz.h"

const char fuzz_corpus[] = "form-date";

static void
check_date(const FormDate *found, gsize length)
{
	const CivilDate reference = { 2026, 2, 28 };
	CivilDate date;

	g_assert_cmpint(found->kind, <, FORM_DATE_COUNT);
	g_assert_cmpuint(found->n_candidates, <=, FORM_DATE_CANDIDATES);
	if (found->kind == FORM_DATE_NONE)
		return;
	g_assert_cmpuint(found->start, <, found->end);
	g_assert_cmpuint(found->end, <=, length);
	if (found->kind == FORM_DATE_EXACT)
		g_assert_true(date_is_valid(found->date));
	for (guint i = 0; i < found->n_candidates; i++)
		g_assert_true(date_is_valid(found->candidates[i]));
	if (found->kind == FORM_DATE_YEARLESS && form_date_complete(found, reference, TRUE, &date))
		g_assert_true(date_is_valid(date) &&
			      date_to_day_number(date) >= date_to_day_number(reference));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = g_utf8_make_valid(size ? (const char *) data : "", (gssize) size);
	gsize length = strlen(text), start = 0, end = 0;
	FormDate found = form_date_find(text);
	Weekday weekday;

	check_date(&found, length);
	(void) form_date_looks_illegible(text);
	g_autofree char *time = form_date_find_time(text, &start, &end);
	if (time)
		g_assert_true(start < end && end <= length);
	if (form_date_find_weekday(text, &weekday, &start, &end))
		g_assert_true(start < end && end <= length);
	return 0;
}
