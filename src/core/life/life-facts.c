/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What there is to say of what was done in a case. What a notice may say of it to
 * whom is privacy.c's.
 */
#include "core/life/life-notices-private.h"

#include <string.h>

#include "core/clock/clock-facts.h"
#include "core/paper/board-paper.h"

static void
put_day(Record *record, const char *key, const Matter *matter)
{
	g_autofree char *day = clock_facts_day(matter->words->when.date, matter->board->language);

	facts_put_text(record, key, day);
}

static void
put_shown(Record *record, const Matter *matter, const CaseClock *clock)
{
	const ClockOffice *office = &matter->office->clocks;
	g_autofree char *source = case_clock_source(clock);
	const ClockFacts shown = { .rule = clock->rule,
		.source = source,
		.board = clock_facts_board(matter->board, clock->board),
		.start = clock->start,
		.due = clock->due,
		.late = clock->late };

	clock_facts_put(record, &shown, matter->board->language, office->now, office->zone);
}

static int
compare_urgency(gconstpointer a, gconstpointer b)
{
	const CaseClock *x = a, *y = b;

	return (x->late > y->late) - (x->late < y->late);
}

/* The clocks that run for that role (NULL: any), most urgent first. */
static void
put_agenda(Record *facts, const Matter *matter,
	gboolean (*wanted)(const Matter *, const CaseClock *), const char *role)
{
	g_autoptr(GArray) clocks = g_array_copy(matter->clocks);
	RecordList list;

	record_list_init(&list);
	g_array_sort(clocks, compare_urgency);
	for (guint i = 0; i < clocks->len; i++) {
		const CaseClock *clock = &g_array_index(clocks, CaseClock, i);
		Record item;

		if (clock->stop.date.year || (wanted && !wanted(matter, clock)) ||
			(role && !g_ptr_array_find_with_equal_func(
					 clock->rule->to, role, g_str_equal, NULL)))
			continue;
		record_init(&item);
		put_shown(&item, matter, clock);
		record_list_add(&list, &item);
	}
	record_put_list(facts, "agenda", &list);
}

static void
put_clock(Record *facts, const Matter *matter, const char *rule)
{
	for (guint i = 0; i < matter->clocks->len; i++) {
		const CaseClock *clock = &g_array_index(matter->clocks, CaseClock, i);
		Record part;

		if (strcmp(clock->rule->id, rule) != 0 || clock->stop.date.year)
			continue;
		record_init(&part);
		put_shown(&part, matter, clock);
		record_put_record(facts, "clock", &part);
		return;
	}
}

/* As it is known now: a correction is the last of these. */
static void
put_arrival(Record *facts, const Matter *matter)
{
	const CaseEvent *arrival = NULL;

	for (guint i = 0; i < matter->file->events->len; i++) {
		const CaseEvent *event = &g_array_index(matter->file->events, CaseEvent, i);

		if (event->milestone == MILESTONE_ARRIVAL)
			arrival = event;
	}
	if (!arrival)
		return;
	g_autofree char *day = date_to_string(arrival->when.date);
	facts_put_text(facts, "arrived", day);
	if (arrival->when.instant == INSTANT_NONE)
		return;
	g_autofree char *when =
		instant_to_display(arrival->when.instant, matter->office->clocks.zone);
	facts_put_text(facts, "arrived_time", when + 11);
}

/* Who investigates, as the board's people are written down. */
static void
put_investigator(Record *facts, const Matter *matter)
{
	const Person *person = board_paper_person(matter->board, matter->file->investigator);
	Record part;

	if (!person || (!person->name && !person->title))
		return;
	record_init(&part);
	facts_put_text(&part, "name", person->name);
	facts_put_text(&part, "title", person->title);
	record_put_record(facts, "investigator", &part);
}

void
life_put_assignment(Record *facts, const Matter *matter)
{
	put_arrival(facts, matter);
	put_investigator(facts, matter);
	record_put_boolean(facts, "takes_over",
		case_file_day(matter->file, MILESTONE_STARTED, NULL).year != 0);
	put_agenda(facts, matter, NULL, "investigator");
}

void
life_put_proposal(Record *facts, const Matter *matter)
{
	CivilDate proposed = case_file_day(matter->file, MILESTONE_PROPOSED, NULL);
	g_autofree char *day = clock_facts_day(proposed, matter->board->language);
	Record part;

	facts_put_text(facts, "proposed", day);
	put_clock(facts, matter, "decide");
	/* Whoever stands in for the decision maker reads the rest in the case. */
	if (matter->act != LIFE_PROPOSE)
		return;
	record_init(&part);
	facts_put_text(
		&part, "outcome", outcome_title(matter->words->outcome, matter->board->language));
	facts_put_text(&part, "reason", matter->words->given[LIFE_REASON]);
	facts_put_text(&part, "by", matter->office->actor);
	record_put_record(facts, "proposal", &part);
}

void
life_put_decision(Record *facts, const Matter *matter)
{
	Record part;

	put_day(facts, "decided", matter);
	record_init(&part);
	facts_put_text(
		&part, "outcome", outcome_title(matter->words->outcome, matter->board->language));
	facts_put_text(&part, "by", matter->words->given[LIFE_BY]);
	facts_put_text(&part, "delegation", matter->words->given[LIFE_DELEGATION]);
	facts_put_text(&part, "presenter", matter->words->given[LIFE_PRESENTER]);
	facts_put_text(&part, "participants", matter->words->given[LIFE_PARTICIPANTS]);
	record_put_record(facts, "decision", &part);
	put_agenda(facts, matter, NULL, "responsible");
}

void
life_put_declined(Record *facts, const Matter *matter)
{
	put_day(facts, "declined", matter);
}

