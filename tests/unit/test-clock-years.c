/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Each shipped rule from each day of 2025 to 2030, against a script that finds
 * the last days in another way.
 */
#include "core/clock/clock-words.h"
#include "support/clock-tools.h"

#define BOARD "SDN"

static char *
run_script(void)
{
	g_autofree char *script =
		g_build_filename(g_getenv("top_srcdir"), "tests/support/clock-dates.py", NULL);
	const char *argv[] = { "python3", "-B", script, "2025", "2030", NULL };
	char *output = NULL;
	GError *error = NULL;

	g_spawn_sync(NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL,
		NULL, &error);
	g_assert_no_error(error);
	return output;
}

/* All that has to have happened, with the rule's start on that day. */
static guint
make_events(const ClockRule *rule, ClockTime start, CaseEvent events[MILESTONE_COUNT])
{
	guint64 set = rule->needs | MILESTONE_BIT(rule->first_start) |
		      MILESTONE_BIT(MILESTONE_ARRIVAL) |
		      (rule->each_board ? MILESTONE_BIT(MILESTONE_BOARD_LINKED) : 0);
	guint n = 0;

	for (guint m = 0; m < MILESTONE_COUNT; m++)
		if (set & MILESTONE_BIT(m))
			events[n++] = (CaseEvent){ (Milestone) m, start,
				milestone_is_of_board((Milestone) m) ? BOARD : NULL, FALSE };
	return n;
}

static void
check_line(const GPtrArray *rules, char *line, GTimeZone *zone)
{
	g_auto(GStrv) words = g_strsplit(line, " ", 3);
	CaseEvent events[MILESTONE_COUNT];
	const ClockRule *rule = clock_tools_find(rules, words[0]);
	guint n = make_events(rule, clock_tools_time(words[1], zone), events);
	ClockCase facts = { .events = events,
		.n_events = n,
		.zone = zone,
		.now = G_GINT64_CONSTANT(1924991999000) /* 2030-12-31T23:59:59Z */ };
	GError *error = NULL;
	Clock clock;

	if (!clock_compute(rule, &facts, rule->each_board ? BOARD : NULL, NULL, &clock, &error))
		g_error("%s: %s", line, error->message);
	g_autofree char *due = clock_time_text(&clock, clock.due);
	if (strcmp(due, words[2]) != 0)
		g_error("%s: got %s", line, due);
}

static void
test_every_rule(void)
{
	g_autoptr(GPtrArray) rules = clock_tools_rules();
	g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Europe/Stockholm");
	g_autofree char *output = run_script();
	g_auto(GStrv) lines = g_strsplit(g_strchomp(output), "\n", -1);
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; lines[i]; i++) {
		check_line(rules, lines[i], zone);
		g_hash_table_add(seen, g_strndup(lines[i], strcspn(lines[i], " ")));
	}
	g_assert_cmpuint(g_strv_length(lines), ==, rules->len * 2191);
	g_assert_cmpuint(g_hash_table_size(seen), ==, rules->len);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/clock/every-rule", test_every_rule);
	return g_test_run();
}
