/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The one function that does what may be done in a case (life-acts.c).
 * Must never move a case without an event that says who, when and why.
 */
#include "core/life/life.h"

#include "core/clock/clock-run.h"
#include "core/error.h"
#include "core/life/life-acts.h"
#include "core/life/life-correct.h"
#include "core/life/life-guard.h"
#include "core/life/life-notices.h"
#include "core/life/life-order.h"
#include "core/life/life-since.h"
#include "core/life/life-transfer.h"
#include "core/record.h"
#include "core/text.h"

static gboolean
check_state(const CaseFile *file, LifeAct act, GError **error)
{
	g_autoptr(GString) names = g_string_new(NULL);

	if (life_acts[act].from & 1u << file->state)
		return TRUE;
	for (guint state = 0; state < CASE_STATE_COUNT; state++)
		if (life_acts[act].from & 1u << state)
			g_string_append_printf(names, "%s%s", names->len ? ", " : "",
				case_state_name((CaseState) state));
	g_set_error(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED,
		"%s is %s: that is done in a case that is %s", file->id,
		case_state_name(file->state), names->str);
	return FALSE;
}

static gboolean
check_words(const CaseFile *file, LifeAct act, const LifeWords *words, GError **error)
{
	for (guint value = 0; value < LIFE_VALUE_COUNT; value++) {
		if (!(life_acts[act].needs & LIFE_BIT(value)) || words->given[value])
			continue;
		g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT, "%s: the %s must be given", file->id,
			life_value_key((LifeValue) value));
		return FALSE;
	}
	return TRUE;
}

/* A day that is set lies ahead, and what comes after something is not before it. */
static gboolean
check_dates(const CaseFile *file, LifeAct act, const LifeWords *words, const LifeOffice *office,
	GError **error)
{
	CivilDate today = date_from_instant(office->clocks.now, office->clocks.zone);
	const char *wrong = life_wrong_day(file, life_acts[act].milestone, words->when, office);
	const char *order = life_wrong_order(file, act, words->when.date);

	if (!wrong && words->given[LIFE_DUE] && date_compare(words->due, today) < 0)
		wrong = "the day that is set has passed already";
	else if (!wrong)
		wrong = order;
	if (wrong)
		g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT, "%s: %s", file->id, wrong);
	return !wrong;
}

static void
put_change(Record *detail, const CaseFile *file, CaseState was)
{
	if (file->state == was)
		return;
	record_put_text(detail, "state_was", case_state_name(was));
	record_put_text(detail, "state", case_state_name(file->state));
}

/* The day, and the hour only where somebody said it. */
static void
put_when(Record *detail, const LifeWords *words, GTimeZone *zone)
{
	gboolean hour = words->given[LIFE_WHEN] && words->when.instant != INSTANT_NONE;
	g_autofree char *day = hour ? instant_to_string(words->when.instant, zone)
				    : date_to_string(words->when.date);

	record_put_text(detail, life_value_key(LIFE_WHEN), day);
}

/* Who signs is written down with the title of the day. */
static void
put_title(Record *detail, LifeAct act, const LifeWords *words, const LifeOffice *office)
{
	const char *by = words->given[LIFE_BY] ? words->given[LIFE_BY] : office->actor;

	if (!(words->given[LIFE_TITLE] && life_acts[act].may & LIFE_BIT(LIFE_TITLE)))
		record_put_text(
			detail, life_value_key(LIFE_TITLE), life_find_title(office->board, by));
}

/* Which file it was is proved by the journal, whatever it was called. */
static void
put_file(Record *detail, GBytes *file)
{
	g_autofree char *digest = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, file);

	record_put_text(detail, "sha256", digest);
	record_put_number(detail, "size", (gint64) g_bytes_get_size(file));
}

static PlannedEvent *
make_event(const CaseFile *file, CaseState was, LifeAct act, const LifeWords *words,
	const LifeOffice *office)
{
	Record detail;

	record_init(&detail);
	put_change(&detail, file, was);
	put_when(&detail, words, office->clocks.zone);
	put_title(&detail, act, words, office);
	for (guint value = 0; value < LIFE_VALUE_COUNT; value++)
		if (value != LIFE_WHEN &&
			(life_acts[act].needs | life_acts[act].may) & LIFE_BIT(value))
			record_put_text(
				&detail, life_value_key((LifeValue) value), words->given[value]);
	if (words->file)
		put_file(&detail, words->file);
	if (act == LIFE_MEASURE_PLANNED)
		record_put_number(&detail, "no", file->measures);
	return planned_event_new(life_acts[act].event, record_end(&detail));
}

