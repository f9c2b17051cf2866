/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One lock for the table and one for each token, so that boards at different
 * providers do not wait for each other. Entries stay until the end: there are
 * no more than logins in the configuration.
 */
#include "adapters/login/token-cache.h"

#include "adapters/login/secret.h"

/* A token is not used in its last five minutes, or last tenth if it is short-lived. */
#define MARGIN_MS    (5 * 60 * 1000)
#define MARGIN_SHARE 10

struct TokenCache {
	const Now *now;
	TokenFetch fetch;
	GMutex mutex;
	GHashTable *entries; /* char * -> Entry * */
};

typedef struct {
	GMutex mutex;
	char *token;      /* secret; NULL: none */
	gint64 fetched;   /* instant */
	gint64 use_until; /* instant */
} Entry;

static void
entry_free(Entry *entry)
{
	secret_free(entry->token);
	g_mutex_clear(&entry->mutex);
	g_free(entry);
}

TokenCache *
token_cache_new(const Now *now, TokenFetch fetch)
{
	TokenCache *cache = g_new0(TokenCache, 1);

	cache->now = now;
	cache->fetch = fetch;
	g_mutex_init(&cache->mutex);
	cache->entries =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify) entry_free);
	return cache;
}

void
token_cache_free(TokenCache *cache)
{
	if (!cache)
		return;
	g_hash_table_unref(cache->entries);
	g_mutex_clear(&cache->mutex);
	g_free(cache);
}

/* Two logins with the same key get the same token: only a service account's is one user's. */
static char *
key_of(const ServerSettings *server)
{
	const OAuth2Settings *oauth2 = &server->oauth2;
	const char *const parts[] = { oauth2->token_url, oauth2->client_id,
		oauth2->client_secret_file, oauth2->client_certificate,
		oauth2->service_account_file, oauth2->scope, oauth2->ca_file,
		oauth2->service_account_file ? server->user : NULL };
	GString *key = g_string_new(NULL);

	for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
		g_string_append_printf(key, "%s\n", parts[i] ? parts[i] : "");
	return g_string_free(key, FALSE);
}

static Entry *
find(TokenCache *cache, const ServerSettings *server)
{
	char *key = key_of(server);

	g_mutex_lock(&cache->mutex);
	Entry *entry = g_hash_table_lookup(cache->entries, key);
	if (!entry) {
		entry = g_new0(Entry, 1);
		g_mutex_init(&entry->mutex);
		g_hash_table_insert(cache->entries, g_steal_pointer(&key), entry);
	}
	g_mutex_unlock(&cache->mutex);
	g_free(key);
	return entry;
}

/* A clock that was set back makes a token old, not eternal. */
static gboolean
is_usable(const Entry *entry, gint64 now)
{
	return entry->token && now >= entry->fetched && now < entry->use_until;
}

static gboolean
renew(TokenCache *cache, Entry *entry, const ServerSettings *server, gint64 now, GError **error)
{
	Token token = { 0 };

	g_clear_pointer(&entry->token, secret_free);
	if (!cache->fetch(&server->oauth2, server->user, now, &token, error))
		return FALSE;
	entry->token = token.text;
	entry->fetched = now;
	entry->use_until = now + token.lifetime - MIN(MARGIN_MS, token.lifetime / MARGIN_SHARE);
	return TRUE;
}

char *
token_cache_get(TokenCache *cache, const ServerSettings *server, GError **error)
{
	Entry *entry = find(cache, server);
	char *token = NULL;

	g_mutex_lock(&entry->mutex);
	/* Not before: another thread may have waited for the server meanwhile. */
	gint64 now = now_wall(cache->now);
	if (is_usable(entry, now) || renew(cache, entry, server, now, error))
		token = g_strdup(entry->token);
	g_mutex_unlock(&entry->mutex);
	return token;
}

void
token_cache_drop(TokenCache *cache, const ServerSettings *server)
{
	Entry *entry = find(cache, server);

	g_mutex_lock(&entry->mutex);
	g_clear_pointer(&entry->token, secret_free);
	g_mutex_unlock(&entry->mutex);
}
