/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Corrections of what was typed. Must never take anything away: what was said
 * before stays, and so does what was told of it.
 */
#include "core/life/life-correct.h"

#include <string.h>

#include "core/error.h"
#include "core/life/life-guard.h"
#include "core/record.h"

#define V(value) LIFE_BIT(LIFE_##value)
#define NONE     MILESTONE_COUNT

/* What of an act can be corrected. */
static const struct {
	LifeAct act;
	const char *what;  /* in the journal: of several acts it is one thing */
	guint32 values;    /* words of which one at least is given */
	Milestone when;    /* that LIFE_WHEN dates, or NONE */
	Milestone due;     /* that LIFE_DUE dates, or NONE */
	Milestone with[2]; /* what is recorded with when, and moves with it; or NONE */
} rows[] = {
	{ LIFE_PROTECT, "protected", V(WHEN), MILESTONE_PROTECTED, NONE, { NONE, NONE } },
	{ LIFE_PROTECTION_NOT_NEEDED, "protected", V(WHEN), MILESTONE_PROTECTED, NONE,
		{ NONE, NONE } },
	{ LIFE_ASSESS, "assessed", V(WHEN), MILESTONE_ASSESSED, NONE, { NONE, NONE } },
	{ LIFE_DECLINE, "declined", V(WHEN), MILESTONE_DECLINED, NONE, { NONE, NONE } },
	{ LIFE_START, "investigation_started", V(WHEN) | V(LAW), MILESTONE_STARTED, NONE,
		{ NONE, NONE } },
	{ LIFE_PROPOSE, "proposed", V(WHEN), MILESTONE_PROPOSED, NONE, { NONE, NONE } },
	{ LIFE_DECIDE, "decided", V(WHEN), MILESTONE_DECIDED, NONE,
		{ MILESTONE_DELEGATED, MILESTONE_SERIOUS } },
	{ LIFE_SERIOUS, "serious", V(WHEN), MILESTONE_SERIOUS, NONE, { NONE, NONE } },
	{ LIFE_IVO_NOTIFIED, "ivo_notified", V(WHEN) | V(NUMBER), MILESTONE_IVO_NOTIFIED, NONE,
		{ MILESTONE_INVESTIGATION_ATTACHED, NONE } },
	{ LIFE_IVO_NOTIFIED_WHOLE, "ivo_notified", V(WHEN) | V(NUMBER), MILESTONE_IVO_NOTIFIED,
		NONE, { MILESTONE_INVESTIGATION_ATTACHED, NONE } },
	{ LIFE_INVESTIGATION_SENT, "investigation_sent", V(WHEN), MILESTONE_INVESTIGATION_SENT,
		NONE, { NONE, NONE } },
	{ LIFE_SUPPLEMENT_ASKED, "supplement_asked", V(WHEN) | V(DUE), MILESTONE_SUPPLEMENT_ASKED,
		MILESTONE_SUPPLEMENT_DUE, { NONE, NONE } },
	{ LIFE_SUPPLEMENT_SENT, "supplement_sent", V(WHEN), MILESTONE_SUPPLEMENT_SENT, NONE,
		{ NONE, NONE } },
	{ LIFE_IVO_CLOSED, "ivo_closed", V(WHEN), MILESTONE_IVO_CLOSED, NONE, { NONE, NONE } },
	{ LIFE_INFORM_REPORT, "board_informed_report", V(WHEN) | V(HOW), MILESTONE_REPORT_INFORMED,
		NONE, { NONE, NONE } },
	{ LIFE_INFORM_IVO, "board_informed_ivo", V(WHEN) | V(HOW), MILESTONE_IVO_INFORMED, NONE,
		{ NONE, NONE } },
	{ LIFE_INFORM_COPY, "board_got_copy", V(WHEN) | V(HOW), MILESTONE_COPY_INFORMED, NONE,
		{ NONE, NONE } },
	{ LIFE_INFORM_FINAL, "board_got_final", V(WHEN) | V(HOW), MILESTONE_FINAL_INFORMED, NONE,
		{ NONE, NONE } },
	{ LIFE_REGISTER, "registered", V(WHEN) | V(NUMBER), MILESTONE_REGISTERED, NONE,
		{ NONE, NONE } },
	{ LIFE_BREACH, "breach_aware", V(WHEN), MILESTONE_BREACH_AWARE, NONE, { NONE, NONE } },
	{ LIFE_BREACH_NOTIFIED, "breach_notified", V(WHEN), MILESTONE_BREACH_NOTIFIED, NONE,
		{ NONE, NONE } },
	{ LIFE_MEASURE_DONE, "measure", V(WHEN) | V(DUE), NONE, NONE, { NONE, NONE } },
	{ LIFE_SET_FOLLOW_UP, "follow_up_set", V(DUE), NONE, MILESTONE_FOLLOW_UP_SET,
		{ NONE, NONE } },
	{ LIFE_FOLLOWED_UP, "followed_up", V(WHEN), MILESTONE_FOLLOWED_UP, NONE, { NONE, NONE } },
	{ LIFE_RECEIPT_GIVEN, "receipt_given", V(WHEN) | V(HOW), MILESTONE_RECEIPT_ACCEPTED, NONE,
		{ NONE, NONE } },
	{ LIFE_FEEDBACK_GIVEN, "feedback_given", V(WHEN) | V(HOW), MILESTONE_FEEDBACK_ACCEPTED,
		NONE, { NONE, NONE } },
	{ LIFE_REPORTED, "reported_to_board", V(WHEN), MILESTONE_BOARD_REPORTED, NONE,
		{ NONE, NONE } },
	{ LIFE_CLOSE, "closed", V(WHEN), MILESTONE_CLOSED, NONE, { NONE, NONE } },
};

