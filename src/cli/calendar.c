/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * calendar: holidays and closed days of a year. Needs no configuration; where
 * there is one, the days on which the organisation is closed are among them.
 */
#include <string.h>

#include "cli/table.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "core/clock/holidays.h"
#include "core/text.h"

static const TableColumn columns[] = {
	{ "DATE", "date", 0 },
	{ "NAME", "name", 0 },
	{ "KIND", "kind", 0 },
};

static json_t *
make_day(CivilDate day, const char *name, const char *kind)
{
	g_autofree char *date = date_to_string(day);

	return json_pack("{ss ss ss}", "date", date, "name", name, "kind", kind);
}

/* Puts a day among those that stand there in order, after others of its date. */
static void
insert_day(json_t *list, json_t *day)
{
	const char *date = json_string_value(json_object_get(day, "date"));
	gsize at = json_array_size(list);

	/* YYYY-MM-DD sorts as text */
	while (at > 0 &&
		strcmp(json_string_value(json_object_get(json_array_get(list, at - 1), "date")),
			date) > 0)
		at--;
	json_array_insert_new(list, at, day);
}

static json_t *
days_of(int year, const Settings *settings)
{
	g_autoptr(GArray) holidays = holidays_of_year(year);
	json_t *list = json_array();

	for (guint i = 0; i < holidays->len; i++) {
		const Holiday *day = &g_array_index(holidays, Holiday, i);

		insert_day(list, make_day(day->date, day->name, day->eve ? "eve" : "holiday"));
	}
	for (guint i = 0; settings && i < settings->organisation.closed_days->len; i++) {
		const ClosedDay *day = g_ptr_array_index(settings->organisation.closed_days, i);

		if (day->date.year == year)
			insert_day(list,
				make_day(day->date, day->name ? day->name : "stängt", "closed"));
	}
	return list;
}

gboolean
verb_calendar(CliContext *context, int argc G_GNUC_UNUSED, char **argv, GError **error)
{
	const Settings *settings;
	guint64 year;

	if (!g_ascii_string_to_unsigned(
		    argv[0], 10, HOLIDAYS_FIRST_YEAR, HOLIDAYS_LAST_YEAR, &year, NULL)) {
		g_autofree char *shown = text_to_line(argv[0], 40);
		g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE, "\"%s\" is not a year from %d to %d",
			shown, HOLIDAYS_FIRST_YEAR, HOLIDAYS_LAST_YEAR);
		return FALSE;
	}
	if (!cli_settings_if_any(context, &settings, error))
		return FALSE;
	json_t *list = days_of((int) year, settings);
	char *text = context->json ? json_dumps(list, JSON_INDENT(1)) : NULL;

	if (text)
		cli_print_json(context, text);
	else
		table_print(context, list, columns, G_N_ELEMENTS(columns));
	free(text);
	json_decref(list);
	return TRUE;
}
