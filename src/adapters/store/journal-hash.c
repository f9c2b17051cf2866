/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The journal's chain, link by link. By libcrypto, because a processor's own
 * instructions for SHA-256 are ten times as fast as GLib's code, and each mail
 * has two events.
 */
#include "adapters/store/journal-hash.h"

#include <string.h>

G_STATIC_ASSERT(JOURNAL_HASH_BYTES == DIGEST_BYTES);

void
journal_hash_detail(Digest *digest, const guint8 salt[JOURNAL_SALT_BYTES], const char *detail,
	guint8 ret_mac[JOURNAL_HASH_BYTES])
{
	digest_hmac(digest, salt, JOURNAL_SALT_BYTES, detail, strlen(detail), ret_mac);
}

void
journal_hash_event(Digest *digest, const JournalEvent *event,
	const guint8 previous[JOURNAL_HASH_BYTES], guint8 ret_hash[JOURNAL_HASH_BYTES])
{
	g_autoptr(GString) bytes = journal_write(event, previous);

	digest_update(digest, bytes->str, bytes->len);
	digest_finish(digest, ret_hash);
}
