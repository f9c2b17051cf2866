/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the verbs share: configuration and database on first use, who acts, and
 * the words of the command line.
 */
#include "cli/cli.h"

#include <string.h>

#include "adapters/config-libconfig.h"
#include "adapters/now-system.h"
#include "adapters/store.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "core/text.h"

static const CliOption state_option[] = { { "--state", CLI_VALUE }, { NULL, CLI_VALUE } };
static const CliOption board_option[] = { { "--board", CLI_VALUE }, { NULL, CLI_VALUE } };
static const CliOption folder_option[] = { { "-o", CLI_VALUE }, { NULL, CLI_VALUE } };
static const CliOption open_options[] = { { "--received", CLI_VALUE }, { "--how", CLI_VALUE },
	{ "--reporter", CLI_VALUE }, { "--taken-by", CLI_VALUE }, { "--file", CLI_VALUES },
	{ "--board", CLI_VALUE }, { NULL, CLI_VALUE } };
static const CliOption arrived_options[] = { { "--at", CLI_VALUE }, { "--reason", CLI_VALUE },
	{ NULL, CLI_VALUE } };
static const CliOption recuse_options[] = { { "--person", CLI_VALUE }, { "--to", CLI_VALUE },
	{ "--reason", CLI_VALUE }, { NULL, CLI_VALUE } };
static const CliOption file_options[] = { { "--as", CLI_VALUE }, { "--case", CLI_VALUE },
	{ NULL, CLI_VALUE } };
static const CliOption compute_options[] = { { "--rule", CLI_VALUE }, { "--from", CLI_VALUE },
	{ "--law", CLI_VALUE }, { "--arrived", CLI_VALUE }, { "--corrected", CLI_VALUE },
	{ "--extended", CLI_VALUE }, { "--reason", CLI_VALUE }, { "--stopped", CLI_VALUE },
	{ NULL, CLI_VALUE } };
static const CliOption report_options[] = { { "--year", CLI_VALUE }, { "--board", CLI_VALUE },
	{ "--html", CLI_FLAG }, { "-o", CLI_VALUE }, { "--access", CLI_FLAG },
	{ "--case", CLI_VALUE }, { "--from", CLI_VALUE }, { "--to", CLI_VALUE },
	{ NULL, CLI_VALUE } };
static const CliOption held_options[] = { { "--all", CLI_FLAG }, { "--hold", CLI_VALUE },
	{ "--case", CLI_VALUE }, { NULL, CLI_VALUE } };

const CliVerb cli_verbs[] = {
	{ "case", "list", "[--state STATE]", "the cases", verb_case_list, 0, 0, state_option },
	{ "case", "show", "CASE", "one case: people, what was read, mails, events", verb_case_show,
		1, 1, NULL },
	{ "case", "open",
		"--received TIME --how paper|oral|mail --reporter ADDRESS --taken-by ADDRESS"
		" [--file FILE]... [--board BOARD]",
		"opens a case for a report that came another way", verb_case_open, 0, 0,
		open_options },
	{ "case", "arrived", "CASE --at TIME --reason TEXT", "corrects when its report arrived",
		verb_case_arrived, 1, 1, arrived_options },
	{ "case", "recuse", "CASE --person ADDRESS --to ADDRESS --reason TEXT",
		"a person whom it concerns hears nothing of a case", verb_case_recuse, 1, 1,
		recuse_options },
	{ "mail", "list", "[--state stored|handled|quarantined]", "what came in", verb_mail_list, 0,
		0, state_option },
	{ "mail", "show", "ID", "one mail: headers, parts, what became of it", verb_mail_show, 1, 1,
		NULL },
	{ "mail", "extract", "ID -o FOLDER", "writes the raw mail and its parts to a folder",
		verb_mail_extract, 1, 1, folder_option },
	{ "mail", "file",
		"ID --as report|correspondence|complaint|spam|provider_report [--case CASE]",
		"corrects what a mail was", verb_mail_file, 1, 1, file_options },
	{ "mail", "quarantine", "", "what could not be handled and waits for a person",
		verb_mail_quarantine, 0, 0, NULL },
	{ "mail", "release", "ID", "takes a mail out of quarantine, to be handled again",
		verb_mail_release, 1, 1, NULL },
	{ "mail", "accounting", "[--board BOARD]", "the numbers of each poll, newest first",
		verb_mail_accounting, 0, 0, board_option },
	{ "outbox", "list", "[--state STATE]", "the notices", verb_outbox_list, 0, 0,
		state_option },
	{ "outbox", "show", "ID", "one notice, with the mail as it was sent", verb_outbox_show, 1,
		1, NULL },
	{ "outbox", "retry", "ID", "sends a failed, uncertain or bounced notice again",
		verb_outbox_retry, 1, 1, NULL },
	{ "outbox", "cancel", "ID... | --all [--hold REASON] [--case CASE]",
		"takes notices that have not gone out yet back", verb_outbox_cancel, 0, G_MAXINT,
		held_options },
	{ "outbox", "release", "ID... | --all [--hold REASON] [--case CASE]",
		"lets held notices go out", verb_outbox_release, 0, G_MAXINT, held_options },
	{ "clock", "compute",
		"--rule RULE --from TIME [--law SoL|LSS|SoL,LSS] [--arrived TIME]"
		" [--corrected TIME] [--extended DAY --reason TEXT] [--stopped TIME]",
		"until when something is to be done, and why, without a case", verb_clock_compute,
		0, 0, compute_options },
	{ "clock", "explain", "CASE RULE", "the same of a case, as a paragraph for its file",
		verb_clock_explain, 2, 2, NULL },
	{ "search", NULL, "WORD...", "in which cases and mails words are", verb_search, 1,
		G_MAXINT, NULL },
	{ "report", NULL,
		"--year YEAR [--board BOARD] [--html [-o FILE]]"
		" | --access [--case CASE] [--from DAY] [--to DAY]",
		"a year in numbers, or who looked at which case", verb_report, 0, 0,
		report_options },
	{ "import", NULL, "PATH... [--board BOARD]",
		"takes in mail from Maildir, mbox and .eml files; notices are held", verb_import, 1,
		G_MAXINT, board_option },
	{ "read", NULL, "FILE...", "reads report files, without a database", verb_read, 1, G_MAXINT,
		NULL },
	{ "check-config", NULL, "", "checks the configuration, templates, words and rules",
		verb_check_config, 0, 0, NULL },
	{ "check-templates", NULL, "", "checks the templates", verb_check_templates, 0, 0, NULL },
	{ "backup", NULL, "FILE", "copies the database while it is used, and proves the copy",
		verb_backup, 1, 1, NULL },
	{ "calendar", NULL, "YEAR", "holidays and closed days", verb_calendar, 1, 1, NULL },
	{ "verify", NULL, "", "proves the journal and the raw mails", verb_verify, 0, 0, NULL },
	{ NULL, NULL, NULL, NULL, NULL, 0, 0, NULL },
};

