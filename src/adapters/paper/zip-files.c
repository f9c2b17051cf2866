/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Zip archives of our own, by libarchive, in memory. Must never be given one that
 * somebody mailed: those are the reader's.
 */
#include "adapters/paper/zip-files.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "core/error.h"

#define FILES_MAX 200
#define BYTES_MAX (8u << 20) /* unpacked, together */
#define MODIFIED  1767225600 /* 2026-01-01: a time of the day would make other bytes */

static void
file_free(gpointer data)
{
	ZipFile *file = data;

	g_free(file->name);
	g_clear_pointer(&file->content, g_bytes_unref);
	g_free(file);
}

static gboolean
fail(struct archive *archive, const char *what, GError **error)
{
	const char *why = archive_error_string(archive);

	g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG, "%s: %s", what, why ? why : "unknown");
	return FALSE;
}

static gboolean
read_content(struct archive *archive, gsize *total, GByteArray *content, GError **error)
{
	guint8 block[16384];
	la_ssize_t n;

	while ((n = archive_read_data(archive, block, sizeof block)) > 0) {
		*total += (gsize) n;
		if (*total > BYTES_MAX) {
			g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG,
				"the archive unpacks to more than %u bytes", BYTES_MAX);
			return FALSE;
		}
		g_byte_array_append(content, block, (guint) n);
	}
	return n == 0 || fail(archive, "a file in the archive cannot be unpacked", error);
}

static gboolean
read_file(struct archive *archive, struct archive_entry *entry, gsize *total, GPtrArray *files,
	GError **error)
{
	const char *name = archive_entry_pathname(entry);
	g_autoptr(GByteArray) content = g_byte_array_new();

	if (!name || files->len >= FILES_MAX) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG,
			"the archive has a file without a name, or more than %d", FILES_MAX);
		return FALSE;
	}
	g_autofree char *kept = g_strdup(name);
	if (archive_entry_filetype(entry) != AE_IFREG)
		return TRUE;
	if (!read_content(archive, total, content, error))
		return FALSE;
	ZipFile *file = g_new0(ZipFile, 1);
	file->name = g_steal_pointer(&kept);
	file->content = g_byte_array_free_to_bytes(g_steal_pointer(&content));
	g_ptr_array_add(files, file);
	return TRUE;
}

static gboolean
read_all(struct archive *archive, GPtrArray *files, GError **error)
{
	struct archive_entry *entry = NULL;
	gsize total = 0;
	int rc;

	while ((rc = archive_read_next_header(archive, &entry)) == ARCHIVE_OK)
		if (!read_file(archive, entry, &total, files, error))
			return FALSE;
	return rc == ARCHIVE_EOF || fail(archive, "the archive is broken", error);
}

GPtrArray *
zip_files_read(GBytes *bytes, GError **error)
{
	g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(file_free);
	struct archive *archive = archive_read_new();
	gsize length;
	const void *data = g_bytes_get_data(bytes, &length);

	archive_read_support_format_zip_seekable(archive);
	gboolean good = archive_read_open_memory(archive, data, length) == ARCHIVE_OK
				? read_all(archive, files, error)
				: fail(archive, "this is no archive", error);
	archive_read_free(archive);
	return good ? g_steal_pointer(&files) : NULL;
}

ZipFile *
zip_files_find(const GPtrArray *files, const char *name)
{
	for (guint i = 0; i < files->len; i++) {
		ZipFile *file = g_ptr_array_index(files, i);

		if (strcmp(file->name, name) == 0)
			return file;
	}
	return NULL;
}

static la_ssize_t
take_block(struct archive *archive G_GNUC_UNUSED, void *user, const void *block, size_t length)
{
	g_byte_array_append(user, block, (guint) length);
	return (la_ssize_t) length;
}

static gboolean
write_file(struct archive *archive, const ZipFile *file, GError **error)
{
	struct archive_entry *entry = archive_entry_new();
	gsize length;
	const void *data = g_bytes_get_data(file->content, &length);

	archive_entry_set_pathname(entry, file->name);
	archive_entry_set_size(entry, (la_int64_t) length);
	archive_entry_set_filetype(entry, AE_IFREG);
	archive_entry_set_perm(entry, 0644);
	archive_entry_set_mtime(entry, MODIFIED, 0);
	gboolean good = archive_write_header(archive, entry) == ARCHIVE_OK &&
			archive_write_data(archive, data, length) == (la_ssize_t) length;
	archive_entry_free(entry);
	return good || fail(archive, "a file cannot be packed", error);
}

static gboolean
write_all(struct archive *archive, const GPtrArray *files, GError **error)
{
	for (guint i = 0; i < files->len; i++)
		if (!write_file(archive, g_ptr_array_index(files, i), error))
			return FALSE;
	return archive_write_close(archive) == ARCHIVE_OK ||
	       fail(archive, "the archive cannot be written", error);
}

GBytes *
zip_files_write(const GPtrArray *files, GError **error)
{
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	struct archive *archive = archive_write_new();

	/* No padding behind the end, which some programs take for damage. */
	archive_write_set_bytes_in_last_block(archive, 1);
	gboolean good =
		(archive_write_set_format_zip(archive) == ARCHIVE_OK &&
			archive_write_open(archive, bytes, NULL, take_block, NULL) == ARCHIVE_OK) ||
		fail(archive, "no archive can be written", error);
	good = good && write_all(archive, files, error);
	archive_write_free(archive);
	return good ? g_byte_array_free_to_bytes(g_steal_pointer(&bytes)) : NULL;
}