const char *
life_correct_what(LifeAct act)
{
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
		if (rows[i].act == act)
			return rows[i].what;
	return NULL;
}

/* What says which one it is, and is not corrected itself. */
#define POINTERS (V(BOARD) | V(MEASURE))

typedef struct {
	CaseFile *file;
	guint row;
	const char *board; /* of the milestone, or NULL */
	const LifeWords *words;
	const LifeOffice *office;
	guint at, due_at; /* what is corrected, in the file's events */
} Matter;

#define NOWHERE G_MAXUINT

static gboolean refuse(const Matter *matter, LexError code, GError **error, const char *format, ...)
	G_GNUC_PRINTF(4, 5);

static gboolean
refuse(const Matter *matter, LexError code, GError **error, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	g_autofree char *why = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	g_set_error(error, LEX_ERROR, code, "%s: %s", matter->file->id, why);
	return FALSE;
}

static gboolean
is_given(const Matter *matter, LifeValue value)
{
	return matter->words->given[value] != NULL;
}

static gboolean
is_that(const CaseEvent *event, Milestone milestone, const char *board)
{
	return event->milestone == milestone && g_strcmp0(event->board, board) == 0;
}

/* The last of them as it was first said; what was before that board was linked again is over. */
static guint
find_first_said(const CaseFile *file, Milestone milestone, const char *board)
{
	for (guint i = file->events->len; i > 0; i--) {
		const CaseEvent *event = &g_array_index(file->events, CaseEvent, i - 1);

		if (is_that(event, milestone, board) && !event->corrects)
			return i - 1;
		if (board && is_that(event, MILESTONE_BOARD_LINKED, board))
			break;
	}
	return NOWHERE;
}

/* When it was, by what was said last. */
static ClockTime
valid_time(const CaseFile *file, guint at)
{
	const CaseEvent *first = &g_array_index(file->events, CaseEvent, at);
	ClockTime when = first->when;

	for (guint i = at + 1; i < file->events->len; i++) {
		const CaseEvent *event = &g_array_index(file->events, CaseEvent, i);

		if (!is_that(event, first->milestone, first->board))
			continue;
		if (!event->corrects)
			break;
		when = event->when;
	}
	return when;
}

static gboolean
check_words(const Matter *matter, GError **error)
{
	guint32 values = rows[matter->row].values;
	guint32 needs = life_act_needs(rows[matter->row].act) & POINTERS;
	g_autoptr(GString) names = g_string_new(NULL);
	gboolean some = FALSE, other = FALSE;

	for (guint value = 0; value < LIFE_VALUE_COUNT; value++) {
		const char *key = life_value_key((LifeValue) value);
		gboolean given = is_given(matter, (LifeValue) value);

		if ((needs & LIFE_BIT(value) || value == LIFE_REASON) && !given)
			return refuse(matter, LEX_ERROR_INPUT, error, "the %s must be given", key);
		if (values & LIFE_BIT(value))
			g_string_append_printf(names, "%s%s", names->len ? ", " : "", key);
		some |= given && values & LIFE_BIT(value);
		other |= given && !((values | needs | V(REASON)) & LIFE_BIT(value));
	}
	return (some && !other) ||
	       refuse(matter, LEX_ERROR_INPUT, error, "what can be corrected of %s is: %s",
		       rows[matter->row].what, names->str);
}

static gboolean
is_done(const CaseFile *file, guint measure)
{
	for (guint i = 0; i < file->done->len; i++)
		if (g_array_index(file->done, guint, i) == measure)
			return TRUE;
	return FALSE;
}

