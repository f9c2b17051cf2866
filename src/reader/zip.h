/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#define ZIP_MEMBERS_MAX 1000
#define ZIP_MEMBER_MAX  (32u << 20) /* bytes of one member, unpacked */
#define ZIP_TOTAL_MAX   (96u << 20) /* bytes of all wanted members, unpacked */

/* TRUE if data begins like a zip archive. */
gboolean zip_is_archive(const guint8 *data, gsize length);

/*
 * The members whose names match one of patterns (GPatternSpec syntax, NULL at
 * the end): names to GBytes. g_hash_table_unref() it. Errors: BAD_MESSAGE (no
 * archive, cut short, encrypted, over one of the limits).
 */
GHashTable *zip_read(
	GBytes *content, const char *const *patterns, GError **error) G_GNUC_WARN_UNUSED_RESULT;
