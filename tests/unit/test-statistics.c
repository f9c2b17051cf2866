/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What counts in a year's statistics, and what is hidden of its single numbers.
 * What is hidden of its tables: test-statistics-suppress.c.
 */
#include "core/journal/statistics.h"
#include "core/text.h"

static CivilDate
day(const char *text)
{
	CivilDate date = { 0, 0, 0 };

	if (text && !date_from_string(text, &date))
		g_error("%s is no date", text);
	return date;
}

static StatisticsCase
report_of(const char *arrived, StatisticsEnd end)
{
	return (StatisticsCase){ .arrived = day(arrived), .end = end };
}

static void
add_reports(GArray *cases, guint n, StatisticsCase one)
{
	while (n--)
		g_array_append_val(cases, one);
}

static void
count(GArray *cases, int year, Statistics *ret)
{
	statistics_count((const StatisticsCase *) (gpointer) cases->data, cases->len, year, ret);
}

static void
test_what_counts(void)
{
	static const struct {
		const char *what, *arrived;
		StatisticsEnd end;
		gint64 reports, cases, transferred;
	} cases[] = {
		{ "an open one", "2026-05-04", END_OPEN, 1, 1, 0 },
		{ "the first day", "2026-01-01", END_OPEN, 1, 1, 0 },
		{ "the last day", "2026-12-31", END_OPEN, 1, 1, 0 },
		{ "of the year before", "2025-12-31", END_OPEN, 0, 0, 0 },
		{ "of the year after", "2027-01-01", END_OPEN, 0, 0, 0 },
		{ "without a day", NULL, END_OPEN, 0, 0, 0 },
		{ "one that was declined", "2026-05-04", END_DECLINED, 1, 1, 0 },
		{ "one that was joined to another case", "2026-05-04", END_JOINED, 1, 0, 0 },
		{ "one that went to another board", "2026-05-04", END_TRANSFERRED, 0, 0, 1 },
		{ "what was no report", "2026-05-04", END_NOT_REPORT, 0, 0, 0 },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		StatisticsCase one = report_of(cases[i].arrived, cases[i].end);
		Statistics sum;

		g_test_message("%s", cases[i].what);
		statistics_count(&one, 1, 2026, &sum);
		g_assert_cmpint(sum.reports.count, ==, cases[i].reports);
		g_assert_cmpint(sum.cases.count, ==, cases[i].cases);
		g_assert_cmpint(sum.transferred.count, ==, cases[i].transferred);
	}
}

/* "2 1" for the rows that have any: "row=count ...". */
static char *
rows_text(const Statistics *sum, StatisticsTableKind kind)
{
	const StatisticsTableInfo *info = statistics_table_info(kind);
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < info->n_rows; i++)
		if (sum->tables[kind].rows[i].count)
			g_string_append_printf(text, "%s%s=%" G_GINT64_FORMAT, text->len ? " " : "",
				info->rows[i].code, sum->tables[kind].rows[i].count);
	return g_string_free(text, FALSE);
}

static void
test_rows(void)
{
	const guint old = statistics_bit(STATISTICS_AREA, "aldreomsorg");
	const guint jobs = statistics_bit(STATISTICS_AREA, "jobbtorg");
	const StatisticsCase cases[] = {
		{ day("2024-02-29"), LAW_SOL, old, statistics_bit(STATISTICS_CAUSE, "processes"),
			END_MISCONDUCT, { { 0 } }, 0 },
		{ day("2024-02-01"), LAW_LSS, old | jobs, 0, END_DECLINED, { { 0 } }, 0 },
		{ day("2024-12-31"), LAW_BOTH, 0,
			statistics_bit(STATISTICS_CAUSE, "other") |
				statistics_bit(STATISTICS_CAUSE, "processes"),
			END_OPEN, { { 0 } }, 0 },
		{ day("2024-07-01"), 0, jobs, 0, END_JOINED, { { 0 } }, 0 },
	};
	static const char *const wanted[STATISTICS_TABLE_COUNT] = {
		[STATISTICS_MONTH] = "02=2 07=1 12=1",
		[STATISTICS_QUARTER] = "Q1=2 Q3=1 Q4=1",
		[STATISTICS_AREA] = "aldreomsorg=2 jobbtorg=2 unknown=1",
		[STATISTICS_LAW] = "SoL=1 LSS=1 SoL,LSS=1 unknown=1",
		[STATISTICS_OUTCOME] = "misconduct=1 declined=1 joined=1 open=1",
		[STATISTICS_CAUSE] = "processes=2 other=1 unknown=2",
	};
	Statistics sum;

	statistics_count(cases, G_N_ELEMENTS(cases), 2024, &sum);
	for (guint i = 0; i < STATISTICS_TABLE_COUNT; i++) {
		g_autofree char *text = rows_text(&sum, (StatisticsTableKind) i);
		g_assert_cmpstr(text, ==, wanted[i]);
	}
	g_assert_cmpuint(statistics_bit(STATISTICS_AREA, "unknown"), ==, 0);
	g_assert_cmpuint(statistics_bit(STATISTICS_AREA, "nonsense"), ==, 0);
	g_assert_cmpuint(statistics_bit(STATISTICS_AREA, NULL), ==, 0);
}

