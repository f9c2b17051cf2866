/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "core/notice/retry.h"

#define BASE 1000
#define MOST 60000

/* The middle of the range; noise moves it by up to a quarter either way. */
static const struct {
	guint attempt;
	gint64 middle;
} delays[] = {
	{ 0, 1000 },
	{ 1, 1000 },
	{ 2, 2000 },
	{ 3, 4000 },
	{ 6, 32000 },
	{ 7, 60000 },
	{ 8, 60000 },
	{ 64, 60000 },
	{ 65, 60000 },
	{ G_MAXUINT, 60000 },
};

static void
test_delay_doubles_up_to_the_most(void)
{
	static const guint32 noises[] = { 0, 1, 499, 500, 12345, G_MAXINT32, G_MAXUINT32 };

	for (guint i = 0; i < G_N_ELEMENTS(delays); i++)
		for (guint n = 0; n < G_N_ELEMENTS(noises); n++) {
			gint64 delay = retry_delay(delays[i].attempt, BASE, MOST, noises[n]);

			g_assert_cmpint(delay, >=, delays[i].middle * 3 / 4);
			g_assert_cmpint(delay, <, delays[i].middle * 5 / 4);
		}
}

static void
test_noise_spreads_over_the_whole_range(void)
{
	g_assert_cmpint(retry_delay(1, BASE, MOST, 0), ==, 750);
	g_assert_cmpint(retry_delay(1, BASE, MOST, 250), ==, 1000);
	g_assert_cmpint(retry_delay(1, BASE, MOST, 499), ==, 1249);
	g_assert_cmpint(retry_delay(1, BASE, MOST, 500), ==, 750);
}

/* Nothing to divide, nothing to overflow. */
static void
test_small_and_large_spans(void)
{
	g_assert_cmpint(retry_delay(1, 1, 1, 7), ==, 1);
	g_assert_cmpint(retry_delay(5, 3, 3, G_MAXUINT32), ==, 3);
	g_assert_cmpint(retry_delay(3, 0, 0, 9), ==, 0);
	g_assert_cmpint(retry_delay(200, 1, G_MAXINT64 / 4, 0), >, 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/retry/doubles", test_delay_doubles_up_to_the_most);
	g_test_add_func("/retry/noise", test_noise_spreads_over_the_whole_range);
	g_test_add_func("/retry/spans", test_small_and_large_spans);
	return g_test_run();
}
