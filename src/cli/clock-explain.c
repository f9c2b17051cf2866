/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * clock explain: a clock of a case, from what the database has of the case. As any
 * look at a case it is journalled.
 */
#include <string.h>

#include "cli/clock-show.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "core/text.h"

/* What happened in the case, as it was recorded; boards are borrowed of the record. */
static GArray *
read_events(const json_t *record, GTimeZone *zone)
{
	GArray *events = g_array_new(FALSE, FALSE, sizeof(CaseEvent));
	size_t i;
	json_t *said;

	json_array_foreach(json_object_get(record, "milestones"), i, said) {
		const char *when = json_string_value(json_object_get(said, "date"));
		CaseEvent event = { .when = CLOCK_TIME_NONE,
			.board = json_string_value(json_object_get(said, "board")),
			.corrects = json_is_true(json_object_get(said, "corrects")) };
		gint64 instant;
		guint index;

		if (!text_index_of(json_string_value(json_object_get(said, "milestone")),
			    milestone_names, MILESTONE_COUNT, &index))
			continue;
		event.milestone = (Milestone) index;
		if (instant_from_string(when, &instant))
			event.when = clock_time_at(instant, zone);
		else if (!date_from_string(when, &event.when.date))
			continue;
		g_array_append_val(events, event);
	}
	return events;
}

/* The last extension of that clock; FALSE: there is none. */
static gboolean
read_extension(const json_t *record, const ClockRule *rule, const char *board,
	ClockExtension *ret_extension)
{
	gboolean found = FALSE;
	size_t i;
	json_t *said;

	json_array_foreach(json_object_get(record, "extensions"), i, said) {
		const char *of = json_string_value(json_object_get(said, "board"));

		if (strcmp(json_string_value(json_object_get(said, "rule")), rule->id) != 0 ||
			g_strcmp0(of, board) != 0 ||
			!date_from_string(
				json_string_value(json_object_get(said, "to")), &ret_extension->to))
			continue;
		ret_extension->reason = json_string_value(json_object_get(said, "reason"));
		ret_extension->after = (gsize) json_integer_value(json_object_get(said, "after"));
		found = TRUE;
	}
	return found;
}

static guint
read_laws(const json_t *record)
{
	size_t i;
	json_t *law;
	guint laws = 0, index;

	json_array_foreach(json_object_get(record, "law"), i, law)
		if (text_index_of(json_string_value(law), clock_law_names, 2, &index))
			laws |= 1u << index;
	return laws;
}

static gboolean
explain(CliContext *context, const ClockRule *rule, const char *board, const json_t *record,
	const GPtrArray *closed, GError **error)
{
	g_autoptr(GArray) events = read_events(record, context->zone);
	ClockExtension extension = { 0 };
	gboolean extended = read_extension(record, rule, board, &extension);
	ClockCase facts = { .laws = read_laws(record),
		.events = (const CaseEvent *) (void *) events->data,
		.n_events = events->len,
		.closed = closed,
		.zone = context->zone,
		.now = now_wall(&context->now),
		.recorded = TRUE };
	Clock clock;

	if (rule->each_board != (board != NULL)) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE,
			rule->each_board ? "each commissioning board has a clock %s: say of which "
					   "with --board"
					 : "%s is of no commissioning board: leave --board out",
			rule->id);
		return FALSE;
	}
	if (!clock_compute(rule, &facts, board, extended ? &extension : NULL, &clock, error))
		return FALSE;
	clock_show(context, &clock, json_string_value(json_object_get(record, "id")));
	return TRUE;
}

gboolean
verb_clock_explain(CliContext *context, int argc, char **argv, GError **error)
{
	const char *board = cli_take_option(&argc, argv, "--board");
	const GPtrArray *closed;
	CaseStore *store = cli_store(context, error);
	StoreActor who = cli_actor(context);
	g_autofree char *text = NULL;

	g_autoptr(GPtrArray) rules = store ? clock_show_rules(context, &closed, error) : NULL;
	const ClockRule *rule = rules ? clock_show_find(rules, argv[1], error) : NULL;
	if (!rule || !store->view(store, VIEW_CASE, argv[0], &who, &text, error))
		return FALSE;
	json_t *record = json_loads(text, 0, NULL);
	g_assert(record);
	gboolean good = explain(context, rule, board, record, closed, error);
	json_decref(record);
	return good;
}
