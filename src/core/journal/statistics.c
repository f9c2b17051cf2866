/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Counts the reports of a year. Hides nothing: statistics-suppress.c does.
 */
#include "core/journal/statistics.h"

#include <stdlib.h>

static void
add_one(StatisticsTable *table, guint row)
{
	table->rows[row].count++;
}

/* A row for each bit; the last one for no bit. */
static void
add_bits(Statistics *sum, StatisticsTableKind kind, guint bits)
{
	guint last = statistics_table_info(kind)->n_rows - 1;

	if (!(bits & ((1u << last) - 1)))
		add_one(&sum->tables[kind], last);
	for (guint i = 0; i < last; i++)
		if (bits & (1u << i))
			add_one(&sum->tables[kind], i);
}

static void
add_report(Statistics *sum, const StatisticsCase *one)
{
	guint law = one->laws & LAW_BOTH;

	sum->reports.count++;
	add_one(&sum->tables[STATISTICS_MONTH], (guint) one->arrived.month - 1);
	add_one(&sum->tables[STATISTICS_QUARTER], ((guint) one->arrived.month - 1) / 3);
	add_one(&sum->tables[STATISTICS_OUTCOME], one->end);
	add_one(&sum->tables[STATISTICS_LAW],
		law ? law - 1 : statistics_table_info(STATISTICS_LAW)->n_rows - 1);
	add_bits(sum, STATISTICS_AREA, one->areas);
	add_bits(sum, STATISTICS_CAUSE, one->causes);
}

/* What is of the case, and not of each report in it. */
static void
add_case(Statistics *sum, const StatisticsCase *one, GArray *days[DAYS_COUNT])
{
	sum->cases.count++;
	sum->ivo.count += one->reached[DAYS_TO_IVO].year != 0;
	for (guint i = 0; i < CLOCK_CLASS_COUNT; i++)
		sum->late[i].count += (one->late >> i) & 1u;
	for (guint i = 0; i < DAYS_COUNT; i++) {
		CivilDate then = one->reached[i];

		/* what lies before the arrival is a date to be corrected, and no time taken */
		if (then.year && date_compare(then, one->arrived) >= 0) {
			int taken = date_days_between(one->arrived, then);

			g_array_append_val(days[i], taken);
		}
	}
}

static gint
compare_days(gconstpointer a, gconstpointer b)
{
	return *(const int *) a - *(const int *) b;
}

/* The value below which that many quarters of the sorted days lie, between two of them if need be.
 */
static double
quartile(const GArray *days, guint quarters)
{
	guint steps = (days->len - 1) * quarters;
	guint below = steps / 4, rest = steps % 4;
	int low = g_array_index(days, int, below);
	int high = rest ? g_array_index(days, int, below + 1) : low;

	return low + (high - low) * rest / 4.0;
}

static void
measure_days(GArray *days, StatisticsDays *ret)
{
	ret->n = days->len;
	if (!ret->n)
		return;
	g_array_sort(days, compare_days);
	ret->has_median = ret->has_quartiles = TRUE;
	ret->lower = quartile(days, 1);
	ret->median = quartile(days, 2);
	ret->upper = quartile(days, 3);
}

void
statistics_count(const StatisticsCase *cases, gsize n_cases, int year, Statistics *ret)
{
	GArray *days[DAYS_COUNT];

	*ret = (Statistics){ 0 };
	for (guint i = 0; i < DAYS_COUNT; i++)
		days[i] = g_array_new(FALSE, FALSE, sizeof(int));
	for (gsize i = 0; i < n_cases; i++) {
		const StatisticsCase *one = &cases[i];

		if (one->arrived.year != year || one->end == END_NOT_REPORT)
			continue;
		if (one->end == END_TRANSFERRED) {
			ret->transferred.count++;
			continue;
		}
		add_report(ret, one);
		if (one->end != END_JOINED)
			add_case(ret, one, days);
	}
	for (guint i = 0; i < DAYS_COUNT; i++) {
		measure_days(days[i], &ret->days[i]);
		g_array_unref(days[i]);
	}
}

gboolean
statistics_is_told(const Statistics *sum, StatisticsTableKind kind)
{
	gboolean months = !sum->tables[STATISTICS_MONTH].withheld;

	if (kind == STATISTICS_QUARTER)
		return !months && !sum->tables[kind].withheld;
	return kind != STATISTICS_MONTH || months || sum->tables[STATISTICS_QUARTER].withheld;
}

gboolean
statistics_has_bars(const StatisticsTable *table, const StatisticsTableInfo *info)
{
	for (guint i = 0; i < info->n_rows; i++)
		if (table->rows[i].count)
			return TRUE;
	return FALSE;
}

char *
statistics_number_text(const StatisticsNumber *number)
{
	if (number->shown == NUMBER_FEW)
		return g_strdup_printf("färre än %d", STATISTICS_LEAST);
	if (number->shown == NUMBER_COVER)
		return g_strdup("visas inte");
	return number->count ? g_strdup_printf("%" G_GINT64_FORMAT, number->count)
			     : g_strdup("inga");
}

char *
statistics_days_text(double days)
{
	return g_strdup_printf("%" G_GINT64_FORMAT, (gint64) (days + 0.5));
}

char *
statistics_span_text(const StatisticsDays *days)
{
	g_autofree char *median = statistics_days_text(days->median);
	g_autofree char *lower = statistics_days_text(days->lower);
	g_autofree char *upper = statistics_days_text(days->upper);

	if (!days->has_median)
		return g_strdup("visas inte");
	return days->has_quartiles ? g_strdup_printf("%s (%s till %s)", median, lower, upper)
				   : g_steal_pointer(&median);
}
