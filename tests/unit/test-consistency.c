/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "core/consistency.h"

typedef struct {
	const char *member, *value, *raw;
} Given;

static const struct {
	const char *name;
	Given given[5];
	const char *flags; /* codes in table order, a space after each */
} cases[] = {
	{ "right weekday",
		{ { "observed.date", "2025-12-01", "2025-12-01" },
			{ "observed.weekday", "måndag", "Måndag" }, { "dnr", "SN 2025-1", "x" } },
		"" },
	{ "wrong weekday",
		{ { "observed.date", "2025-12-02", "2/12 2025" },
			{ "observed.weekday", "måndag", "Måndag" }, { "dnr", "SN 2025-1", "x" } },
		"weekday_mismatch " },
	{ "ambiguous, none fits",
		{ { "observed.date", NULL, "11/10/19" }, { "observed.weekday", "måndag", "MÅNDAG" },
			{ "dnr", "SN 2025-1", "x" } },
		"weekday_mismatch ambiguous_date " },
	{ "ambiguous, one fits",
		{ { "observed.date", NULL, "11/10/19" }, { "observed.weekday", "fredag", "fre" },
			{ "dnr", "SN 2025-1", "x" } },
		"ambiguous_date " },
	{ "inferred and late",
		{ { "observed.date", "2019-10-24", "24 oktober" },
			{ "signed.date", "2019-11-22", "191122" }, { "dnr", "SN 2025-1", "x" } },
		"year_inferred late_report " },
	{ "a week is not late",
		{ { "observed.date", "2025-10-01", "251001" },
			{ "signed.date", "2025-10-08", "251008" }, { "dnr", "SN 2025-1", "x" } },
		"" },
	{ "other name",
		{ { "reporter.name", "KIM EXEMPEL", "x" }, { "signed.name", "KIM EXEMPLAR", "x" },
			{ "dnr", "SN 2025-1", "x" } },
		"name_mismatch " },
	{ "same name in other words",
		{ { "reporter.name", "Anna-Karin Prov Test", "x" },
			{ "signed.name", "A-K Test", "x" }, { "dnr", "SN 2025-1", "x" } },
		"" },
	{ "illegible number", { { "dnr", NULL, "SN 20" } }, "dnr_missing " },
	{ "old law, new report",
		{ { "cited_law", "14 kap 3 § SoL", "x" }, { "signed.date", "2025-07-01", "250701" },
			{ "dnr", "SN 2025-1", "x" } },
		"outdated_form " },
	{ "old law, old report",
		{ { "cited_law", "14 kap 3 § SoL", "x" }, { "signed.date", "2025-06-30", "250630" },
			{ "dnr", "SN 2025-1", "x" } },
		"" },
	{ "new law",
		{ { "cited_law", "27 kap 2 § SoL", "x" }, { "signed.date", "2025-12-01", "251201" },
			{ "dnr", "SN 2025-1", "x" } },
		"" },
};

static Reading *
make(const Given *given, gsize n)
{
	Reading *reading = reading_new();
	const ReadingPart *part = reading_find_part("report");

	reading->has_form = TRUE;
	for (gsize i = 0; i < n && given[i].member; i++)
		reading_field_set(
			reading_find_field(reading_get_record(reading, part, 0), given[i].member),
			given[i].value, given[i].raw, 1, "line 1");
	return reading;
}

static char *
codes_of(const Reading *reading)
{
	GString *codes = g_string_new(NULL);

	for (guint i = 0; i < reading->flags->len; i++) {
		const ReadingFlag *flag = reading->flags->pdata[i];

		g_string_append_printf(codes, "%s ", flag->code);
		g_assert_cmpstr(flag->title, ==, consistency_title(flag->code));
		g_assert_cmpstr(flag->message, !=, "");
	}
	return g_string_free(codes, FALSE);
}

static void
test_flags(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(ReadingFile) file = reading_file_new("x", "text");
		Reading *reading = make(cases[i].given, G_N_ELEMENTS(cases[i].given));

		g_ptr_array_add(file->documents, reading);
		consistency_check(file);
		g_autofree char *codes = codes_of(reading);
		g_test_message("%s", cases[i].name);
		g_assert_cmpstr(codes, ==, cases[i].flags);
		consistency_check(file); /* once is enough */
		g_autofree char *again = codes_of(reading);
		g_assert_cmpstr(again, ==, codes);
	}
}

/* Titles are mailed on plain routes: none quotes, none holds a number. */
static void
test_titles(void)
{
	gsize n;
	const ConsistencyFlag *flags = consistency_flags(&n);

	g_assert_cmpuint(n, >=, 27);
	for (gsize i = 0; i < n; i++) {
		g_assert_null(strpbrk(flags[i].title, "\"%0123456789"));
		g_assert_cmpstr(consistency_title(flags[i].code), ==, flags[i].title);
	}
	g_assert_null(consistency_title("no_such_flag"));
}

static void
test_several(void)
{
	g_autoptr(ReadingFile) file = reading_file_new("x", "text");

	g_ptr_array_add(file->documents, reading_new());
	g_ptr_array_add(file->documents, reading_new());
	consistency_check(file);
	for (guint i = 0; i < 2; i++)
		g_assert_nonnull(reading_find_flag(file->documents->pdata[i], "several_reports"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/consistency/flags", test_flags);
	g_test_add_func("/consistency/titles", test_titles);
	g_test_add_func("/consistency/several", test_several);
	return g_test_run();
}
