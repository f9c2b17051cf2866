/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/clock-trial.h"

#include "core/clock/clock-words.h"
#include "core/settings.h"

/* "[!]MILESTONE[/BOARD] TIME; ..."; ! corrects the one before. */
static GArray *
read_events(char **pieces, GTimeZone *zone)
{
	GArray *events = g_array_new(FALSE, FALSE, sizeof(CaseEvent));

	for (; *pieces; pieces++) {
		char *space = strchr(g_strstrip(*pieces), ' '), *slash = strchr(*pieces, '/');
		CaseEvent event = { .corrects = **pieces == '!' };
		guint milestone = 0;

		*space = '\0';
		if (slash) {
			*slash = '\0';
			event.board = slash + 1;
		}
		while (strcmp(milestone_names[milestone], *pieces + event.corrects) != 0)
			milestone++;
		event.milestone = (Milestone) milestone;
		event.when = clock_tools_time(space + 1, zone);
		g_array_append_val(events, event);
	}
	return events;
}

Trial *
trial_new(const Given *given)
{
	Trial *trial = g_new0(Trial, 1);

	g_test_message("%s: %s", given->rule, given->events);
	trial->rules = clock_tools_rules();
	trial->zone = g_time_zone_new_identifier("Europe/Stockholm");
	trial->pieces = g_strsplit(given->events, ";", -1);
	trial->events = read_events(trial->pieces, trial->zone);
	trial->closed = g_ptr_array_new_with_free_func((GDestroyNotify) closed_day_free);
	if (given->closed) {
		ClosedDay *day = g_new0(ClosedDay, 1);

		day->date = clock_tools_time(given->closed, trial->zone).date;
		g_ptr_array_add(trial->closed, day);
	}
	trial->facts = (ClockCase){ given->laws, (const CaseEvent *) (void *) trial->events->data,
		trial->events->len, trial->closed, trial->zone,
		clock_tools_time(given->now ? given->now : "2031-01-01T00:00:00Z", trial->zone)
			.instant,
		FALSE };
	if (given->extended)
		trial->extension =
			(ClockExtension){ clock_tools_time(given->extended, trial->zone).date,
				"sjukdom", CLOCK_EXTENSION_NOW };
	gboolean good = clock_compute(clock_tools_find(trial->rules, given->rule), &trial->facts,
		given->board, given->extended ? &trial->extension : NULL, &trial->clock,
		&trial->error);
	g_assert_true(good == !trial->error);
	return trial;
}

void
trial_free(Trial *trial)
{
	g_ptr_array_unref(trial->rules);
	g_time_zone_unref(trial->zone);
	g_strfreev(trial->pieces);
	g_array_unref(trial->events);
	g_ptr_array_unref(trial->closed);
	g_clear_error(&trial->error);
	g_free(trial);
}

void
trial_check_time(const Trial *trial, ClockTime time, const char *wanted)
{
	g_autofree char *text = time.date.year ? clock_time_text(&trial->clock, time) : NULL;

	g_assert_no_error(trial->error);
	g_assert_cmpstr(text, ==, wanted);
}
