/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Corrections of what was typed. Must never take anything away: what was said
 * before stays, and so does what was told of it.
 */
#include "core/life/life-correct.h"

#include <string.h>

#include "core/error.h"
#include "core/life/life-correct-private.h"
#include "core/life/life-guard.h"
#include "core/record.h"

#define V(value) LIFE_BIT(LIFE_##value)
#define NONE     MILESTONE_COUNT

/* What says which one it is, and is not corrected itself. */
#define POINTERS (V(BOARD) | V(MEASURE) | V(CASE) | V(TO_BOARD))

typedef struct {
	CaseFile *file;
	const LifeCorrectRow *row;
	const char *board; /* of the milestone, or NULL */
	const LifeWords *words;
	const LifeOffice *office;
	guint at, due_at; /* what is corrected, in the file's events */
} Matter;

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
check_words(const Matter *matter, GError **error)
{
	guint32 values = matter->row->values;
	guint32 needs = life_act_needs(matter->row->act) & POINTERS;
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
		       matter->row->what, names->str);
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
	LifeAct act = matter->row->act;
	gboolean there = TRUE;

	matter->at = matter->due_at = LIFE_CORRECT_NOWHERE;
	if (matter->row->when != NONE) {
		matter->at = life_correct_find(file, matter->row->when, matter->board);
		there = matter->at != LIFE_CORRECT_NOWHERE;
	}
	if (matter->row->due != NONE) {
		matter->due_at = life_correct_find(file, matter->row->due, NULL);
		there &= matter->due_at != LIFE_CORRECT_NOWHERE;
	}
	if (act == LIFE_MEASURE_DONE)
		there = !is_given(matter, LIFE_WHEN) || is_done(file, matter->words->measure);
	if (act == LIFE_REGISTER && is_given(matter, LIFE_NUMBER))
		there &= file->dnr_full != NULL;
	return there ||
	       refuse(matter, LEX_ERROR_NOT_ALLOWED, error,
		       "there is nothing to correct: %s is not recorded yet", matter->row->what);
}

static gboolean
is_related(const CaseFile *file, const char *id)
{
	for (guint i = 0; i < file->related->len; i++)
		if (strcmp(((const RelatedCase *) file->related->pdata[i])->id, id) == 0)
			return TRUE;
	return FALSE;
}

/* Whoever names another one than the case has gone to means another case. */
static gboolean
check_other(const Matter *matter, GError **error)
{
	const char *const *given = matter->words->given;

	if (matter->row->act == LIFE_JOIN && !is_related(matter->file, given[LIFE_CASE]))
		return refuse(matter, LEX_ERROR_INPUT, error, "it was not joined to that case");
	if (matter->row->act == LIFE_TRANSFER &&
		strcmp(matter->file->board, given[LIFE_TO_BOARD]) != 0)
		return refuse(
			matter, LEX_ERROR_INPUT, error, "it was not transferred to that board");
	return TRUE;
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

	if (is_given(matter, LIFE_HOW) || matter->row->act == LIFE_MEASURE_DONE)
		return TRUE;
	if (is_given(matter, LIFE_WHEN) &&
		!is_same_time(life_correct_time(file, matter->at), words->when))
		return TRUE;
	if (is_given(matter, LIFE_DUE) &&
		date_compare(life_correct_time(file, matter->due_at).date, words->due) != 0)
		return TRUE;
	if (is_given(matter, LIFE_LAW) && file->laws != words->laws)
		return TRUE;
	return is_given(matter, LIFE_NUMBER) &&
	       (matter->row->act != LIFE_REGISTER ||
		       strcmp(file->dnr_full, words->given[LIFE_NUMBER]) != 0);
}

