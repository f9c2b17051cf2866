/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * calendar: holidays and closed days of a year. Needs no configuration.
 */
#include "cli/table.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "core/holidays.h"
#include "core/text.h"

static const TableColumn columns[] = {
	{ "DATE", "date", 0 },
	{ "NAME", "name", 0 },
	{ "KIND", "kind", 0 },
};

static json_t *
days_of(int year)
{
	g_autoptr(GArray) holidays = holidays_of_year(year);
	json_t *list = json_array();

	for (guint i = 0; i < holidays->len; i++) {
		const Holiday *day = &g_array_index(holidays, Holiday, i);
		g_autofree char *date = date_to_string(day->date);

		json_array_append_new(list, json_pack("{ss ss ss}", "date", date, "name", day->name,
						    "kind", day->eve ? "eve" : "holiday"));
	}
	return list;
}

gboolean
verb_calendar(CliContext *context, int argc G_GNUC_UNUSED, char **argv, GError **error)
{
	guint64 year;

	if (!g_ascii_string_to_unsigned(argv[0], 10, HOLIDAYS_FIRST_YEAR, 9999, &year, NULL)) {
		g_autofree char *shown = text_to_line(argv[0], 40);
		g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE,
			"\"%s\" is not a year from %d to 9999", shown, HOLIDAYS_FIRST_YEAR);
		return FALSE;
	}
	json_t *list = days_of((int) year);
	char *text = context->json ? json_dumps(list, JSON_INDENT(1)) : NULL;

	if (text)
		cli_print_json(context, text);
	else
		table_print(context, list, columns, G_N_ELEMENTS(columns));
	free(text);
	json_decref(list);
	return TRUE;
}
