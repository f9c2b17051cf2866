/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "core/holidays.h"

/* långfredagen, Kristi himmelsfärdsdag, pingstdagen, midsommarafton, alla helgons dag. */
static const struct {
	int year;
	const char *days[5];
} years[] = {
	{ 2025, { "2025-04-18", "2025-05-29", "2025-06-08", "2025-06-20", "2025-11-01" } },
	{ 2026, { "2026-04-03", "2026-05-14", "2026-05-24", "2026-06-19", "2026-10-31" } },
	{ 2027, { "2027-03-26", "2027-05-06", "2027-05-16", "2027-06-25", "2027-11-06" } },
	{ 2028, { "2028-04-14", "2028-05-25", "2028-06-04", "2028-06-23", "2028-11-04" } },
};

static void
find(GArray *list, const char *name, char **ret_date)
{
	for (guint i = 0; i < list->len; i++) {
		const Holiday *day = &g_array_index(list, Holiday, i);

		if (g_str_equal(day->name, name))
			*ret_date = date_to_string(day->date);
	}
}

static void
test_movable_days(void)
{
	static const char *const names[] = { "långfredagen", "Kristi himmelsfärdsdag",
		"pingstdagen", "midsommarafton", "alla helgons dag" };

	for (guint y = 0; y < G_N_ELEMENTS(years); y++) {
		g_autoptr(GArray) list = holidays_of_year(years[y].year);

		g_assert_cmpuint(list->len, ==, 16);
		for (guint d = 0; d < G_N_ELEMENTS(names); d++) {
			g_autofree char *date = NULL;

			find(list, names[d], &date);
			g_assert_cmpstr(date, ==, years[y].days[d]);
		}
		for (guint i = 1; i < list->len; i++)
			g_assert_cmpint(date_compare(g_array_index(list, Holiday, i - 1).date,
						g_array_index(list, Holiday, i).date),
				<=, 0);
	}
}

/* Its bounds: 22 March and 25 April. */
static void
test_easter(void)
{
	static const char *const days[] = { "2008-03-23", "2011-04-24", "2038-04-25", "2285-03-22",
		"2000-04-23", "2024-03-31" };

	for (guint i = 0; i < G_N_ELEMENTS(days); i++) {
		CivilDate date;

		g_assert_true(date_from_string(days[i], &date));
		g_assert_cmpint(date_compare(holidays_easter(date.year), date), ==, 0);
	}
}

static const struct {
	const char *date;
	gboolean works;
} days[] = {
	{ "2025-12-23", TRUE },
	{ "2025-12-24", FALSE },
	{ "2025-12-26", FALSE },
	{ "2025-12-27", FALSE },
	{ "2025-12-29", TRUE },
	{ "2025-12-31", FALSE },
	{ "2026-01-02", TRUE },
	{ "2026-01-05", TRUE },
	{ "2026-01-06", FALSE },
	{ "2026-04-02", TRUE },
	{ "2026-04-03", FALSE },
	{ "2026-04-06", FALSE },
	{ "2026-04-07", TRUE },
	{ "2026-05-14", FALSE },
	{ "2026-05-15", TRUE },
	{ "2026-06-05", TRUE },
	{ "2026-06-19", FALSE },
	{ "2026-06-22", TRUE },
	{ "2026-11-22", FALSE },
	{ "2026-11-23", TRUE },
	{ "2027-01-01", FALSE },
};

static void
test_working_days(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(days); i++) {
		CivilDate date;

		g_assert_true(date_from_string(days[i].date, &date));
		g_test_message("%s", days[i].date);
		g_assert_cmpint(holidays_is_working_day(date), ==, days[i].works);
	}
}

static void
test_the_day_before(void)
{
	static const char *const pairs[][2] = { { "2026-04-07", "2026-04-02" },
		{ "2026-11-23", "2026-11-20" }, { "2026-11-24", "2026-11-23" },
		{ "2025-12-29", "2025-12-23" }, { "2027-01-04", "2026-12-30" } };

	for (guint i = 0; i < G_N_ELEMENTS(pairs); i++) {
		CivilDate date;

		g_assert_true(date_from_string(pairs[i][0], &date));
		g_autofree char *before = date_to_string(holidays_working_day_before(date));
		g_assert_cmpstr(before, ==, pairs[i][1]);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/holidays/movable", test_movable_days);
	g_test_add_func("/holidays/easter", test_easter);
	g_test_add_func("/holidays/working-days", test_working_days);
	g_test_add_func("/holidays/before", test_the_day_before);
	return g_test_run();
}
