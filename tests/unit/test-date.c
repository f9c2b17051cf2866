/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "core/date.h"

static void
test_strings(void)
{
	static const struct {
		const char *text;
		gboolean valid;
	} cases[] = {
		{ "2026-11-22", TRUE },
		{ "2024-02-29", TRUE },
		{ "2025-02-29", FALSE },
		{ "2025-13-01", FALSE },
		{ "2025-1-01", FALSE },
		{ "2025-01-01x", FALSE },
		{ "0000-01-01", FALSE },
		{ "", FALSE },
		{ NULL, FALSE },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		CivilDate date = { 1, 1, 1 };

		g_assert_cmpint(date_from_string(cases[i].text, &date), ==, cases[i].valid);
		if (!cases[i].valid)
			continue;
		g_autofree char *back = date_to_string(date);
		g_assert_cmpstr(back, ==, cases[i].text);
	}
}

static void
test_arithmetic(void)
{
	CivilDate d = { 2024, 2, 28 };

	g_assert_cmpint(date_compare(date_add_days(d, 2), (CivilDate){ 2024, 3, 1 }), ==, 0);
	g_assert_cmpint(date_days_between(d, (CivilDate){ 2025, 2, 28 }), ==, 366);
	g_assert_cmpint(date_weekday((CivilDate){ 2019, 10, 24 }), ==, WEEKDAY_THURSDAY);
	g_assert_cmpstr(date_weekday_name(WEEKDAY_SATURDAY), ==, "lördag");
}

/* What is accepted has a day in every zone. */
static void
test_ends_of_time(void)
{
	static const struct {
		const char *text;
		gboolean good;
	} rows[] = {
		{ "0001-01-01T00:00:00+14:00", FALSE },
		{ "0001-01-01T23:59:59.999Z", FALSE },
		{ "0001-01-02T00:00:00Z", TRUE },
		{ "9999-12-30T23:59:59.999Z", TRUE },
		{ "9999-12-31T00:00:00Z", FALSE },
		{ "9999-12-31T23:59:59-14:00", FALSE },
	};
	static const char *const zones[] = { "Europe/Stockholm", "+14", "-14" };

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		gint64 ms;
		gboolean good = instant_from_string(rows[i].text, &ms);

		g_test_message("%s", rows[i].text);
		g_assert_cmpint(good, ==, rows[i].good);
		for (guint z = 0; good && z < G_N_ELEMENTS(zones); z++) {
			g_autoptr(GTimeZone) zone = g_time_zone_new_identifier(zones[z]);

			g_assert_true(date_is_valid(date_from_instant(ms, zone)));
		}
	}
}

/* NJA 2024 s. 3: the day is decided by the local clock, also at 23:57. */
static void
test_zone(void)
{
	g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Europe/Stockholm");
	gint64 ms = 0;

	g_assert_nonnull(zone);
	g_assert_true(instant_from_string("2026-06-30T22:30:00.120Z", &ms));
	g_assert_cmpint(
		date_compare(date_from_instant(ms, zone), (CivilDate){ 2026, 7, 1 }), ==, 0);
	g_autofree char *summer = instant_to_string(ms, zone);
	g_assert_cmpstr(summer, ==, "2026-07-01T00:30:00.120+02:00");
	g_assert_true(instant_from_string("2026-12-31T22:59:00Z", &ms));
	g_autofree char *winter = instant_to_display(ms, zone);
	g_assert_cmpstr(winter, ==, "2026-12-31 23:59");
	g_assert_false(instant_from_string("2026-12-31T22:59:00", &ms));
	g_assert_false(instant_from_string("yesterday", &ms));
}

/* The first and the last moment of day and year, both sides of each change of the clocks. */
static const gint64 edges[] = { -1, 0, 1, 999, 1000, 86399999, 86400000,
	G_GINT64_CONSTANT(-62135596800000), G_GINT64_CONSTANT(253402300799999 - 86400000),
	G_GINT64_CONSTANT(-2840145000001), G_GINT64_CONSTANT(1774745999999),
	G_GINT64_CONSTANT(1774746000000), G_GINT64_CONSTANT(1792889999999),
	G_GINT64_CONSTANT(1792890000000), G_GINT64_CONSTANT(1709164800000) };

