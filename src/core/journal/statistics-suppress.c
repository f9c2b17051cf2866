/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Takes the small numbers out of a year's statistics, and what gives them away.
 * Whoever reads them is taken to know this file: what is hidden beside a small
 * number is chosen by its place, never by how large it is, because a choice by
 * size would itself say something of the number that it protects.
 */
#include "core/journal/statistics.h"

#define LARGEST_FEW (STATISTICS_LEAST - 1)

static gboolean
is_few(const StatisticsNumber *number)
{
	return number->count > 0 && number->count < STATISTICS_LEAST;
}

/* Nothing that is hidden stays in the struct: whoever writes it out cannot slip. */
static void
hide(StatisticsNumber *number, NumberShown shown)
{
	*number = (StatisticsNumber){ 0, shown };
}

static void
hide_few(StatisticsNumber *number)
{
	if (is_few(number))
		hide(number, NUMBER_FEW);
}

static void
withhold(StatisticsTable *table, guint n_rows)
{
	table->withheld = TRUE;
	for (guint i = 0; i < n_rows; i++)
		hide(&table->rows[i], NUMBER_COVER);
}

/* The next row after that one, from the last on to the first, that is not small; -1: none is. */
static int
find_cover(const StatisticsTable *table, guint n_rows, guint after)
{
	for (guint i = 1; i < n_rows; i++) {
		guint row = (after + i) % n_rows;

		if (table->rows[row].count >= STATISTICS_LEAST)
			return (int) row;
	}
	return -1;
}

static gint64
largest_shown(const StatisticsTable *table, guint n_rows, guint cover)
{
	gint64 largest = 0;

	for (guint i = 0; i < n_rows; i++)
		if (i != cover && !is_few(&table->rows[i]))
			largest = MAX(largest, table->rows[i].count);
	return largest;
}

/*
 * Rows of which each report has one: what is hidden sums up to what is known, hidden.
 * Each of its n_few can be as large as it may only if 1 for each of the others
 * and STATISTICS_LEAST for the cover are left.
 */
static gboolean
leaves_room(gint64 hidden, guint n_few)
{
	return hidden >= LARGEST_FEW + ((gint64) n_few - 1) + STATISTICS_LEAST;
}

/*
 * Rows that overlap: their sum says little. The last row and any other share no
 * report, so that a large one leaves no room beside it.
 */
static gboolean
leaves_room_beside(const StatisticsTable *table, guint n_rows, guint cover, gint64 reports)
{
	if (reports < LARGEST_FEW + STATISTICS_LEAST)
		return FALSE;
	return !is_few(&table->rows[n_rows - 1]) ||
	       largest_shown(table, n_rows, cover) + LARGEST_FEW <= reports;
}

void
statistics_suppress_table(StatisticsTable *table, const StatisticsTableInfo *info, gint64 reports)
{
	gint64 hidden = 0;
	guint n_few = 0, last = 0;

	for (guint i = 0; i < info->n_rows; i++) {
		if (!is_few(&table->rows[i]))
			continue;
		hidden += table->rows[i].count;
		n_few++;
		last = i;
	}
	if (!n_few)
		return;
	int cover = find_cover(table, info->n_rows, last);
	if (cover < 0) {
		withhold(table, info->n_rows);
		return;
	}
	hidden += table->rows[cover].count;
	if (info->overlapping ? !leaves_room_beside(table, info->n_rows, (guint) cover, reports)
			      : !leaves_room(hidden, n_few)) {
		withhold(table, info->n_rows);
		return;
	}
	for (guint i = 0; i < info->n_rows; i++)
		hide_few(&table->rows[i]);
	hide(&table->rows[cover], NUMBER_COVER);
}

/* The median and the quartiles of a few are the days of one of them. */
static void
measure_few(StatisticsDays *days)
{
	days->has_median = days->n >= STATISTICS_LEAST;
	days->has_quartiles = days->n >= STATISTICS_LEAST_QUARTILES;
}

/* TRUE if the table is there, and that row of it is hidden. */
static gboolean
is_hidden_row(const StatisticsTable *table, StatisticsEnd end)
{
	return !table->withheld && table->rows[end].shown != NUMBER_SHOWN;
}

/* What is serious is notified: the number is the sum of two rows. */
static void
suppress_ivo(Statistics *sum)
{
	const StatisticsTable *outcome = &sum->tables[STATISTICS_OUTCOME];

	hide_few(&sum->ivo);
	if (is_hidden_row(outcome, END_TANGIBLE_RISK_SERIOUS) ||
		is_hidden_row(outcome, END_SERIOUS))
		hide(&sum->ivo, NUMBER_COVER);
}

/* The reports without those of a row. */
static void
suppress_cases(Statistics *sum)
{
	const StatisticsNumber joined = { sum->reports.count - sum->cases.count, NUMBER_SHOWN };

	/* Few beside some that were joined: with those, what is left of the reports says how few.
	 */
	if (!joined.count)
		hide_few(&sum->cases);
	else if (is_few(&sum->cases) || is_few(&joined) ||
		 is_hidden_row(&sum->tables[STATISTICS_OUTCOME], END_JOINED))
		hide(&sum->cases, NUMBER_COVER);
}