/* A day that IVO has set may have passed while another one stood here; our own is ahead. */
static const char *
wrong_due(const Matter *matter)
{
	const ClockOffice *clocks = &matter->office->clocks;
	CivilDate today = date_from_instant(clocks->now, clocks->zone);

	if (matter->row->act != LIFE_SUPPLEMENT_ASKED)
		return date_compare(matter->words->due, today) < 0
			       ? "the day that is set has passed already"
			       : NULL;
	ClockTime asked = is_given(matter, LIFE_WHEN) ? matter->words->when
						      : life_correct_time(matter->file, matter->at);
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
			matter->file, matter->row->when, matter->words->when, matter->office);
	if (!wrong && is_given(matter, LIFE_WHEN) && matter->at != LIFE_CORRECT_NOWHERE)
		wrong = life_correct_wrong_order(
			matter->file, matter->row, matter->at, matter->words->when.date);
	if (!wrong && is_given(matter, LIFE_DUE))
		wrong = wrong_due(matter);
	return !wrong || refuse(matter, LEX_ERROR_INPUT, error, "%s", wrong);
}

static gboolean
check(Matter *matter, GError **error)
{
	guint64 guards = GUARD_BIT(GUARD_NOT_RECUSED);
	LifeAct act = matter->row->act;

	if (is_given(matter, LIFE_WHEN))
		guards |= life_act_guards(act) & GUARD_BIT(GUARD_HOUR);
	guards |= life_act_guards(act) & GUARD_BIT(GUARD_MEASURE);
	if (!check_words(matter, error) ||
		!life_guards_hold(matter->file, guards, matter->words, matter->office, error) ||
		!find(matter, error) || !check_other(matter, error))
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

	if (is_given(matter, LIFE_WHEN) && matter->at != LIFE_CORRECT_NOWHERE)
		put_time(detail, "date_was", life_correct_time(file, matter->at), zone);
	if (is_given(matter, LIFE_DUE) && matter->due_at != LIFE_CORRECT_NOWHERE)
		put_time(detail, "due_was", life_correct_time(file, matter->due_at), zone);
	if (is_given(matter, LIFE_LAW)) {
		g_autofree char *laws = clock_laws_to_text(file->laws);
		record_put_text(detail, "law_was", laws);
	}
	if (is_given(matter, LIFE_NUMBER) && matter->row->act == LIFE_REGISTER)
		record_put_text(detail, "number_was", file->dnr_full);
}

static PlannedEvent *
make_event(const Matter *matter)
{
	Record detail;

	record_init(&detail);
	record_put_text(&detail, "what", matter->row->what);
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

static void
apply(const Matter *matter)
{
	const LifeWords *words = matter->words;
	CaseFile *file = matter->file;

	if (is_given(matter, LIFE_WHEN) && matter->at != LIFE_CORRECT_NOWHERE) {
		for (guint i = matter->at + 1, n = file->events->len; i < n; i++)
			if (life_correct_moves_with(file, matter->row, matter->at, i))
				case_file_add_event(file,
					g_array_index(file->events, CaseEvent, i).milestone,
					words->when, NULL, TRUE);
		case_file_add_event(file, matter->row->when, words->when, matter->board, TRUE);
	}
	if (is_given(matter, LIFE_DUE) && matter->due_at != LIFE_CORRECT_NOWHERE)
		case_file_add_event(file, matter->row->due, clock_time_on(words->due), NULL, TRUE);
	if (is_given(matter, LIFE_LAW))
		file->laws = words->laws;
	if (is_given(matter, LIFE_NUMBER) && matter->row->act == LIFE_REGISTER)
		case_file_set_dnr(file, words->given[LIFE_NUMBER]);
}

gboolean
life_correct(CaseFile *file, LifeAct act, const LifeWords *words, const LifeOffice *office,
	LifePlan *plan, GError **error)
{
	Matter matter = { file, life_correct_row(act), NULL, words, office, LIFE_CORRECT_NOWHERE,
		LIFE_CORRECT_NOWHERE };

	if (!matter.row)
		return refuse(&matter, LEX_ERROR_INPUT, error,
			"%s cannot be corrected: it is done anew, or said in lexsarah case note",
			life_act_event(act));
	if (matter.row->when != NONE && milestone_is_of_board(matter.row->when))
		matter.board = words->given[LIFE_BOARD];
	if (!check(&matter, error))
		return FALSE;
	g_ptr_array_add(plan->events, make_event(&matter));
	apply(&matter);
	return TRUE;
}
