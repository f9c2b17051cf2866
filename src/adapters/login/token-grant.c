/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How an application asks for a token: with a secret, with an assertion signed
 * by its certificate's key, or as a service account for a user. Each way is a
 * function and a row. What is made here holds secrets and is overwritten.
 */
#include "adapters/login/token.h"

#include <jansson.h>
#include <string.h>

#include "adapters/login/jwt.h"
#include "adapters/login/secret.h"
#include "core/error.h"

#define PEM_MAX           (64 * 1024)
#define ASSERTION_SECONDS 300
#define BODY_BYTES        8192 /* room enough that the text is not copied as it grows */

#define ASSERTION_TYPE "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
#define BEARER_GRANT   "urn:ietf:params:oauth:grant-type:jwt-bearer"

typedef struct {
	const OAuth2Settings *oauth2;
	const char *user;
	gint64 now;
	GString *body;
} Grant;

static void
add(Grant *grant, const char *key, const char *value)
{
	char *escaped = g_uri_escape_string(value, NULL, FALSE);

	g_string_append_printf(grant->body, "%s%s=", grant->body->len ? "&" : "", key);
	g_string_append(grant->body, escaped);
	secret_free(escaped);
}

static char *
dump_claims(json_t *claims)
{
	char *text = json_dumps(claims, JSON_COMPACT);
	char *copy = g_strdup(text);

	g_assert(copy);
	free(text);
	json_decref(claims);
	return copy;
}

/* RFC 7523 section 3: who says it, of whom, to whom, when, and once. */
static char *
client_claims(const Grant *grant)
{
	g_autofree char *id = g_uuid_string_random();
	json_int_t begin = grant->now / 1000;

	return dump_claims(
		json_pack("{s:s, s:s, s:s, s:s, s:I, s:I, s:I}", "iss", grant->oauth2->client_id,
			"sub", grant->oauth2->client_id, "aud", grant->oauth2->token_url, "jti", id,
			"nbf", begin, "iat", begin, "exp", begin + ASSERTION_SECONDS));
}

static char *
account_claims(const Grant *grant)
{
	json_int_t begin = grant->now / 1000;

	return dump_claims(json_pack("{s:s, s:s, s:s, s:s, s:I, s:I}", "iss",
		grant->oauth2->client_id, "sub", grant->user, "aud", grant->oauth2->token_url,
		"scope", grant->oauth2->scope, "iat", begin, "exp", begin + ASSERTION_SECONDS));
}

static gboolean
add_secret(Grant *grant, GError **error)
{
	char *secret =
		secret_read_line("client_secret_file", grant->oauth2->client_secret_file, error);

	if (!secret)
		return FALSE;
	add(grant, "grant_type", "client_credentials");
	add(grant, "client_id", grant->oauth2->client_id);
	add(grant, "client_secret", secret);
	add(grant, "scope", grant->oauth2->scope);
	secret_free(secret);
	return TRUE;
}

static gboolean
add_certificate(Grant *grant, GError **error)
{
	const char *file = grant->oauth2->client_certificate;
	GByteArray *pem = secret_read_file("client_certificate", file, PEM_MAX, error);

	if (!pem)
		return FALSE;
	g_autofree char *where = g_strconcat("client_certificate ", file, NULL);
	g_autofree char *claims = client_claims(grant);
	char *assertion = jwt_sign(pem, TRUE, claims, where, error);
	secret_bytes_free(pem);
	if (!assertion)
		return FALSE;
	add(grant, "grant_type", "client_credentials");
	add(grant, "client_id", grant->oauth2->client_id);
	add(grant, "client_assertion_type", ASSERTION_TYPE);
	add(grant, "client_assertion", assertion);
	add(grant, "scope", grant->oauth2->scope);
	secret_free(assertion);
	return TRUE;
}

/* The key out of the file that Google hands out: {"private_key": "-----BEGIN …"}. */
static GByteArray *
read_account_key(const char *file, GError **error)
{
	GByteArray *bytes = secret_read_file("service_account_file", file, PEM_MAX, error);
	json_error_t ignored;

	if (!bytes)
		return NULL;
	json_t *root = json_loadb((const char *) bytes->data, bytes->len, 0, &ignored);
	json_t *key = json_object_get(root, "private_key");
	secret_bytes_free(bytes);
	GByteArray *pem = NULL;
	if (json_is_string(key)) {
		pem = g_byte_array_new();
		g_byte_array_append(pem, (const guint8 *) json_string_value(key),
			(guint) json_string_length(key));
		explicit_bzero((char *) json_string_value(key), json_string_length(key));
	} else {
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG,
			"service_account_file %s: holds no JSON object with private_key", file);
	}
	json_decref(root);
	return pem;
}

static gboolean
add_account(Grant *grant, GError **error)
{
	const char *file = grant->oauth2->service_account_file;
	GByteArray *pem = read_account_key(file, error);

	if (!pem)
		return FALSE;
	g_autofree char *where = g_strconcat("service_account_file ", file, NULL);
	g_autofree char *claims = account_claims(grant);
	char *assertion = jwt_sign(pem, FALSE, claims, where, error);
	secret_bytes_free(pem);
	if (!assertion)
		return FALSE;
	add(grant, "grant_type", BEARER_GRANT);
	add(grant, "assertion", assertion);
	secret_free(assertion);
	return TRUE;
}

static const struct {
	gsize file; /* the member that chooses this way */
	gboolean (*add)(Grant *grant, GError **error);
} ways[] = {
	{ offsetof(OAuth2Settings, client_secret_file), add_secret },
	{ offsetof(OAuth2Settings, client_certificate), add_certificate },
	{ offsetof(OAuth2Settings, service_account_file), add_account },
};

char *
token_grant(const OAuth2Settings *oauth2, const char *user, gint64 now, GError **error)
{
	Grant grant = { oauth2, user, now, g_string_sized_new(BODY_BYTES) };
	gsize i = 0;

	while (i < G_N_ELEMENTS(ways) && !G_STRUCT_MEMBER(char *, oauth2, ways[i].file))
		i++;
	g_assert(i < G_N_ELEMENTS(ways)); /* the configuration is checked */
	gboolean good = ways[i].add(&grant, error);
	char *body = g_string_free(grant.body, FALSE);
	if (good)
		return body;
	secret_free(body);
	return NULL;
}
