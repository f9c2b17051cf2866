/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A year's statistics as JSON. A number that is hidden is null, with why.
 */
#include "adapters/paper/statistics-json.h"

static json_t *
number_json(const StatisticsNumber *number)
{
	static const char *const why[] = {
		[NUMBER_SHOWN] = NULL,
		[NUMBER_FEW] = "few",
		[NUMBER_COVER] = "cover",
	};
	json_t *count = number->shown == NUMBER_SHOWN ? json_integer(number->count) : json_null();

	return json_pack("{so ss?}", "count", count, "hidden", why[number->shown]);
}

static json_t *
table_json(const StatisticsTable *table, const StatisticsTableInfo *info)
{
	json_t *rows = json_array();

	for (guint i = 0; i < info->n_rows; i++) {
		json_t *row = number_json(&table->rows[i]);

		json_object_set_new(row, "code", json_string(info->rows[i].code));
		json_object_set_new(row, "title", json_string(info->rows[i].title));
		json_array_append_new(rows, row);
	}
	return json_pack("{sb so}", "withheld", table->withheld, "rows", rows);
}

static json_t *
real_or_null(gboolean is_there, double value)
{
	return is_there ? json_real(value) : json_null();
}

static json_t *
days_json(const StatisticsDays *days)
{
	return json_pack("{so so so}", "median", real_or_null(days->has_median, days->median),
		"lower", real_or_null(days->has_quartiles, days->lower), "upper",
		real_or_null(days->has_quartiles, days->upper));
}

static json_t *
all_days(const Statistics *sum)
{
	json_t *all = json_object();

	for (guint i = 0; i < DAYS_COUNT; i++)
		json_object_set_new(all, statistics_days_info((StatisticsDaysKind) i)->code,
			days_json(&sum->days[i]));
	return all;
}

static json_t *
all_late(const Statistics *sum)
{
	json_t *all = json_object();

	for (guint i = 0; i < CLOCK_CLASS_COUNT; i++)
		json_object_set_new(all, statistics_late_info((ClockClass) i)->code,
			number_json(&sum->late[i]));
	return all;
}

json_t *
statistics_json(const Statistics *sum, const StatisticsSubject *subject)
{
	g_autofree char *made = date_to_string(subject->made);

	g_assert(sum->suppressed);
	json_t *json = json_pack("{si ss? ss so so so so}", "year", subject->year, "board",
		subject->board, "date", made, "reports", number_json(&sum->reports), "cases",
		number_json(&sum->cases), "ivo_notified", number_json(&sum->ivo), "transferred",
		number_json(&sum->transferred));
	for (guint i = 0; i < STATISTICS_TABLE_COUNT; i++) {
		const StatisticsTableInfo *info = statistics_table_info((StatisticsTableKind) i);

		json_object_set_new(json, info->name, table_json(&sum->tables[i], info));
	}
	json_object_set_new(json, "days", all_days(sum));
	json_object_set_new(json, "late", all_late(sum));
	return json;
}
