/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "adapters/login/token.h"
#include "ports/now.h"

/*
 * Keeps tokens until shortly before they end. Logins whose settings are the
 * same share one, from any thread; a fetch that hangs holds up only those.
 */
typedef struct TokenCache TokenCache;

typedef gboolean (*TokenFetch)(const OAuth2Settings *oauth2, const char *user, gint64 now,
	Token *ret_token, GError **error);

/* now is borrowed. fetch: token_fetch(), but for tests. */
TokenCache *token_cache_new(const Now *now, TokenFetch fetch);
void token_cache_free(TokenCache *cache);

/* A token that is good for a login now; secret_free() it. Errors as of token_fetch(). */
char *token_cache_get(
	TokenCache *cache, const ServerSettings *server, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A server refused its token: the next token_cache_get() fetches another. */
void token_cache_drop(TokenCache *cache, const ServerSettings *server);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TokenCache, token_cache_free)
