/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Walking through folders to mail. What is no mail by its place or name is left
 * out: only what stands in new and cur of a Maildir, and files named .eml, or
 * named on the command line, are mail. Follows no symbolic link out of a folder.
 */
#include "adapters/import-files.h"

#include <string.h>

#include "adapters/import-mbox.h"
#include "core/date.h"
#include "core/error.h"

typedef struct {
	gsize max_bytes;
	MailSourceTake take;
	gpointer user;
} Import;

static gboolean
fail(const char *path, const GError *cause, GError **error)
{
	g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT, "cannot read %s: %s", path,
		cause ? cause->message : "it is no mail, mbox or folder");
	return FALSE;
}

/* The delivery time that begins a Maildir file's name (cr.yp.to/proto/maildir.html). */
static gint64
time_of_name(const char *path)
{
	g_autofree char *name = g_path_get_basename(path);
	char *end;
	gint64 seconds = g_ascii_strtoll(name, &end, 10);

	return *end == '.' && seconds > 0 && seconds < G_MAXINT32 * G_GINT64_CONSTANT(4)
		       ? seconds * 1000
		       : INSTANT_NONE;
}

static gboolean
import_file(const Import *import, const char *path, gboolean maildir, GError **error)
{
	g_autoptr(GError) cause = NULL;
	g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, &cause);

	if (!file)
		return fail(path, cause, error);
	const char *bytes = g_mapped_file_get_contents(file);
	gsize length = g_mapped_file_get_length(file);

	if (!maildir && import_is_mbox(bytes, length))
		return import_mbox(
			bytes, length, import->max_bytes, import->take, import->user, error);
	gint64 delivered = maildir ? time_of_name(path) : INSTANT_NONE;
	return import_one(bytes, length, FALSE, delivered, import->max_bytes, import->take,
		import->user, error);
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *) a, *(const char *const *) b);
}

/* Sorted, so that the same archive is always read in the same order. */
static GPtrArray *
list_names(const char *path, GError **error)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GError) cause = NULL;
	g_autoptr(GDir) folder = g_dir_open(path, 0, &cause);
	const char *name;

	if (!folder) {
		(void) !fail(path, cause, error);
		return NULL;
	}
	while ((name = g_dir_read_name(folder)))
		g_ptr_array_add(names, g_strdup(name));
	g_ptr_array_sort(names, compare_names);
	return g_steal_pointer(&names);
}

static gboolean
is_maildir(const char *path)
{
	g_autofree char *cur = g_build_filename(path, "cur", NULL);
	g_autofree char *new = g_build_filename(path, "new", NULL);

	return g_file_test(cur, G_FILE_TEST_IS_DIR) && g_file_test(new, G_FILE_TEST_IS_DIR);
}

static gboolean import_folder(
	const Import *import, const char *path, gboolean maildir, GError **error);

/* One name of a folder; maildir: the folder is new or cur. */
static gboolean
import_entry(const Import *import, const char *path, gboolean maildir, GError **error)
{
	g_autofree char *lower = g_ascii_strdown(path, -1);

	if (g_file_test(path, G_FILE_TEST_IS_SYMLINK))
		return TRUE;
	if (g_file_test(path, G_FILE_TEST_IS_DIR))
		return maildir || import_folder(import, path, FALSE, error);
	if (!g_file_test(path, G_FILE_TEST_IS_REGULAR))
		return TRUE;
	if (maildir || g_str_has_suffix(lower, ".eml") || g_str_has_suffix(lower, ".mbox"))
		return import_file(import, path, maildir, error);
	return TRUE;
}

static gboolean
import_folder(const Import *import, const char *path, gboolean maildir, GError **error)
{
	gboolean parent = !maildir && is_maildir(path);
	g_autoptr(GPtrArray) names = list_names(path, error);

	for (guint i = 0; names && i < names->len; i++) {
		const char *name = g_ptr_array_index(names, i);
		g_autofree char *below = g_build_filename(path, name, NULL);
		gboolean holds_mail =
			parent && (strcmp(name, "cur") == 0 || strcmp(name, "new") == 0);
		gboolean good = holds_mail ? import_folder(import, below, TRUE, error)
					   : import_entry(import, below, maildir, error);

		if (!good)
			return FALSE;
	}
	return names != NULL;
}

gboolean
import_files(const char *path, gsize max_bytes, MailSourceTake take, gpointer user, GError **error)
{
	const Import import = { max_bytes, take, user };

	if (g_file_test(path, G_FILE_TEST_IS_DIR))
		return import_folder(&import, path, FALSE, error);
	return import_file(&import, path, FALSE, error);
}
