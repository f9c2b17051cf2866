/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Copies of a database, which get their name when they are proved, so that a file of
 * that name is always a whole one.
 */
#include "cli/proof.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "adapters/store/db.h"
#include "adapters/store/store.h"
#include "core/error.h"

static gboolean
prove(CliContext *context, const char *path, const char *advice, Verification *found,
	GError **error)
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
	g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT, "the copy is not sound (%s): %s",
		complaint ? complaint : (const char *) g_ptr_array_index(found->problems, 0),
		advice);
	return FALSE;
}

/* Makes the new name durable. */
gboolean
proof_give_name(const char *from, const char *to, GError **error)
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

gboolean
proof_copy(CliContext *context, const char *from, const char *to, const char *advice,
	Verification *found, GError **error)
{
	g_unlink(to); /* of a run that was ended */
	if (db_copy(from, to, error) && prove(context, to, advice, found, error))
		return TRUE;
	g_unlink(to);
	return FALSE;
}
