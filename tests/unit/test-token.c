/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is asked of a token endpoint, what is made of its answers, and how long
 * a token is kept. That no error gives a secret away.
 */
#include <glib/gstdio.h>
#include <jansson.h>
#include <string.h>

#include "adapters/login/secret.h"
#include "adapters/login/token-cache.h"
#include "core/error.h"
#include "support/key-pair.h"

#define HUSH  "h+s/h &åäö"
#define TOKEN "eyJ0eXAiOiJKV1Qi.x-y_z~"
#define NOW   G_GINT64_CONSTANT(1773748800000)

static const OAuth2Settings plain = {
	.token_url = (char *) "https://login.example/t/token",
	.client_id = (char *) "klient",
	.scope = (char *) "https://outlook.example/.default",
};

/* A file in a folder of its own, closed to others. */
typedef struct {
	char *folder, *file;
} Closed;

static Closed
closed_new(const void *content, gsize length)
{
	Closed closed = { .folder = g_dir_make_tmp("lexsarah-token-XXXXXX", NULL) };

	closed.file = g_build_filename(closed.folder, "secret", NULL);
	g_assert_true(g_file_set_contents_full(
		closed.file, content, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
	return closed;
}

static void
closed_clear(Closed *closed)
{
	g_remove(closed->file);
	g_rmdir(closed->folder);
	g_free(closed->file);
	g_free(closed->folder);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Closed, closed_clear)

/* The decoded value of key in a form; NULL if it is not there. */
static char *
value_of(const char *body, const char *key)
{
	g_auto(GStrv) pairs = g_strsplit(body, "&", -1);
	g_autofree char *lead = g_strconcat(key, "=", NULL);

	for (char **pair = pairs; *pair; pair++)
		if (g_str_has_prefix(*pair, lead))
			return g_uri_unescape_string(*pair + strlen(lead), NULL);
	return NULL;
}

static void
assert_value(const char *body, const char *key, const char *wanted)
{
	g_autofree char *value = value_of(body, key);

	g_assert_cmpstr(value, ==, wanted);
}

static void
test_secret(void)
{
	g_auto(Closed) closed = closed_new(HUSH "\n", sizeof HUSH);
	OAuth2Settings oauth2 = plain;
	g_autoptr(GError) error = NULL;

	oauth2.client_secret_file = closed.file;
	g_autofree char *body = token_grant(&oauth2, "u", NOW, &error);
	g_assert_no_error(error);
	assert_value(body, "grant_type", "client_credentials");
	assert_value(body, "client_id", "klient");
	assert_value(body, "client_secret", HUSH);
	assert_value(body, "scope", plain.scope);

	g_assert_cmpint(g_chmod(closed.file, 0644), ==, 0);
	g_assert_null(token_grant(&oauth2, "u", NOW, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_CONFIG);
	g_assert_nonnull(strstr(error->message, "client_secret_file"));
	g_assert_null(strstr(error->message, HUSH));
}

/* The claims of a JWT, its signature unchecked (test-jwt does that). */
static json_t *
claims_of(const char *jwt)
{
	g_auto(GStrv) parts = g_strsplit(jwt, ".", -1);
	g_autoptr(GString) text = g_string_new(parts[1]);
	json_error_t error;
	gsize length;

	g_string_replace(text, "-", "+", 0);
	g_string_replace(text, "_", "/", 0);
	while (text->len % 4)
		g_string_append_c(text, '=');
	g_autofree guchar *bytes = g_base64_decode(text->str, &length);
	json_t *claims = json_loadb((const char *) bytes, length, 0, &error);
	g_assert_nonnull(claims);
	return claims;
}

static void
assert_claim(const json_t *claims, const char *key, const char *wanted)
{
	g_assert_cmpstr(json_string_value(json_object_get(claims, key)), ==, wanted);
}

static gint64
number_of(const json_t *claims, const char *key)
{
	return json_integer_value(json_object_get(claims, key));
}

static void
test_certificate(void)
{
	g_auto(KeyPair) pair = key_pair_new(2048, 90);
	g_autoptr(GByteArray) pem = key_pair_pem(pair.key, pair.certificate);
	g_auto(Closed) closed = closed_new(pem->data, pem->len);
	OAuth2Settings oauth2 = plain;

	oauth2.client_certificate = closed.file;
	g_autofree char *body = token_grant(&oauth2, "u", NOW, NULL);
	assert_value(body, "grant_type", "client_credentials");
	assert_value(body, "client_assertion_type",
		"urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
	assert_value(body, "client_secret", NULL);
	g_autofree char *jwt = value_of(body, "client_assertion");
	json_t *claims = claims_of(jwt);
	assert_claim(claims, "iss", "klient");
	assert_claim(claims, "sub", "klient");
	assert_claim(claims, "aud", plain.token_url);
	g_assert_cmpint(number_of(claims, "nbf"), ==, NOW / 1000);
	g_assert_cmpint(number_of(claims, "exp"), ==, NOW / 1000 + 300);
	g_autofree char *id = g_strdup(json_string_value(json_object_get(claims, "jti")));
	json_decref(claims);

	/* Each assertion is used once. */
	g_autofree char *again = token_grant(&oauth2, "u", NOW, NULL);
	g_autofree char *other = value_of(again, "client_assertion");
	claims = claims_of(other);
	g_assert_cmpstr(json_string_value(json_object_get(claims, "jti")), !=, id);
	json_decref(claims);
}

static void
test_service_account(void)
{
	g_auto(KeyPair) pair = key_pair_new(2048, 90);
	g_autoptr(GByteArray) pem = key_pair_pem(pair.key, NULL);
	json_t *root = json_pack("{s:s, s:s%}", "type", "service_account", "private_key", pem->data,
		(size_t) pem->len);
	char *text = json_dumps(root, 0);
	g_auto(Closed) closed = closed_new(text, strlen(text));
	OAuth2Settings oauth2 = plain;

	oauth2.service_account_file = closed.file;
	g_autofree char *body = token_grant(&oauth2, "lexsarah@kommun.example", NOW, NULL);
	assert_value(body, "grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
	g_autofree char *jwt = value_of(body, "assertion");
	json_t *claims = claims_of(jwt);
	assert_claim(claims, "iss", "klient");
	assert_claim(claims, "sub", "lexsarah@kommun.example");
	assert_claim(claims, "scope", plain.scope);
	assert_claim(claims, "aud", plain.token_url);
	json_decref(claims);
	json_decref(root);
	free(text);

	g_assert_true(g_file_set_contents_full(
		closed.file, "{}", 2, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
	g_autoptr(GError) error = NULL;
	g_assert_null(token_grant(&oauth2, "u", NOW, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_CONFIG);
	g_assert_nonnull(strstr(error->message, "private_key"));
}

#define GOOD "\"access_token\":\"" TOKEN "\""

static const struct {
	long status;
	const char *json;
	int class;       /* -1: a token */
	gint64 lifetime; /* seconds */
	const char *said;
} answers[] = {
	{ 200, "{\"token_type\":\"Bearer\",\"expires_in\":3599," GOOD "}", -1, 3599, NULL },
	{ 200, "{\"token_type\":\"bearer\",\"expires_in\":\"60\"," GOOD "}", -1, 60, NULL },
	{ 200, "{" GOOD "}", -1, 300, NULL },
	{ 200, "{\"expires_in\":-5," GOOD "}", -1, 300, NULL },
	{ 200, "{\"expires_in\":1e300," GOOD "}", -1, 86400, NULL },
	{ 200, "{\"token_type\":\"mac\"," GOOD "}", LEX_ERROR_WAIT, 0, "no token endpoint" },
	{ 200, "{\"access_token\":\"\"}", LEX_ERROR_WAIT, 0, "no token endpoint" },
	{ 200, "{\"access_token\":\"" TOKEN "\\r\\nA1 LOGOUT\"}", LEX_ERROR_WAIT, 0, "HTTP 200" },
	{ 200, "{\"access_token\":\"" TOKEN "\\u0001\"}", LEX_ERROR_WAIT, 0, "HTTP 200" },
	{ 200, "{" GOOD "," GOOD "}", LEX_ERROR_WAIT, 0, "HTTP 200" },
	{ 200, "<html>" TOKEN, LEX_ERROR_WAIT, 0, "no token endpoint" },
	{ 200, "", LEX_ERROR_WAIT, 0, "no token endpoint" },
	{ 302, "", LEX_ERROR_WAIT, 0, "HTTP 302" },
	{ 404, "not here", LEX_ERROR_WAIT, 0, "HTTP 404" },
	{ 503, "{" GOOD "}", LEX_ERROR_TEMPORARY, 0, "HTTP 503" },
	{ 429, "", LEX_ERROR_TEMPORARY, 0, "HTTP 429" },
	{ 400, "{\"error\":\"temporarily_unavailable\"}", LEX_ERROR_TEMPORARY, 0, "temporarily" },
	{ 400,
		"{\"error\":\"invalid_request\",\"error_description\":\"AADSTS90002: Tenant 'x' "
		"not found. Trace ID: 1\"}",
		LEX_ERROR_WAIT, 0, "the tenant in token_url does not exist" },
	{ 401,
		"{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: Invalid "
		"client secret provided: '" HUSH "'\"}",
		LEX_ERROR_WAIT, 0, "the client secret is wrong" },
	{ 401, "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000222: expired\"}",
		LEX_ERROR_WAIT, 0, "has expired" },
	{ 400, "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS65001: consent\"}",
		LEX_ERROR_WAIT, 0, "consented" },
	{ 400, "{\"error\":\"unauthorized_client\"}", LEX_ERROR_WAIT, 0, "Domain-wide" },
	{ 400, "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS123456: " HUSH "\"}",
		LEX_ERROR_WAIT, 0, "AADSTS123456); look the code up" },
	{ 400, "{\"error\":\"what\\n" HUSH "\"}", LEX_ERROR_WAIT, 0, "HTTP 400 what)" },
	{ 400, "{\"error\":{\"code\":1}}", LEX_ERROR_WAIT, 0, "no token endpoint" },
};

static void
test_answers(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(answers); i++) {
		g_autoptr(GError) error = NULL;
		Token token = { 0 };

		g_test_message("%ld %s", answers[i].status, answers[i].json);
		gboolean good = token_answer(&plain, answers[i].status, answers[i].json,
			strlen(answers[i].json), &token, &error);
		g_assert_cmpint(good, ==, answers[i].class < 0);
		if (good) {
			g_assert_cmpstr(token.text, ==, TOKEN);
			g_assert_cmpint(token.lifetime, ==, answers[i].lifetime * 1000);
		} else {
			g_assert_error(error, LEX_ERROR, answers[i].class);
			g_assert_nonnull(strstr(error->message, answers[i].said));
			g_assert_null(strstr(error->message, HUSH));
			g_assert_null(strstr(error->message, TOKEN));
			g_assert_null(strchr(error->message, '\n'));
		}
		token_clear(&token);
	}
}

/* An endpoint of an hour's tokens, "1", "2" and so on. */
static struct {
	guint calls;
	gint64 lifetime;
	gboolean broken;
} endpoint;

static gint64
fixed(const Now *now)
{
	return now->fixed;
}

static gboolean
fetch(const OAuth2Settings *oauth2 G_GNUC_UNUSED, const char *user G_GNUC_UNUSED,
	gint64 now G_GNUC_UNUSED, Token *ret_token, GError **error)
{
	endpoint.calls++;
	if (endpoint.broken) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY, "broken");
		return FALSE;
	}
	*ret_token = (Token){ g_strdup_printf("%u", endpoint.calls), endpoint.lifetime };
	return TRUE;
}

static void
assert_token(TokenCache *cache, const ServerSettings *server, const char *wanted)
{
	char *token = token_cache_get(cache, server, NULL);

	g_assert_cmpstr(token, ==, wanted);
	secret_free(token);
}

static void
test_kept_until_shortly_before_the_end(void)
{
	Now now = { fixed, NOW };
	g_autoptr(TokenCache) cache = token_cache_new(&now, fetch);
	const ServerSettings server = { .user = (char *) "u", .oauth2 = plain };

	endpoint.calls = 0;
	endpoint.lifetime = 3600 * 1000;
	assert_token(cache, &server, "1");
	now.fixed = NOW + 55 * 60 * 1000 - 1;
	assert_token(cache, &server, "1");
	now.fixed++;
	assert_token(cache, &server, "2");
	token_cache_drop(cache, &server);
	assert_token(cache, &server, "3");
	/* A clock that is set back. */
	now.fixed -= 1000;
	assert_token(cache, &server, "4");
	/* One that lives for ten seconds is not useless. */
	endpoint.lifetime = 10 * 1000;
	token_cache_drop(cache, &server);
	assert_token(cache, &server, "5");
	now.fixed += 8999;
	assert_token(cache, &server, "5");
	now.fixed++;
	assert_token(cache, &server, "6");
	/* What failed is asked again, and an old token is not given out instead. */
	endpoint.broken = TRUE;
	now.fixed += 10000;
	for (guint i = 0; i < 2; i++) {
		g_autoptr(GError) error = NULL;
		g_assert_null(token_cache_get(cache, &server, &error));
		g_assert_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY);
	}
	endpoint.broken = FALSE;
	assert_token(cache, &server, "9");
}

/* Only a service account's token is one user's. */
static void
test_who_shares(void)
{
	Now now = { fixed, NOW };
	g_autoptr(TokenCache) cache = token_cache_new(&now, fetch);
	ServerSettings imap = {
		.url = (char *) "imaps://i", .user = (char *) "u", .oauth2 = plain
	};
	ServerSettings smtp = { .url = (char *) "smtp://s", .user = (char *) "v", .oauth2 = plain };

	endpoint.calls = 0;
	endpoint.lifetime = 3600 * 1000;
	assert_token(cache, &imap, "1");
	assert_token(cache, &smtp, "1");
	smtp.oauth2.scope = (char *) "other";
	assert_token(cache, &smtp, "2");
	smtp.oauth2.scope = imap.oauth2.scope;
	smtp.oauth2.service_account_file = imap.oauth2.service_account_file = (char *) "f";
	assert_token(cache, &imap, "3");
	assert_token(cache, &smtp, "4");
}

static gpointer
ask_often(gpointer user)
{
	const ServerSettings server = { .user = (char *) "u", .oauth2 = plain };

	for (guint i = 0; i < 1000; i++)
		secret_free(token_cache_get(user, &server, NULL));
	return NULL;
}

static void
test_threads(void)
{
	Now now = { fixed, NOW };
	g_autoptr(TokenCache) cache = token_cache_new(&now, fetch);
	GThread *threads[4];

	endpoint.calls = 0;
	endpoint.lifetime = 3600 * 1000;
	for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
		threads[i] = g_thread_new("ask", ask_often, cache);
	for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
		g_thread_join(threads[i]);
	g_assert_cmpuint(endpoint.calls, ==, 1);
}

static gint looks;  /* at the clock, so far; atomic */
static gint served; /* somebody has a token; atomic */

/* Who looks first is slow: until another has its token, or cannot have it before. */
static gint64
slow_for_the_first(const Now *now)
{
	gint64 look = g_atomic_int_add(&looks, 1);

	for (guint i = 0; look == 0 && i < 100 && !g_atomic_int_get(&served); i++)
		g_usleep(5000);
	return now->fixed + look;
}

static gpointer
ask_once(gpointer user)
{
	const ServerSettings server = { .user = (char *) "u", .oauth2 = plain };

	secret_free(token_cache_get(user, &server, NULL));
	g_atomic_int_set(&served, TRUE);
	return NULL;
}

/* A token that another thread fetched meanwhile is not taken for one of a clock that went back. */
static void
test_fetched_meanwhile(void)
{
	Now now = { slow_for_the_first, NOW };
	g_autoptr(TokenCache) cache = token_cache_new(&now, fetch);

	endpoint.calls = 0;
	endpoint.lifetime = 3600 * 1000;
	GThread *first = g_thread_new("first", ask_once, cache);
	while (!g_atomic_int_get(&looks))
		g_usleep(1000);
	(void) ask_once(cache);
	g_thread_join(first);
	g_assert_cmpuint(endpoint.calls, ==, 1);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/token/secret", test_secret);
	g_test_add_func("/token/certificate", test_certificate);
	g_test_add_func("/token/service-account", test_service_account);
	g_test_add_func("/token/answers", test_answers);
	g_test_add_func("/token/kept", test_kept_until_shortly_before_the_end);
	g_test_add_func("/token/shared", test_who_shares);
	g_test_add_func("/token/threads", test_threads);
	g_test_add_func("/token/fetched-meanwhile", test_fetched_meanwhile);
	return g_test_run();
}
