/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * case list.
 */
#include "cli/table.h"
#include "cli/verbs.h"
#include "cli/view.h"
#include "core/life/case.h"
#include "core/error.h"

static const TableColumn list_columns[] = {
	{ "CASE", "id", 0 },
	{ "BOARD", "board", 0 },
	{ "STATE", "state", 0 },
	{ "ARRIVED", "arrived", 0 },
	{ "DNR", "dnr", 20 },
	{ "NEXT DUE", "next_due", 0 },
	{ "FLAGS", "flags", 60 },
};

static void
show_list(CliContext *context, json_t *json)
{
	table_print(context, json, list_columns, G_N_ELEMENTS(list_columns));
}

gboolean
verb_case_list(CliContext *context, int argc, char **argv, GError **error)
{
	const char *state = cli_take_option(&argc, argv, "--state");
	gboolean late = cli_take_flag(&argc, argv, "--late");
	gboolean open = cli_take_flag(&argc, argv, "--open");
	CaseState ignored;

	if (state && !case_state_from_name(state, &ignored)) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE,
			"--state %s: a case is received, assessing, investigating, proposed, "
			"decided, follow_up, closed, declined, joined, transferred or not_report",
			state);
		return FALSE;
	}
	if (open && (state || late)) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE,
			"--open lists all that is open: leave --state and --late out");
		return FALSE;
	}
	return view_show(context,
		open   ? VIEW_CASE_OPEN
		: late ? VIEW_CASE_LATE
		       : VIEW_CASE_LIST,
		state, show_list, error);
}
