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

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/date/strings", test_strings);
	g_test_add_func("/date/arithmetic", test_arithmetic);
	g_test_add_func("/date/zone", test_zone);
	return g_test_run();
}
