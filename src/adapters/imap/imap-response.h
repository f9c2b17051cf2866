/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "adapters/imap/imap-item.h"
#include "adapters/imap/imap-token.h"

/*
 * What one server response says (RFC 3501 section 7, RFC 4731, RFC 4315,
 * RFC 6851), as plain data.
 */

typedef enum {
	IMAP_RESPONSE_MALFORMED, /* not IMAP, or nested too deep: to be ignored, and counted */
	IMAP_RESPONSE_OTHER,     /* well begun, of no interest here */
	IMAP_RESPONSE_CONTINUATION,
	IMAP_RESPONSE_TAGGED,
	IMAP_RESPONSE_STATUS, /* untagged OK, NO, BAD, BYE, PREAUTH */
	IMAP_RESPONSE_CAPABILITY,
	IMAP_RESPONSE_SEARCH, /* SEARCH and ESEARCH */
	IMAP_RESPONSE_MAILBOX_STATUS,
	IMAP_RESPONSE_EXISTS,
	IMAP_RESPONSE_EXPUNGE,
	IMAP_RESPONSE_FETCH,
	IMAP_RESPONSE_COUNT
} ImapResponseKind;

typedef enum {
	IMAP_STATUS_NONE,
	IMAP_STATUS_OK,
	IMAP_STATUS_NO,
	IMAP_STATUS_BAD,
	IMAP_STATUS_BYE,
	IMAP_STATUS_PREAUTH,
	IMAP_STATUS_COUNT
} ImapStatus;

/* Response codes (RFC 3501 section 7.1, RFC 5530, RFC 4315). */
typedef enum {
	IMAP_CODE_NONE,
	IMAP_CODE_OTHER, /* one that is not listed here */
	IMAP_CODE_UIDVALIDITY,
	IMAP_CODE_UIDNEXT,
	IMAP_CODE_PERMANENTFLAGS,
	IMAP_CODE_CAPABILITY,
	IMAP_CODE_COPYUID,
	IMAP_CODE_TRYCREATE,
	IMAP_CODE_ALREADYEXISTS,
	IMAP_CODE_READ_ONLY,
	IMAP_CODE_UNAVAILABLE, /* and INUSE, LIMIT, SERVERBUG: may pass by itself */
	IMAP_CODE_COUNT
} ImapCode;

typedef struct {
	ImapResponseKind kind;
	char *tag; /* TAGGED; SEARCH from an ESEARCH that names its command */
	ImapStatus status;
	ImapCode code;
	guint32 number;   /* of EXISTS, EXPUNGE, FETCH; of UIDVALIDITY and UIDNEXT codes;
			     UIDNEXT of MAILBOX_STATUS */
	GPtrArray *words; /* char *: of CAPABILITY and PERMANENTFLAGS, else empty */
	GArray *ranges;   /* ImapRange: of SEARCH; the source UIDs of COPYUID */
	const char *text; /* the human text of a status, borrowed, untrusted, "" if none */
	ImapFetch fetch;
} ImapResponse;

/*
 * Reads one whole response. text has length bytes and a NUL after them, and is
 * borrowed by ret_response, which the caller clears. Never fails: what cannot
 * be read is IMAP_RESPONSE_MALFORMED.
 */
void imap_response_read(const char *text, gsize length, const ImapLiteral *literals,
	gsize n_literals, guint max_depth, ImapResponse *ret_response);

/* TRUE for an untagged OK, NO, BAD, BYE or PREAUTH: it ends in free text and holds no literal. */
gboolean imap_response_is_status(const char *text, gsize length);

void imap_response_clear(ImapResponse *response);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ImapResponse, imap_response_clear)
