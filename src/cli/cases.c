/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * case list, case show.
 */
#include "cli/table.h"
#include "cli/verbs.h"
#include "cli/view.h"
#include "core/case.h"
#include "core/error.h"
#include "core/text.h"

static const TableColumn list_columns[] = {
	{ "CASE", "id", 0 },
	{ "BOARD", "board", 0 },
	{ "STATE", "state", 0 },
	{ "ARRIVED", "arrived", 0 },
	{ "DNR", "dnr", 20 },
	{ "FLAGS", "flags", 60 },
};

static void
show_list(CliContext *context, const json_t *json)
{
	table_print(context->out, json, list_columns, G_N_ELEMENTS(list_columns), context->colour);
}

gboolean
verb_case_list(CliContext *context, int argc, char **argv, GError **error)
{
	const char *state = cli_take_option(&argc, argv, "--state");
	CaseState ignored;

	if (state && !case_state_from_name(state, &ignored)) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE,
			"--state %s: a case is received, assessing, investigating, proposed, "
			"decided, follow_up, closed, declined, joined, transferred or not_report",
			state);
		return FALSE;
	}
	return view_show(context, VIEW_CASE_LIST, state, show_list, error);
}

static const TableColumn case_columns[] = {
	{ "Case", "id", 0 },
	{ "Board", "board", 0 },
	{ "State", "state", 0 },
	{ "Diary number", "dnr_full", 60 },
	{ "Arrived", "arrived", 0 },
	{ "Arrival from", "arrival_source", 0 },
	{ "Opened", "opened", 0 },
	{ "Flags", "flags", 0 },
};

static const TableColumn mail_columns[] = {
	{ "MAIL", "id", 0 },
	{ "KIND", "kind", 0 },
	{ "SUBJECT", "subject", 60 },
};

static const TableColumn event_columns[] = {
	{ "SEQ", "seq", 0 },
	{ "TIME", "time", 0 },
	{ "ACTOR", "actor", 40 },
	{ "EVENT", "kind", 0 },
};

static void
show_person(FILE *out, const char *title, const json_t *person)
{
	g_autofree char *name = table_text(json_object_get(person, "name"), 80);
	g_autofree char *address = table_text(json_object_get(person, "address"), 120);

	if (*name || *address)
		fprintf(out, "%s  %s%s%s%s\n", title, name, *address ? " <" : "", address,
			*address ? ">" : "");
}

/* A field of the reading: {"value","raw",...}, a code, or a list of codes. */
static char *
field_text(const json_t *field)
{
	if (!json_is_object(field))
		return table_text(field, 0);
	const json_t *value = json_object_get(field, "value");

	if (json_is_string(value))
		return table_text(value, 0);
	g_autofree char *raw = table_text(json_object_get(field, "raw"), 0);
	return *raw ? g_strdup_printf("? (%s)", raw) : g_strdup("");
}

/* Groups such as "reporter" are walked into; "reporter.name" is how it is shown. */
static void
show_fields(FILE *out, const char *prefix, json_t *object)
{
	const char *key;
	json_t *value;

	json_object_foreach(object, key, value) {
		g_autofree char *name = g_strdup_printf("%s%s%s", prefix, *prefix ? "." : "", key);

		if (json_is_object(value) && !json_object_get(value, "raw")) {
			show_fields(out, name, value);
			continue;
		}
		g_autofree char *text = field_text(value);
		if (*text)
			fprintf(out, "  %-22s %s\n", name, text);
	}
}

static void
show_document(FILE *out, const json_t *document)
{
	size_t i;
	json_t *flag;

	show_fields(out, "", json_object_get(document, "report"));
	json_array_foreach(json_object_get(document, "flags"), i, flag) {
		g_autofree char *message = table_text(json_object_get(flag, "message"), 0);
		fprintf(out, "  ! %s\n", message);
	}
}

static void
show_reading(FILE *out, const json_t *reading)
{
	g_autofree char *state = table_text(json_object_get(reading, "state"), 0);
	g_autofree char *reason = table_text(json_object_get(reading, "reason"), 0);
	size_t i;
	json_t *document;

	fprintf(out, "\nRead: %s%s%s\n", state, *reason ? ": " : "", reason);
	json_array_foreach(json_object_get(reading, "documents"), i, document)
		show_document(out, document);
}

static void
show_case(CliContext *context, const json_t *json)
{
	FILE *out = context->out;

	table_print_record(out, json, case_columns, G_N_ELEMENTS(case_columns), context->colour);
	show_person(out, "Sender      ", json_object_get(json, "sender"));
	show_person(out, "Reporter    ", json_object_get(json, "reporter"));
	show_reading(out, json_object_get(json, "reading"));
	fputc('\n', out);
	table_print(out, json_object_get(json, "mails"), mail_columns, G_N_ELEMENTS(mail_columns),
		context->colour);
	fputc('\n', out);
	table_print(out, json_object_get(json, "events"), event_columns,
		G_N_ELEMENTS(event_columns), context->colour);
}

gboolean
verb_case_show(CliContext *context, int argc G_GNUC_UNUSED, char **argv, GError **error)
{
	if (!case_id_is_valid(argv[0])) {
		g_autofree char *shown = text_to_line(argv[0], 40);

		g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE,
			"\"%s\" is not a case number such as LS-2026-0042", shown);
		return FALSE;
	}
	return view_show(context, VIEW_CASE, argv[0], show_case, error);
}
