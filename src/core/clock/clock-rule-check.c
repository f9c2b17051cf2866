/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Finds rules of clocks that contradict themselves or each other. A rule that
 * passes gives every case a date or says that there is none.
 */
#include "core/clock/clock-rule-check.h"

#include <string.h>

/* The name of one milestone of a set. */
static const char *
first_name(guint64 set)
{
	for (guint m = 0; m < MILESTONE_COUNT; m++)
		if (set & MILESTONE_BIT(m))
			return milestone_names[m];
	return "";
}

static guint64
of_board(void)
{
	guint64 set = 0;

	for (guint m = 0; m < MILESTONE_COUNT; m++)
		if (milestone_is_of_board((Milestone) m))
			set |= MILESTONE_BIT(m);
	return set;
}

static char *
fault_of_stops(const ClockRule *rule)
{
	guint64 both = (rule->starts | rule->needs) & rule->stops;
	guint64 foreign = rule->each_board ? rule->stops & ~of_board() : rule->stops & of_board();

	if (both)
		return g_strdup_printf(
			"\"%s\" starts this clock: it must not stop it too", first_name(both));
	if (!foreign)
		return NULL;
	return g_strdup_printf(rule->each_board
				       ? "\"%s\" is nothing between the case and a board: "
					 "each_board must be false, or it must not stand here"
				       : "\"%s\" is of one commissioning board: each_board "
					 "must be true, or it must not stand here",
		first_name(foreign));
}

static char *
fault_of_start(const ClockRule *rule)
{
	guint64 foreign = (rule->starts | rule->needs | rule->unless) & of_board();

	if (rule->each_board || !foreign)
		return NULL;
	return g_strdup_printf("\"%s\" is of one commissioning board: each_board must be true",
		first_name(foreign));
}

static char *
fault_of_unless(const ClockRule *rule)
{
	guint64 both = (rule->starts | rule->needs) & rule->unless;

	return both ? g_strdup_printf(
			      "\"%s\" starts this clock: it would never run", first_name(both))
		    : NULL;
}

static char *
fault_of_ends(const ClockRule *rule)
{
	guint64 both = (rule->starts | rule->needs | rule->stops) & rule->ends;
	guint64 foreign = rule->each_board ? 0 : rule->ends & of_board();

	if (both)
		return g_strdup_printf("\"%s\" starts or stops this clock: it must not end it too",
			first_name(both));
	return foreign ? g_strdup_printf("\"%s\" is of one commissioning board: each_board must "
					 "be true, or it must not stand here",
				 first_name(foreign))
		       : NULL;
}

static char *
fault_of_set_by(const ClockRule *rule)
{
	if (!rule->set_by || rule->class_ == CLOCK_POLICY)
		return NULL;
	return g_strdup("nobody sets the last day of what the law asks for: class must be "
			"\"policy\", or this must not stand here");
}

static char *
fault_of_span(const ClockRule *rule)
{
	if (rule->class_ == CLOCK_STATUTORY && rule->span.unit == CLOCK_WORKING_DAYS)
		return g_strdup("no time of law is counted in working days, which differ from "
				"place to place: must be in hours, days or months");
	return NULL;
}

static gboolean
overlap(const ClockSource *a, const ClockSource *b)
{
	return a->laws & b->laws && (!a->until.year || date_compare(b->from, a->until) <= 0) &&
	       (!b->until.year || date_compare(a->from, b->until) <= 0);
}

/* TRUE if a day after source ends is without a text though a later one follows. */
static gboolean
leaves_gap(const ClockRule *rule, const ClockSource *source, guint law)
{
	gboolean later = FALSE;

	if (!source->until.year)
		return FALSE;
	CivilDate next = date_add_days(source->until, 1);
	for (guint i = 0; i < rule->sources->len; i++) {
		const ClockSource *other = g_ptr_array_index(rule->sources, i);

		later |= other->laws & law && date_compare(other->from, source->until) > 0;
	}
	return later && !clock_rule_find_source(rule, law, next);
}

static char *
fault_of_source(const ClockRule *rule, guint index)
{
	const ClockSource *source = g_ptr_array_index(rule->sources, index);

	if (source->until.year && date_compare(source->until, source->from) < 0)
		return g_strdup_printf("source %u ends before it begins", index + 1);
	if (source->span.n &&
		(source->span.unit == CLOCK_HOURS) != (rule->span.unit == CLOCK_HOURS))
		return g_strdup_printf(
			"source %u must have a span in hours if the rule has one, and else none",
			index + 1);
	for (guint i = 0; i < index; i++)
		if (overlap(g_ptr_array_index(rule->sources, i), source))
			return g_strdup_printf("sources %u and %u are both in force on a day: "
					       "until of one must be before from of the other",
				i + 1, index + 1);
	for (guint law = LAW_SOL; law <= LAW_LSS; law <<= 1)
		if (source->laws & law && leaves_gap(rule, source, law))
			return g_strdup_printf("source %u ends and another begins later than the "
					       "day after: no text is in force between them",
				index + 1);
	return NULL;
}