/* Whether there is what the words correct. */
static gboolean
find(Matter *matter, GError **error)
{
	const CaseFile *file = matter->file;
	LifeAct act = rows[matter->row].act;
	gboolean there = TRUE;

	matter->at = matter->due_at = NOWHERE;
	if (rows[matter->row].when != NONE) {
		matter->at = find_first_said(file, rows[matter->row].when, matter->board);
		there = matter->at != NOWHERE;
	}
	if (rows[matter->row].due != NONE) {
		matter->due_at = find_first_said(file, rows[matter->row].due, NULL);
		there &= matter->due_at != NOWHERE;
	}
	if (act == LIFE_MEASURE_DONE)
		there = !is_given(matter, LIFE_WHEN) || is_done(file, matter->words->measure);
	if (act == LIFE_REGISTER && is_given(matter, LIFE_NUMBER))
		there &= file->dnr_full != NULL;
	return there || refuse(matter, LEX_ERROR_NOT_ALLOWED, error,
				"there is nothing to correct: %s is not recorded yet",
				rows[matter->row].what);
}

static gboolean
is_same_time(ClockTime a, ClockTime b)
{
	return date_compare(a.date, b.date) == 0 &&
	       (b.instant == INSTANT_NONE || a.instant == b.instant);
}

/* What is not in the file, a word on how or a measure's day, is taken to be another. */
static gboolean
changes(const Matter *matter)
{
	const CaseFile *file = matter->file;
	const LifeWords *words = matter->words;

	if (is_given(matter, LIFE_HOW) || rows[matter->row].act == LIFE_MEASURE_DONE)
		return TRUE;
	if (is_given(matter, LIFE_WHEN) && !is_same_time(valid_time(file, matter->at), words->when))
		return TRUE;
	if (is_given(matter, LIFE_DUE) &&
		date_compare(valid_time(file, matter->due_at).date, words->due) != 0)
		return TRUE;
	if (is_given(matter, LIFE_LAW) && file->laws != words->laws)
		return TRUE;
	return is_given(matter, LIFE_NUMBER) &&
	       (rows[matter->row].act != LIFE_REGISTER ||
		       strcmp(file->dnr_full, words->given[LIFE_NUMBER]) != 0);
}

/* TRUE if that milestone is of an act that cannot come before what is corrected. */
static gboolean
follows(Milestone milestone, Milestone of)
{
	if (milestone == MILESTONE_REOPENED || milestone == MILESTONE_TAKEN_OVER)
		return TRUE;
	for (guint act = 0; act < LIFE_ACT_COUNT; act++)
		if (life_act_milestone((LifeAct) act) == milestone &&
			life_act_after((LifeAct) act) == of)
			return TRUE;
	return FALSE;
}

/* What came one after the other does so still. */
static const char *
wrong_order(const Matter *matter)
{
	const CaseFile *file = matter->file;
	Milestone of = rows[matter->row].when, before = life_act_after(rows[matter->row].act);

	for (guint i = 0; i < file->events->len; i++) {
		const CaseEvent *event = &g_array_index(file->events, CaseEvent, i);
		int order = event->corrects ? 0
					    : date_compare(valid_time(file, i).date,
						      matter->words->when.date);

		if (i < matter->at && event->milestone == before && order > 0 &&
			find_first_said(file, before, event->board) == i)
			return "the date is before that of what it follows: see lexsarah case show";
		if (i > matter->at && follows(event->milestone, of) && order < 0)
			return "the date is after that of what followed it: see lexsarah case show";
	}
	return NULL;
}

/* A day that IVO has set may have passed while another one stood here; our own is ahead. */
static const char *
wrong_due(const Matter *matter)
{
	const ClockOffice *clocks = &matter->office->clocks;
	CivilDate today = date_from_instant(clocks->now, clocks->zone);

	if (rows[matter->row].act != LIFE_SUPPLEMENT_ASKED)
		return date_compare(matter->words->due, today) < 0
			       ? "the day that is set has passed already"
			       : NULL;
	ClockTime asked = is_given(matter, LIFE_WHEN) ? matter->words->when
						      : valid_time(matter->file, matter->at);
	return date_compare(matter->words->due, asked.date) < 0
		       ? "the day that is set is before that on which IVO asked"
		       : NULL;
}

static gboolean
check_days(const Matter *matter, GError **error)
{
	const char *wrong = NULL;

	if (is_given(matter, LIFE_WHEN))
		wrong = life_wrong_day(
			matter->file, rows[matter->row].when, matter->words->when, matter->office);
	if (!wrong && is_given(matter, LIFE_WHEN) && matter->at != NOWHERE)
		wrong = wrong_order(matter);
	if (!wrong && is_given(matter, LIFE_DUE))
		wrong = wrong_due(matter);
	return !wrong || refuse(matter, LEX_ERROR_INPUT, error, "%s", wrong);
}

