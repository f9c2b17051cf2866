/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The text of an anchor. Must never take one for another: no digit is left out.
 */
#include "core/journal/anchor.h"

#include <string.h>

#include "core/error.h"
#include "core/text.h"

#define HEX_CHARS (2 * JOURNAL_HASH_BYTES)

char *
anchor_format(const JournalLink *link)
{
	g_autofree char *hex = text_to_hex(link->hash, sizeof link->hash);

	return g_strdup_printf("%" G_GINT64_FORMAT ":%s", link->seq, hex);
}

static gboolean
read_hash(const char *hex, guint8 *hash)
{
	if (strlen(hex) != HEX_CHARS || strspn(hex, "0123456789abcdefABCDEF") != HEX_CHARS)
		return FALSE;
	for (gsize i = 0; i < JOURNAL_HASH_BYTES; i++)
		hash[i] = (guint8) (g_ascii_xdigit_value(hex[2 * i]) * 16 +
				    g_ascii_xdigit_value(hex[2 * i + 1]));
	return TRUE;
}

gboolean
anchor_parse(const char *text, JournalLink *ret, GError **error)
{
	g_auto(GStrv) pieces = g_strsplit(text, ":", 2);
	JournalLink link = { 0 };

	if (g_strv_length(pieces) == 2 &&
		g_ascii_string_to_signed(
			g_strstrip(pieces[0]), 10, 1, G_MAXINT64, &link.seq, NULL) &&
		read_hash(g_strstrip(pieces[1]), link.hash)) {
		*ret = link;
		return TRUE;
	}
	g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT,
		"that is no anchor: one is a number, a colon and %d hexadecimal digits, as verify "
		"and the registrar's mail have it",
		HEX_CHARS);
	return FALSE;
}