static char *
fault_of_sources(const ClockRule *rule)
{
	char *fault = NULL;

	if (rule->class_ != CLOCK_POLICY && rule->sources->len == 0)
		return g_strdup("a clock of this class rests on law: name its section, or set "
				"class = \"policy\"");
	for (guint i = 0; i < rule->sources->len && !fault; i++)
		fault = fault_of_source(rule, i);
	return fault;
}

/* The least that a span can be, in hours. */
static guint
least_hours(ClockSpan span)
{
	static const guint hours[CLOCK_UNIT_COUNT] = {
		[CLOCK_HOURS] = 1,
		[CLOCK_DAYS] = 24,
		[CLOCK_WORKING_DAYS] = 24,
		[CLOCK_MONTHS] = 28 * 24,
	};

	return span.n * hours[span.unit];
}

static char *
fault_of_steps(const ClockRule *rule)
{
	gboolean hours = rule->span.unit == CLOCK_HOURS;

	for (guint i = 0; i < rule->steps->len; i++) {
		const ClockStep *step = g_ptr_array_index(rule->steps, i);

		if (!step->offset.n)
			continue;
		if ((step->offset.unit == CLOCK_HOURS) != hours)
			return g_strdup_printf("\"%s\" must be in %s, as the span is", step->text,
				hours ? "hours" : "days, working days or months");
		if (step->kind == STEP_BEFORE &&
			least_hours(step->offset) > least_hours(rule->span))
			return g_strdup_printf("\"%s\" is before the clock starts: it must be "
					       "shorter than the span",
				step->text);
	}
	return NULL;
}

char *
clock_rule_fault(const ClockRule *rule, const char **ret_key)
{
	static const struct {
		const char *key;
		char *(*fault)(const ClockRule *rule);
	} checks[] = {
		{ "start", fault_of_start },
		{ "stop", fault_of_stops },
		{ "unless", fault_of_unless },
		{ "ended_by", fault_of_ends },
		{ "set_by", fault_of_set_by },
		{ "span", fault_of_span },
		{ "sources", fault_of_sources },
		{ "reminders", fault_of_steps },
	};
	char *fault = NULL;

	for (guint i = 0; i < G_N_ELEMENTS(checks) && !fault; i++) {
		fault = checks[i].fault(rule);
		if (fault)
			*ret_key = checks[i].key;
	}
	return fault;
}

static char *
fault_of_id(const GPtrArray *rules, guint index)
{
	const ClockRule *rule = g_ptr_array_index(rules, index);

	for (guint i = 0; i < index; i++) {
		const ClockRule *other = g_ptr_array_index(rules, i);

		if (strcmp(rule->id, other->id) == 0)
			return g_strdup_printf("there is a rule \"%s\" already: an id must be used "
					       "once",
				rule->id);
	}
	return NULL;
}

/* What comes of a set of milestones by the first n rules, one step further. */
static guint64
follow(const GPtrArray *rules, guint n, guint64 set)
{
	for (guint i = 0; i < n; i++) {
		const ClockRule *rule = g_ptr_array_index(rules, i);

		if ((rule->starts | rule->needs) & set)
			set |= rule->stops;
	}
	return set;
}

/* A rule closes a loop if by it and those before it its stops lead to what starts it. */
static char *
fault_of_loop(const GPtrArray *rules, guint index)
{
	const ClockRule *rule = g_ptr_array_index(rules, index);
	guint64 reached = rule->stops, before;

	if ((rule->starts | rule->needs) & rule->stops)
		return NULL; /* clock_rule_fault() says that */
	do {
		before = reached;
		reached = follow(rules, index, reached);
	} while (reached != before);
	guint64 round = reached & (rule->starts | rule->needs);
	return round ? g_strdup_printf(
			       "the clocks go round: this one waits for \"%s\", which is to "
			       "come after \"%s\", which is to come after \"%s\" by the "
			       "rules before",
			       first_name(rule->stops), first_name(round), first_name(rule->stops))
		     : NULL;
}

char *
clock_rules_fault(const GPtrArray *rules, guint *ret_index, const char **ret_key)
{
	char *fault = NULL;

	for (guint i = 0; i < rules->len && !fault; i++) {
		*ret_index = i;
		*ret_key = "id";
		fault = fault_of_id(rules, i);
		if (fault)
			break;
		*ret_key = "stop";
		fault = fault_of_loop(rules, i);
	}
	return fault;
}