static void
test_ends(void)
{
	static const struct {
		CaseState state;
		const char *outcome;
		StatisticsEnd end;
	} cases[] = {
		{ CASE_RECEIVED, NULL, END_OPEN },
		{ CASE_PROPOSED, "misconduct", END_OPEN },
		{ CASE_DECIDED, "misconduct", END_MISCONDUCT },
		{ CASE_FOLLOW_UP, "tangible_risk_of_serious_misconduct",
			END_TANGIBLE_RISK_SERIOUS },
		{ CASE_CLOSED, "no_misconduct", END_NO_MISCONDUCT },
		{ CASE_CLOSED, "serious_misconduct", END_SERIOUS },
		{ CASE_CLOSED, NULL, END_OPEN },
		{ CASE_CLOSED, "declined", END_OPEN }, /* is no outcome */
		{ CASE_DECLINED, NULL, END_DECLINED },
		{ CASE_INVESTIGATING, "misconduct", END_OPEN }, /* reopened */
		{ CASE_JOINED, "misconduct", END_JOINED },
		{ CASE_TRANSFERRED, NULL, END_TRANSFERRED },
		{ CASE_NOT_REPORT, NULL, END_NOT_REPORT },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
		g_assert_cmpint(
			statistics_end_of(cases[i].state, cases[i].outcome), ==, cases[i].end);
}

static void
test_days(void)
{
	static const struct {
		const char *what;
		const char *pairs[12]; /* arrival, start; "-": none */
		guint n;
		double lower, median, upper;
	} cases[] = {
		{ "the same day", { "2026-03-01", "2026-03-01" }, 1, 0, 0, 0 },
		{ "over a leap day", { "2024-02-28", "2024-03-01" }, 1, 2, 2, 2 },
		{ "the same days of another year", { "2026-02-28", "2026-03-01" }, 1, 1, 1, 1 },
		{ "from a leap day", { "2024-02-29", "2025-02-28" }, 1, 365, 365, 365 },
		{ "over the new year", { "2026-12-31", "2027-01-02" }, 1, 2, 2, 2 },
		{ "without a date", { "2026-03-01", "-" }, 0, 0, 0, 0 },
		{ "before it arrived: a date to be corrected", { "2026-03-02", "2026-03-01" }, 0, 0,
			0, 0 },
		{ "two", { "2026-03-01", "2026-03-02", "2026-03-01", "2026-03-04" }, 2, 1.5, 2,
			2.5 },
		{ "in any order",
			{ "2026-03-01", "2026-03-09", "2026-03-01", "2026-03-02", "2026-03-01",
				"2026-03-04", "2026-03-01", "2026-03-03" },
			4, 1.75, 2.5, 4.25 },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GArray) reports = g_array_new(FALSE, FALSE, sizeof(StatisticsCase));
		Statistics sum;

		g_test_message("%s", cases[i].what);
		for (gsize p = 0; cases[i].pairs[p]; p += 2) {
			StatisticsCase one = report_of(cases[i].pairs[p], END_OPEN);

			if (*cases[i].pairs[p + 1] != '-')
				one.reached[DAYS_TO_START] = day(cases[i].pairs[p + 1]);
			g_array_append_val(reports, one);
		}
		count(reports, g_array_index(reports, StatisticsCase, 0).arrived.year, &sum);
		const StatisticsDays *days = &sum.days[DAYS_TO_START];
		g_assert_cmpuint(days->n, ==, cases[i].n);
		g_assert_cmpfloat(days->lower, ==, cases[i].lower);
		g_assert_cmpfloat(days->median, ==, cases[i].median);
		g_assert_cmpfloat(days->upper, ==, cases[i].upper);
	}
}

