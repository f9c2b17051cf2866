/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * Why a login with OAuth 2.0 was refused, in plain words, with what to do. The
 * codes are those of Microsoft's identity platform ("AADSTS" and a number), of
 * RFC 6749 section 5.2, and the words of Exchange Online's and Google's
 * servers.
 */
typedef struct {
	const char *words; /* what the server says */
	const char *cause; /* English: "the client secret is wrong" */
	const char *fix;   /* English, an imperative */
	const char *told;  /* both in Swedish, for the operator's mail */
} Refusal;

/* The row for a code of a token endpoint's error, or NULL. code is compared whole. */
const Refusal *refusal_of_token(const char *code);

/*
 * The row for a mail server's last reply to a login with a token. Never NULL:
 * the last row says that the server refused the token.
 */
const Refusal *refusal_of_login(const char *reply);

/* The row whose cause stands in a message of ours, or NULL. */
const Refusal *refusal_in_message(const char *message);
