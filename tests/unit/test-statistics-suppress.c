/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Nobody computes what is suppressed: tables of attacks, and for small tables
 * every attack there is. The attacker knows the rule and everything that is shown,
 * and looks at all tables of which just that would be shown.
 */
#include <string.h>

#include "core/journal/statistics.h"

#define ATTACK_ROWS 4

/* What is shown of a table: "12", "<" and "-" for each row. */
static char *
shown_text(const StatisticsTable *table, guint n_rows)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < n_rows; i++) {
		const StatisticsNumber *row = &table->rows[i];

		if (i)
			g_string_append_c(text, ' ');
		if (row->shown == NUMBER_SHOWN)
			g_string_append_printf(text, "%" G_GINT64_FORMAT, row->count);
		else
			g_string_append_c(text, row->shown == NUMBER_FEW ? '<' : '-');
	}
	return g_string_free(text, FALSE);
}

static StatisticsTableInfo
rows_of(guint n_rows, gboolean overlapping)
{
	return (StatisticsTableInfo){
		.name = "rows", .overlapping = overlapping, .n_rows = n_rows
	};
}

static void
test_tables(void)
{
	static const struct {
		const char *what;
		int n_rows, rows[ATTACK_ROWS], reports;
		gboolean overlapping;
		const char *wanted;
	} cases[] = {
		{ "nothing small", 3, { 12, 0, 5 }, 17, FALSE, "12 0 5" },
		{ "nothing at all", 3, { 0, 0, 0 }, 0, FALSE, "0 0 0" },
		{ "one of 3 beside a total", 3, { 20, 3, 17 }, 40, FALSE, "20 < -" },
		{ "the last is small: its cover is the first", 3, { 20, 17, 3 }, 40, FALSE,
			"- 17 <" },
		{ "an empty row covers nothing", 3, { 3, 0, 17 }, 20, FALSE, "< 0 -" },
		{ "two small ones, whose sum would be known", 3, { 1, 1, 38 }, 40, FALSE, "< < -" },
		{ "all cells small", 3, { 4, 4, 4 }, 12, FALSE, "- - -" },
		{ "all cells one", 4, { 1, 1, 1, 1 }, 4, FALSE, "- - - -" },
		{ "4 cannot stand where 3 and 5 are hidden", 2, { 3, 5 }, 8, FALSE, "- -" },
		{ "4 can", 2, { 3, 6 }, 9, FALSE, "< -" },
		{ "a single report", 3, { 1, 0, 0 }, 1, FALSE, "- - -" },
		{ "overlapping: the reports are more than the rows", 3, { 3, 12, 9 }, 20, TRUE,
			"< - 9" },
		{ "overlapping: few without any", 3, { 12, 9, 2 }, 20, TRUE, "- 9 <" },
		{ "few without any, and a row that holds all others", 3, { 6, 18, 2 }, 20, TRUE,
			"- - -" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		StatisticsTableInfo info = rows_of((guint) cases[i].n_rows, cases[i].overlapping);
		StatisticsTable table = { 0 };

		g_test_message("%s", cases[i].what);
		for (int r = 0; r < cases[i].n_rows; r++)
			table.rows[r].count = cases[i].rows[r];
		statistics_suppress_table(&table, &info, cases[i].reports);
		g_autofree char *shown = shown_text(&table, info.n_rows);
		g_assert_cmpstr(shown, ==, cases[i].wanted);
	}
}

/* For each text that is shown: the values that each row can have, as bits. */
typedef struct {
	StatisticsTable table;
	guint64 possible[ATTACK_ROWS];
} Guess;

static void
attack(GHashTable *guesses, const StatisticsTableInfo *info, const int *counts, int reports)
{
	StatisticsTable table = { 0 };

	for (guint i = 0; i < info->n_rows; i++)
		table.rows[i].count = counts[i];
	statistics_suppress_table(&table, info, reports);
	g_autofree char *text = shown_text(&table, info->n_rows);
	Guess *guess = g_hash_table_lookup(guesses, text);
	if (!guess) {
		guess = g_new0(Guess, 1);
		guess->table = table;
		g_hash_table_insert(guesses, g_steal_pointer(&text), guess);
	}
	for (guint i = 0; i < info->n_rows; i++)
		guess->possible[i] |= G_GUINT64_CONSTANT(1) << counts[i];
}

static gboolean
is_one_bit(guint64 bits)
{
	return (bits & (bits - 1)) == 0;
}

static void
check_guesses(GHashTable *guesses, guint n_rows, int reports)
{
	const guint64 one_to_four = 0x1e;
	GHashTableIter each;
	gpointer text, value;

	g_hash_table_iter_init(&each, guesses);
	while (g_hash_table_iter_next(&each, &text, &value)) {
		const Guess *guess = value;

		for (guint i = 0; i < n_rows; i++) {
			const StatisticsNumber *row = &guess->table.rows[i];

			/* a cover may be told, as long as what it covers is not */
			if (guess->table.withheld && is_one_bit(guess->possible[i]))
				g_error("of %d: \"%s\" gives row %u away", reports,
					(const char *) text, i);
			if (row->shown == NUMBER_FEW && guess->possible[i] != one_to_four)
				g_error("of %d: \"%s\" narrows row %u", reports,
					(const char *) text, i);
			if (row->shown == NUMBER_SHOWN && row->count)
				g_assert_cmpint(row->count, >=, STATISTICS_LEAST);
		}
	}
}

/* Every way in which so many reports can stand in rows of which each has one. */
static void
deal(GHashTable *guesses, const StatisticsTableInfo *info, int *counts, guint row, int left,
	int reports)
{
	if (row + 1 == info->n_rows) {
		counts[row] = left;
		attack(guesses, info, counts, reports);
		return;
	}
	for (int n = 0; n <= left; n++) {
		counts[row] = n;
		deal(guesses, info, counts, row + 1, left - n, reports);
	}
}

static void
test_every_attack(void)
{
	for (guint n_rows = 2; n_rows <= ATTACK_ROWS; n_rows++) {
		StatisticsTableInfo info = rows_of(n_rows, FALSE);

		for (int reports = 1; reports <= 32; reports++) {
			g_autoptr(GHashTable) guesses =
				g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
			int counts[ATTACK_ROWS];

			deal(guesses, &info, counts, 0, reports, reports);
			check_guesses(guesses, n_rows, reports);
		}
	}
}

/* The same where a report can stand in any of the rows but the last, and else in that. */
static void
deal_overlapping(GHashTable *guesses, const StatisticsTableInfo *info, int reports)
{
	int counts[ATTACK_ROWS] = { 0 };
	guint last = info->n_rows - 1;

	for (;;) {
		int most = 0, sum = 0;

		for (guint i = 0; i < last; i++) {
			most = MAX(most, counts[i]);
			sum += counts[i];
		}
		counts[last] = 0;
		for (int in_any = most; in_any <= MIN(sum, reports); in_any++) {
			counts[last] = reports - in_any;
			attack(guesses, info, counts, reports);
		}
		guint row = 0;
		while (row < last && counts[row] == reports)
			counts[row++] = 0;
		if (row == last)
			return;
		counts[row]++;
	}
}

static void
test_every_attack_on_overlapping(void)
{
	for (guint n_rows = 2; n_rows <= ATTACK_ROWS; n_rows++) {
		StatisticsTableInfo info = rows_of(n_rows, TRUE);

		for (int reports = 1; reports <= 22; reports++) {
			g_autoptr(GHashTable) guesses =
				g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);

			deal_overlapping(guesses, &info, reports);
			check_guesses(guesses, n_rows, reports);
		}
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/statistics/suppress/tables", test_tables);
	g_test_add_func("/statistics/suppress/every-attack", test_every_attack);
	g_test_add_func("/statistics/suppress/every-attack-on-overlapping",
		test_every_attack_on_overlapping);
	return g_test_run();
}
