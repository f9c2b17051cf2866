/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * import: mail out of Maildir, mbox and .eml files. Importing what was fetched
 * or imported before makes copies, no second case.
 */
#include "adapters/import-files.h"
#include "cli/take-in.h"
#include "cli/verbs.h"

static gboolean
take(const MailSourceItem *item, gpointer user, GError **error)
{
	const FetchedMail mail = { .item = *item, .way = MAIL_WAY_IMPORTED };

	return take_in_add(user, &mail, error);
}

static void
answer(CliContext *context, const StoreOutcome *sum, guint read)
{
	g_autofree char *sentence = g_strdup_printf(
		"%u mails: %" G_GINT64_FORMAT " opened a case, %" G_GINT64_FORMAT
		" joined one, %" G_GINT64_FORMAT " copies, %" G_GINT64_FORMAT
		" filed, %" G_GINT64_FORMAT " in quarantine\n"
		"their notices are held: lexsarah outbox release --all --hold import",
		read, sum->opened, sum->joined, sum->copies, sum->filed, sum->quarantined);

	cli_answer(context,
		json_pack("{si sI sI sI sI sI sI}", "read", (int) read, "opened",
			(json_int_t) sum->opened, "joined", (json_int_t) sum->joined, "copies",
			(json_int_t) sum->copies, "filed", (json_int_t) sum->filed, "quarantined",
			(json_int_t) sum->quarantined, "waiting", (json_int_t) sum->waiting),
		sentence);
}

gboolean
verb_import(CliContext *context, int argc, char **argv, GError **error)
{
	const char *board = cli_take_option(&argc, argv, "--board");
	g_auto(TakeIn) in = { 0 };
	StoreOutcome sum = { 0 };
	gboolean good = TRUE;

	if (!take_in_begin(context, board, &in, error))
		return FALSE;
	for (int i = 0; i < argc && good; i++)
		good = import_files(argv[i], in.board->mailbox.max_mail_bytes, take, &in, error);
	/* What came before a file that fails is taken all the same. */
	if (!take_in_end(&in, &sum, good ? error : NULL))
		return FALSE;
	if (good || in.mails->len)
		answer(context, &sum, in.mails->len);
	g_free(sum.case_id);
	return good;
}