static void
test_days_of_few(void)
{
	for (guint n = 0; n <= 12; n++) {
		g_autoptr(GArray) reports = g_array_new(FALSE, FALSE, sizeof(StatisticsCase));
		StatisticsCase one = report_of("2026-03-01", END_OPEN);
		Statistics sum;

		one.reached[DAYS_TO_START] = day("2026-03-21");
		add_reports(reports, n, one);
		count(reports, 2026, &sum);
		statistics_suppress(&sum);
		const StatisticsDays *days = &sum.days[DAYS_TO_START];
		g_assert_cmpint(days->has_median, ==, n >= 5);
		g_assert_cmpint(days->has_quartiles, ==, n >= 10);
		g_assert_cmpuint(days->n, ==, 0);
		g_assert_cmpfloat(days->median, ==, n >= 5 ? 20 : 0);
		g_assert_cmpfloat(days->lower, ==, n >= 10 ? 20 : 0);
	}
}

/* Numbers beside the tables, from which a row could be computed. */
static void
test_single_numbers(void)
{
	static const struct {
		const char *what;
		guint joined, open, risk, serious, notified;
		const char *reports, *cases, *ivo, *serious_row, *joined_row;
	} cases[] = {
		{ "nothing", 0, 0, 0, 0, 0, "inga", "inga", "inga", "inga", "inga" },
		{ "all large", 6, 20, 7, 8, 15, "41", "35", "15", "8", "6" },
		{ "none joined", 0, 20, 0, 0, 0, "20", "20", "inga", "inga", "inga" },
		{ "few joined: not to be had by subtraction", 3, 20, 7, 8, 15, "38", "visas inte",
			"15", "8", "färre än 5" },
		{ "few serious: not to be had from what IVO got", 0, 20, 7, 3, 10, "30", "30",
			"visas inte", "färre än 5", "inga" },
		{ "few notified", 0, 20, 7, 8, 3, "35", "35", "färre än 5", "8", "inga" },
		{ "few of all", 1, 1, 0, 1, 1, "färre än 5", "visas inte", "visas inte",
			"visas inte", "visas inte" },
		{ "all but few joined", 12, 3, 0, 0, 0, "15", "visas inte", "inga", "inga",
			"visas inte" },
		{ "withheld rows leave the single numbers", 0, 2, 3, 4, 6, "9", "9", "6",
			"visas inte", "visas inte" },
		{ "but for what gives a row of them away", 2, 2, 3, 3, 5, "10", "visas inte", "5",
			"visas inte", "visas inte" },
		{ "so many were notified that few can be joined", 2, 2, 3, 3, 6, "10", "visas inte",
			"visas inte", "visas inte", "visas inte" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GArray) reports = g_array_new(FALSE, FALSE, sizeof(StatisticsCase));
		StatisticsCase risk = report_of("2026-03-01", END_TANGIBLE_RISK_SERIOUS);
		StatisticsCase serious = report_of("2026-03-01", END_SERIOUS);
		Statistics sum;

		g_test_message("%s", cases[i].what);
		add_reports(reports, cases[i].joined, report_of("2026-03-01", END_JOINED));
		add_reports(reports, cases[i].open, report_of("2026-03-01", END_OPEN));
		add_reports(reports, cases[i].risk, risk);
		add_reports(reports, cases[i].serious, serious);
		for (guint n = 0; n < cases[i].notified; n++)
			g_array_index(reports, StatisticsCase, reports->len - 1 - n)
				.reached[DAYS_TO_IVO] = day("2026-03-11");
		count(reports, 2026, &sum);
		statistics_suppress(&sum);
		const StatisticsTable *outcome = &sum.tables[STATISTICS_OUTCOME];
		const struct {
			const StatisticsNumber *number;
			const char *wanted;
		} numbers[] = {
			{ &sum.reports, cases[i].reports },
			{ &sum.cases, cases[i].cases },
			{ &sum.ivo, cases[i].ivo },
			{ &outcome->rows[END_SERIOUS], cases[i].serious_row },
			{ &outcome->rows[END_JOINED], cases[i].joined_row },
		};
		for (gsize n = 0; n < G_N_ELEMENTS(numbers); n++) {
			g_autofree char *text = statistics_number_text(numbers[n].number);
			g_assert_cmpstr(text, ==, numbers[n].wanted);
		}
		g_assert_cmpint(sum.days[DAYS_TO_IVO].has_median, ==,
			sum.ivo.shown == NUMBER_SHOWN && sum.ivo.count >= 5);
	}
}

