/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "core/form/consistency.h"

typedef struct {
	const char *member, *value, *raw;
} Given;

/* What keeps other flags away. */
#define DNR                                                                                        \
	{                                                                                          \
		"report.dnr", "SN 2025-1", "x"                                                     \
	}
#define NAME                                                                                       \
	{                                                                                          \
		"report.reporter.name", "Kim", "x"                                                 \
	}
#define ASKED                                                                                      \
	{                                                                                          \
		"investigation.information.report", "2025-09-10", "x"                              \
	}

static const struct {
	const char *name;
	Given given[5];
	const char *flags; /* codes in table order, a space after each */
} cases[] = {
	{ "right weekday",
		{ { "report.observed.date", "2025-12-01", "2025-12-01" },
			{ "report.observed.weekday", "måndag", "Måndag" }, DNR, NAME },
		"" },
	{ "wrong weekday",
		{ { "report.observed.date", "2025-12-02", "2/12 2025" },
			{ "report.observed.weekday", "måndag", "Måndag" }, DNR, NAME },
		"weekday_mismatch " },
	{ "ambiguous, none fits",
		{ { "report.observed.date", NULL, "11/10/19" },
			{ "report.observed.weekday", "måndag", "MÅNDAG" }, DNR, NAME },
		"weekday_mismatch ambiguous_date " },
	{ "ambiguous, one fits",
		{ { "report.observed.date", NULL, "11/10/19" },
			{ "report.observed.weekday", "fredag", "fre" }, DNR, NAME },
		"ambiguous_date " },
	{ "ambiguous in the log", { { "log.date", NULL, "11/10/19" }, { "log.note", "x", "x" } },
		"ambiguous_date " },
	{ "inferred and late",
		{ { "report.observed.date", "2019-10-24", "24 oktober" },
			{ "report.signed.date", "2019-11-22", "191122" }, DNR, NAME },
		"year_inferred late_report " },
	{ "five working days are not late",
		{ { "report.observed.date", "2025-10-01", "251001" },
			{ "report.signed.date", "2025-10-08", "251008" }, DNR, NAME },
		"" },
	{ "six are",
		{ { "report.observed.date", "2025-10-01", "251001" },
			{ "report.signed.date", "2025-10-09", "251009" }, DNR, NAME },
		"late_report " },
	{ "holidays are no working days",
		{ { "report.observed.date", "2025-12-22", "251222" },
			{ "report.signed.date", "2026-01-02", "260102" }, DNR, NAME },
		"" },
	{ "late by the stamp, without a signature",
		{ { "report.observed.date", "2025-10-01", "251001" },
			{ "report.stamped", "2025-10-20", "251020" }, DNR, NAME },
		"late_report " },
	{ "noticed after it was signed",
		{ { "report.observed.date", "2025-10-20", "251020" },
			{ "report.signed.date", "2025-10-01", "251001" }, DNR, NAME },
		"" },
	{ "other name",
		{ { "report.reporter.name", "KIM EXEMPEL", "x" },
			{ "report.signed.name", "KIM EXEMPLAR", "x" }, DNR },
		"name_mismatch " },
	{ "same name in other words",
		{ { "report.reporter.name", "Anna-Karin Prov Test", "x" },
			{ "report.signed.name", "A-K Test", "x" }, DNR },
		"" },
	{ "illegible number", { { "report.dnr", NULL, "SN 20" }, NAME }, "dnr_missing " },
	{ "nobody's name", { { "report.unit", "Norr", "Norr" }, DNR }, "reporter_unknown " },
	{ "no report at all", { { "decision.dnr", "SN 2025-1", "x" } }, "outcome_unknown " },
	{ "three numbers",
		{ { "report.dnr", "SN 2025-1", "SN 2025-1" },
			{ "investigation.dnr", "SN 2025-1", "SN 2025-1-1.3" },
			{ "decision.dnr", "SM 2025-1", "SM 2025-1" }, NAME, ASKED },
		"dnr_mismatch outcome_unknown " },
	{ "two arrivals",
		{ { "report.stamped", "2025-09-01", "250901" },
			{ "investigation.received", "2025-09-02", "250902" }, DNR, NAME, ASKED },
		"received_dates_differ outcome_unknown " },
	{ "an arrival in the decision's words",
		{ { "investigation.received", "2025-09-02", "250902" }, ASKED,
			{ "decision.background", "En rapport enligt lex Sarah inkom den 250901.",
				"x" } },
		"received_dates_differ outcome_unknown " },
	{ "another arrival in its words",
		{ { "investigation.received", "2025-09-02", "250902" }, ASKED,
			{ "decision.background", "Svaret inkom 250901. En rapport kom in 250902.",
				"x" } },
		"outcome_unknown " },
	{ "two starts",
		{ { "investigation.started", "2025-09-02", "250902" }, ASKED,
			{ "decision.background", "En utredning inleddes 2025-09-01 av chefen.",
				"x" } },
		"start_dates_differ outcome_unknown " },
	{ "the start of the same day",
		{ { "investigation.started", "2025-09-02", "250902" }, ASKED,
			{ "decision.background", "Utredningen påbörjades 2 september 2025.",
				"x" } },
		"outcome_unknown " },
	{ "a slow start",
		{ { "investigation.received", "2025-09-01", "250901" }, ASKED,
			{ "investigation.started", "2025-09-09", "250909" } },
		"slow_start outcome_unknown " },
	{ "no slow start",
		{ { "investigation.received", "2025-09-01", "250901" }, ASKED,
			{ "investigation.started", "2025-09-08", "250908" } },
		"outcome_unknown " },
	{ "a measure before the start",
		{ { "investigation.started", "2025-09-08", "250908" }, ASKED,
			{ "investigation.measures.taken", "Samtal.\n- 2025-09-04 Lås byttes.",
				"x" } },
		"measure_before_start outcome_unknown " },
	{ "another day within a sentence",
		{ { "investigation.started", "2025-09-08", "250908" }, ASKED,
			{ "investigation.measures.taken", "Rutinen från 2025-01-04 är ändrad.",
				"x" } },
		"outcome_unknown " },
	{ "an illegible decision",
		{ { "decision.date", NULL, "2025-12-*k*" }, { "decision.signer", "Ada", "Ada" } },
		"decision_date_illegible outcome_unknown " },
	{ "nothing told to the commissioning board",
		{ { "investigation.received", "2025-09-01", "250901" } },
		"outcome_unknown information_dates_blank " },
	{ "another unit",
		{ { "report.unit", "Hemtjänsten Norr", "x" }, DNR, NAME, ASKED,
			{ "investigation.how_noticed",
				"På hemtjänsten i Söderby såg en vikarie att hemtjänsten glömt.",
				"x" } },
		"unit_mismatch outcome_unknown " },
	{ "the same unit",
		{ { "report.unit", "Hemtjänsten Norr", "x" }, DNR, NAME, ASKED,
			{ "investigation.how_noticed", "Hemtjänst Norr, nära Söderby, såg det.",
				"x" } },
		"outcome_unknown " },
	{ "a unit without a name",
		{ { "report.unit", "Solgården", "x" }, DNR, NAME, ASKED,
			{ "investigation.how_noticed", "På Solgården Ängen sågs det.", "x" } },
		"outcome_unknown " },
	{ "papers in the wrong hands",
		{ { "report.description", "Två personakter hamnade hos en granne.", "x" }, DNR,
			NAME },
		"possible_data_breach " },
	{ "papers in the right hands",
		{ { "report.description", "Två personakter lästes av chefen.", "x" }, DNR, NAME },
		"" },
	{ "strangers, but no papers",
		{ { "report.description", "En utomstående kom in i köket.", "x" }, DNR, NAME },
		"" },
	{ "old law, new report",
		{ { "report.cited_law", "14 kap 3 § SoL", "x" },
			{ "report.signed.date", "2025-07-01", "250701" }, DNR, NAME },
		"outdated_form " },
	{ "old law, old report",
		{ { "report.cited_law", "14 kap 3 § SoL", "x" },
			{ "report.signed.date", "2025-06-30", "250630" }, DNR, NAME },
		"" },
	{ "new law",
		{ { "report.cited_law", "27 kap 2 § SoL", "x" },
			{ "report.signed.date", "2025-12-01", "251201" }, DNR, NAME },
		"" },
};

