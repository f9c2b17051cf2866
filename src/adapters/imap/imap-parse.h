/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "adapters/imap/imap-response.h"

/*
 * Takes the bytes of an IMAP server, however they were split on the way, and
 * hands out whole responses. Literals are counted, never searched: what a mail
 * says cannot end one or look like a reply.
 */
typedef struct ImapParser ImapParser;

typedef struct {
	gsize line;      /* bytes of one response without its literals */
	guint64 literal; /* bytes kept of one response's literals; the rest is dropped */
	guint depth;     /* of nested lists */
} ImapParseLimits;

/*
 * Called for each response, in order; response is borrowed until the return.
 * FALSE with an error stops the parser and is handed up.
 */
typedef gboolean (*ImapParseHandler)(const ImapResponse *response, gpointer user, GError **error);

ImapParser *imap_parse_new(const ImapParseLimits *limits);

/*
 * Feeds length bytes. FALSE when the stream cannot be followed further
 * (TEMPORARY: a line over the limit, a literal of impossible size) or the
 * handler said so; the parser must then only be freed.
 */
gboolean imap_parse_feed(ImapParser *parser, const void *bytes, gsize length,
	ImapParseHandler handler, gpointer user, GError **error) G_GNUC_WARN_UNUSED_RESULT;

void imap_parse_free(ImapParser *parser);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImapParser, imap_parse_free)
