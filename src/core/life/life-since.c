/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What was done in a case while somebody else was about to do something. Must never let a
 * word replace another that its writer cannot have known.
 */
#include "core/life/life-since.h"

#include <string.h>

#include "core/error.h"
#include "core/life/life-correct.h"
#include "core/text.h"

#define A(act)   ((guint64) 1 << LIFE_##act)
#define V(value) LIFE_BIT(LIFE_##value)

G_STATIC_ASSERT(LIFE_ACT_COUNT <= 64);

/*
 * What an act puts in another's place, or rests on: these acts, if they say the same of these
 * words. What is not here adds something (a note), or is refused by the state of the case.
 */
static const struct {
	guint64 overtaken_by;
	guint32 same;
} rows[LIFE_ACT_COUNT] = {
	[LIFE_PROTECT] = { A(PROTECT) | A(PROTECTION_NOT_NEEDED), 0 },
	[LIFE_PROTECTION_NOT_NEEDED] = { A(PROTECT) | A(PROTECTION_NOT_NEEDED), 0 },
	[LIFE_ASSIGN] = { A(ASSIGN), 0 },
	[LIFE_START] = { A(ASSIGN), 0 },
	[LIFE_PROPOSE] = { A(PROPOSE), 0 },
	[LIFE_DECIDE] = { A(PROPOSE), 0 },
	[LIFE_SUPPLEMENT_ASKED] = { A(SUPPLEMENT_ASKED), 0 },
	[LIFE_IVO_CLOSED] = { A(IVO_CLOSED), 0 },
	[LIFE_INFORM_REPORT] = { A(INFORM_REPORT), V(BOARD) },
	[LIFE_INFORM_IVO] = { A(INFORM_IVO), V(BOARD) },
	[LIFE_INFORM_COPY] = { A(INFORM_COPY), V(BOARD) },
	[LIFE_INFORM_FINAL] = { A(INFORM_FINAL), V(BOARD) },
	[LIFE_RELEASE_COPY] = { A(RELEASE_COPY), V(BOARD) },
	[LIFE_RELEASE_FINAL] = { A(RELEASE_FINAL), V(BOARD) },
	[LIFE_REGISTER] = { A(REGISTER), 0 },
	[LIFE_BREACH] = { A(BREACH), 0 },
	[LIFE_BREACH_NOTIFIED] = { A(BREACH_NOTIFIED) | A(BREACH_NOT_REPORTABLE), 0 },
	[LIFE_BREACH_NOT_REPORTABLE] = { A(BREACH_NOTIFIED) | A(BREACH_NOT_REPORTABLE), 0 },
	[LIFE_EXTEND] = { A(EXTEND), V(CLOCK) | V(BOARD) },
	[LIFE_MEASURE_DONE] = { A(MEASURE_DONE), V(MEASURE) },
	[LIFE_SET_FOLLOW_UP] = { A(SET_FOLLOW_UP) | A(FOLLOWED_UP), 0 },
	[LIFE_FOLLOWED_UP] = { A(SET_FOLLOW_UP) | A(FOLLOWED_UP), 0 },
	[LIFE_RECEIPT_GIVEN] = { A(RECEIPT_GIVEN), 0 },
	[LIFE_FEEDBACK_GIVEN] = { A(FEEDBACK_GIVEN), 0 },
	[LIFE_REPORTED] = { A(REPORTED), 0 },
	[LIFE_TRANSFER] = { A(TRANSFER), 0 },
	[LIFE_WITHDRAW] = { A(WITHDRAW), 0 },
};

/* What of it is short enough to be said in a message. */
static const LifeValue shown[] = { LIFE_INVESTIGATOR, LIFE_OUTCOME, LIFE_NUMBER, LIFE_CLOCK,
	LIFE_BOARD, LIFE_TO_BOARD, LIFE_MEASURE, LIFE_DUE, LIFE_CASE, LIFE_BY };