/* The record that name begins with, and the rest of name. */
static ReadingRecord
record_of(Reading *reading, const char *name, const char **ret_member)
{
	g_autofree char *part = g_strndup(name, strcspn(name, "."));
	const ReadingPart *found = reading_find_part(part);

	*ret_member = strchr(name, '.') + 1;
	return reading_count(reading, found) ? reading_get_record(reading, found, 0)
					     : reading_add_record(reading, found);
}

static Reading *
make(const Given *given, gsize n)
{
	Reading *reading = reading_new();

	reading->has_form = TRUE;
	for (gsize i = 0; i < n && given[i].member; i++) {
		const char *member;
		ReadingRecord record = record_of(reading, given[i].member, &member);

		reading_field_set(reading_find_field(record, member), given[i].value, given[i].raw,
			1, "line 1");
	}
	return reading;
}

static char *
codes_of(const Reading *reading)
{
	GString *codes = g_string_new(NULL);

	for (guint i = 0; i < reading->flags->len; i++) {
		const ReadingFlag *flag = reading->flags->pdata[i];

		g_string_append_printf(codes, "%s ", flag->code);
		g_assert_cmpstr(flag->title, ==, consistency_title(flag->code, NULL));
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
		consistency_check(file, NULL);
		g_autofree char *codes = codes_of(reading);
		g_test_message("%s", cases[i].name);
		g_assert_cmpstr(codes, ==, cases[i].flags);
		consistency_check(file, NULL); /* once is enough */
		g_autofree char *again = codes_of(reading);
		g_assert_cmpstr(again, ==, codes);
	}
}

