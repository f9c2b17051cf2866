/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mail list, show, quarantine, release, accounting.
 */
#include "cli/table.h"
#include "cli/verbs.h"
#include "cli/view.h"
#include "core/error.h"
#include "daemon/control.h"

static const TableColumn list_columns[] = {
	{ "MAIL", "id", 0 },
	{ "BOARD", "board", 0 },
	{ "STATE", "state", 0 },
	{ "KIND", "kind", 0 },
	{ "ARRIVED", "arrived", 0 },
	{ "CASE", "case", 0 },
	{ "FROM", "from", 40 },
	{ "SUBJECT", "subject", 50 },
};

static void
show_list(CliContext *context, json_t *json)
{
	table_print(context, json, list_columns, G_N_ELEMENTS(list_columns));
}

gboolean
verb_mail_list(CliContext *context, int argc, char **argv, GError **error)
{
	static const char *const states[] = { "stored", "handled", "quarantined", NULL };
	const char *state = cli_take_option(&argc, argv, "--state");

	if (state && !g_strv_contains(states, state)) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE,
			"--state %s: a mail is stored, handled or quarantined", state);
		return FALSE;
	}
	return view_show(context, VIEW_MAIL_LIST, state, show_list, error);
}

static const TableColumn mail_columns[] = {
	{ "Mail", "id", 0 },
	{ "Board", "board", 0 },
	{ "State", "state", 0 },
	{ "Reason", "reason", 0 },
	{ "Kind", "kind", 0 },
	{ "Case", "cases", 0 },
	{ "Copy of mail", "copy_of", 0 },
	{ "From", "from", 0 },
	{ "Name", "from_name", 0 },
	{ "Sender is", "trust", 0 },
	{ "Subject", "subject", 0 },
	{ "Message-ID", "message_id", 0 },
	{ "Date", "date", 0 },
	{ "Arrived", "arrived", 0 },
	{ "Arrival from", "arrival_source", 0 },
	{ "Absent", "absence", 0 },
	{ "In mailbox", "internaldate", 0 },
	{ "Stored", "stored", 0 },
	{ "Size", "size", 0 },
	{ "Truncated", "truncated", 0 },
	{ "SHA-256", "sha256", 0 },
	{ "Parser said", "issues", 0 },
};

static const TableColumn part_columns[] = {
	{ "PART", "no", 0 },
	{ "TYPE", "media_type", 60 },
	{ "SIZE", "size", 0 },
	{ "NAME", "name", 60 },
};

static void
show_mail(CliContext *context, json_t *json)
{
	table_print_record(context, json, mail_columns, G_N_ELEMENTS(mail_columns));
	fputc('\n', context->out);
	table_print(
		context, json_object_get(json, "parts"), part_columns, G_N_ELEMENTS(part_columns));
}

gboolean
verb_mail_show(CliContext *context, int argc G_GNUC_UNUSED, char **argv, GError **error)
{
	gint64 number;

	if (!cli_number(argv[0], &number, error))
		return FALSE;
	return view_show(context, VIEW_MAIL, argv[0], show_mail, error);
}

static const TableColumn quarantine_columns[] = {
	{ "MAIL", "id", 0 },
	{ "BOARD", "board", 0 },
	{ "STORED", "stored", 0 },
	{ "SIZE", "size", 0 },
	{ "REASON", "reason", 90 },
};

static void
show_quarantine(CliContext *context, json_t *json)
{
	table_print(context, json, quarantine_columns, G_N_ELEMENTS(quarantine_columns));
}

gboolean
verb_mail_quarantine(
	CliContext *context, int argc G_GNUC_UNUSED, char **argv G_GNUC_UNUSED, GError **error)
{
	return view_show(context, VIEW_MAIL_LIST, "quarantined", show_quarantine, error);
}

gboolean
verb_mail_release(CliContext *context, int argc G_GNUC_UNUSED, char **argv, GError **error)
{
	gint64 number;

	if (!cli_number(argv[0], &number, error) || !cli_may_change(context, error))
		return FALSE;
	CaseStore *store = cli_store(context, error);
	StoreActor who = cli_actor(context);
	if (!store || !store->release_mail(store, number, &who, error))
		return FALSE;
	control_wake(context->settings->database);
	g_autofree char *sentence =
		g_strdup_printf("mail %s is handled again at the next poll", argv[0]);
	cli_answer(context, json_pack("{sI ss}", "id", (json_int_t) number, "state", "stored"),
		sentence);
	return TRUE;
}

static const TableColumn accounting_columns[] = {
	{ "TIME", "time", 0 },
	{ "BOARD", "board", 0 },
	{ "UIDVALIDITY", "uidvalidity", 0 },
	{ "present", "present", 0 },
	{ "handled", "handled", 0 },
	{ "owed", "owed", 0 },
	{ "quarantined", "quarantined", 0 },
	{ "vanished", "vanished", 0 },
	{ "difference", "difference", 0 },
};

static void
show_accounting(CliContext *context, json_t *json)
{
	table_print(context, json, accounting_columns, G_N_ELEMENTS(accounting_columns));
}

gboolean
verb_mail_accounting(CliContext *context, int argc, char **argv, GError **error)
{
	const char *board = cli_take_option(&argc, argv, "--board");
	const Settings *settings = cli_settings(context, error);

	if (!settings)
		return FALSE;
	if (board && !settings_get_board(settings, board)) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_NOT_FOUND,
			"no board %s in the configuration", board);
		return FALSE;
	}
	return view_show(context, VIEW_ACCOUNTING, board, show_accounting, error);
}
