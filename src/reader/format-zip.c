/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Zip archives that people make: their files as members. Archives that are a
 * document are for the formats before this one.
 */
#include "reader/format.h"

#include "reader/zip.h"

static gboolean
unpack(GBytes *content, GPtrArray **ret_members, GError **error)
{
	g_autoptr(GPtrArray) members =
		g_ptr_array_new_with_free_func((GDestroyNotify) format_member_free);

	if (!zip_unpack(content, members, error))
		return FALSE;
	*ret_members = g_steal_pointer(&members);
	return TRUE;
}

static gboolean
sniff(const char *name, const guint8 *data, gsize length)
{
	(void) name;
	return zip_is_archive(data, length);
}

const Format format_zip = { .name = "zip", .sniff = sniff, .unpack = unpack, .warm = zip_warm };
