/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * clock list: what is due in all cases.
 */
#include "cli/table.h"
#include "cli/verbs.h"
#include "cli/view.h"
#include "core/error.h"
#include "core/text.h"

static const TableColumn columns[] = {
	{ "DUE", "due", 0 },
	{ "STATE", "state", 0 },
	{ "CASE", "case", 0 },
	{ "CLOCK", "rule", 0 },
	{ "BOARD", "board", 0 },
	{ "CLASS", "class", 0 },
	{ "NEXT REMINDER", "next_reminder", 0 },
};

static void
show_list(CliContext *context, json_t *json)
{
	table_print(context, json, columns, G_N_ELEMENTS(columns));
}

gboolean
verb_clock_list(CliContext *context, int argc, char **argv, GError **error)
{
	const char *before = cli_take_option(&argc, argv, "--due-before");
	CivilDate ignored;

	if (before && !date_from_string(before, &ignored)) {
		g_autofree char *shown = text_to_line(before, 40);

		g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE,
			"--due-before: \"%s\" is not a day such as 2026-11-22", shown);
		return FALSE;
	}
	return view_show(context, VIEW_CLOCK_LIST, before, show_list, error);
}
