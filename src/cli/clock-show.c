/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Clocks as people and scripts read them.
 */
#include "cli/clock-show.h"

#include <string.h>

#include "adapters/config/rules-libconfig.h"
#include "cli/layout.h"
#include "cli/table.h"
#include "core/clock/clock-sources.h"
#include "core/clock/clock-words.h"
#include "core/clock/reminder.h"
#include "core/error.h"
#include "core/text.h"

static const TableColumn reminder_columns[] = {
	{ "REMINDER", "said", 0 },
	{ "WHEN", "step", 0 },
};

GPtrArray *
clock_show_rules(CliContext *context, const GPtrArray **ret_closed, GError **error)
{
	const Settings *settings;

	if (!cli_settings_if_any(context, &settings, error))
		return NULL;
	g_autofree char *folder = settings ? g_strdup(settings->rules) : rules_installed();
	*ret_closed = settings ? settings->organisation.closed_days : NULL;
	return rules_load(folder, error);
}

const ClockRule *
clock_show_find(const GPtrArray *rules, const char *id, GError **error)
{
	g_autoptr(GString) names = g_string_new(NULL);

	for (guint i = 0; i < rules->len; i++) {
		const ClockRule *rule = g_ptr_array_index(rules, i);

		if (strcmp(rule->id, id) == 0)
			return rule;
		g_string_append_printf(names, "%s%s", i ? ", " : "", rule->id);
	}
	g_autofree char *shown = text_to_line(id, 40);
	g_set_error(error, LEX_ERROR, LEX_ERROR_NOT_FOUND, "there is no clock %s: there are %s",
		shown, names->str);
	return NULL;
}

gboolean
clock_show_laws(const char *text, guint *ret_laws, GError **error)
{
	if (clock_laws_from_text(text, ret_laws))
		return TRUE;
	g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE, "--law is SoL, LSS or SoL,LSS");
	return FALSE;
}

static json_t *
text_of_time(const Clock *clock, ClockTime time)
{
	g_autofree char *text = time.date.year ? clock_time_text(clock, time) : NULL;

	return text ? json_string(text) : json_null();
}

static json_t *
list_laws(guint laws)
{
	json_t *list = json_array();

	for (guint i = 0; clock_law_names[i]; i++)
		if (laws & 1u << i)
			json_array_append_new(list, json_string(clock_law_names[i]));
	return list;
}

static json_t *
list_deadlines(const Clock *clock)
{
	json_t *list = json_array();

	for (guint i = 0; i < clock->n_deadlines; i++) {
		const ClockDeadline *deadline = &clock->deadlines[i];
		const ClockSource *source = deadline->source;

		json_array_append_new(
			list, json_pack("{so ss? ss? so so}", "law", list_laws(deadline->laws),
				      "source", source ? source->section : NULL, "wording",
				      source ? source->wording : NULL, "nominal",
				      text_of_time(clock, deadline->nominal), "due",
				      text_of_time(clock, deadline->due)));
	}
	return list;
}

static json_t *
list_reminders(const Clock *clock, const OfficeHours *hours)
{
	gboolean runs = clock->start.date.year && !clock->stop.date.year;
	json_t *list = json_array();

	for (guint i = 0; i < clock->rule->steps->len; i++) {
		const ClockStep *step = g_ptr_array_index(clock->rule->steps, i);
		ClockTime time;

		if (!runs || !clock_step_time(clock, step, &time))
			continue;
		g_autofree char *said =
			instant_to_string(reminder_first(clock, hours, step), clock->facts->zone);
		json_array_append_new(list, json_pack("{ss so ss sb}", "step", step->text, "time",
						    text_of_time(clock, time), "said", said,
						    "repeated", step->repeated));
	}
	return list;
}

static json_t *
list_recipients(const ClockRule *rule)
{
	json_t *list = json_array();

	for (guint i = 0; i < rule->to->len; i++)
		json_array_append_new(list, json_string(rule->to->pdata[i]));
	return list;
}

static json_t *
to_json(const Clock *clock, const OfficeHours *hours, const char *case_id)
{
	g_autofree char *source = clock_sources(clock);
	g_autofree char *explanation = clock_explain(clock);
	json_t *json = json_pack("{ss ss ss so so so so so ss? ss so so so}", "rule",
		clock->rule->id, "title", clock->rule->title, "class",
		clock_class_names[clock->rule->class_], "law", list_laws(clock->facts->laws),
		"start", text_of_time(clock, clock->start), "due", text_of_time(clock, clock->due),
		"stopped", text_of_time(clock, clock->stop), "state",
		json_string(clock_state_name(clock->state)), "source", source, "explanation",
		explanation, "deadlines", list_deadlines(clock), "reminders",
		list_reminders(clock, hours), "to", list_recipients(clock->rule));

	if (case_id)
		json_object_set_new(json, "case", json_string(case_id));
	return json;
}

static void
show_reminders(CliContext *context, const json_t *json)
{
	g_autofree char *to = table_text(json_object_get(json, "to"), 0);
	const json_t *reminders = json_object_get(json, "reminders");

	if (json_array_size(reminders) == 0)
		return;
	fputc('\n', context->out);
	table_print(context, reminders, reminder_columns, G_N_ELEMENTS(reminder_columns));
	fprintf(context->out, "to: %s\n", to);
}

/* What cannot be read was refused when the rules were. */
static OfficeHours
office_hours(CliContext *context)
{
	const Settings *settings = NULL;

	return cli_settings_if_any(context, &settings, NULL) && settings
		       ? settings->organisation.hours
		       : OFFICE_HOURS_DEFAULT;
}

void
clock_show(CliContext *context, const Clock *clock, const char *case_id)
{
	const OfficeHours hours = office_hours(context);
	json_t *json = to_json(clock, &hours, case_id);
	char *text = context->json ? json_dumps(json, JSON_INDENT(1)) : NULL;

	if (text) {
		cli_print_json(context, text);
	} else {
		g_autofree char *paragraph =
			text_to_line(json_string_value(json_object_get(json, "explanation")), 0);

		layout_print_wrapped(context->out, paragraph, 0, context->width);
		show_reminders(context, json);
	}
	free(text);
	json_decref(json);
}
