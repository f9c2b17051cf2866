/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The numbers that stand beside the tables, and what they say together: for small years every
 * year there is. The attacker knows the rule and everything that is shown, and looks at all years
 * of which just that would be shown.
 */
#include <string.h>

#include "core/journal/statistics.h"

#define REPORTS_MAX 15

enum { REPORTS, CASES, JOINED, SERIOUS, IVO, LATE, NUMBERS };

/* How many of a year's reports are what; the rest of them is open. */
typedef struct {
	int reports, joined, serious, late, started;
} Year;

static void
count(const Year *year, Statistics *ret, gint64 counts[NUMBERS])
{
	StatisticsTable *outcome = &ret->tables[STATISTICS_OUTCOME];
	int cases = year->reports - year->joined;
	const gint64 all[NUMBERS] = { [REPORTS] = year->reports,
		[CASES] = cases,
		[JOINED] = year->joined,
		[SERIOUS] = year->serious,
		[IVO] = year->serious,
		[LATE] = year->late };

	*ret = (Statistics){
		.reports.count = year->reports, .cases.count = cases, .ivo.count = year->serious
	};
	outcome->rows[END_JOINED].count = year->joined;
	outcome->rows[END_SERIOUS].count = year->serious;
	outcome->rows[END_OPEN].count = cases - year->serious;
	ret->late[CLOCK_POLICY].count = year->late;
	ret->days[DAYS_TO_START] = (StatisticsDays){ .n = (guint) year->started,
		.has_median = year->started > 0,
		.has_quartiles = year->started > 0 };
	memcpy(counts, all, sizeof all);
}

/* What is shown, and for each number the values that it can have then, as bits. */
typedef struct {
	const StatisticsNumber *numbers[NUMBERS];
	Statistics sum;
	guint64 possible[NUMBERS];
} Guess;

static char *
shown_text(const Guess *guess)
{
	const StatisticsDays *days = &guess->sum.days[DAYS_TO_START];
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < NUMBERS; i++) {
		g_autofree char *number = statistics_number_text(guess->numbers[i]);

		g_string_append_printf(text, "%s; ", number);
	}
	for (guint i = 0; i < STATISTICS_ROWS_MAX; i++) {
		g_autofree char *number =
			statistics_number_text(&guess->sum.tables[STATISTICS_OUTCOME].rows[i]);

		g_string_append_printf(text, "%s, ", number);
	}
	g_string_append_printf(text, "%d %d %d", guess->sum.tables[STATISTICS_OUTCOME].withheld,
		days->has_median, days->has_quartiles);
	return g_string_free(text, FALSE);
}

static void
attack(GHashTable *guesses, const Year *year)
{
	Guess *guess = g_new0(Guess, 1);
	gint64 counts[NUMBERS];
	const Statistics *sum = &guess->sum;
	const StatisticsTable *outcome = &sum->tables[STATISTICS_OUTCOME];
	const StatisticsNumber *numbers[NUMBERS] = { [REPORTS] = &sum->reports,
		[CASES] = &sum->cases,
		[JOINED] = &outcome->rows[END_JOINED],
		[SERIOUS] = &outcome->rows[END_SERIOUS],
		[IVO] = &sum->ivo,
		[LATE] = &sum->late[CLOCK_POLICY] };

	count(year, &guess->sum, counts);
	statistics_suppress(&guess->sum);
	memcpy(guess->numbers, numbers, sizeof numbers);
	g_autofree char *text = shown_text(guess);
	Guess *known = g_hash_table_lookup(guesses, text);
	if (known) {
		g_free(guess);
		guess = known;
	} else {
		g_hash_table_insert(guesses, g_steal_pointer(&text), guess);
	}
	for (guint i = 0; i < NUMBERS; i++)
		guess->possible[i] |= G_GUINT64_CONSTANT(1) << counts[i];
}

/*
 * How many of the numbers that are said to be few are less than that, or are known though small.
 * Why a table is withheld is not looked at here, where it has three rows that can be anything.
 */
static guint
count_narrowed(GHashTable *guesses)
{
	const guint64 one_to_four = 0x1e;
	GHashTableIter each;
	gpointer text, value;
	guint narrowed = 0;

	g_hash_table_iter_init(&each, guesses);
	while (g_hash_table_iter_next(&each, &text, &value)) {
		const Guess *guess = value;
		gboolean withheld = guess->sum.tables[STATISTICS_OUTCOME].withheld;

		for (guint i = 0; i < NUMBERS; i++) {
			guint64 possible = guess->possible[i];
			gboolean few = guess->numbers[i]->shown == NUMBER_FEW;
			gboolean known = guess->numbers[i]->shown == NUMBER_COVER &&
					 (possible & one_to_four) && !(possible & (possible - 1));

			if ((few ? possible == one_to_four : !known) ||
				(withheld && i >= JOINED && i <= IVO))
				continue;
			if (narrowed++ < 20)
				g_test_message("\"%s\" narrows number %u", (const char *) text, i);
		}
	}
	return narrowed;
}

