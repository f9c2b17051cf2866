/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mail extract: a mail and its parts, for whoever has to see the originals.
 */
#include "cli/interrupt.h"
#include "cli/mail-files.h"
#include "cli/verbs.h"
#include "core/error.h"

static void
answer(CliContext *context, const char *folder, const MailFiles *mail, json_t *files)
{
	g_autofree char *sentence = g_strdup_printf("%" G_GSIZE_FORMAT " files written to %s%s%s%s",
		json_array_size(files), folder,
		mail->opened ? "; opened.eml is the mail without its encryption" : "",
		mail->closed ? "; what is encrypted stays closed: " : "",
		mail->closed ? mail->closed : "");

	cli_answer(context,
		json_pack("{ss so sb so}", "folder", folder, "files", files, "opened",
			mail->opened != NULL, "closed",
			mail->closed ? json_string(mail->closed) : json_null()),
		sentence);
}

gboolean
verb_mail_extract(CliContext *context, int argc, char **argv, GError **error)
{
	const char *folder = cli_take_option(&argc, argv, "-o");
	g_auto(MailFiles) mail = { 0 };
	gint64 number;

	if (!folder) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE,
			"usage: lexsarah mail extract ID -o FOLDER");
		return FALSE;
	}
	if (!cli_number(argv[0], &number, error) ||
		!mail_files_fetch(context, number, &mail, error))
		return FALSE;
	json_t *files = json_array();
	interrupt_begin();
	gboolean good = mail_files_write(folder, &mail, files, error);
	interrupt_end();
	if (good)
		answer(context, folder, &mail, json_incref(files));
	json_decref(files);
	return good;
}
