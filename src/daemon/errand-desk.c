/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What an answer asks for, and who may. Must never act on the word of a sender who was
 * not proved to be the one the notice went to.
 */
#include "daemon/errand-desk.h"

#include <string.h>

#include "adapters/reading-json.h"
#include "core/error.h"
#include "core/notice/facts.h"
#include "core/answer/form-errand.h"
#include "core/life/life-guard.h"
#include "core/text.h"
#include "daemon/clock-room.h"
#include "daemon/unseal.h"

void
errand_desk_clear(ErrandDesk *desk)
{
	g_clear_pointer(&desk->steps, g_ptr_array_unref);
	g_clear_pointer(&desk->todo, g_array_unref);
	g_clear_pointer(&desk->ends, g_free);
	g_clear_pointer(&desk->overtaken, g_ptr_array_unref);
	g_clear_pointer(&desk->overtaking, g_array_unref);
	g_clear_pointer(&desk->file, reading_file_free);
}

gboolean
errand_desk_is_from_recipient(const Errand *errand)
{
	return text_is_same_address(errand->writer, errand->recipient);
}

static gboolean
has_expired(const Errand *errand, GTimeZone *zone)
{
	return date_compare(date_from_instant(errand->received, zone), errand->expires) > 0;
}

/*
 * A question is answered by who can read the mailbox that it went to: that is proof where
 * no server proves senders, as long as none says that the sender is forged.
 */
static gboolean
may_answer(const Errand *errand, GTimeZone *zone)
{
	return errand_desk_is_from_recipient(errand) && errand->trust != TRUST_FAILED &&
	       !errand->used && !has_expired(errand, zone);
}

static gboolean
is_proven(const Errand *errand, GTimeZone *zone)
{
	return errand_desk_is_from_recipient(errand) && errand->trust == TRUST_VERIFIED &&
	       !has_expired(errand, zone);
}

static ErrandOffice
office_of(const ErrandDesk *desk, const Errand *errand)
{
	return (ErrandOffice){ .board = desk->board,
		.investigator = errand->investigator,
		.writer = errand->recipient,
		.proven = is_proven(errand, desk->daemon->zone),
		.purpose = errand->purpose,
		.today = date_from_instant(errand->received, desk->daemon->zone),
		.zone = desk->daemon->zone };
}

static gboolean
has_form(const ReadingFile *file)
{
	for (guint i = 0; file && i < file->documents->len; i++)
		if (((const Reading *) file->documents->pdata[i])->form)
			return TRUE;
	return FALSE;
}

/*
 * What is in doubt the responsible is told of as it comes in. A file that may be a form is a
 * letter only when it was read, and is none.
 */
static gboolean
is_letter(
	const ErrandDesk *desk, const Errand *errand, const Mail *mail, const ErrandOffice *office)
{
	gboolean files = mail_has_attachment(mail);

	if (errand->trust == TRUST_FAILED ||
		trust_is_doubtful(mail, desk->daemon->settings, errand->trust) ||
		(files && !errand->form && errand->purpose == REPLY_FOR_WORK))
		return FALSE;
	return (files && !has_form(desk->file)) || errand_has_letter(mail, office);
}

/* The steps of the lines; of a form there are none yet, but what was read of it. */
static GPtrArray *
read_steps(ErrandDesk *desk, const Errand *errand, GError **error)
{
	const Daemon *daemon = desk->daemon;
	g_autoptr(GPtrArray) clocks = g_ptr_array_new();

	if (errand->form)
		desk->file = errand->reading ? reading_json_read(errand->reading, NULL) : NULL;
	g_autoptr(Mail) mail = unseal_parse(daemon, desk->board, errand->raw, error);
	if (!mail)
		return NULL;
	for (guint i = 0; daemon->rules && i < daemon->rules->len; i++)
		g_ptr_array_add(clocks, ((ClockRule *) daemon->rules->pdata[i])->id);
	g_ptr_array_add(clocks, NULL);
	ErrandOffice office = office_of(desk, errand);
	office.clocks = (const char *const *) clocks->pdata;
	if (errand == desk->errand)
		desk->letter = is_letter(desk, errand, mail, &office);
	return errand->form ? errand_steps_new() : errand_read(mail, &office);
}

/* For what becomes of the steps. */
static void
make_room(ErrandDesk *desk)
{
	desk->ends = g_new0(ErrandEnd, MAX(desk->steps->len, 1));
	desk->todo = g_array_new(FALSE, FALSE, sizeof(guint));
	desk->overtaken = g_ptr_array_new_with_free_func((GDestroyNotify) planned_notice_free);
	desk->overtaking = g_array_new(FALSE, FALSE, sizeof(guint));
}

gboolean
errand_desk_lay_aside(ErrandDesk *desk, GError **error)
{
	desk->about = desk->errand;
	desk->lapsed = TRUE;
	desk->steps = read_steps(desk, desk->errand, error);
	return desk->steps != NULL;
}

/* Whose lines are done: the answer's own, or by a yes those that were asked about. */
gboolean
errand_desk_lay_out(ErrandDesk *desk, GError **error)
{
	const Errand *errand = desk->errand;

	desk->about = errand;
	desk->steps = read_steps(desk, errand, error);
	if (!desk->steps)
		return FALSE;
	if (errand->asked && may_answer(errand, desk->daemon->zone) &&
		(errand_says_yes(desk->steps) || errand_says_no(desk->steps))) {
		desk->yes = errand_says_yes(desk->steps);
		desk->answered = TRUE;
		desk->about = errand->asked;
		g_clear_pointer(&desk->steps, g_ptr_array_unref);
		desk->steps = read_steps(desk, errand->asked, error);
		if (!desk->steps)
			return FALSE;
	}
	return TRUE;
}

