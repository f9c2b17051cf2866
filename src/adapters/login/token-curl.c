/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The request to the token endpoint. Follows no redirection, which could carry
 * the secret elsewhere; reads no more than a token can need; shows nothing of
 * what passes.
 */
#include <string.h>

#include "adapters/login/secret.h"
#include "adapters/server-curl.h"
#include "adapters/login/token.h"
#include "core/error.h"

#define CONNECT_SECONDS 10L
#define TOTAL_SECONDS   20L
#define ANSWER_MAX      (64 * 1024)

/* Room for the whole from the start, so that a token is not copied as it grows. */
static gsize
on_bytes(char *bytes, gsize size, gsize count, gpointer user)
{
	GByteArray *answer = user;
	gsize length = size * count;

	if (answer->len + length > ANSWER_MAX)
		return 0;
	g_byte_array_append(answer, (const guint8 *) bytes, (guint) length);
	return length;
}

static CURL *
prepare(const OAuth2Settings *oauth2, const char *body, GByteArray *answer, char *errors)
{
	const ServerSettings server = { .ca_file = oauth2->ca_file };
	CURL *curl = server_curl_new(&server, oauth2->token_url, NULL, errors);

	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https,http");
	curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, TOTAL_SECONDS);
	curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_bytes);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, answer);
	return curl;
}

/* body is overwritten and freed. */
static gboolean
ask(const OAuth2Settings *oauth2, char *body, GByteArray *answer, long *ret_status, GError **error)
{
	g_autoptr(GUri) uri = g_uri_parse(oauth2->token_url, G_URI_FLAGS_ENCODED, NULL);
	const ServerSettings server = { .ca_file = oauth2->ca_file };
	struct curl_slist *headers = curl_slist_append(NULL, "Accept: application/json");
	char errors[CURL_ERROR_SIZE];
	CURL *curl = prepare(oauth2, body, answer, errors);

	curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
	CURLcode code = curl_easy_perform(curl);
	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, ret_status);
	curl_easy_cleanup(curl);
	curl_slist_free_all(headers);
	secret_free(body);
	if (code == CURLE_OK)
		return TRUE;
	server_curl_set_error(error, code, &server, uri ? g_uri_get_host(uri) : "", errors, NULL);
	g_prefix_error(error, "token_url: ");
	return FALSE;
}

gboolean
token_fetch(const OAuth2Settings *oauth2, const char *user, gint64 now, Token *ret_token,
	GError **error)
{
	char *body = token_grant(oauth2, user, now, error);
	GByteArray *answer = g_byte_array_sized_new(ANSWER_MAX);
	long status = 0;

	gboolean good = body && ask(oauth2, body, answer, &status, error) &&
			token_answer(oauth2, status, (const char *) answer->data, answer->len,
				ret_token, error);
	secret_bytes_free(answer);
	return good;
}
