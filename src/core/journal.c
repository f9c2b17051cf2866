/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The canonical bytes of an event and the hashes over them. Changing a byte
 * here makes every journal ever written unprovable: add a new version line
 * instead.
 */
#include "core/journal.h"

#include <string.h>

#include "core/text.h"

void
journal_mac(const guint8 salt[JOURNAL_SALT_BYTES], const char *detail,
	guint8 ret_mac[JOURNAL_HASH_BYTES])
{
	gsize length = JOURNAL_HASH_BYTES;
	g_autoptr(GHmac) hmac = g_hmac_new(G_CHECKSUM_SHA256, salt, JOURNAL_SALT_BYTES);

	g_hmac_update(hmac, (const guint8 *) detail, (gssize) strlen(detail));
	g_hmac_get_digest(hmac, ret_mac, &length);
	g_assert(length == JOURNAL_HASH_BYTES);
}

static void
append_text(GString *out, const char *text)
{
	if (text)
		g_string_append_printf(out, "%zu:%s\n", strlen(text), text);
	else
		g_string_append(out, "-\n");
}

static void
append_hash(GString *out, const guint8 hash[JOURNAL_HASH_BYTES])
{
	g_autofree char *hex = text_to_hex(hash, JOURNAL_HASH_BYTES);
	g_string_append_printf(out, "%s\n", hex);
}

void
journal_hash(const JournalEvent *event, const guint8 previous[JOURNAL_HASH_BYTES],
	guint8 ret_hash[JOURNAL_HASH_BYTES])
{
	g_autoptr(GString) bytes = g_string_sized_new(512);
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
	gsize length = JOURNAL_HASH_BYTES;

	g_string_append(bytes, "lexsarah-event-1\n");
	append_hash(bytes, previous);
	g_string_append_printf(
		bytes, "%" G_GINT64_FORMAT "\n%" G_GINT64_FORMAT "\n", event->seq, event->time);
	append_text(bytes, event->actor);
	append_text(bytes, event->user);
	append_text(bytes, event->kind);
	append_text(bytes, event->case_id);
	g_string_append_printf(bytes, "%" G_GINT64_FORMAT "\n", event->mail);
	append_hash(bytes, event->mac);
	g_checksum_update(sum, (const guchar *) bytes->str, (gssize) bytes->len);
	g_checksum_get_digest(sum, ret_hash, &length);
	g_assert(length == JOURNAL_HASH_BYTES);
}