static gboolean
check(Matter *matter, GError **error)
{
	guint64 guards = GUARD_BIT(GUARD_NOT_RECUSED);
	LifeAct act = rows[matter->row].act;

	if (is_given(matter, LIFE_WHEN))
		guards |= life_act_guards(act) & GUARD_BIT(GUARD_HOUR);
	guards |= life_act_guards(act) & GUARD_BIT(GUARD_MEASURE);
	if (!check_words(matter, error) ||
		!life_guards_hold(matter->file, guards, matter->words, matter->office, error) ||
		!find(matter, error))
		return FALSE;
	if (!changes(matter))
		return refuse(matter, LEX_ERROR_INPUT, error, "that is what stands there already");
	return check_days(matter, error);
}

static void
put_time(Record *detail, const char *key, ClockTime when, GTimeZone *zone)
{
	g_autofree char *text = when.instant != INSTANT_NONE ? instant_to_string(when.instant, zone)
							     : date_to_string(when.date);

	record_put_text(detail, key, text);
}

static void
put_was(Record *detail, const Matter *matter)
{
	const CaseFile *file = matter->file;
	GTimeZone *zone = matter->office->clocks.zone;

	if (is_given(matter, LIFE_WHEN) && matter->at != NOWHERE)
		put_time(detail, "date_was", valid_time(file, matter->at), zone);
	if (is_given(matter, LIFE_DUE) && matter->due_at != NOWHERE)
		put_time(detail, "due_was", valid_time(file, matter->due_at), zone);
	if (is_given(matter, LIFE_LAW)) {
		g_autofree char *laws = clock_laws_to_text(file->laws);
		record_put_text(detail, "law_was", laws);
	}
	if (is_given(matter, LIFE_NUMBER) && rows[matter->row].act == LIFE_REGISTER)
		record_put_text(detail, "number_was", file->dnr_full);
}

static PlannedEvent *
make_event(const Matter *matter)
{
	Record detail;

	record_init(&detail);
	record_put_text(&detail, "what", rows[matter->row].what);
	put_was(&detail, matter);
	for (guint value = 0; value < LIFE_VALUE_COUNT; value++)
		if (value == LIFE_WHEN && is_given(matter, LIFE_WHEN))
			put_time(&detail, life_value_key(LIFE_WHEN), matter->words->when,
				matter->office->clocks.zone);
		else
			record_put_text(&detail, life_value_key((LifeValue) value),
				matter->words->given[value]);
	return planned_event_new("corrected", record_end(&detail));
}

/* What was recorded by the same act goes with it. */
static gboolean
is_with(const Matter *matter, Milestone milestone)
{
	const CaseFile *file = matter->file;
	const CaseEvent *first = &g_array_index(file->events, CaseEvent, matter->at);

	for (guint i = matter->at + 1; i < file->events->len && i <= matter->at + 2; i++) {
		const CaseEvent *event = &g_array_index(file->events, CaseEvent, i);

		if (event->milestone == milestone && !event->corrects)
			return is_same_time(event->when, first->when) &&
			       (milestone != MILESTONE_SERIOUS ||
				       outcome_is_serious(file->outcome));
	}
	return FALSE;
}

static void
apply(const Matter *matter)
{
	const LifeWords *words = matter->words;
	CaseFile *file = matter->file;

	if (is_given(matter, LIFE_WHEN) && matter->at != NOWHERE) {
		for (guint i = 0; i < G_N_ELEMENTS(rows[0].with); i++)
			if (rows[matter->row].with[i] != NONE &&
				is_with(matter, rows[matter->row].with[i]))
				case_file_add_event(
					file, rows[matter->row].with[i], words->when, NULL, TRUE);
		case_file_add_event(file, rows[matter->row].when, words->when, matter->board, TRUE);
	}
	if (is_given(matter, LIFE_DUE) && matter->due_at != NOWHERE)
		case_file_add_event(
			file, rows[matter->row].due, clock_time_on(words->due), NULL, TRUE);
	if (is_given(matter, LIFE_LAW))
		file->laws = words->laws;
	if (is_given(matter, LIFE_NUMBER) && rows[matter->row].act == LIFE_REGISTER)
		case_file_set_dnr(file, words->given[LIFE_NUMBER]);
}

gboolean
life_correct(CaseFile *file, LifeAct act, const LifeWords *words, const LifeOffice *office,
	LifePlan *plan, GError **error)
{
	Matter matter = { file, 0, NULL, words, office, NOWHERE, NOWHERE };

	while (matter.row < G_N_ELEMENTS(rows) && rows[matter.row].act != act)
		matter.row++;
	if (matter.row == G_N_ELEMENTS(rows))
		return refuse(&matter, LEX_ERROR_INPUT, error,
			"%s cannot be corrected: it is done anew, or said in lexsarah case note",
			life_act_event(act));
	if (rows[matter.row].when != NONE && milestone_is_of_board(rows[matter.row].when))
		matter.board = words->given[LIFE_BOARD];
	if (!check(&matter, error))
		return FALSE;
	g_ptr_array_add(plan->events, make_event(&matter));
	apply(&matter);
	return TRUE;
}
