/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report --access: who looked at which case. It shows nothing that is not an event.
 */
#include "cli/report.h"
#include "cli/table.h"
#include "core/error.h"
#include "core/text.h"

static const TableColumn look_columns[] = {
	{ "TIME", "time", 0 },
	{ "WHO", "actor", 0 },
	{ "USER", "user", 0 },
	{ "WHAT", "kind", 0 },
	{ "CASE", "case", 0 },
	{ "MAIL", "mail", 0 },
	{ "DETAIL", "detail", 60 },
};

/* When a day begins, or the one after it; INSTANT_NONE where no day is named. */
static gboolean
read_day(const CliContext *context, const char *option, const char *text, gboolean after,
	gint64 *ret_instant, GError **error)
{
	CivilDate date;

	*ret_instant = INSTANT_NONE;
	if (!text)
		return TRUE;
	if (!date_from_string(text, &date)) {
		g_autofree char *shown = text_to_line(text, 40);
		g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE,
			"%s: \"%s\" is not a day that there is, such as 2026-11-22", option, shown);
		return FALSE;
	}
	if (!after)
		*ret_instant = date_to_instant(date, context->zone);
	else if (date_is_valid(date_add_days(date, 1))) /* nothing is after the last of all */
		*ret_instant = date_to_instant(date_add_days(date, 1), context->zone);
	return TRUE;
}

static gboolean
read_query(const CliContext *context, int argc, char **argv, AccessQuery *query, GError **error)
{
	const char *from = cli_take_option(&argc, argv, "--from");
	const char *to = cli_take_option(&argc, argv, "--to");

	query->case_id = cli_take_option(&argc, argv, "--case");
	if (query->case_id && !cli_case_id(query->case_id, error))
		return FALSE;
	return read_day(context, "--from", from, FALSE, &query->from, error) &&
	       read_day(context, "--to", to, TRUE, &query->before, error);
}

gboolean
report_access(CliContext *context, int argc, char **argv, GError **error)
{
	AccessQuery query = { 0 };
	g_autofree char *text = NULL;

	if (!read_query(context, argc, argv, &query, error))
		return FALSE;
	CaseStore *store = cli_store(context, error);
	StoreActor who = cli_actor(context);
	if (!store || !store->access(store, &query, &who, &text, error))
		return FALSE;
	if (context->json) {
		cli_print_json(context, text);
		return TRUE;
	}
	json_t *looks = json_loads(text, 0, NULL);
	g_assert(looks);
	table_print(context, looks, look_columns, G_N_ELEMENTS(look_columns));
	json_decref(looks);
	return TRUE;
}