/* A breach that is not settled was noticed once: who says when again says when it was. */
static gboolean
corrects(const CaseFile *file, LifeAct act)
{
	return act == LIFE_BREACH && case_file_has_open_breach(file);
}

static void
change(CaseFile *file, LifeAct act, const LifeWords *words)
{
	Milestone milestone = life_acts[act].milestone;

	if (life_acts[act].touches && file->state == CASE_RECEIVED)
		file->state = CASE_ASSESSING;
	if (life_acts[act].to != LIFE_STAYS)
		file->state = life_acts[act].to;
	if (milestone != LIFE_NONE)
		case_file_add_event(file, milestone, words->when,
			milestone_is_of_board(milestone) ? words->given[LIFE_BOARD] : NULL,
			corrects(file, act));
	if (life_acts[act].apply)
		life_acts[act].apply(file, words);
}

/* Who works on the other case is told. */
static void
name_other(LifePlan *plan, LifeAct act, const LifeWords *words, const LifeOffice *office)
{
	if (act != LIFE_JOIN && act != LIFE_LINK)
		return;
	plan->other_case = words->given[LIFE_CASE];
	plan->act = act;
	plan->words = words;
	plan->by = office;
}

/* What the store asks of another case, and takes back of this one. */
static void
plan_others(LifePlan *plan, LifeAct act, const LifeWords *words, const LifeOffice *office)
{
	name_other(plan, act, words, office);
	plan->other_open = act == LIFE_JOIN;
	if (act == LIFE_UNLINK_BOARD)
		g_ptr_array_add(plan->untold_boards, g_strdup(words->given[LIFE_BOARD]));
	if (act == LIFE_RELEASE_COPY || act == LIFE_RELEASE_FINAL) {
		plan->released = words->file;
		plan->released_to = words->given[LIFE_BOARD];
		plan->released_as =
			milestone_names[act == LIFE_RELEASE_COPY ? MILESTONE_COPY_INFORMED
								 : MILESTONE_FINAL_INFORMED];
	}
}

/* An extension is proved by the clock itself. */
static gboolean
check_extension(const CaseFile *file, LifeAct act, const LifeWords *words, const LifeOffice *office,
	GError **error)
{
	ClockCase facts = case_clocks_facts(file, &office->clocks);
	Clock clock;

	if (act != LIFE_EXTEND)
		return TRUE;
	const ClockRule *rule = clock_office_find(&office->clocks, words->given[LIFE_CLOCK]);
	if (rule->each_board != (words->given[LIFE_BOARD] != NULL)) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT, "%s: the clock %s is %s", file->id,
			rule->id,
			rule->each_board ? "of one commissioning board: say which with --board"
					 : "of no commissioning board: leave --board out");
		return FALSE;
	}
	if (rule->class_ != CLOCK_POLICY) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED, "%s: %s", rule->id,
			CLOCK_NO_EXTENSION);
		return FALSE;
	}
	if (!case_clocks_find(file, &facts, rule, words->given[LIFE_BOARD], &clock, error))
		return FALSE;
	if (clock.state != CLOCK_RUNNING && (clock.state != CLOCK_LATE || clock.stop.date.year)) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED,
			"%s: the clock %s does not run", file->id, rule->id);
		return FALSE;
	}
	if (date_compare(clock.due.date, words->due) == 0)
		return TRUE;
	g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT,
		"%s: an extension must be to a later day than the last one", file->id);
	return FALSE;
}

static LifePlan *
plan_new(CaseState was)
{
	LifePlan *plan = g_new0(LifePlan, 1);

	plan->was = was;
	plan->events = g_ptr_array_new_with_free_func((GDestroyNotify) planned_event_free);
	plan->notices = g_ptr_array_new_with_free_func((GDestroyNotify) planned_notice_free);
	plan->untold_boards = g_ptr_array_new_with_free_func(g_free);
	return plan;
}

static gboolean
note(const LifeOffice *office, LifeRefusalKind kind, gboolean good)
{
	if (!good && office->refusal)
		office->refusal->kind = kind;
	return good;
}

