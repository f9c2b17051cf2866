/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#define ZIP_MEMBERS_MAX 1000
#define ZIP_MEMBER_MAX  (32u << 20) /* bytes of one member, unpacked */
#define ZIP_TOTAL_MAX   (96u << 20) /* bytes of all wanted members, unpacked */
#define ZIP_RATIO_MAX   200         /* times its size that an archive may unpack to */
#define ZIP_RATIO_FREE  (1u << 20)  /* bytes from which on that counts */

/* TRUE if data begins like a zip archive. */
gboolean zip_is_archive(const guint8 *data, gsize length);

/*
 * The members whose names match one of patterns (one "*" in each at most, NULL at
 * the end): names to GBytes. g_hash_table_unref() it. Errors: BAD_MESSAGE (no
 * archive, cut short, encrypted, over one of the limits).
 */
GHashTable *zip_read(
	GBytes *content, const char *const *patterns, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * All files in it, added to members (FormatMember) under names without ways
 * out of a folder. An encrypted one says what to ask for. Errors: BAD_MESSAGE as
 * above; WAIT if all are encrypted (format_ask()).
 */
gboolean zip_unpack(GBytes *content, GPtrArray *members, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Loads what names of members need. */
void zip_warm(void);