void
case_change_free(CaseChange *change)
{
	g_free(change->actor);
	g_free(change->kind);
	g_free(change->what);
	g_free(change->person);
	for (guint i = 0; i < LIFE_VALUE_COUNT; i++)
		g_free(change->said[i]);
	g_free(change);
}

/* "2026-11-22 14:05 by bo@kommun.example (event 57, registered: AMN 2026-1)". g_free() it. */
static char *
describe(const CaseChange *change, GTimeZone *zone)
{
	g_autofree char *time = instant_to_display(change->time, zone);
	g_autoptr(GString) said = g_string_new(NULL);

	if (change->what)
		g_string_append_printf(said, ": %s", change->what);
	for (guint i = 0; i < G_N_ELEMENTS(shown); i++) {
		const char *word = change->said[shown[i]];

		if (word)
			g_string_append_printf(said, "%s%s", said->len ? ", " : ": ", word);
	}
	g_autofree char *line = text_to_line(said->str, 200);
	return g_strdup_printf("%s by %s (event %" G_GINT64_FORMAT ", %s%s)", time, change->actor,
		change->seq, change->kind, line);
}

/* Whether the change is that act, or a correction of what it recorded. */
static gboolean
is_act(const CaseChange *change, LifeAct act)
{
	const char *what = life_correct_what(act);

	return change->what ? what && strcmp(change->what, what) == 0
			    : strcmp(change->kind, life_act_event(act)) == 0;
}

static gboolean
says_the_same(const CaseChange *change, guint32 values, const LifeWords *words)
{
	for (guint value = 0; value < LIFE_VALUE_COUNT; value++)
		if (values & LIFE_BIT(value) &&
			g_strcmp0(change->said[value], words->given[value]) != 0)
			return FALSE;
	return TRUE;
}

static gboolean
overtakes(const CaseChange *change, LifeAct act, const LifeWords *words)
{
	if (words->correct && is_act(change, act))
		return says_the_same(change, rows[act].same, words);
	for (guint other = 0; other < LIFE_ACT_COUNT; other++)
		if (rows[act].overtaken_by & (guint64) 1 << other &&
			is_act(change, (LifeAct) other) &&
			says_the_same(change, rows[act].same, words))
			return TRUE;
	return FALSE;
}

static void
refuse(const char *case_id, const char *how, const CaseChange *change, GTimeZone *zone,
	GError **error)
{
	g_autofree char *done = describe(change, zone);

	g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT,
		"%s: %s: %s; nothing was changed: look with lexsarah case show %s, and give the "
		"command again if it still holds",
		case_id, how, done, case_id);
}

void
life_since_refuse(const char *case_id, const CaseChange *change, GTimeZone *zone, GError **error)
{
	refuse(case_id, "somebody else was first", change, zone, error);
}

gboolean
life_since_allows(const CaseFile *file, LifeAct act, const LifeWords *words,
	const LifeOffice *office, GError **error)
{
	if (file->disturbed) {
		refuse(file->id, "it is not what it was", file->disturbed, office->clocks.zone,
			error);
		return FALSE;
	}
	for (guint i = file->since->len; i > 0; i--) {
		const CaseChange *change = g_ptr_array_index(file->since, i - 1);

		if (!overtakes(change, act, words))
			continue;
		life_since_refuse(file->id, change, office->clocks.zone, error);
		return FALSE;
	}
	return TRUE;
}

void
life_since_explain(const CaseFile *file, const LifeOffice *office, GError **error)
{
	if (!error || !g_error_matches(*error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED) ||
		file->since->len == 0)
		return;
	g_autofree char *done =
		describe(g_ptr_array_index(file->since, file->since->len - 1), office->clocks.zone);
	g_autofree char *message = g_strdup_printf("%s; meanwhile: %s", (*error)->message, done);

	g_free((*error)->message);
	(*error)->message = g_steal_pointer(&message);
}