/* The limits are local. */
static void
test_limits(void)
{
	static const Given late[] = { { "report.observed.date", "2025-10-01", "x" },
		{ "report.signed.date", "2025-10-06", "x" },
		{ "investigation.received", "2025-10-06", "x" },
		{ "investigation.started", "2025-10-09", "x" } };
	const struct {
		ConsistencyLimits limits;
		gboolean late, slow;
	} limits[] = {
		{ { 3, 3 }, FALSE, FALSE },
		{ { 2, 3 }, TRUE, FALSE },
		{ { 3, 2 }, FALSE, TRUE },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(limits); i++) {
		g_autoptr(ReadingFile) file = reading_file_new("x", "text");
		Reading *reading = make(late, G_N_ELEMENTS(late));

		g_ptr_array_add(file->documents, reading);
		consistency_check(file, &limits[i].limits);
		g_assert_cmpint(
			reading_find_flag(reading, "late_report") != NULL, ==, limits[i].late);
		g_assert_cmpint(
			reading_find_flag(reading, "slow_start") != NULL, ==, limits[i].slow);
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
		g_assert_cmpstr(consistency_title(flags[i].code, NULL), ==, flags[i].title);
	}
	g_assert_null(consistency_title("no_such_flag", NULL));
}

/* The manual page says of each flag what it means. */
static void
test_manual(void)
{
	g_autofree char *path = g_build_filename(g_getenv("top_srcdir"), "man", "lexsarah.1", NULL);
	g_autofree char *page = NULL;
	g_autoptr(GError) error = NULL;
	gsize n;
	const ConsistencyFlag *flags = consistency_flags(&n);

	g_file_get_contents(path, &page, NULL, &error);
	g_assert_no_error(error);
	for (gsize i = 0; i < n; i++) {
		g_autofree char *tag =
			g_strdup_printf("^\\.TP\n\\.B ([a-z_]+, )*%s(,|$)", flags[i].code);

		g_test_message("%s", flags[i].code);
		g_assert_true(g_regex_match_simple(tag, page, G_REGEX_MULTILINE, 0));
	}
}

static void
add_account(ReadingFile *file, const char *text)
{
	Reading *reading = reading_new();

	reading_field_set(&reading->report.description, text, text, 1, "line 1");
	reading->has_form = TRUE;
	g_ptr_array_add(file->documents, reading);
}

/* The same report in two files is one. */
static void
test_several(void)
{
	static const char *const texts[] = { "Larmet var trasigt.", "Maten kom aldrig fram." };

	for (guint other = 0; other < 2; other++) {
		g_autoptr(ReadingFile) file = reading_file_new("x", "text");

		add_account(file, texts[0]);
		add_account(file, texts[other]);
		consistency_check(file, NULL);
		for (guint i = 0; i < 2; i++)
			g_assert_cmpint(reading_find_flag(file->documents->pdata[i],
						"several_reports") != NULL,
				==, other);
	}
}

/* Each stamp of its own report; one that cannot be read says nothing. */
static void
test_arrival(void)
{
	static const struct {
		const char *stamped;
		gboolean differs;
	} stamps[] = { { "2026-03-17", FALSE }, { "2026-03-16", TRUE }, { "2019-11-25", TRUE },
		{ NULL, FALSE } };
	const CivilDate arrived = { 2026, 3, 17 };
	g_autoptr(ReadingFile) file = reading_file_new("x", "text");

	for (guint i = 0; i < G_N_ELEMENTS(stamps); i++) {
		Reading *reading = reading_new();

		reading_field_set(
			&reading->report.stamped, stamps[i].stamped, "stämpel", 1, "line 1");
		g_ptr_array_add(file->documents, reading);
	}
	consistency_check_arrival(file, arrived);
	consistency_check_arrival(file, arrived);
	for (guint i = 0; i < G_N_ELEMENTS(stamps); i++) {
		const Reading *reading = file->documents->pdata[i];
		const ReadingFlag *flag = reading_find_flag(reading, "arrival_differs");

		g_assert_cmpuint(reading->flags->len, ==, stamps[i].differs);
		g_assert_cmpint(flag != NULL, ==, stamps[i].differs);
		g_assert_true(!flag || (strstr(flag->message, stamps[i].stamped) &&
					       strstr(flag->message, "2026-03-17")));
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/consistency/flags", test_flags);
	g_test_add_func("/consistency/limits", test_limits);
	g_test_add_func("/consistency/titles", test_titles);
	g_test_add_func("/consistency/manual", test_manual);
	g_test_add_func("/consistency/several", test_several);
	g_test_add_func("/consistency/arrival", test_arrival);
	return g_test_run();
}
