/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Members of a zip archive, by libarchive, in memory only. Must never unpack
 * more than its limits, whatever the archive says of its sizes.
 */
#include "reader/zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <string.h>

#include "reader/charset.h"
#include "reader/format.h"

#define NAMELESS  "fil utan namn"
#define OLD_NAMES 850 /* the code page of names without a label */
#define PROTECTED "den är skyddad med lösenord; be avsändaren skicka filerna utan lösenord"

typedef struct {
	struct archive *archive;
	gsize packed;  /* bytes of the archive */
	gsize total;   /* bytes unpacked */
	guint members; /* seen */
	guint locked;  /* encrypted */
	guint opened;
} Zip;

/* What to do with a member; entry is at its content. */
typedef gboolean (*Take)(Zip *zip, struct archive_entry *entry, gpointer user, GError **error);

gboolean
zip_is_archive(const guint8 *data, gsize length)
{
	return length >= 4 && memcmp(data, "PK\003\004", 4) == 0;
}

/* libarchive gives names in UTF-8 only where the locale is of it. */
static locale_t
utf8_locale(void)
{
	static locale_t loaded;
	static gsize once;

	if (g_once_init_enter(&once)) {
		loaded = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t) 0);
		g_once_init_leave(&once, 1);
	}
	return loaded ? loaded : LC_GLOBAL_LOCALE;
}

void
zip_warm(void)
{
	(void) utf8_locale();
}

static gboolean
count(Zip *zip, gsize n, gsize of_member, GError **error)
{
	zip->total += n;
	if (of_member > ZIP_MEMBER_MAX)
		return format_fail(error, "a file in the archive unpacks to more than %u bytes",
			ZIP_MEMBER_MAX);
	if (zip->total > ZIP_TOTAL_MAX)
		return format_fail(
			error, "the archive unpacks to more than %u bytes", ZIP_TOTAL_MAX);
	if (zip->total > ZIP_RATIO_FREE && zip->total / ZIP_RATIO_MAX > zip->packed)
		return format_fail(
			error, "the archive unpacks to more than %d times its size", ZIP_RATIO_MAX);
	return TRUE;
}

static GBytes *
read_member(Zip *zip, GError **error)
{
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	guint8 block[16384];
	la_ssize_t n;

	while ((n = archive_read_data(zip->archive, block, sizeof block)) > 0) {
		g_byte_array_append(bytes, block, (guint) n);
		if (!count(zip, (gsize) n, bytes->len, error))
			return NULL;
	}
	if (n < 0) {
		format_fail(error, "a file in the archive cannot be unpacked: %s",
			archive_error_string(zip->archive));
		return NULL;
	}
	return g_byte_array_free_to_bytes(g_steal_pointer(&bytes));
}

static gboolean
walk(Zip *zip, Take take, gpointer user, GError **error)
{
	struct archive_entry *entry = NULL;
	int rc;

	while ((rc = archive_read_next_header(zip->archive, &entry)) == ARCHIVE_OK ||
		rc == ARCHIVE_WARN) {
		if (++zip->members > ZIP_MEMBERS_MAX)
			return format_fail(
				error, "the archive has more than %d members", ZIP_MEMBERS_MAX);
		if (!take(zip, entry, user, error))
			return FALSE;
	}
	return rc == ARCHIVE_EOF ||
	       format_fail(error, "the archive is broken: %s", archive_error_string(zip->archive));
}

static gboolean
open_and_walk(GBytes *content, Zip *zip, Take take, gpointer user, GError **error)
{
	const void *data = g_bytes_get_data(content, &zip->packed);
	locale_t before = uselocale(utf8_locale());
	gboolean ok;

	zip->archive = archive_read_new();
	archive_read_support_format_zip_seekable(zip->archive);
	ok = archive_read_open_memory(zip->archive, data, zip->packed) == ARCHIVE_OK
		     ? walk(zip, take, user, error)
		     : format_fail(error, "the archive is broken: %s",
			       archive_error_string(zip->archive));
	archive_read_free(zip->archive);
	uselocale(before);
	return ok;
}

typedef struct {
	const char *const *patterns;
	GHashTable *members;
} Wanted;

/* TRUE if name is pattern, in which a star may stand for any text. */
static gboolean
matches(const char *pattern, const char *name)
{
	const char *star = strchr(pattern, '*');
	gsize before = star ? (gsize) (star - pattern) : 0;

	return star ? strncmp(name, pattern, before) == 0 &&
			       g_str_has_suffix(name + before, star + 1)
		    : g_str_equal(name, pattern);
}

static gboolean
is_wanted(const Wanted *wanted, const char *name)
{
	for (const char *const *pattern = wanted->patterns; name && *pattern; pattern++)
		if (matches(*pattern, name))
			return !g_hash_table_contains(wanted->members, name);
	return FALSE;
}

static gboolean
take_wanted(Zip *zip, struct archive_entry *entry, gpointer user, GError **error)
{
	const Wanted *wanted = user;
	const char *name = archive_entry_pathname(entry);

	if (!is_wanted(wanted, name))
		return TRUE;
	g_autofree char *key = g_strdup(name);
	GBytes *bytes = read_member(zip, error);
	if (!bytes)
		return FALSE;
	g_hash_table_insert(wanted->members, g_steal_pointer(&key), bytes);
	return TRUE;
}

GHashTable *
zip_read(GBytes *content, const char *const *patterns, GError **error)
{
	g_autoptr(GHashTable) members = g_hash_table_new_full(
		g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
	Wanted wanted = { .patterns = patterns, .members = members };
	Zip zip = { 0 };

	return open_and_walk(content, &zip, take_wanted, &wanted, error) ? g_steal_pointer(&members)
									 : NULL;
}

/* A name in UTF-8 that leads nowhere: no root, no drive, no way up. */
static char *
harmless_name(const char *raw)
{
	gsize length = raw ? strlen(raw) : 0;
	g_autofree char *name = length && !g_utf8_validate_len(raw, length, NULL)
					? charset_decode((const guint8 *) raw, length, OLD_NAMES)
					: g_strdup(length ? raw : "");
	g_auto(GStrv) parts = g_strsplit_set(name, "/\\", -1);
	g_autoptr(GString) out = g_string_new(NULL);

	for (guint i = 0; parts[i]; i++) {
		const char *part = parts[i];

		if (!part[0] || g_str_equal(part, ".") || g_str_equal(part, "..") ||
			(part[1] == ':' && !part[2]))
			continue;
		g_string_append_printf(out, "%s%s", out->len ? "/" : "", part);
	}
	return g_strdup(out->len ? out->str : NAMELESS);
}

static gboolean
take_file(Zip *zip, struct archive_entry *entry, gpointer user, GError **error)
{
	GPtrArray *members = user;
	g_autofree char *name = harmless_name(archive_entry_pathname(entry));

	if (archive_entry_filetype(entry) != AE_IFREG)
		return TRUE;
	if (archive_entry_is_encrypted(entry)) {
		zip->locked++;
		g_ptr_array_add(members, format_member_new_unread(name, PROTECTED));
		return TRUE;
	}
	g_autoptr(GBytes) content = read_member(zip, error);
	if (!content)
		return FALSE;
	zip->opened++;
	g_ptr_array_add(members, format_member_new(name, content, FALSE));
	return TRUE;
}

gboolean
zip_unpack(GBytes *content, GPtrArray *members, GError **error)
{
	Zip zip = { 0 };

	if (!open_and_walk(content, &zip, take_file, members, error))
		return FALSE;
	return zip.opened > 0 || zip.locked == 0 || format_ask(error, PROTECTED);
}
