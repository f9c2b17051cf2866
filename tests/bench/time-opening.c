/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What opening a case costs in a database of many cases, beside one of few: by turns, so that what
 * else the machine does is in both. Prints the medians in milliseconds, few and many.
 * usage: time-opening CASES FEWER [RUNS]
 */
#include <stdio.h>
#include <stdlib.h>

#include "bench/many-cases.h"

static double
open_one_ms(World *world, guint number)
{
	g_autofree char *id = g_strdup_printf("m%u@kommun.example", number);
	gint64 start = g_get_monotonic_time();

	world_take_mail(world, number, id, "", "En rapport.");
	return (double) (g_get_monotonic_time() - start) / 1000;
}

static int
compare(gconstpointer a, gconstpointer b)
{
	double left = *(const double *) a, right = *(const double *) b;

	return left < right ? -1 : left > right;
}

static double
median(GArray *values)
{
	g_array_sort(values, compare);
	return g_array_index(values, double, values->len / 2);
}

int
main(int argc, char **argv)
{
	g_autoptr(World) many = NULL;
	g_autoptr(World) few = NULL;
	g_autoptr(GArray) many_ms = g_array_new(FALSE, FALSE, sizeof(double));
	g_autoptr(GArray) few_ms = g_array_new(FALSE, FALSE, sizeof(double));

	if (argc != 3 && argc != 4)
		return 64;
	many = world_new();
	few = world_new();
	many_cases_fill(many, argv[1]);
	many_cases_fill(few, argv[2]);
	for (guint i = 1; i <= (argc == 4 ? strtoul(argv[3], NULL, 10) : 500); i++) {
		double took = open_one_ms(few, i);

		g_array_append_val(few_ms, took);
		took = open_one_ms(many, i);
		g_array_append_val(many_ms, took);
	}
	printf("%.4f %.4f\n", median(few_ms), median(many_ms));
	return 0;
}
