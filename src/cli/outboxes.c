/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * outbox list, show.
 */
#include <string.h>

#include "adapters/message/message-gmime.h"
#include "cli/table.h"
#include "cli/verbs.h"
#include "cli/view.h"
#include "core/error.h"
#include "core/text.h"

static const TableColumn list_columns[] = {
	{ "NOTICE", "id", 0 },
	{ "CASE", "case", 0 },
	{ "KIND", "notice", 0 },
	{ "TO", "to", 40 },
	{ "STATE", "state", 0 },
	{ "QUEUED", "queued", 0 },
	{ "SENT", "sent", 0 },
	{ "TRIES", "attempts", 0 },
	{ "ERROR", "error", 70 },
};

static void
show_list(CliContext *context, json_t *json)
{
	table_print(context, json, list_columns, G_N_ELEMENTS(list_columns));
}

gboolean
verb_outbox_list(CliContext *context, int argc, char **argv, GError **error)
{
	const char *state = cli_take_option(&argc, argv, "--state");
	OutboxState ignored;

	if (state && !outbox_state_from_name(state, &ignored)) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE,
			"--state %s: a notice is queued, held, sending, sent, uncertain, failed, "
			"bounced or cancelled",
			state);
		return FALSE;
	}
	return view_show(context, VIEW_OUTBOX_LIST, state, show_list, error);
}

static const TableColumn notice_columns[] = {
	{ "Notice", "id", 0 },
	{ "Case", "case", 0 },
	{ "Kind", "notice", 0 },
	{ "To", "to", 0 },
	{ "Audience", "audience", 0 },
	{ "Route", "route", 0 },
	{ "State", "state", 0 },
	{ "Held for", "hold", 0 },
	{ "Message-ID", "message_id", 0 },
	{ "Queued", "queued", 0 },
	{ "Due", "due", 0 },
	{ "Sent", "sent", 0 },
	{ "Tries", "attempts", 0 },
	{ "Error", "error", 0 },
};

/* What the recipient reads: the subject and the plain text. */
static void
show_mail(FILE *out, const char *bytes)
{
	const MessageOptions options = { .keep_content = TRUE };
	g_autoptr(GBytes) raw = g_bytes_new(bytes, strlen(bytes));
	g_autoptr(Mail) mail = message_parse(raw, &options, NULL);

	g_assert(mail); /* it is far below 4 GiB */
	g_autofree char *subject = text_to_line(mail->subject, 0);
	fprintf(out, "\nSubject: %s\n", subject);
	for (guint i = 0; i < mail->parts->len; i++) {
		const MailPart *part = g_ptr_array_index(mail->parts, i);

		if (strcmp(part->media_type, "text/plain") != 0 || !part->content)
			continue;
		gsize length;
		const char *data = g_bytes_get_data(part->content, &length);
		g_autofree char *text = g_strndup(data, length);
		g_autofree char *clean = text_to_lines(text);
		fprintf(out, "\n%s\n", clean);
	}
}

static void
show_notice(CliContext *context, json_t *json)
{
	const char *mail = json_string_value(json_object_get(json, "mail"));

	table_print_record(context, json, notice_columns, G_N_ELEMENTS(notice_columns));
	if (mail)
		show_mail(context->out, mail);
}

gboolean
verb_outbox_show(CliContext *context, int argc G_GNUC_UNUSED, char **argv, GError **error)
{
	gint64 number;

	if (!cli_number(argv[0], &number, error))
		return FALSE;
	return view_show(context, VIEW_OUTBOX, argv[0], show_notice, error);
}
