/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * case show: one case from top to bottom, for whoever works with it. Must never
 * shorten what somebody wrote.
 */
#include "adapters/reading-json.h"
#include "cli/layout.h"
#include "cli/reading-show.h"
#include "cli/table.h"
#include "cli/verbs.h"
#include "cli/view.h"
#include "core/form/consistency.h"
#include "core/error.h"
#include "core/text.h"

static const TableColumn case_columns[] = {
	{ "Case", "id", 0 },
	{ "Board", "board", 0 },
	{ "State", "state", 0 },
	{ "Diary number", "dnr_full", 0 },
	{ "Arrived", "arrived", 0 },
	{ "Arrival from", "arrival_source", 0 },
	{ "Opened", "opened", 0 },
	{ "Sender", "sender", 0 },
	{ "Reporter", "reporter", 0 },
	{ "Taken down", "entered", 0 },
	{ "Same mail", "same_mail", 0 },
};

static const TableColumn life_columns[] = {
	{ "Law", "law", 0 },
	{ "Investigator", "investigator", 0 },
	{ "IVO", "ivo", 0 },
	{ "Proposal", "proposal", 0 },
	{ "Decision", "decision", 0 },
};

static const TableColumn clock_columns[] = {
	{ "CLOCK", "rule", 0 },
	{ "BOARD", "board", 0 },
	{ "CLASS", "class", 0 },
	{ "START", "start", 0 },
	{ "DUE", "due", 0 },
	{ "STATE", "state", 0 },
	{ "STOPPED", "stopped", 0 },
};

static const TableColumn board_columns[] = {
	{ "BOARD", "board", 0 },
	{ "REPORT", "report", 0 },
	{ "IVO", "ivo", 0 },
	{ "COPY", "copy_attached", 0 },
	{ "FINAL", "copy_final", 0 },
};

static const TableColumn copy_columns[] = {
	{ "BOARD", "board", 0 },
	{ "WHAT", "what", 0 },
	{ "RELEASED", "released", 0 },
	{ "BY", "by", 0 },
	{ "STATE", "state", 0 },
	{ "FILE", "file", 0 },
	{ "BASIS", "basis", 0 },
};

static const TableColumn log_columns[] = {
	{ "NO", "no", 0 },
	{ "DATE", "date", 0 },
	{ "KIND", "kind", 0 },
	{ "SOURCE", "source", 0 },
	{ "AUTHOR", "author", 0 },
	{ "TITLE", "title", 0 },
	{ "TEXT", "text", 0 },
};

static const TableColumn measure_columns[] = {
	{ "NO", "no", 0 },
	{ "OWNER", "owner", 0 },
	{ "DUE", "due", 0 },
	{ "DONE", "done", 0 },
	{ "MEASURE", "text", 0 },
};

/* What the case has of a life, each under its heading. */
static const struct {
	const char *heading, *key;
	const TableColumn *columns;
	gsize n_columns;
} life_tables[] = {
	{ "CLOCKS", "clocks", clock_columns, G_N_ELEMENTS(clock_columns) },
	{ "COMMISSIONING BOARDS", "commissioning", board_columns, G_N_ELEMENTS(board_columns) },
	{ "COPIES", "copies", copy_columns, G_N_ELEMENTS(copy_columns) },
	{ "LOG", "log", log_columns, G_N_ELEMENTS(log_columns) },
	{ "MEASURES", "measures", measure_columns, G_N_ELEMENTS(measure_columns) },
};

static const TableColumn mail_columns[] = {
	{ "MAIL", "id", 0 },
	{ "KIND", "kind", 0 },
	{ "SENDER", "trust", 0 },
	{ "SUBJECT", "subject", 60 },
};

/* {"name","address"} becomes "name <address>" in the record. */
static void
flatten_person(json_t *record, const char *key)
{
	const json_t *person = json_object_get(record, key);
	g_autofree char *name = table_text(json_object_get(person, "name"), 0);
	g_autofree char *address = table_text(json_object_get(person, "address"), 0);
	g_autofree char *both = *name && *address ? g_strdup_printf("%s <%s>", name, address)
						  : g_strdup(*name ? name : address);

	json_object_set_new(record, key, json_string(both));
}

/* {"how","taken_by"} becomes "taken_by (how)" in the record. */
static void
flatten_entered(json_t *record)
{
	const json_t *entered = json_object_get(record, "entered");
	g_autofree char *how = table_text(json_object_get(entered, "how"), 0);
	g_autofree char *who = table_text(json_object_get(entered, "taken_by"), 0);
	g_autofree char *both = *who ? g_strdup_printf("%s (%s)", who, how) : g_strdup("");

	json_object_set_new(record, "entered", json_string(both));
}

/* What nobody has decided on yet, who was told to, and how it is done. */
static void
show_holds(const CliContext *context, const json_t *record)
{
	const char *id = json_string_value(json_object_get(record, "id"));
	g_autofree char *told = table_text(json_object_get(record, "hold_told"), 0);
	guint shown = 0;
	size_t i;
	json_t *hold;

	json_array_foreach(json_object_get(record, "holds"), i, hold) {
		g_autofree char *finding = table_text(json_object_get(hold, "finding"), 0);
		g_autofree char *reason = table_text(json_object_get(hold, "hold"), 0);
		g_autofree char *since = table_text(json_object_get(hold, "since"), 0);

		if (!json_is_null(json_object_get(hold, "lifted")))
			continue;
		if (shown++ == 0) {
			fputc('\n', context->out);
			table_print_heading(context, "HELD");
		}
		fprintf(context->out, "  %s (%s) since %s\n", finding, reason, since);
	}
	if (!shown)
		return;
	fprintf(context->out,
		"  decides: %s\n  to lift it: lexsarah outbox release --all --case %s\n"
		"  for another to hear of it instead: lexsarah case recuse %s --person ADDRESS "
		"--to ADDRESS --reason TEXT\n",
		*told ? told : "whoever was told", id, id);
}

