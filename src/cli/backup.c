/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * backup: a copy of the database while the daemon works, proved before it gets
 * its name, so that a file of that name is always a whole backup.
 */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "adapters/db.h"
#include "adapters/store.h"
#include "cli/verbs.h"
#include "core/error.h"

static gboolean
prove(CliContext *context, const char *path, Verification *found, GError **error)
{
	g_autofree char *complaint = NULL;

	if (!db_check_file(path, &complaint, error))
		return FALSE;
	g_autoptr(CaseStore) copy = complaint ? NULL
					      : store_open(path, FALSE, context->settings->testing,
							context->zone, error);
	if (!complaint && (!copy || !copy->verify(copy, found, error)))
		return FALSE;
	if (!complaint && found->problems->len == 0)
		return TRUE;
	g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT,
		"the copy is not sound (%s): keep the database as it is and run lexsarah verify",
		complaint ? complaint : (const char *) g_ptr_array_index(found->problems, 0));
	return FALSE;
}

/* Makes the new name durable. */
static gboolean
give_name(const char *from, const char *to, GError **error)
{
	g_autofree char *folder = g_path_get_dirname(to);

	if (g_rename(from, to) != 0) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT, "cannot write %s: %s", to,
			g_strerror(errno));
		return FALSE;
	}
	int open_folder = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (open_folder < 0)
		return TRUE;
	gboolean good = fsync(open_folder) == 0;
	close(open_folder);
	if (!good)
		g_set_error(error, LEX_ERROR, LEX_ERROR_STORE, "cannot keep %s: %s", to,
			g_strerror(errno));
	return good;
}

/* The copy as FILE.tmp; nothing of that name is left when it fails. */
static gboolean
make(CliContext *context, const char *file, Verification *found, GError **error)
{
	g_autofree char *unproved = g_strconcat(file, ".tmp", NULL);

	g_unlink(unproved); /* of a backup that was ended */
	if (db_copy(context->settings->database, unproved, error) &&
		prove(context, unproved, found, error) && give_name(unproved, file, error))
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
	StoreActor who = cli_actor(context);
	if (!store || !make(context, argv[0], &found, error) ||
		!store->note_backup(store, argv[0], &who, error))
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
