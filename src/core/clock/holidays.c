/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One row a day, each said by where it is fixed: to a date, to Easter, or to
 * the first such weekday from a date on.
 */
#include "core/clock/holidays.h"

typedef enum { AT_DATE, AFTER_EASTER, WEEKDAY_FROM } Rule;

static const struct {
	const char *name;
	Rule rule;
	int month, day;  /* AT_DATE; WEEKDAY_FROM: the first day that it may be */
	int days;        /* AFTER_EASTER */
	Weekday weekday; /* WEEKDAY_FROM */
	gboolean eve;
	int first, last; /* years in which it is one; 0: no end */
} rules[] = {
	{ .name = "nyårsdagen", .rule = AT_DATE, .month = 1, .day = 1 },
	{ .name = "trettondedag jul", .rule = AT_DATE, .month = 1, .day = 6 },
	{ .name = "långfredagen", .rule = AFTER_EASTER, .days = -2 },
	{ .name = "påskdagen", .rule = AFTER_EASTER, .days = 0 },
	{ .name = "annandag påsk", .rule = AFTER_EASTER, .days = 1 },
	{ .name = "första maj", .rule = AT_DATE, .month = 5, .day = 1 },
	{ .name = "Kristi himmelsfärdsdag", .rule = AFTER_EASTER, .days = 39 },
	{ .name = "pingstdagen", .rule = AFTER_EASTER, .days = 49 },
	{ .name = "annandag pingst", .rule = AFTER_EASTER, .days = 50, .last = 2004 },
	{ .name = "nationaldagen", .rule = AT_DATE, .month = 6, .day = 6, .first = 2005 },
	{ .name = "midsommarafton",
		.rule = WEEKDAY_FROM,
		.month = 6,
		.day = 19,
		.weekday = WEEKDAY_FRIDAY,
		.eve = TRUE },
	{ .name = "midsommardagen",
		.rule = WEEKDAY_FROM,
		.month = 6,
		.day = 20,
		.weekday = WEEKDAY_SATURDAY },
	{ .name = "alla helgons dag",
		.rule = WEEKDAY_FROM,
		.month = 10,
		.day = 31,
		.weekday = WEEKDAY_SATURDAY },
	{ .name = "julafton", .rule = AT_DATE, .month = 12, .day = 24, .eve = TRUE },
	{ .name = "juldagen", .rule = AT_DATE, .month = 12, .day = 25 },
	{ .name = "annandag jul", .rule = AT_DATE, .month = 12, .day = 26 },
	{ .name = "nyårsafton", .rule = AT_DATE, .month = 12, .day = 31, .eve = TRUE },
};

/* Meeus, Jones and Butcher, in their letters. */
CivilDate
holidays_easter(int year)
{
	int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4;
	int f = (b + 8) / 25, g = (b - f + 1) / 3, h = (19 * a + b - d - g + 15) % 30;
	int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
	int m = (a + 11 * h + 22 * l) / 451, sum = h + l - 7 * m + 114;

	return (CivilDate){ year, sum / 31, sum % 31 + 1 };
}

static gboolean
is_in_force(guint rule, int year)
{
	return year >= rules[rule].first && (rules[rule].last == 0 || year <= rules[rule].last);
}

static CivilDate
date_of(guint rule, int year, CivilDate easter)
{
	CivilDate first = { year, rules[rule].month, rules[rule].day };

	if (rules[rule].rule == AFTER_EASTER)
		return date_add_days(easter, rules[rule].days);
	if (rules[rule].rule == AT_DATE)
		return first;
	int ahead = (int) rules[rule].weekday - (int) date_weekday(first);
	return date_add_days(first, (ahead + 7) % 7);
}

static int
compare(gconstpointer a, gconstpointer b)
{
	return date_compare(((const Holiday *) a)->date, ((const Holiday *) b)->date);
}

GArray *
holidays_of_year(int year)
{
	GArray *list = g_array_new(FALSE, FALSE, sizeof(Holiday));
	CivilDate easter = holidays_easter(year);

	for (guint r = 0; r < G_N_ELEMENTS(rules); r++) {
		Holiday holiday = { date_of(r, year, easter), rules[r].name, rules[r].eve };

		if (is_in_force(r, year))
			g_array_append_val(list, holiday);
	}
	g_array_sort(list, compare);
	return list;
}

gboolean
holidays_is_working_day(CivilDate date)
{
	CivilDate easter = holidays_easter(date.year);

	if (date_weekday(date) >= WEEKDAY_SATURDAY)
		return FALSE;
	for (guint r = 0; r < G_N_ELEMENTS(rules); r++)
		if (is_in_force(r, date.year) &&
			date_compare(date_of(r, date.year, easter), date) == 0)
			return FALSE;
	return TRUE;
}

guint
holidays_working_days_between(CivilDate from, CivilDate to)
{
	guint n = 0;

	while (n < 1000 && date_compare(from, to) < 0) {
		from = date_add_days(from, 1);
		n += holidays_is_working_day(from);
	}
	return n;
}

CivilDate
holidays_working_day_before(CivilDate date)
{
	do
		date = date_add_days(date, -1);
	while (!holidays_is_working_day(date));
	return date;
}
