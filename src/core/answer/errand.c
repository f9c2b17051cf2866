/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/answer/errand.h"

#include <string.h>

#include "core/answer/errand-rows.h"
#include "core/life/life-guard.h"

static void
step_free(ErrandStep *step)
{
	mail_command_free(step->command);
	g_free(step->place);
	g_free(step->why);
	g_free(step);
}

GPtrArray *
errand_steps_new(void)
{
	return g_ptr_array_new_with_free_func((GDestroyNotify) step_free);
}

ErrandStep *
errand_step_new(guint what)
{
	ErrandStep *step = g_new0(ErrandStep, 1);

	step->command = g_new0(MailCommand, 1);
	step->command->state = MAIL_COMMAND_UNDERSTOOD;
	step->command->what = what;
	return step;
}

/* What the eye does not read in the lines of a command puts it in doubt. */
static void
doubt_hidden(const Answer *answer, MailCommand *command)
{
	for (guint i = 0; i < answer->lines->len; i++) {
		const AnswerLine *line = g_ptr_array_index(answer->lines, i);

		if (!line->hides || line->number < command->line ||
			line->number >= command->line + command->n_lines)
			continue;
		command->state = MAIL_COMMAND_UNCLEAR;
		command->doubt = MAIL_DOUBT_HIDDEN;
	}
}

#define MAY_TAKE (MAIL_RIGHT_MAY_TAKE | 1u << ROLE_RESPONSIBLE | 1u << ROLE_DEPUTY)

/* What changes nothing anybody may ask for; nobody is asked anything here that they could deny. */
gboolean
errand_may(guint what, guint roles, ReplyPurpose purpose)
{
	if (what == MAIL_SAYS_STATUS || what == MAIL_SAYS_HELP)
		return TRUE;
	if (purpose != REPLY_FOR_WORK || what == MAIL_SAYS_YES || what == MAIL_SAYS_NO)
		return FALSE;
	return what == MAIL_SAYS_TAKE ? (roles & MAY_TAKE) != 0
				      : mail_right_allows((LifeAct) what, roles);
}

/* Who decides by mail signs with their own name: a conflict is not got round by another's. */
static gboolean
signs_as_another(const MailCommand *command, LifeAct act, const char *writer)
{
	const char *by = command->values[LIFE_BY];

	return by && mail_right_is_personal(act) && !life_is_same_person(by, writer);
}

static ErrandFate
judge(const MailCommand *command, const ErrandOffice *office, guint roles, LifeAct *ret_act)
{
	guint what = command->what;

	if (command->state != MAIL_COMMAND_UNDERSTOOD)
		return ERRAND_UNCLEAR;
	if (what == MAIL_SAYS_STATUS || what == MAIL_SAYS_HELP)
		return ERRAND_TELL;
	if (what == MAIL_SAYS_YES || what == MAIL_SAYS_NO)
		return ERRAND_EMPTY;
	*ret_act = what == MAIL_SAYS_TAKE ? LIFE_ASSIGN : (LifeAct) what;
	if (!errand_may(what, roles, office->purpose) ||
		signs_as_another(command, *ret_act, office->writer))
		return ERRAND_FORBID;
	return office->proven && !mail_right_asks_again(*ret_act) ? ERRAND_DO : ERRAND_ASK;
}

static guint
roles_of(const ErrandOffice *office)
{
	return office->file ? mail_right_in_case(office->board, office->file, office->writer)
			    : mail_right_roles(office->board, office->investigator, office->writer);
}

void
errand_step_judge(ErrandStep *step, const ErrandOffice *office)
{
	step->fate = judge(step->command, office, roles_of(office), &step->act);
}

void
errand_judge_again(GPtrArray *steps, const ErrandOffice *office)
{
	for (guint i = 0; i < steps->len; i++) {
		ErrandStep *step = g_ptr_array_index(steps, i);

		if (step->fate == ERRAND_FORBID)
			errand_step_judge(step, office);
	}
}

/* A person's own words beside a yes: so many lines, for a signature may follow. */
#define REMARKS 3

/* Whether more than yes, thanks and a name is said: commands that are another's, remarks. */
static gboolean
says_more(const GPtrArray *commands)
{
	guint remarks = 0;

	for (guint i = 0; i < commands->len; i++) {
		const MailCommand *command = g_ptr_array_index(commands, i);

		if (command->state != MAIL_COMMAND_PLAIN) {
			if (command->what != MAIL_SAYS_YES)
				return TRUE;
		} else if (remarks++ < REMARKS && errand_is_cautious(command->text)) {
			return TRUE;
		}
	}
	return FALSE;
}

