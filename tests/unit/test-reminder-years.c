/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * When each shipped rule is spoken of, started at many minutes of each day of 2025 to 2030,
 * and to whom, against a script that finds the moments in another way.
 */
#include "core/clock/reminder.h"
#include "support/clock-tools.h"

#define BOARD "SDN"

static char *
run_script(void)
{
	g_autofree char *script =
		g_build_filename(g_getenv("top_srcdir"), "tests/support/reminder-moments.py", NULL);
	const char *argv[] = { "python3", "-B", script, "2025", "2030", NULL };
	char *output = NULL;
	GError *error = NULL;

	g_spawn_sync(NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL,
		NULL, &error);
	g_assert_no_error(error);
	return output;
}

/* All that has to have happened for the rule's clock to start then. */
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

/* The first of what is said of the clock, written as the script does. */
static char *
list_moments(const Clock *clock, guint n)
{
	const OfficeHours hours = OFFICE_HOURS_DEFAULT;
	GString *list = g_string_new(NULL);
	gint64 said = INSTANT_NONE;
	const ClockStep *step;

	for (guint i = 0; i < n; i++) {
		said = reminder_next(clock, &hours, said, &step);
		if (said == INSTANT_NONE)
			break;
		g_autofree char *moment = instant_to_string(said, clock->facts->zone);

		g_string_append_printf(list, "%s%s=%s", i ? ";" : "", moment, step->text);
	}
	return g_string_free(list, FALSE);
}

static void
check_line(const GPtrArray *rules, char *line, GTimeZone *zone)
{
	g_auto(GStrv) words = g_strsplit(line, "|", 4);
	g_auto(GStrv) moments = g_strsplit(words[3], ";", -1);
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
	g_ptr_array_add(rule->to, NULL);
	g_autofree char *to = g_strjoinv(",", (char **) rule->to->pdata);
	g_ptr_array_set_size(rule->to, (gint) rule->to->len - 1);
	g_autofree char *said = list_moments(&clock, g_strv_length(moments));
	if (strcmp(to, words[2]) != 0 || strcmp(said, words[3]) != 0)
		g_error("%s\n# got %s|%s", line, to, said);
}

static void
test_every_rule(void)
{
	g_autoptr(GPtrArray) rules = clock_tools_rules();
	g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Europe/Stockholm");
	g_autofree char *output = run_script();
	g_auto(GStrv) lines = g_strsplit(g_strchomp(output), "\n", -1);

	for (guint i = 0; lines[i]; i++)
		check_line(rules, lines[i], zone);
	g_assert_cmpuint(g_strv_length(lines), ==, rules->len * 2191);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/reminder/every-rule", test_every_rule);
	return g_test_run();
}
