/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * All clocks of one case. Computed from what happened, never carried on from what
 * they were: a correction cannot leave a date behind.
 */
#include "core/clock/case-clocks.h"

#include <string.h>

#include "core/clock/clock-run.h"
#include "core/clock/clock-sources.h"

const ClockRule *
clock_office_find(const ClockOffice *office, const char *id)
{
	for (guint i = 0; i < office->rules->len; i++) {
		const ClockRule *rule = g_ptr_array_index(office->rules, i);

		if (strcmp(rule->id, id) == 0)
			return rule;
	}
	return NULL;
}

ClockCase
case_clocks_facts(const CaseFile *file, const ClockOffice *office)
{
	return (ClockCase){ .laws = file->laws,
		.events = (const CaseEvent *) (void *) file->events->data,
		.n_events = file->events->len,
		.closed = office->closed,
		.zone = office->zone,
		.now = office->now,
		.recorded = TRUE };
}

gboolean
case_clocks_find(const CaseFile *file, const ClockCase *facts, const ClockRule *rule,
	const char *board, Clock *ret_clock, GError **error)
{
	const CaseExtension *found = case_file_find_extension(file, rule->id, board);
	ClockExtension extension = { 0 };

	if (found)
		extension = (ClockExtension){ found->to, found->reason, found->after };
	return clock_compute(rule, facts, board, found ? &extension : NULL, ret_clock, error);
}

/* A day clock is late when its last day is over, one in hours at its hour. */
static gint64
late_from(ClockTime due, GTimeZone *zone)
{
	return due.instant != INSTANT_NONE ? due.instant
					   : reminder_instant(date_add_days(due.date, 1), 0, zone);
}

char *
case_clock_source(const CaseClock *clock)
{
	return clock_sources_text(clock->sources, G_N_ELEMENTS(clock->sources));
}

static gboolean
add_clock(GArray *clocks, const CaseFile *file, const ClockCase *facts, const ClockRule *rule,
	const char *board, GError **error)
{
	g_autoptr(GError) why = NULL;
	Clock clock;

	if (!case_clocks_find(file, facts, rule, board, &clock, &why)) {
		if (!clock_is_carried(rule, facts, board))
			return TRUE;
		g_propagate_error(error, g_steal_pointer(&why));
		return FALSE;
	}
	if (clock.state == CLOCK_WAITING)
		return TRUE;
	CaseClock found = { rule, board, clock.state, clock.start, clock.due, clock.stop,
		late_from(clock.due, facts->zone), { NULL, NULL } };

	for (guint i = 0; i < clock.n_deadlines; i++)
		found.sources[i] = clock.deadlines[i].source;
	g_array_append_val(clocks, found);
	return TRUE;
}

/* Each board that was ever linked, once. */
static GPtrArray *
find_boards(const CaseFile *file)
{
	GPtrArray *boards = g_ptr_array_new();

	for (guint i = 0; i < file->events->len; i++) {
		const CaseEvent *event = &g_array_index(file->events, CaseEvent, i);

		if (event->milestone == MILESTONE_BOARD_LINKED &&
			!g_ptr_array_find_with_equal_func(boards, event->board, g_str_equal, NULL))
			g_ptr_array_add(boards, (gpointer) event->board);
	}
	return boards;
}

GArray *
case_clocks_compute(const CaseFile *file, const ClockOffice *office, GError **error)
{
	ClockCase facts = case_clocks_facts(file, office);
	g_autoptr(GPtrArray) boards = find_boards(file);
	g_autoptr(GArray) clocks = g_array_new(FALSE, FALSE, sizeof(CaseClock));
	ClockRun run;

	for (guint i = 0; i < office->rules->len; i++) {
		const ClockRule *rule = g_ptr_array_index(office->rules, i);

		if (i == 0 && !clock_run_find(rule, &facts, NULL, &run, error))
			return NULL;
		if (!rule->each_board && !add_clock(clocks, file, &facts, rule, NULL, error))
			return NULL;
		for (guint b = 0; rule->each_board && b < boards->len; b++)
			if (!add_clock(clocks, file, &facts, rule, boards->pdata[b], error))
				return NULL;
	}
	return g_steal_pointer(&clocks);
}
