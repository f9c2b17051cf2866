/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings.h"

/*
 * Access tokens of OAuth 2.0 (RFC 6749, RFC 6750): what is asked, what is
 * answered, and the fetch between. A token is a secret: secret_free() it, and
 * no error and no log ever contains one, or the client's secret.
 */
typedef struct {
	char *text;      /* secret */
	gint64 lifetime; /* ms from its receipt */
} Token;

void token_clear(Token *token);

/*
 * The body of the request (application/x-www-form-urlencoded) by which the
 * client proves who it is. user: whose mailbox it is, for a service account.
 * now: instant in ms, in which a signed assertion begins to be valid. CONFIG if
 * a file does not serve. secret_free() it.
 */
char *token_grant(const OAuth2Settings *oauth2, const char *user, gint64 now,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Reads the endpoint's answer (RFC 6749 sections 5.1 and 5.2). status is that
 * of HTTP. WAIT for a refusal, in words of core/mail/refusal.h; TEMPORARY when the
 * endpoint is in trouble (429, 5xx, "temporarily_unavailable") or answers what
 * cannot be read.
 */
gboolean token_answer(const OAuth2Settings *oauth2, long status, const char *bytes, gsize length,
	Token *ret_token, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* token_grant(), over HTTPS, token_answer(). Blocks for at most 20 seconds. */
gboolean token_fetch(const OAuth2Settings *oauth2, const char *user, gint64 now, Token *ret_token,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;
