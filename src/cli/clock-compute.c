/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * clock compute: the dates of a rule, without a case. Makes the events that a
 * case would have from what the command line says.
 */
#include "cli/clock-show.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "core/text.h"

#define BOARD "" /* the commissioning board of a clock that has one */

/* The options, in the order of the struct; a time of 0 was not given. */
typedef struct {
	const char *rule, *law, *reason;
	ClockTime from, arrived, corrected, extended, stopped;
} Options;

static gboolean
read_time(const CliContext *context, const char *option, const char *text, ClockTime *ret_time,
	GError **error)
{
	CivilDate date;
	gint64 instant;

	*ret_time = CLOCK_TIME_NONE;
	if (!text)
		return TRUE;
	if (date_from_string(text, &date)) {
		*ret_time = clock_time_on(date);
		return TRUE;
	}
	if (instant_from_string(text, &instant)) {
		*ret_time = clock_time_at(instant, context->zone);
		return TRUE;
	}
	g_autofree char *shown = text_to_line(text, 40);
	g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE,
		"%s: \"%s\" is neither a day that there is, such as 2026-11-22, nor a time such as "
		"2026-11-22T09:00:00+01:00",
		option, shown);
	return FALSE;
}

static gboolean
read_options(const CliContext *context, int argc, char **argv, Options *ret, GError **error)
{
	const struct {
		const char *option;
		ClockTime *time;
	} times[] = { { "--from", &ret->from }, { "--arrived", &ret->arrived },
		{ "--corrected", &ret->corrected }, { "--extended", &ret->extended },
		{ "--stopped", &ret->stopped } };

	ret->rule = cli_take_option(&argc, argv, "--rule");
	ret->law = cli_take_option(&argc, argv, "--law");
	ret->reason = cli_take_option(&argc, argv, "--reason");
	for (gsize i = 0; i < G_N_ELEMENTS(times); i++)
		if (!read_time(context, times[i].option,
			    cli_take_option(&argc, argv, times[i].option), times[i].time, error))
			return FALSE;
	if (!ret->rule || !ret->from.date.year) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE,
			"--rule and --from are needed: which clock, and when it starts");
		return FALSE;
	}
	if (ret->extended.date.year && !ret->reason) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE,
			"--reason is needed with --extended: why there is more time");
		return FALSE;
	}
	return TRUE;
}

static void
add_event(GArray *events, Milestone milestone, ClockTime when, gboolean corrects)
{
	CaseEvent event = { milestone, when, milestone_is_of_board(milestone) ? BOARD : NULL,
		corrects };

	g_array_append_val(events, event);
}

/* When the report arrived, if nobody says so: no later than anything else. */
static ClockTime
find_arrival(const Options *options)
{
	const ClockTime *corrected = &options->corrected;

	if (options->arrived.date.year)
		return options->arrived;
	return corrected->date.year && date_compare(corrected->date, options->from.date) < 0
		       ? *corrected
		       : options->from;
}

/* What has to have happened for the rule's clock to start at --from. */
static void
add_start(GArray *events, const ClockRule *rule, const Options *options)
{
	for (guint m = 0; m < MILESTONE_COUNT; m++)
		if (rule->needs & MILESTONE_BIT(m))
			add_event(events, (Milestone) m, find_arrival(options), FALSE);
	if (rule->each_board && rule->first_start != MILESTONE_BOARD_LINKED)
		add_event(events, MILESTONE_BOARD_LINKED, find_arrival(options), FALSE);
	add_event(events, rule->first_start, options->from, FALSE);
}

static GArray *
make_events(const ClockRule *rule, const Options *options)
{
	GArray *events = g_array_new(FALSE, FALSE, sizeof(CaseEvent));

	if (rule->first_start != MILESTONE_ARRIVAL)
		add_event(events, MILESTONE_ARRIVAL, find_arrival(options), FALSE);
	add_start(events, rule, options);
	if (options->corrected.date.year)
		add_event(events, rule->first_start, options->corrected, TRUE);
	if (options->stopped.date.year)
		add_event(events, rule->first_stop, options->stopped, FALSE);
	return events;
}

static gboolean
compute(CliContext *context, const ClockRule *rule, const Options *options, const GPtrArray *closed,
	GError **error)
{
	g_autoptr(GArray) events = make_events(rule, options);
	ClockExtension extension = { options->extended.date, options->reason, CLOCK_EXTENSION_NOW };
	ClockCase facts = { .events = (const CaseEvent *) (void *) events->data,
		.n_events = events->len,
		.closed = closed,
		.zone = context->zone,
		.now = now_wall(&context->now) };
	Clock clock;

	if ((options->law && !clock_show_laws(options->law, &facts.laws, error)) ||
		!clock_compute(rule, &facts, rule->each_board ? BOARD : NULL,
			extension.to.year ? &extension : NULL, &clock, error))
		return FALSE;
	clock_show(context, &clock, NULL);
	return TRUE;
}

gboolean
verb_clock_compute(CliContext *context, int argc, char **argv, GError **error)
{
	Options options;
	const GPtrArray *closed;

	if (!read_options(context, argc, argv, &options, error))
		return FALSE;
	g_autoptr(GPtrArray) rules = clock_show_rules(context, &closed, error);
	const ClockRule *rule = rules ? clock_show_find(rules, options.rule, error) : NULL;
	if (!rule)
		return FALSE;
	if (options.arrived.date.year && rule->first_start == MILESTONE_ARRIVAL) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE,
			"--arrived: this clock starts when the report arrives, which is --from");
		return FALSE;
	}
	return compute(context, rule, &options, closed, error);
}
