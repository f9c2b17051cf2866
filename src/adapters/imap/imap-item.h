/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "adapters/imap/imap-token.h"

/* Items of a FETCH; what the server left out is 0, INSTANT_NONE or NULL. */
typedef struct {
	guint32 uid;
	gint64 internaldate; /* instant in ms, INSTANT_NONE */
	guint64 rfc822_size;
	GPtrArray *flags;  /* char *, NULL if the response has none */
	GBytes *header;    /* BODY[HEADER.FIELDS ...], likewise; never taken for the body */
	GBytes *body;      /* BODY[]; NULL if absent or NIL */
	guint64 body_size; /* as announced; more than the bytes if truncated */
} ImapFetch;

/*
 * Reads the parenthesised items (RFC 3501 section 7.4.2) into fetch, which must
 * be cleared whatever the result. FALSE for what is not IMAP.
 */
gboolean imap_item_read_list(ImapCursor *cursor, ImapFetch *fetch) G_GNUC_WARN_UNUSED_RESULT;

void imap_item_clear(ImapFetch *fetch);