static void
show_flags(const CliContext *context, const json_t *flags)
{
	size_t i;
	json_t *flag;

	if (json_array_size(flags) == 0)
		return;
	fputc('\n', context->out);
	table_print_heading(context, "FLAGS");
	json_array_foreach(flags, i, flag) {
		const char *code = json_string_value(json_object_get(flag, "code"));
		const char *title = consistency_title(code, NULL);

		g_autofree char *head =
			title ? g_strdup_printf("%s (%s)", title, code) : g_strdup(code);

		table_print_flag(
			context, head, json_string_value(json_object_get(flag, "message")));
	}
}

static void
show_documents(const CliContext *context, json_t *documents)
{
	g_autoptr(GError) error = NULL;
	json_t *whole = json_pack("{ss ss sO}", "file", "", "format", "", "documents", documents);
	char *text = json_dumps(whole, JSON_COMPACT);
	g_autoptr(ReadingFile) file = reading_json_read(text, &error);

	free(text);
	json_decref(whole);
	if (!file) {
		fprintf(context->out, "  cannot be shown: %s\n", error->message);
		return;
	}
	for (guint i = 0; i < file->documents->len; i++) {
		if (file->documents->len > 1)
			fprintf(context->out, "  Report %u of %u\n", i + 1, file->documents->len);
		reading_show(context, file->documents->pdata[i], FALSE);
	}
}

static void
show_reading(const CliContext *context, const json_t *reading)
{
	g_autofree char *state = table_text(json_object_get(reading, "state"), 0);
	g_autofree char *reason = table_text(json_object_get(reading, "reason"), 0);
	g_autofree char *title =
		g_strdup_printf("READ: %s%s%s", state, *reason ? ": " : "", reason);

	fputc('\n', context->out);
	table_print_heading(context, title);
	show_documents(context, json_object_get(reading, "documents"));
}

/* What stands further up in the record is not said again. */
static void
drop_known(json_t *detail, const json_t *id)
{
	json_object_del(detail, "reading");
	if (json_equal(json_object_get(detail, "key"), id))
		json_object_del(detail, "key");
}

/* One line, and below it what the event says. */
static void
show_event(const CliContext *context, json_t *event, const json_t *id)
{
	json_t *detail = json_object_get(event, "detail");
	g_autofree char *time = table_text(json_object_get(event, "time"), 0);
	g_autofree char *kind = table_text(json_object_get(event, "kind"), 0);
	g_autofree char *actor = table_text(json_object_get(event, "actor"), 0);
	g_autofree char *user = table_text(json_object_get(event, "user"), 0);

	drop_known(detail, id);
	g_autofree char *says = table_text(detail, 0);
	fprintf(context->out, "%5" JSON_INTEGER_FORMAT "  %s  %-18s  %s (user %s)\n",
		json_integer_value(json_object_get(event, "seq")), time, kind, actor, user);
	if (!*says)
		return;
	fputs("       ", context->out);
	layout_print_wrapped(context->out, says, 7, context->width);
}

/* "sent 2026-11-22" or "due" */
static void
flatten_information(json_t *board)
{
	static const char *const keys[] = { "report", "ivo", "copy_attached", "copy_final" };

	for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
		const json_t *of = json_object_get(board, keys[i]);
		g_autofree char *state = table_text(json_object_get(of, "state"), 0);
		g_autofree char *date = table_text(json_object_get(of, "date"), 0);
		g_autofree char *both = g_strdup_printf("%s %s", state, date);

		json_object_set_new(board, keys[i], json_string(g_strchomp(both)));
	}
}

static void
show_life(const CliContext *context, json_t *record)
{
	size_t i;
	json_t *board;

	table_print_record(context, record, life_columns, G_N_ELEMENTS(life_columns));
	json_array_foreach(json_object_get(record, "commissioning"), i, board) {
		flatten_information(board);
	}
	for (guint t = 0; t < G_N_ELEMENTS(life_tables); t++) {
		const json_t *list = json_object_get(record, life_tables[t].key);

		if (json_array_size(list) == 0)
			continue;
		fputc('\n', context->out);
		table_print_heading(context, life_tables[t].heading);
		table_print(context, list, life_tables[t].columns, life_tables[t].n_columns);
	}
}

static void
show_case(CliContext *context, json_t *json)
{
	size_t i;
	json_t *event;

	flatten_person(json, "sender");
	flatten_person(json, "reporter");
	flatten_entered(json);
	table_print_record(context, json, case_columns, G_N_ELEMENTS(case_columns));
	show_life(context, json);
	show_holds(context, json);
	show_flags(context, json_object_get(json, "flag_details"));
	show_reading(context, json_object_get(json, "reading"));
	fputc('\n', context->out);
	table_print(
		context, json_object_get(json, "mails"), mail_columns, G_N_ELEMENTS(mail_columns));
	fputc('\n', context->out);
	table_print_heading(context, "EVENTS");
	json_array_foreach(json_object_get(json, "events"), i, event) {
		show_event(context, event, json_object_get(json, "id"));
	}
}

gboolean
verb_case_show(CliContext *context, int argc G_GNUC_UNUSED, char **argv, GError **error)
{
	return cli_case_id(argv[0], error) &&
	       view_show(context, VIEW_CASE, argv[0], show_case, error);
}
