/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <stdlib.h>
#include <string.h>

#include "core/clock/holidays.h"

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

/* Goes on to the first line (DATE KIND NAME) after date; TRUE if there was one of it. */
static gboolean
has_date(char *const *lines, guint *at, const char *date)
{
	gboolean found = FALSE;

	for (; lines[*at] && g_str_has_prefix(lines[*at], date); ++*at)
		found = TRUE;
	return found;
}

static void
check_year(int year, char *const *lines, guint *at)
{
	CivilDate day = { year, 1, 1 };

	for (; day.year == year; day = date_add_days(day, 1)) {
		g_autofree char *text = date_to_string(day);
		gboolean closed = has_date(lines, at, text);
		gboolean weekend = date_weekday(day) >= WEEKDAY_SATURDAY;

		g_test_message("%s", text);
		g_assert_cmpint(holidays_is_working_day(day), ==, !closed && !weekend);
	}
}

static int
compare_lines(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *) a, *(const char *const *) b);
}

static void
check_names(int year, char *const *lines, guint from, guint to)
{
	g_autoptr(GArray) list = holidays_of_year(year);
	g_autoptr(GPtrArray) own = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < list->len; i++) {
		const Holiday *day = &g_array_index(list, Holiday, i);
		g_autofree char *date = date_to_string(day->date);

		g_ptr_array_add(own,
			g_strdup_printf("%s %s %s", date, day->eve ? "eve" : "holiday", day->name));
	}
	g_ptr_array_sort(own, compare_lines);
	g_assert_cmpuint(own->len, ==, to - from);
	for (guint i = from; i < to; i++)
		g_assert_cmpstr(own->pdata[i - from], ==, lines[i]);
}

/* Each day of 201 years, against a script that finds them in another way. */
static void
test_every_year(void)
{
	g_autofree char *script =
		g_build_filename(g_getenv("top_srcdir"), "tests/support/swedish-days.py", NULL);
	const char *argv[] = { "python3", script, "1900", "2100", NULL };
	g_autofree char *output = NULL;
	g_autoptr(GError) error = NULL;
	guint at = 0;

	g_spawn_sync(NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL,
		NULL, &error);
	g_assert_no_error(error);
	g_auto(GStrv) lines = g_strsplit(g_strchomp(output), "\n", -1);
	qsort(lines, g_strv_length(lines), sizeof *lines, compare_lines);
	for (int year = HOLIDAYS_FIRST_YEAR; year <= HOLIDAYS_LAST_YEAR; year++) {
		guint from = at;

		check_year(year, lines, &at);
		check_names(year, lines, from, at);
	}
	g_assert_null(lines[at]);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/holidays/movable", test_movable_days);
	g_test_add_func("/holidays/easter", test_easter);
	g_test_add_func("/holidays/working-days", test_working_days);
	g_test_add_func("/holidays/before", test_the_day_before);
	g_test_add_func("/holidays/every-year", test_every_year);
	return g_test_run();
}
