/* SPDX-License-Identifier: GPL-3.0-or-later */
/* backup: a copy of the database while the daemon works. */
#include <glib/gstdio.h>

#include "cli/proof.h"
#include "cli/verbs.h"

#define ADVICE "keep the database as it is and run lexsarah verify"

/* The copy as FILE.tmp; nothing of that name is left when it fails. */
static gboolean
make(CliContext *context, const char *file, Verification *found, GError **error)
{
	g_autofree char *unproved = g_strconcat(file, ".tmp", NULL);

	if (!proof_copy(context, context->settings->database, unproved, ADVICE, found, error))
		return FALSE;
	if (proof_give_name(unproved, file, error))
		return TRUE;
	g_unlink(unproved);
	return FALSE;
}

gboolean
verb_backup(CliContext *context, int argc G_GNUC_UNUSED, char **argv, GError **error)
{
	g_auto(Verification) found = { 0 };

	if (!cli_may_change(context, error))
		return FALSE;
	CaseStore *store = cli_store(context, error);
	gint64 begun = cli_actor(context).time;
	if (!store || !make(context, argv[0], &found, error))
		return FALSE;
	StoreActor who = cli_actor(context); /* of a time after the proof, which may take long */
	if (!store->note_backup(store, argv[0], begun, &who, error))
		return FALSE;
	g_autofree char *sentence = g_strdup_printf(
		"%s: %" G_GINT64_FORMAT " events and %" G_GINT64_FORMAT " mails, proved", argv[0],
		found.events, found.mails);
	cli_answer(context,
		json_pack("{ss sI sI}", "file", argv[0], "events", (json_int_t) found.events,
			"mails", (json_int_t) found.mails),
		sentence);
	return TRUE;
}