guint
errand_desk_look(const CaseFile *file, const GPtrArray *notes, gpointer user)
{
	ErrandDesk *desk = user;
	ErrandOffice office = office_of(desk, desk->about);

	office.file = file;
	desk->logged = notes->len > 0;
	if (desk->about->form) {
		const FormKnown known = { file, notes };

		g_ptr_array_unref(desk->steps);
		desk->steps = form_errand_read(desk->file, &known, &office);
	} else {
		errand_judge_again(desk->steps, &office);
	}
	if (desk->answered)
		errand_confirm(desk->steps, desk->yes);
	if (desk->lapsed)
		errand_lapse(desk->steps);
	make_room(desk);
	for (guint i = 0; i < desk->steps->len; i++)
		if (((ErrandStep *) desk->steps->pdata[i])->fate == ERRAND_DO)
			g_array_append_val(desk->todo, i);
	return desk->todo->len;
}

gboolean
errand_desk_may_hear(const ErrandDesk *desk, const CaseFile *file)
{
	const Board *board = settings_get_board(desk->daemon->settings, file->board);
	const char *recipient = desk->errand->recipient;

	if (!board || life_is_recused(file, recipient))
		return FALSE;
	guint roles = mail_right_in_case(board, file, recipient);
	/* Who could take the case has no part in one that somebody else has taken. */
	if (file->investigator)
		roles &= ~MAIL_RIGHT_MAY_TAKE;
	return desk->errand->purpose == REPLY_FOR_FACTS || roles != 0;
}

/* Roles may have changed since the notice went out, and by the lines above this one. */
static gboolean
still_may(const ErrandDesk *desk, const Board *board, const CaseFile *file, const ErrandStep *step)
{
	guint roles = mail_right_in_case(board, file, desk->errand->recipient);

	/* For what the notice asks was judged when the lines were read. */
	return errand_may(step->command->what, roles, REPLY_FOR_WORK);
}

/* What asks for something that a line further down says is done. */
static const struct {
	LifeAct act;
	Notice notice;
	LifeAct by;
} overtaken[] = {
	{ LIFE_SERIOUS, NOTICE_IVO_DUE, LIFE_IVO_NOTIFIED },
	{ LIFE_SERIOUS, NOTICE_IVO_DUE, LIFE_IVO_NOTIFIED_WHOLE },
	{ LIFE_PROPOSE, NOTICE_PROPOSAL, LIFE_DECIDE },
	{ LIFE_BREACH, NOTICE_BREACH, LIFE_BREACH_NOTIFIED },
	{ LIFE_BREACH, NOTICE_BREACH, LIFE_BREACH_NOT_REPORTABLE },
};

static void
keep_back(ErrandDesk *desk, LifePlan *plan, Notice notice, guint by)
{
	for (guint i = plan->notices->len; i > 0; i--) {
		const PlannedNotice *planned = g_ptr_array_index(plan->notices, i - 1);

		if (planned->notice != notice)
			continue;
		g_ptr_array_add(desk->overtaken, g_ptr_array_steal_index(plan->notices, i - 1));
		g_array_append_val(desk->overtaking, by);
	}
}

/* Whether the later line is done is not known yet. */
static void
keep_back_overtaken(ErrandDesk *desk, LifePlan *plan, guint place)
{
	const ErrandStep *step = desk->steps->pdata[g_array_index(desk->todo, guint, place)];

	for (guint later = place + 1; later < desk->todo->len; later++) {
		guint index = g_array_index(desk->todo, guint, later);
		const ErrandStep *other = g_ptr_array_index(desk->steps, index);

		for (gsize i = 0; i < G_N_ELEMENTS(overtaken); i++)
			if (overtaken[i].act == step->act && overtaken[i].by == other->act)
				keep_back(desk, plan, overtaken[i].notice, index);
	}
}

void
errand_desk_add_overtaken(ErrandDesk *desk, GPtrArray *notices)
{
	for (guint i = desk->overtaken->len; i > 0; i--) {
		guint by = g_array_index(desk->overtaking, guint, i - 1);

		if (desk->ends[by].refused)
			g_ptr_array_add(notices, g_ptr_array_steal_index(desk->overtaken, i - 1));
	}
}

LifePlan *
errand_desk_plan(CaseFile *file, guint place, gpointer user, GError **error)
{
	ErrandDesk *desk = user;
	const Daemon *daemon = desk->daemon;
	guint index = g_array_index(desk->todo, guint, place);
	const ErrandStep *step = g_ptr_array_index(desk->steps, index);
	ErrandEnd *end = &desk->ends[index];
	const Board *board = settings_get_board(daemon->settings, file->board);
	LifeWords words = mail_command_words(step->command);

	*end = (ErrandEnd){ .refused = TRUE, .refusal = { .kind = LIFE_REFUSAL_OTHER } };
	if (!board || !still_may(desk, board, file, step)) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED, "not by %s",
			desk->errand->recipient);
		return NULL;
	}
	desk->office = (LifeOffice){ daemon->settings, board, desk->who.actor,
		.clocks = clock_room_office(
			daemon->settings, daemon->rules, desk->who.time, daemon->zone),
		.refusal = &end->refusal };
	end->refusal.kind = LIFE_REFUSAL_WORDS;
	if (!life_words_read(&words, desk->about->received, daemon->zone, error))
		return NULL;
	LifePlan *plan = life_plan(file, step->act, &words, &desk->office, error);
	end->refused = plan == NULL;
	if (plan)
		keep_back_overtaken(desk, plan, place);
	return plan;
}
