/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * case recuse: a person hears nothing of a case any more, another one does.
 */
#include "cli/verbs.h"
#include "core/error.h"
#include "core/role.h"
#include "core/text.h"
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

gboolean
verb_case_recuse(CliContext *context, int argc, char **argv, GError **error)
{
	Recusal recusal = { 0 };
	gint64 moved;

	if (!read_recusal(&recusal, argc, argv, error) || !cli_case_id(argv[0], error))
		return FALSE;
	CaseStore *store = cli_begin_change(context, error);
	StoreActor who = cli_actor(context);
	for (guint i = 0; store && i < context->settings->boards->len; i++)
		recusal.roles |=
			role_bits(g_ptr_array_index(context->settings->boards, i), recusal.person);
	if (!store || !store->recuse(store, argv[0], &recusal, &who, &moved, error))
		return FALSE;
	control_wake(context->settings->database);
	g_autofree char *sentence = g_strdup_printf(
		"%s: %s hears nothing of it any more; %" G_GINT64_FORMAT " notice%s on to %s",
		argv[0], recusal.person, moved, moved == 1 ? " went" : "s went", recusal.stand_in);
	cli_answer(context,
		json_pack("{ss ss ss sI}", "case", argv[0], "person", recusal.person, "stand_in",
			recusal.stand_in, "moved", (json_int_t) moved),
		sentence);
	return TRUE;
}