void
life_put_serious(Record *facts, const Matter *matter)
{
	Record part;

	record_init(&part);
	put_day(&part, "serious_since", matter);
	record_put_record(facts, "ivo", &part);
	put_clock(facts, matter, "ivo_notify");
}

void
life_put_notified(Record *facts, const Matter *matter)
{
	Record part;

	record_init(&part);
	put_day(&part, "notified", matter);
	facts_put_text(&part, "number", matter->words->given[LIFE_NUMBER]);
	record_put_boolean(&part, "attached", matter->act == LIFE_IVO_NOTIFIED_WHOLE);
	record_put_record(facts, "ivo", &part);
	put_clock(facts, matter, "ivo_investigation");
}

/* A case that is passed on has a breach of before, of which perhaps no hour is known. */
void
life_put_breach(Record *facts, const Matter *matter)
{
	const ClockTime aware = case_file_breach(matter->file);
	g_autofree char *day = clock_facts_day(aware.date, matter->board->language);
	Record part;

	record_init(&part);
	facts_put_text(&part, "aware", day);
	if (aware.instant != INSTANT_NONE) {
		g_autofree char *when =
			instant_to_display(aware.instant, matter->office->clocks.zone);
		facts_put_text(&part, "aware_time", when + 11);
	}
	record_put_boolean(&part, "provisional", matter->file->suspected);
	record_put_record(facts, "breach", &part);
	put_clock(facts, matter, "breach_imy");
}

/* Of what somebody typed nothing is mailed: it may say anything. */
void
life_put_transfer(Record *facts, const Matter *matter)
{
	const Board *to = settings_get_board(matter->office->settings, matter->file->board);
	gboolean ours = matter->act == LIFE_TRANSFER;
	Record part;

	record_init(&part);
	facts_put_text(&part, "from", matter->office->board->name);
	facts_put_text(&part, "to", ours && to ? to->name : NULL);
	record_put_boolean(&part, "together", matter->of_case != NULL);
	put_day(&part, "date", matter);
	record_put_record(facts, "transfer", &part);
}

void
life_put_received(Record *facts, const Matter *matter)
{
	const CaseFile *file = matter->file;

	put_arrival(facts, matter);
	record_put_boolean(facts, "from_staff",
		settings_is_own_staff(
			matter->office->settings, file->sender ? file->sender : file->reporter));
	life_put_transfer(facts, matter);
}

static gboolean
is_moved(const Matter *matter, const CaseClock *clock)
{
	for (guint i = 0; matter->before && i < matter->before->len; i++) {
		const CaseClock *was = &g_array_index(matter->before, CaseClock, i);

		if (was->rule == clock->rule && g_strcmp0(was->board, clock->board) == 0)
			return date_compare(was->due.date, clock->due.date) != 0 ||
			       was->due.instant != clock->due.instant;
	}
	return FALSE;
}

void
life_put_correction(Record *facts, const Matter *matter)
{
	Record part;

	record_init(&part);
	record_put_boolean(&part, "corrected", matter->words->correct);
	record_put_boolean(&part, "extended", !matter->words->correct);
	record_put_boolean(&part, "decision", matter->words->correct && matter->act == LIFE_DECIDE);
	record_put_record(facts, "change", &part);
	put_agenda(facts, matter, is_moved, NULL);
}

static gboolean
is_set(const Matter *matter, const CaseClock *clock)
{
	Milestone set = matter->act == LIFE_SET_FOLLOW_UP ? MILESTONE_FOLLOW_UP_SET
							  : MILESTONE_SUPPLEMENT_DUE;

	return (clock->rule->set_by & MILESTONE_BIT(set)) != 0;
}

void
life_put_set_day(Record *facts, const Matter *matter)
{
	Record part;

	record_init(&part);
	record_put_boolean(&part, "day_set", TRUE);
	record_put_boolean(&part, "supplement", matter->act == LIFE_SUPPLEMENT_ASKED);
	record_put_record(facts, "change", &part);
	put_agenda(facts, matter, is_set, NULL);
}

void
life_put_right_day(Record *facts, const Matter *matter)
{
	Record part;

	record_init(&part);
	record_put_boolean(&part, "corrected", TRUE);
	put_day(&part, "date", matter);
	record_put_record(facts, "change", &part);
}

static const struct {
	LifeAct act;
	const char *key; /* of the group change */
} changes[] = {
	{ LIFE_JOIN, "joined" },
	{ LIFE_LINK, "linked" },
	{ LIFE_DECLINE, "declined" },
	{ LIFE_TRANSFER_EXTERNAL, "handed_over" },
	{ LIFE_REOPEN, "reopened" },
	{ LIFE_WITHDRAW, "withdrawn" },
	{ LIFE_NOT_SERIOUS, "not_serious" },
	{ LIFE_BREACH_NOTIFIED, "breach_notified" },
	{ LIFE_BREACH_NOT_REPORTABLE, "breach_not_reportable" },
};

void
life_put_change(Record *facts, const Matter *matter)
{
	Record part;

	record_init(&part);
	for (guint i = 0; i < G_N_ELEMENTS(changes); i++)
		record_put_boolean(&part, changes[i].key, matter->act == changes[i].act);
	facts_put_text(&part, "other",
		matter->of_case ? matter->file->id : matter->words->given[LIFE_CASE]);
	put_day(&part, "date", matter);
	record_put_record(facts, "change", &part);
}

/* Which board: it is told of in the words of what is handed over. */
void
life_put_release(Record *facts, const Matter *matter)
{
	Record part;

	record_init(&part);
	record_put_boolean(&part, "released", TRUE);
	facts_put_text(&part, "of_board",
		clock_facts_board(matter->office->board, matter->words->given[LIFE_BOARD]));
	record_put_record(facts, "change", &part);
}
