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

/* The arrival that a member says; FALSE: nothing that can be counted from. */
static gboolean
add_arrival(GArray *events, const json_t *object, const char *member, GTimeZone *zone)
{
	gint64 instant;

	if (!instant_from_string(json_string_value(json_object_get(object, member)), &instant))
		return FALSE;
	CaseEvent event = { MILESTONE_ARRIVAL, clock_time_at(instant, zone), NULL,
		events->len > 0 };
	g_array_append_val(events, event);
	return TRUE;
}

/* The arrival as it was, and what each correction made of it. */
static GArray *
read_events(const json_t *record, GTimeZone *zone, GError **error)
{
	g_autoptr(GArray) events = g_array_new(FALSE, FALSE, sizeof(CaseEvent));
	size_t i;
	json_t *event;

	json_array_foreach(json_object_get(record, "events"), i, event) {
		const char *kind = json_string_value(json_object_get(event, "kind"));

		if (strcmp(kind, "arrival_corrected") == 0) /* its detail may have been erased */
			add_arrival(events, json_object_get(event, "detail"), "was", zone);
	}
	if (add_arrival(events, record, "arrived", zone))
		return g_steal_pointer(&events);
	g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT,
		"the arrival of the case is no day to count from: correct it with case arrived");
	return NULL;
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
explain(CliContext *context, const ClockRule *rule, const json_t *record, const GPtrArray *closed,
	GError **error)
{
	g_autoptr(GArray) events = read_events(record, context->zone, error);

	if (!events)
		return FALSE;
	ClockCase facts = { .laws = read_laws(record),
		.events = (const CaseEvent *) (void *) events->data,
		.n_events = events->len,
		.closed = closed,
		.zone = context->zone,
		.now = now_wall(&context->now) };
	Clock clock;

	if (!clock_compute(rule, &facts, NULL, NULL, &clock, error))
		return FALSE;
	clock_show(context, &clock, json_string_value(json_object_get(record, "id")));
	return TRUE;
}

gboolean
verb_clock_explain(CliContext *context, int argc G_GNUC_UNUSED, char **argv, GError **error)
{
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
	gboolean good = explain(context, rule, record, closed, error);
	json_decref(record);
	return good;
}