static void
compare_with_glib(gint64 ms, GTimeZone *zone)
{
	g_autoptr(GDateTime) epoch = g_date_time_new_from_unix_utc(0);
	g_autoptr(GDateTime) utc = g_date_time_add(epoch, ms * 1000);
	g_autoptr(GDateTime) local = g_date_time_to_timezone(utc, zone);
	g_autofree char *whole = g_date_time_format(local, "%m-%dT%H:%M:%S");
	g_autofree char *offset = g_date_time_format(local, "%:z");
	g_autofree char *expected = g_strdup_printf("%04d-%s.%03d%s", g_date_time_get_year(local),
		whole, g_date_time_get_microsecond(local) / 1000, offset);
	g_autofree char *text = instant_to_string(ms, zone);
	g_autofree char *shown = instant_to_display(ms, zone);
	g_autofree char *date = date_to_string(date_from_instant(ms, zone));

	g_assert_cmpstr(text, ==, expected);
	g_assert_true(g_str_has_prefix(text, date));
	expected[10] = ' ';
	expected[16] = '\0';
	g_assert_cmpstr(shown, ==, expected);
}

/* The journal keeps what is written: another way to write it may change no byte. */
static void
test_instants_are_written_as_glib_does(void)
{
	static const char *const names[] = { "Europe/Stockholm", "UTC", "-03:30", "Asia/Kolkata" };

	for (gsize z = 0; z < G_N_ELEMENTS(names); z++) {
		g_autoptr(GTimeZone) zone = g_time_zone_new_identifier(names[z]);

		g_assert_nonnull(zone);
		/* West of Greenwich the first hours would be of the year 0. */
		for (gsize i = 0; i < G_N_ELEMENTS(edges); i++)
			if (edges[i] > G_GINT64_CONSTANT(-62135596800000) || *names[z] != '-')
				compare_with_glib(edges[i], zone);
		for (guint i = 0; i < 20000; i++) {
			gint64 day = g_test_rand_int_range(-700000, 2900000);

			compare_with_glib(
				day * 86400000 + g_test_rand_int_range(0, 86400000), zone);
		}
	}
}

/* What no date can say is shown as the last or the first that one can. */
static void
test_beyond(void)
{
	g_autoptr(GTimeZone) stockholm = g_time_zone_new_identifier("Europe/Stockholm");
	g_autofree char *last = instant_to_display(G_MAXINT64, stockholm);
	g_autofree char *first = instant_to_display(G_MININT64, stockholm);

	g_assert_cmpstr(last, ==, "9999-12-31 00:59");
	g_assert_true(g_str_has_prefix(first, "0001-01-01 "));
}

static void
test_a_day_begins(void)
{
	g_autoptr(GTimeZone) stockholm = g_time_zone_new_identifier("Europe/Stockholm");
	static const struct {
		const char *day, *instant;
	} cases[] = {
		{ "2026-03-29", "2026-03-29T00:00:00.000+01:00" },
		{ "2026-03-30", "2026-03-30T00:00:00.000+02:00" },
		{ "2026-10-25", "2026-10-25T00:00:00.000+02:00" },
		{ "2024-02-29", "2024-02-29T00:00:00.000+01:00" },
		{ "9999-12-31", "9999-12-31T00:00:00.000+01:00" },
		{ "0001-01-02", "0001-01-02T00:00:00.000+01:12" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		CivilDate date;

		g_assert_true(date_from_string(cases[i].day, &date));
		g_autofree char *text =
			instant_to_string(date_to_instant(date, stockholm), stockholm);
		g_assert_cmpstr(text, ==, cases[i].instant);
	}
	g_assert_cmpint(date_to_instant((CivilDate){ 1, 1, 1 }, stockholm), <,
		date_to_instant((CivilDate){ 1, 1, 2 }, stockholm));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/date/strings", test_strings);
	g_test_add_func("/date/arithmetic", test_arithmetic);
	g_test_add_func("/date/zone", test_zone);
	g_test_add_func("/date/as-glib", test_instants_are_written_as_glib_does);
	g_test_add_func("/date/ends-of-time", test_ends_of_time);
	g_test_add_func("/date/beyond", test_beyond);
	g_test_add_func("/date/begins", test_a_day_begins);
	return g_test_run();
}
