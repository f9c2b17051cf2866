/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/date.h"

/*
 * What a notice carries so that an answer to it is known for an answer of the one it
 * went to: 40 letters and digits (base32, RFC 4648, lower-case), which hold the
 * number of a key, the last day on which it counts, a nonce, and an HMAC-SHA-256
 * (RFC 2104) over those and over what it is bound to. Nobody can make one without
 * the key, which is in no database and no backup; who holds one is judged by the
 * sender's address all the same.
 */
#define REPLY_TOKEN_CHARS 40
#define REPLY_NONCE_BYTES 7
#define REPLY_MAC_BYTES   15 /* of 32 (RFC 2104 section 5) */

/* What an answer with it may do. */
typedef enum {
	REPLY_FOR_WORK,         /* command in the case, as the roles of its writer allow */
	REPLY_FOR_CONFIRMATION, /* say yes to what waits for it; once */
	REPLY_FOR_FACTS,        /* ask how the case stands, and add to the report */
	REPLY_PURPOSE_COUNT
} ReplyPurpose;

/* What it holds for, and for nothing else; borrowed. */
typedef struct {
	const char *board, *case_id;
	const char *recipient; /* an address, in any spelling of case */
	ReplyPurpose purpose;
	CivilDate expires; /* the last day; from 2020 to 2199 */
} ReplyBinding;

typedef struct {
	guint8 key; /* its number, 1 to 255 */
	CivilDate expires;
	guint8 nonce[REPLY_NONCE_BYTES];
	guint8 mac[REPLY_MAC_BYTES];
} ReplyToken;

typedef struct ReplyKeys ReplyKeys;

/*
 * The keys of a key file's text: lines "NUMBER BASE64", of which the first makes
 * tokens and all are known, so that a new one is put above the old; at least 32
 * bytes each. Empty lines and those with # in front count nothing. Errors: CONFIG,
 * which names the line and never the key. reply_keys_free() it.
 */
ReplyKeys *reply_keys_read(const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* TRUE if the key that made the token, or is said to have, is one of them. */
gboolean reply_keys_know(const ReplyKeys *keys, const ReplyToken *token);

/* Overwrites them first. NULL is allowed. */
void reply_keys_free(ReplyKeys *keys);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ReplyKeys, reply_keys_free)

/* "work", "confirmation", "facts". Static. */
const char *reply_purpose_name(ReplyPurpose purpose);
gboolean reply_purpose_from_name(const char *name, ReplyPurpose *ret) G_GNUC_WARN_UNUSED_RESULT;

/* A token of 40 characters; nonce: of chance, never used before. g_free() it. */
char *reply_token_make(
	const ReplyKeys *keys, const ReplyBinding *binding, const guint8 nonce[REPLY_NONCE_BYTES]);

/*
 * The first thing in text that is written like a token, in either case of letters and
 * with nothing of base32 beside it: in an address, a Message-ID, a line of an answer.
 * FALSE: there is none. It says nothing of whether the token holds.
 */
gboolean reply_token_find(const char *text, ReplyToken *ret) G_GNUC_WARN_UNUSED_RESULT;

/* That as it is written there, in lower case; NULL: there is none. g_free() it. */
char *reply_token_dup(const char *text);

/*
 * TRUE if one of the keys made it for that. Compared in constant time. Its last day is
 * part of that, and not judged by today.
 */
gboolean reply_token_holds(
	const ReplyToken *token, const ReplyKeys *keys, const ReplyBinding *binding);