/* Every year of so few reports. */
static void
test_every_year(void)
{
	g_autoptr(GHashTable) guesses =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	Year year;

	for (year.reports = 0; year.reports <= REPORTS_MAX; year.reports++)
		for (year.joined = 0; year.joined <= year.reports; year.joined++) {
			int cases = year.reports - year.joined;

			for (year.serious = 0; year.serious <= cases; year.serious++)
				for (year.late = 0; year.late <= cases; year.late++)
					for (year.started = year.serious; year.started <= cases;
						year.started++)
						attack(guesses, &year);
		}
	g_assert_cmpuint(g_hash_table_size(guesses), >, 100);
	g_assert_cmpuint(count_narrowed(guesses), ==, 0);
}

/*
 * A year in which so many were decided each way, or are open: those rows, and what is known. Of
 * what is open some have been started, as all that is decided has.
 */
#define WAYS          4
#define DECISIONS_MAX 20
static const StatisticsEnd ways[WAYS] = { END_NO_MISCONDUCT, END_TANGIBLE_RISK, END_MISCONDUCT,
	END_OPEN };

typedef struct {
	Statistics sum;
	guint possible[WAYS]; /* as bits */
} Decisions;

static void
decide(GHashTable *all, const int counts[WAYS], int started)
{
	Decisions *one = g_new0(Decisions, 1);
	StatisticsTable *outcome = &one->sum.tables[STATISTICS_OUTCOME];
	StatisticsDays *days = &one->sum.days[DAYS_TO_DECISION];
	StatisticsDays *start = &one->sum.days[DAYS_TO_START];
	g_autoptr(GString) text = g_string_new(NULL);

	for (guint i = 0; i < WAYS; i++) {
		outcome->rows[ways[i]].count = counts[i];
		one->sum.reports.count += counts[i];
		if (ways[i] != END_OPEN)
			days->n += (guint) counts[i];
	}
	one->sum.cases.count = one->sum.reports.count;
	days->has_median = days->has_quartiles = days->n > 0;
	start->n = days->n + (guint) started;
	start->has_median = start->has_quartiles = start->n > 0;
	statistics_suppress(&one->sum);
	for (guint i = 0; i <= END_OPEN; i++) {
		g_autofree char *number = statistics_number_text(&outcome->rows[i]);

		g_string_append_printf(text, "%s, ", number);
	}
	g_autofree char *reports = statistics_number_text(&one->sum.reports);
	g_string_append_printf(text, "%s, %d %d %d %d %d", reports, outcome->withheld,
		days->has_median, days->has_quartiles, start->has_median, start->has_quartiles);
	Decisions *known = g_hash_table_lookup(all, text->str);
	if (known)
		g_free(one);
	else
		g_hash_table_insert(all, g_strdup(text->str), known = one);
	for (guint i = 0; i < WAYS; i++)
		known->possible[i] |= 1u << counts[i];
}

/* That there is a median, or none, says nothing of which row is how small. */
static void
test_every_decision(void)
{
	g_autoptr(GHashTable) all = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	GHashTableIter each;
	gpointer text, value;
	int c[WAYS];

	for (c[0] = 0; c[0] <= DECISIONS_MAX; c[0]++)
		for (c[1] = 0; c[0] + c[1] <= DECISIONS_MAX; c[1]++)
			for (c[2] = 0; c[0] + c[1] + c[2] <= DECISIONS_MAX; c[2]++)
				for (c[3] = 0; c[0] + c[1] + c[2] + c[3] <= DECISIONS_MAX; c[3]++)
					for (int started = 0; started <= c[3]; started++)
						decide(all, c, started);
	g_hash_table_iter_init(&each, all);
	while (g_hash_table_iter_next(&each, &text, &value)) {
		const Decisions *one = value;
		const StatisticsTable *outcome = &one->sum.tables[STATISTICS_OUTCOME];

		for (guint i = 0; i < WAYS; i++)
			if (outcome->rows[ways[i]].shown == NUMBER_FEW && one->possible[i] != 0x1e)
				g_error("\"%s\" narrows row %u: %x", (char *) text, i,
					one->possible[i]);
	}
}

/* What is not given away is shown. */
static void
test_late_is_shown(void)
{
	static const struct {
		Year year;
		const char *late;
	} rows[] = {
		{ { 40, 0, 0, 40, 0 }, "40" }, /* of all */
		{ { 40, 3, 0, 30, 0 },
			"30" }, /* few were joined, and more than those are not late */
		{ { 40, 3, 0, 36, 0 },
			"visas inte" }, /* of 37 cases: so many that few can be joined */
		{ { 40, 3, 0, 4, 0 }, "färre än 5" },
		{ { 40, 3, 0, 0, 0 }, "inga" },
		{ { 3, 1, 0, 2, 0 }, "visas inte" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		gint64 counts[NUMBERS];
		Statistics sum;

		count(&rows[i].year, &sum, counts);
		statistics_suppress(&sum);
		g_autofree char *late = statistics_number_text(&sum.late[CLOCK_POLICY]);
		g_assert_cmpstr(late, ==, rows[i].late);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/statistics-beside/every-year", test_every_year);
	g_test_add_func("/statistics-beside/every-decision", test_every_decision);
	g_test_add_func("/statistics-beside/late-is-shown", test_late_is_shown);
	return g_test_run();
}
