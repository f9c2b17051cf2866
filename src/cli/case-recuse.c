/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * case recuse: a person hears nothing of a case any more, another one does.
 */
#include "adapters/config/rules-libconfig.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "core/life/life-recused.h"
#include "core/role.h"
#include "core/text.h"
#include "daemon/clock-room.h"
#include "daemon/control.h"

static gboolean
check_address(const char *option, const char *text, GError **error)
{
	if (text_is_address(text))
		return TRUE;
	g_autofree char *shown = text_to_line(text, 60);
	g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE, "%s: \"%s\" is not a mail address", option,
		shown);
	return FALSE;
}

static gboolean
read_recusal(Recusal *recusal, int argc, char **argv, GError **error)
{
	recusal->person = cli_take_option(&argc, argv, "--person");
	recusal->stand_in = cli_take_option(&argc, argv, "--to");
	recusal->reason = cli_take_option(&argc, argv, "--reason");
	if (!recusal->person || !recusal->stand_in || !recusal->reason || !*recusal->reason) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE,
			"say whom it concerns, who hears of it instead, and why: --person ADDRESS "
			"--to ADDRESS --reason TEXT");
		return FALSE;
	}
	return check_address("--person", recusal->person, error) &&
	       check_address("--to", recusal->stand_in, error);
}

/* What the command does, in one transaction. */
typedef struct {
	CliContext *context;
	CaseStore *store;
	const char *case_id;
	Recusal recusal;
	StoreActor who;
	GPtrArray *rules; /* ClockRule */
	LifeOffice office;
	gint64 moved;
} Command;

static LifePlan *
plan(CaseFile *file, gpointer user, GError **error)
{
	Command *command = user;
	const CliContext *context = command->context;
	const Settings *settings = context->settings;

	command->office = (LifeOffice){ settings, settings_get_board(settings, file->board),
		command->who.actor,
		.clocks = clock_room_office(
			settings, command->rules, command->who.time, context->zone) };
	return life_plan_recused(
		file, command->recusal.person, command->moved > 0, &command->office, error);
}

static gboolean
recuse(gpointer user, GError **error)
{
	Command *command = user;
	CaseStore *store = command->store;

	return store->recuse(store, command->case_id, &command->recusal, &command->who,
		       &command->moved, error) &&
	       store->change_case(
		       store, command->case_id, plan, command, &command->who, NULL, error);
}

static gboolean
begin(Command *command, GError **error)
{
	command->store = cli_begin_change(command->context, error);
	if (!command->store)
		return FALSE;
	const Settings *settings = command->context->settings;
	command->who = cli_actor(command->context);
	for (guint i = 0; i < settings->boards->len; i++)
		command->recusal.roles |=
			role_bits(g_ptr_array_index(settings->boards, i), command->recusal.person);
	return TRUE;
}

gboolean
verb_case_recuse(CliContext *context, int argc, char **argv, GError **error)
{
	Command command = { .context = context };
	const Recusal *recusal = &command.recusal;

	if (!read_recusal(&command.recusal, argc, argv, error) || !cli_case_id(argv[0], error) ||
		!begin(&command, error))
		return FALSE;
	g_autoptr(GPtrArray) rules = rules_load(context->settings->rules, error);
	if (!rules)
		return FALSE;
	command.rules = rules;
	command.case_id = argv[0];
	if (!command.store->together(command.store, recuse, &command, error))
		return FALSE;
	control_wake(context->settings->database);
	g_autofree char *sentence = g_strdup_printf(
		"%s: %s hears nothing of it any more; %" G_GINT64_FORMAT " notice%s on to %s",
		argv[0], recusal->person, command.moved, command.moved == 1 ? " went" : "s went",
		recusal->stand_in);
	cli_answer(context,
		json_pack("{ss ss ss sI}", "case", argv[0], "person", recusal->person, "stand_in",
			recusal->stand_in, "moved", (json_int_t) command.moved),
		sentence);
	return TRUE;
}
