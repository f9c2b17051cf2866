/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "adapters/digest.h"
#include "core/journal/journal.h"

/* The hashes of core/journal/journal.h. digest is lent, with nothing added to it. */

/* HMAC-SHA-256 (RFC 2104) of detail under salt. */
void journal_hash_detail(Digest *digest, const guint8 salt[JOURNAL_SALT_BYTES], const char *detail,
	guint8 ret_mac[JOURNAL_HASH_BYTES]);

/* SHA-256 of the canonical bytes. */
void journal_hash_event(Digest *digest, const JournalEvent *event,
	const guint8 previous[JOURNAL_HASH_BYTES], guint8 ret_hash[JOURNAL_HASH_BYTES]);
