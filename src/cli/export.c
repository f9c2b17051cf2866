/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * export: all of a case as files, for an archive, an authority or another system. Whole or not
 * at all; must never write over anything.
 */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "adapters/folder-remove.h"
#include "cli/export-put.h"
#include "cli/interrupt.h"
#include "cli/verbs.h"
#include "core/error.h"

/* Not every file system can rename without writing over; rename() keeps what is in a folder. */
static gboolean
give_name(const Export *export, const char *folder, GError **error)
{
	if (renameat2(AT_FDCWD, export->folder, AT_FDCWD, folder, RENAME_NOREPLACE) == 0 ||
		((errno == EINVAL || errno == ENOSYS) && g_rename(export->folder, folder) == 0))
		return TRUE;
	if (errno == EEXIST || errno == ENOTEMPTY)
		g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT,
			"%s is there already: nothing is written over", folder);
	else
		g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT, "%s: %s", folder, g_strerror(errno));
	return FALSE;
}

static gboolean
check_words(const char *case_id, const char *folder, GError **error)
{
	if (!cli_case_id(case_id, error))
		return FALSE;
	if (!folder)
		g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE,
			"usage: lexsarah export %s -o FOLDER", case_id);
	else if (g_file_test(folder, G_FILE_TEST_EXISTS))
		g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT,
			"%s is there already: nothing is written over", folder);
	else
		return TRUE;
	return FALSE;
}

static gboolean
make(Export *export, const char *folder, GError **error)
{
	export->folder = g_strconcat(folder, ".XXXXXX", NULL);
	if (!g_mkdtemp_full(export->folder, 0700)) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT, "%s: %s", folder, g_strerror(errno));
		return FALSE;
	}
	if (export_put_all(export, error) && interrupt_check(error) &&
		give_name(export, folder, error))
		return TRUE;
	folder_remove(export->folder);
	return FALSE;
}

/* Nothing of a case is left by whoever presses ^C. */
static gboolean
run(Export *export, const char *folder, GError **error)
{
	interrupt_begin();
	gboolean good = make(export, folder, error);
	interrupt_end();
	return good;
}

/* As shells complete it; the temporary name is made of it. NULL stays NULL. */
static char *
without_slashes(const char *folder)
{
	gsize length = folder ? strlen(folder) : 0;

	while (length > 1 && folder[length - 1] == '/')
		length--;
	return g_strndup(folder, length);
}

static void
answer(const Export *export, const char *folder)
{
	g_autoptr(GString) done = g_string_new(NULL);

	g_string_printf(done, "%s: %" G_GSIZE_FORMAT " files written to %s", export->case_id,
		json_array_size(export->files), folder);
	if (export->closed)
		g_string_append_printf(done, "; %u %s encrypted: %s", export->closed,
			export->closed == 1 ? "mail stays" : "mails stay", export->reason);
	if (export->gone)
		g_string_append_printf(done,
			"; without dossier and decision: the configuration has no board %s",
			export->gone);
	cli_answer(export->context,
		json_pack("{ss ss sO si sb}", "case", export->case_id, "folder", folder, "files",
			export->files, "closed", (int) export->closed, "papers", !export->gone),
		done->str);
}

gboolean
verb_export(CliContext *context, int argc, char **argv, GError **error)
{
	g_autofree char *folder = without_slashes(cli_take_option(&argc, argv, "-o"));
	Export export = { .context = context, .case_id = argv[0] };

	if (!check_words(argv[0], folder, error) || !cli_settings(context, error) ||
		!cli_store(context, error))
		return FALSE;
	export.files = json_array();
	gboolean good = run(&export, folder, error);
	if (good)
		answer(&export, folder);
	json_decref(export.files);
	g_free(export.folder);
	g_free(export.reason);
	g_free(export.gone);
	return good;
}