/* So many cases there are at least, for who sees all but the cases. */
static gint64
cases_for_sure(const Statistics *sum, gint64 reports)
{
	const StatisticsTable *outcome = &sum->tables[STATISTICS_OUTCOME];
	gint64 joined = reports;

	if (outcome->withheld || outcome->rows[END_JOINED].shown != NUMBER_COVER)
		return reports - LARGEST_FEW;
	for (guint i = 0; i <= END_OPEN; i++)
		joined -= outcome->rows[i].shown == NUMBER_FEW ? 1 : outcome->rows[i].count;
	return reports - joined;
}

/*
 * No more than the cases are late, or took some days: where it is hidden how many those are, a
 * number that could be more than there are for sure is hidden, too. From how many on may say
 * nothing either, so that a few are then hidden as larger numbers are.
 */
static void
suppress_beside(Statistics *sum, gint64 reports)
{
	gint64 sure = cases_for_sure(sum, reports),
	       first = sure > LARGEST_FEW ? sure : MIN(sure, 1);

	if (sum->cases.shown == NUMBER_SHOWN)
		return;
	for (guint i = 0; i < CLOCK_CLASS_COUNT; i++)
		if (sum->late[i].count >= first)
			hide(&sum->late[i], NUMBER_COVER);
	if (sum->ivo.shown == NUMBER_FEW ? first <= 1 : sum->ivo.count >= first)
		hide(&sum->ivo, NUMBER_COVER);
	for (guint i = 0; i < DAYS_COUNT; i++) {
		sum->days[i].has_median &= sure >= STATISTICS_LEAST;
		sum->days[i].has_quartiles &= sure >= STATISTICS_LEAST_QUARTILES;
	}
}

/* So many the number is at least, for who sees what is shown of it. */
static gint64
least_of(const StatisticsNumber *number)
{
	if (number->shown == NUMBER_FEW)
		return 1;
	return number->shown == NUMBER_COVER ? STATISTICS_LEAST : number->count;
}

/* sure: so many those are at the least, for who sees what is shown; hidden: not all of them are. */
static void
suppress_unsure(StatisticsDays *days, gboolean hidden, gint64 sure)
{
	days->has_median &= !hidden || sure >= STATISTICS_LEAST;
	days->has_quartiles &= !hidden || sure >= STATISTICS_LEAST_QUARTILES;
}

/* TRUE if any of the rows from the first to the last is hidden. */
static gboolean
hides_any(const StatisticsTable *outcome, StatisticsEnd first, StatisticsEnd last)
{
	gboolean hidden = outcome->withheld;

	for (guint i = first; i <= last; i++)
		hidden |= outcome->rows[i].shown != NUMBER_SHOWN;
	return hidden;
}

/*
 * That there is a median says that five are decided, and that there are quartiles ten; that there
 * is none, that fewer are. What is decided was started, and what is open may have been: the days
 * to the start say the same of more rows. Where rows of them are hidden only what is known without
 * them counts.
 */
static void
suppress_by_outcome(Statistics *sum)
{
	const StatisticsTable *outcome = &sum->tables[STATISTICS_OUTCOME];
	gint64 decided = 0;

	for (guint i = END_NO_MISCONDUCT; i <= END_SERIOUS && !outcome->withheld; i++)
		decided += least_of(&outcome->rows[i]);
	suppress_unsure(&sum->days[DAYS_TO_DECISION],
		hides_any(outcome, END_NO_MISCONDUCT, END_SERIOUS), decided);
	suppress_unsure(&sum->days[DAYS_TO_START], hides_any(outcome, END_NO_MISCONDUCT, END_OPEN),
		decided);
}

static void
suppress_days(StatisticsDays *days)
{
	days->n = 0;
	if (!days->has_median)
		days->median = 0;
	if (!days->has_quartiles)
		days->lower = days->upper = 0;
}

/* Months and quarters tell of each other: one of them is shown, months if any of them would be. */
static void
suppress_quarters(Statistics *sum)
{
	StatisticsTable *month = &sum->tables[STATISTICS_MONTH];
	const StatisticsTableInfo *months = statistics_table_info(STATISTICS_MONTH);

	if (sum->reports.count && !statistics_has_bars(month, months))
		withhold(month, months->n_rows);
	if (!month->withheld)
		withhold(&sum->tables[STATISTICS_QUARTER],
			statistics_table_info(STATISTICS_QUARTER)->n_rows);
}

void
statistics_suppress(Statistics *sum)
{
	gint64 reports = sum->reports.count;

	g_assert(!sum->suppressed);
	for (guint i = 0; i < STATISTICS_TABLE_COUNT; i++)
		statistics_suppress_table(
			&sum->tables[i], statistics_table_info((StatisticsTableKind) i), reports);
	for (guint i = 0; i < DAYS_COUNT; i++)
		measure_few(&sum->days[i]);
	suppress_quarters(sum);
	suppress_ivo(sum);
	suppress_cases(sum);
	suppress_beside(sum, reports);
	if (sum->ivo.shown != NUMBER_SHOWN)
		sum->days[DAYS_TO_IVO] = (StatisticsDays){ 0 };
	suppress_by_outcome(sum);
	for (guint i = 0; i < DAYS_COUNT; i++)
		suppress_days(&sum->days[i]);
	hide_few(&sum->reports);
	hide_few(&sum->transferred);
	for (guint i = 0; i < CLOCK_CLASS_COUNT; i++)
		hide_few(&sum->late[i]);
	sum->suppressed = TRUE;
}