static gboolean
do_act(LifePlan *plan, CaseFile *file, LifeAct act, const LifeWords *words,
	const LifeOffice *office, GError **error)
{
	if (words->correct) {
		name_other(plan, act, words, office);
		return life_correct(file, act, words, office, plan, error);
	}
	if (!note(office, LIFE_REFUSAL_STATE, check_state(file, act, error)) ||
		!note(office, LIFE_REFUSAL_WORDS, check_words(file, act, words, error)) ||
		!note(office, LIFE_REFUSAL_GUARD,
			life_guards_hold(file, life_acts[act].guards, words, office, error)) ||
		!note(office, LIFE_REFUSAL_DATE, check_dates(file, act, words, office, error)))
		return FALSE;
	gboolean was_serious = case_file_ivo(file) != IVO_NONE;
	g_autofree char *investigator = g_strdup(file->investigator);
	change(file, act, words);
	plan->now_serious = act == LIFE_DECIDE && !was_serious && case_file_ivo(file) != IVO_NONE;
	if (act == LIFE_TRANSFER)
		life_leave_board(plan, file, words, office);
	if (investigator && !life_is_same_person(investigator, file->investigator))
		plan->left_investigator = g_steal_pointer(&investigator);
	g_ptr_array_add(plan->events, make_event(file, plan->was, act, words, office));
	plan_others(plan, act, words, office);
	return TRUE;
}

LifePlan *
life_plan(CaseFile *file, LifeAct act, const LifeWords *words, const LifeOffice *office,
	GError **error)
{
	g_autoptr(LifePlan) plan = plan_new(file->state);

	plan->office = &office->clocks;
	if (words->correct || act == LIFE_EXTEND)
		plan->before = case_clocks_compute(file, plan->office, NULL);
	if (!note(office, LIFE_REFUSAL_SINCE, life_since_allows(file, act, words, office, error)))
		return NULL;
	if (!do_act(plan, file, act, words, office, error)) {
		life_since_explain(file, office, error);
		return NULL;
	}
	plan->clocks = case_clocks_compute(file, plan->office, error);
	if (!note(office, LIFE_REFUSAL_OTHER,
		    plan->clocks && check_extension(file, act, words, office, error)))
		return NULL;
	life_plan_notices(plan, file, act, words, office);
	return g_steal_pointer(&plan);
}

LifePlan *
life_plan_clocks(CaseFile *file, const ClockOffice *office, GError **error)
{
	g_autoptr(LifePlan) plan = plan_new(file->state);

	plan->office = office;
	plan->clocks = case_clocks_compute(file, office, error);
	return plan->clocks ? g_steal_pointer(&plan) : NULL;
}

static PlannedEvent *
make_end(CaseState was, CaseState state)
{
	Record detail;

	record_init(&detail);
	record_put_text(&detail, "from", case_state_name(was));
	record_put_text(&detail, "to", case_state_name(state));
	return planned_event_new("case_state", record_end(&detail));
}

LifePlan *
life_plan_no_report(CaseFile *file, const LifeOffice *office)
{
	LifePlan *plan = plan_new(file->state);
	const LifeWords words = { .when = clock_time_at(office->clocks.now, office->clocks.zone) };

	plan->office = &office->clocks;
	file->state = CASE_NOT_REPORT;
	case_file_add_event(file, MILESTONE_NOT_REPORT, words.when, NULL, FALSE);
	g_ptr_array_add(plan->events, make_end(plan->was, file->state));
	plan->clocks = case_clocks_compute(file, plan->office, NULL);
	/* Days that contradict themselves keep nothing open that is no report. */
	if (!plan->clocks)
		plan->clocks = g_array_new(FALSE, FALSE, sizeof(CaseClock));
	if (office->board)
		life_plan_taken_back(plan, file, &words, office);
	return plan;
}

void
life_plan_free(LifePlan *plan)
{
	if (!plan)
		return;
	g_ptr_array_unref(plan->events);
	g_ptr_array_unref(plan->notices);
	g_ptr_array_unref(plan->untold_boards);
	g_free(plan->left_investigator);
	g_free(plan->left_board);
	g_free(plan->left_dnr);
	g_clear_pointer(&plan->clocks, g_array_unref);
	g_clear_pointer(&plan->before, g_array_unref);
	g_free(plan);
}
