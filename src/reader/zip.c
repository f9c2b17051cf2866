/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Members of a zip archive, by libarchive, in memory only. Must never unpack
 * more than its limits, whatever the archive says of its sizes.
 */
#include "reader/zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "reader/format.h"

gboolean
zip_is_archive(const guint8 *data, gsize length)
{
	return length >= 4 && memcmp(data, "PK\003\004", 4) == 0;
}

static gboolean
is_wanted(const char *name, const char *const *patterns)
{
	for (; name && *patterns; patterns++) {
		g_autoptr(GPatternSpec) spec = g_pattern_spec_new(*patterns);

		if (g_pattern_spec_match_string(spec, name))
			return TRUE;
	}
	return FALSE;
}

static GBytes *
read_member(struct archive *archive, const char *name, GError **error)
{
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	guint8 block[16384];
	la_ssize_t n;

	while ((n = archive_read_data(archive, block, sizeof block)) > 0) {
		if (bytes->len + (gsize) n > ZIP_MEMBER_MAX) {
			format_fail(error, "%s in the archive unpacks to more than %u bytes", name,
				ZIP_MEMBER_MAX);
			return NULL;
		}
		g_byte_array_append(bytes, block, (guint) n);
	}
	if (n < 0) {
		format_fail(error, "%s in the archive cannot be unpacked: %s", name,
			archive_error_string(archive));
		return NULL;
	}
	return g_byte_array_free_to_bytes(g_steal_pointer(&bytes));
}

static gboolean
read_members(
	struct archive *archive, const char *const *patterns, GHashTable *members, GError **error)
{
	struct archive_entry *entry = NULL;
	gsize total = 0;
	guint n = 0;
	int rc;

	while ((rc = archive_read_next_header(archive, &entry)) == ARCHIVE_OK ||
		rc == ARCHIVE_WARN) {
		const char *name = archive_entry_pathname(entry);

		if (++n > ZIP_MEMBERS_MAX)
			return format_fail(
				error, "the archive has more than %d members", ZIP_MEMBERS_MAX);
		if (!is_wanted(name, patterns) || g_hash_table_contains(members, name))
			continue;
		GBytes *bytes = read_member(archive, name, error);
		if (!bytes)
			return FALSE;
		g_hash_table_insert(members, g_strdup(name), bytes);
		total += g_bytes_get_size(bytes);
		if (total > ZIP_TOTAL_MAX)
			return format_fail(
				error, "the archive unpacks to more than %u bytes", ZIP_TOTAL_MAX);
	}
	return rc == ARCHIVE_EOF ||
	       format_fail(error, "the archive is broken: %s", archive_error_string(archive));
}

GHashTable *
zip_read(GBytes *content, const char *const *patterns, GError **error)
{
	gsize length = 0;
	const void *data = g_bytes_get_data(content, &length);
	g_autoptr(GHashTable) members = g_hash_table_new_full(
		g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
	struct archive *archive = archive_read_new();
	gboolean ok;

	archive_read_support_format_zip_seekable(archive);
	ok = archive_read_open_memory(archive, data, length) == ARCHIVE_OK
		     ? read_members(archive, patterns, members, error)
		     : format_fail(
			       error, "the archive is broken: %s", archive_error_string(archive));
	archive_read_free(archive);
	return ok ? g_steal_pointer(&members) : NULL;
}