/* Of months and quarters at most one is shown: together they would say more. */
static void
test_quarters(void)
{
	static const struct {
		guint a_month; /* reports in each month */
		gboolean months, quarters;
	} cases[] = { { 0, TRUE, FALSE }, { 1, TRUE, FALSE }, { 2, FALSE, TRUE },
		{ 4, FALSE, TRUE }, { 5, TRUE, FALSE } };

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GArray) reports = g_array_new(FALSE, FALSE, sizeof(StatisticsCase));
		StatisticsCase one = report_of("2026-01-31", END_OPEN);
		Statistics sum;

		for (one.arrived.month = 1; one.arrived.month <= 12; one.arrived.month++)
			add_reports(reports, cases[i].a_month, one);
		count(reports, 2026, &sum);
		statistics_suppress(&sum);
		g_test_message("%u a month", cases[i].a_month);
		g_assert_cmpint(statistics_is_told(&sum, STATISTICS_MONTH), ==, cases[i].months);
		g_assert_cmpint(
			statistics_is_told(&sum, STATISTICS_QUARTER), ==, cases[i].quarters);
		g_assert_true(sum.tables[STATISTICS_MONTH].withheld ||
			      sum.tables[STATISTICS_QUARTER].withheld);
	}
}

static void
test_late(void)
{
	g_autoptr(GArray) reports = g_array_new(FALSE, FALSE, sizeof(StatisticsCase));
	StatisticsCase late = report_of("2026-03-01", END_OPEN);
	Statistics sum;

	add_reports(reports, 7, report_of("2026-03-01", END_OPEN));
	late.late = 1u << CLOCK_PROMPTNESS;
	add_reports(reports, 5, late);
	late.late |= 1u << CLOCK_STATUTORY;
	add_reports(reports, 2, late);
	late.end = END_JOINED;
	add_reports(reports, 9, late);
	count(reports, 2026, &sum);
	g_assert_cmpint(sum.late[CLOCK_PROMPTNESS].count, ==, 7);
	statistics_suppress(&sum);
	g_assert_cmpint(sum.late[CLOCK_PROMPTNESS].count, ==, 7);
	g_assert_cmpint(sum.late[CLOCK_STATUTORY].shown, ==, NUMBER_FEW);
	g_assert_cmpint(sum.late[CLOCK_STATUTORY].count, ==, 0);
	g_assert_cmpint(sum.late[CLOCK_POLICY].count, ==, 0);
	g_assert_cmpint(sum.late[CLOCK_POLICY].shown, ==, NUMBER_SHOWN);
}

static void
test_days_text(void)
{
	static const struct {
		double days;
		const char *text;
	} cases[] = { { 0, "0" }, { 12, "12" }, { 12.25, "12" }, { 12.5, "13" }, { 12.75, "13" },
		{ 365, "365" } };

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *text = statistics_days_text(cases[i].days);
		g_assert_cmpstr(text, ==, cases[i].text);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/statistics/what-counts", test_what_counts);
	g_test_add_func("/statistics/rows", test_rows);
	g_test_add_func("/statistics/ends", test_ends);
	g_test_add_func("/statistics/days", test_days);
	g_test_add_func("/statistics/days-of-few", test_days_of_few);
	g_test_add_func("/statistics/single-numbers", test_single_numbers);
	g_test_add_func("/statistics/quarters", test_quarters);
	g_test_add_func("/statistics/late", test_late);
	g_test_add_func("/statistics/days-text", test_days_text);
	return g_test_run();
}
