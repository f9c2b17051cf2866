/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the verbs share: configuration and database on first use, who acts, and
 * the words of the command line.
 */
#include "cli/cli.h"

#include <string.h>

#include "adapters/config/config-libconfig.h"
#include "adapters/now-system.h"
#include "adapters/place.h"
#include "adapters/reply-key-file.h"
#include "adapters/store/store.h"
#include "core/error.h"
#include "core/life/case.h"
#include "core/text.h"

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
	if (!reply_key_file_read(settings, &context->reply_keys, error))
		return NULL;
	context->store =
		store_open(settings->database, FALSE, settings->testing, context->zone, &cause);
	if (g_error_matches(cause, LEX_ERROR, LEX_ERROR_NOT_FOUND))
		g_set_error(error, LEX_ERROR, LEX_ERROR_NOT_FOUND,
			"there is no database %s yet: run lexsarahd once, which makes it",
			settings->database);
	else if (cause)
		g_propagate_error(error, g_steal_pointer(&cause));
	else
		store_use_reply_keys(context->store, context->reply_keys);
	return context->store;
}

StoreActor
cli_actor(const CliContext *context)
{
	const char *user = g_get_user_name();
	const Now real = now_system();
	gboolean testing = context->settings && context->settings->testing;

	return (StoreActor){ .actor = context->as ? context->as : user,
		.user = user,
		.time = now_wall(testing ? &context->now : &real),
		.knows = context->knows,
		.unchanged = context->unchanged };
}

gboolean
cli_may_date(CliContext *context, GError **error)
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

gboolean
cli_may_change(CliContext *context, GError **error)
{
	if (!cli_may_date(context, error))
		return FALSE;
	CaseStore *store = cli_store(context, error);
	return store && place_require(store, context->settings->database, error);
}

/* What follows an event is not dated before it: somebody says first which of the two is wrong. */
static gboolean
check_clock(const CliContext *context, const JournalLink *last, GError **error)
{
	gint64 now = cli_actor(context).time;

	if (last->time <= now + JOURNAL_CLOCK_SLACK_MS)
		return TRUE;
	g_autofree char *then = instant_to_display(last->time, context->zone);
	g_autofree char *said = instant_to_display(now, context->zone);
	g_set_error(error, LEX_ERROR, context->now_given ? LEX_ERROR_INPUT : LEX_ERROR_TEMPORARY,
		"it is %s by %s, but event %" G_GINT64_FORMAT
		" of the journal is of %s: set the clock; if that event was dated by a wrong one, "
		"lexsarahd notes it when it runs (clock_went_back), and the command can be given",
		said, context->now_given ? "--now" : "the clock", last->seq, then);
	return FALSE;
}

CaseStore *
cli_begin_change(CliContext *context, GError **error)
{
	CaseStore *store = cli_may_change(context, error) ? cli_store(context, error) : NULL;
	JournalLink last;

	if (!store || !store->journal_link(store, 0, &last, error) ||
		!check_clock(context, &last, error))
		return NULL;
	context->knows = last.seq;
	return store;
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

gboolean
cli_case_id(const char *text, GError **error)
{
	if (case_id_is_valid(text))
		return TRUE;
	g_autofree char *shown = text_to_line(text, 40);
	g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE,
		"\"%s\" is not a case number such as LS-2026-0042", shown);
	return FALSE;
}