/* A yes to a question counts if nothing beside it, and nothing that is not read, denies it. */
static void
doubt_yes(GPtrArray *commands, const GPtrArray *unread)
{
	if (!unread->len && !says_more(commands))
		return;
	for (guint i = 0; i < commands->len; i++) {
		MailCommand *command = g_ptr_array_index(commands, i);

		if (command->what != MAIL_SAYS_YES || command->state != MAIL_COMMAND_UNDERSTOOD)
			continue;
		command->state = MAIL_COMMAND_UNCLEAR;
		command->doubt = MAIL_DOUBT_BESIDE;
	}
}

/* The first stands for them all. */
static void
crowd(GPtrArray *steps)
{
	g_ptr_array_set_size(steps, 1);
	((ErrandStep *) steps->pdata[0])->fate = ERRAND_CROWD;
}

GPtrArray *
errand_read(const Mail *mail, const ErrandOffice *office)
{
	guint roles = roles_of(office);
	GPtrArray *steps = errand_steps_new();
	g_autoptr(Answer) answer = answer_find(mail);
	g_autoptr(GPtrArray) commands = errand_commands(answer->lines, office);
	g_autoptr(GPtrArray) unread = errand_unread(answer, office);

	if (office->purpose == REPLY_FOR_CONFIRMATION)
		doubt_yes(commands, unread);
	for (guint i = 0; i < commands->len; i++) {
		MailCommand *command = g_ptr_array_index(commands, i);

		if (command->state == MAIL_COMMAND_PLAIN)
			continue;
		doubt_hidden(answer, command);
		ErrandStep *step = g_new0(ErrandStep, 1);
		step->fate = judge(command, office, roles, &step->act);
		step->command = command;
		commands->pdata[i] = NULL;
		g_ptr_array_add(steps, step);
	}
	g_ptr_array_extend_and_steal(steps, g_steal_pointer(&unread));
	if (steps->len > ERRAND_STEPS_MAX)
		crowd(steps);
	return steps;
}

const char *
errand_fate_name(ErrandFate fate)
{
	static const char *const names[ERRAND_FATE_COUNT] = {
		[ERRAND_DO] = "done",
		[ERRAND_ASK] = "asked",
		[ERRAND_TELL] = "told",
		[ERRAND_FORBID] = "forbidden",
		[ERRAND_CROWD] = "too_many",
		[ERRAND_UNCLEAR] = "unclear",
		[ERRAND_EMPTY] = "not_asked",
		[ERRAND_DROP] = "dropped",
		[ERRAND_LAPSE] = "lapsed",
		[ERRAND_PAST] = "past",
		[ERRAND_SAME] = "known",
		[ERRAND_DIFFERS] = "differs",
		[ERRAND_LACKS] = "incomplete",
		[ERRAND_KEPT] = "not_recorded",
	};

	return names[fate];
}

void
errand_silence(GPtrArray *steps)
{
	const guint silenced = 1u << ERRAND_TELL | 1u << ERRAND_ASK | 1u << ERRAND_SAME |
			       1u << ERRAND_DIFFERS | 1u << ERRAND_LACKS | 1u << ERRAND_KEPT;

	for (guint i = 0; i < steps->len; i++) {
		ErrandStep *step = g_ptr_array_index(steps, i);

		if (!(silenced & 1u << step->fate))
			continue;
		step->fate = ERRAND_FORBID;
		g_clear_pointer(&step->why, g_free);
	}
}

void
errand_confirm(GPtrArray *steps, gboolean yes)
{
	gboolean waits = errand_has(steps, ERRAND_ASK);

	for (guint i = 0; i < steps->len; i++) {
		ErrandStep *step = g_ptr_array_index(steps, i);

		if (step->fate == ERRAND_ASK)
			step->fate = yes ? ERRAND_DO : ERRAND_DROP;
		else if (waits || step->fate != ERRAND_FORBID)
			step->fate = ERRAND_PAST;
	}
}

void
errand_lapse(GPtrArray *steps)
{
	for (guint i = 0; i < steps->len; i++) {
		ErrandStep *step = g_ptr_array_index(steps, i);

		step->fate = step->fate == ERRAND_ASK ? ERRAND_LAPSE : ERRAND_PAST;
	}
}

static gboolean
says(const GPtrArray *steps, guint word)
{
	for (guint i = 0; i < steps->len; i++) {
		const ErrandStep *step = g_ptr_array_index(steps, i);

		if (step->command->state == MAIL_COMMAND_UNDERSTOOD && step->command->what == word)
			return TRUE;
	}
	return FALSE;
}

gboolean
errand_says_yes(const GPtrArray *steps)
{
	return says(steps, MAIL_SAYS_YES) && !says(steps, MAIL_SAYS_NO) &&
	       !errand_has(steps, ERRAND_UNCLEAR);
}

gboolean
errand_says_no(const GPtrArray *steps)
{
	return says(steps, MAIL_SAYS_NO);
}

gboolean
errand_has(const GPtrArray *steps, ErrandFate fate)
{
	for (guint i = 0; i < steps->len; i++)
		if (((const ErrandStep *) g_ptr_array_index(steps, i))->fate == fate)
			return TRUE;
	return FALSE;
}
