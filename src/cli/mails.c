/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mail list, show, extract, accounting.
 */
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "adapters/message-gmime.h"
#include "cli/table.h"
#include "cli/verbs.h"
#include "cli/view.h"
#include "core/error.h"
#include "core/text.h"

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
show_list(CliContext *context, const json_t *json)
{
	table_print(context->out, json, list_columns, G_N_ELEMENTS(list_columns), context->colour);
}

gboolean
verb_mail_list(CliContext *context, int argc, char **argv, GError **error)
{
	return view_show(
		context, VIEW_MAIL_LIST, cli_take_option(&argc, argv, "--state"), show_list, error);
}

static const TableColumn mail_columns[] = {
	{ "Mail", "id", 0 },
	{ "Board", "board", 0 },
	{ "State", "state", 0 },
	{ "Reason", "reason", 0 },
	{ "Kind", "kind", 0 },
	{ "Case", "case", 0 },
	{ "Copy of mail", "copy_of", 0 },
	{ "From", "from", 0 },
	{ "Name", "from_name", 0 },
	{ "Subject", "subject", 0 },
	{ "Message-ID", "message_id", 0 },
	{ "Date", "date", 0 },
	{ "Arrived", "arrived", 0 },
	{ "Arrival from", "arrival_source", 0 },
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
show_mail(CliContext *context, const json_t *json)
{
	table_print_record(
		context->out, json, mail_columns, G_N_ELEMENTS(mail_columns), context->colour);
	fputc('\n', context->out);
	table_print(context->out, json_object_get(json, "parts"), part_columns,
		G_N_ELEMENTS(part_columns), context->colour);
}

gboolean
verb_mail_show(CliContext *context, int argc G_GNUC_UNUSED, char **argv, GError **error)
{
	gint64 number;

	if (!cli_number(argv[0], &number, error))
		return FALSE;
	return view_show(context, VIEW_MAIL, argv[0], show_mail, error);
}

/* A file name out of a mail: its last component, without what a shell or terminal would mind. */
static char *
safe_name(const MailPart *part, guint number)
{
	g_autofree char *line = text_to_line(part->name, 100);
	const char *last = strrchr(line, '/') ? strrchr(line, '/') + 1 : line;
	const char *base = strrchr(last, '\\') ? strrchr(last, '\\') + 1 : last;
	g_autofree char *clean = g_strdup(base);

	g_strdelimit(clean, "<>:\"|?*'`$;&", '_');
	return g_strdup_printf("%02u-%s", number, *clean && *clean != '.' ? clean : "part");
}

/* New files only: what stands in the folder already is never written over. */
static gboolean
write_file(const char *folder, const char *name, GBytes *bytes, GError **error)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);
	gsize length;
	const char *data = g_bytes_get_data(bytes, &length);
	FILE *file = fopen(path, "wxe");
	gboolean good = file && fwrite(data, 1, length, file) == length;

	good = file && fclose(file) == 0 && good;
	if (!good)
		g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT, "%s: %s", path, g_strerror(errno));
	return good;
}

static gboolean
write_parts(CliContext *context, const char *folder, GBytes *raw, GError **error)
{
	const MessageOptions options = { .keep_content = TRUE };
	g_autoptr(Mail) mail = message_parse(raw, &options, error);

	if (!mail || !write_file(folder, "mail.eml", raw, error))
		return FALSE;
	for (guint i = 0; i < mail->parts->len; i++) {
		const MailPart *part = g_ptr_array_index(mail->parts, i);
		g_autofree char *name = safe_name(part, i + 1);

		if (part->content && !write_file(folder, name, part->content, error))
			return FALSE;
	}
	fprintf(context->out, "%u parts and mail.eml written to %s\n", mail->parts->len, folder);
	return TRUE;
}

gboolean
verb_mail_extract(CliContext *context, int argc, char **argv, GError **error)
{
	const char *folder = cli_take_option(&argc, argv, "-o");
	StoreActor who = cli_actor(context);
	g_autoptr(GBytes) raw = NULL;
	gint64 number;

	if (!folder || argc < 1) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE, "mail extract takes ID -o FOLDER");
		return FALSE;
	}
	CaseStore *store = cli_number(argv[0], &number, error) ? cli_store(context, error) : NULL;
	if (!store || !store->raw_mail(store, number, &who, &raw, error))
		return FALSE;
	if (g_mkdir_with_parents(folder, 0700) != 0) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT, "%s: %s", folder, g_strerror(errno));
		return FALSE;
	}
	return write_parts(context, folder, raw, error);
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
show_accounting(CliContext *context, const json_t *json)
{
	table_print(context->out, json, accounting_columns, G_N_ELEMENTS(accounting_columns),
		context->colour);
}

gboolean
verb_mail_accounting(CliContext *context, int argc, char **argv, GError **error)
{
	return view_show(context, VIEW_ACCOUNTING, cli_take_option(&argc, argv, "--board"),
		show_accounting, error);
}