const Settings *
cli_settings(CliContext *context, GError **error)
{
	if (!context->settings)
		context->settings = config_load(context->config, error);
	return context->settings;
}

gboolean
cli_settings_if_any(CliContext *context, const Settings **ret_settings, GError **error)
{
	if (strcmp(context->config, CLI_CONFIG) == 0 &&
		!g_file_test(CLI_CONFIG, G_FILE_TEST_EXISTS)) {
		*ret_settings = NULL;
		return TRUE;
	}
	*ret_settings = cli_settings(context, error);
	return *ret_settings != NULL;
}

CaseStore *
cli_store(CliContext *context, GError **error)
{
	const Settings *settings = cli_settings(context, error);
	g_autoptr(GError) cause = NULL;

	if (!settings || context->store)
		return context->store;
	context->store =
		store_open(settings->database, FALSE, settings->testing, context->zone, &cause);
	if (g_error_matches(cause, LEX_ERROR, LEX_ERROR_NOT_FOUND))
		g_set_error(error, LEX_ERROR, LEX_ERROR_NOT_FOUND,
			"there is no database %s yet: run lexsarahd once, which makes it",
			settings->database);
	else if (cause)
		g_propagate_error(error, g_steal_pointer(&cause));
	return context->store;
}

StoreActor
cli_actor(const CliContext *context)
{
	const char *user = g_get_user_name();
	const Now real = now_system();
	gboolean testing = context->settings && context->settings->testing;

	return (StoreActor){ context->as ? context->as : user, user,
		now_wall(testing ? &context->now : &real) };
}

gboolean
cli_may_change(CliContext *context, GError **error)
{
	const Settings *settings = cli_settings(context, error);

	if (!settings)
		return FALSE;
	if (!context->now_given || settings->testing)
		return TRUE;
	g_set_error(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED,
		"--now is taken by what changes something with testing = true only");
	return FALSE;
}

void
cli_print_json(const CliContext *context, const char *json)
{
	g_autofree char *escaped = text_escape_json(json);

	fprintf(context->out, "%s\n", escaped);
}

void
cli_answer(CliContext *context, json_t *json, const char *sentence)
{
	char *text = context->json ? json_dumps(json, JSON_INDENT(1)) : NULL;

	if (text)
		cli_print_json(context, text);
	else
		fprintf(context->out, "%s\n", sentence);
	free(text);
	json_decref(json);
}

const char *
cli_take_option(int *argc, char **argv, const char *name)
{
	for (int i = 0; i + 1 < *argc; i++) {
		if (strcmp(argv[i], name) != 0)
			continue;
		const char *value = argv[i + 1];

		memmove(&argv[i], &argv[i + 2], (gsize) (*argc - i - 2) * sizeof *argv);
		*argc -= 2;
		return value;
	}
	return NULL;
}

gboolean
cli_take_flag(int *argc, char **argv, const char *name)
{
	for (int i = 0; i < *argc; i++) {
		if (strcmp(argv[i], name) != 0)
			continue;
		memmove(&argv[i], &argv[i + 1], (gsize) (*argc - i - 1) * sizeof *argv);
		--*argc;
		return TRUE;
	}
	return FALSE;
}

gboolean
cli_number(const char *text, gint64 *ret_number, GError **error)
{
	guint64 number;

	if (g_ascii_string_to_unsigned(text, 10, 1, G_MAXINT64, &number, NULL)) {
		*ret_number = (gint64) number;
		return TRUE;
	}
	g_autofree char *shown = text_to_line(text, 40);
	g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE, "\"%s\" is not a number", shown);
	return FALSE;
}
