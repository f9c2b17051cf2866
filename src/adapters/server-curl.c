/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The settings that both protocols share, so that TLS cannot be weaker on one
 * way than on the other. Never logs, and never turns on libcurl's own tracing,
 * which would show passwords.
 */
#include "adapters/server-curl.h"

#include <string.h>

#include "adapters/login/jwt.h"
#include "core/error.h"
#include "core/mail/refusal.h"
#include "core/text.h"

#define CONNECT_SECONDS 30L
#define MAX_REPLY_CHARS 300

static void
global_init(void)
{
	static gsize once;

	if (g_once_init_enter(&once)) {
		CURLcode code = curl_global_init(CURL_GLOBAL_DEFAULT);

		g_assert(code == CURLE_OK);
		g_once_init_leave(&once, 1);
	}
}

/* RFC 7628, and what Microsoft and Google had before it. Never a password's way. */
void
server_curl_set_token(CURL *curl, const char *token)
{
	curl_easy_setopt(curl, CURLOPT_LOGIN_OPTIONS, "AUTH=OAUTHBEARER;AUTH=XOAUTH2");
	curl_easy_setopt(curl, CURLOPT_XOAUTH2_BEARER, token);
}

CURL *
server_curl_new(const ServerSettings *server, const char *url, const char *password, char *errors)
{
	CURL *curl;

	global_init();
	curl = curl_easy_init();
	g_assert(curl);
	errors[0] = '\0';
	curl_easy_setopt(curl, CURLOPT_URL, url);
	curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, errors);
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "imap,imaps,smtp,smtps");
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS);
	curl_easy_setopt(curl, CURLOPT_TCP_KEEPALIVE, 1L);
	curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long) CURL_SSLVERSION_TLSv1_2);
	curl_easy_setopt(curl, CURLOPT_USE_SSL,
		(long) (server->tls == TLS_NONE ? CURLUSESSL_NONE : CURLUSESSL_ALL));
	curl_easy_setopt(curl, CURLOPT_CERTINFO, 1L);
	if (server->ca_file)
		curl_easy_setopt(curl, CURLOPT_CAINFO, server->ca_file);
	if (server->pinned_keys && server->pinned_keys[0]) {
		g_autofree char *pins = g_strjoinv(";", server->pinned_keys);

		curl_easy_setopt(curl, CURLOPT_PINNEDPUBLICKEY, pins);
	}
	if (server->user)
		curl_easy_setopt(curl, CURLOPT_USERNAME, server->user);
	if (server->user && server->oauth2.token_url)
		server_curl_set_token(curl, password);
	else if (server->user)
		curl_easy_setopt(curl, CURLOPT_PASSWORD, password ? password : "");
	return curl;
}

/* Of the chain the first certificate is the server's own (RFC 8446 section 4.4.2). */
void
server_curl_tell_certificate(CURL *curl, const SecretGetter *secret)
{
	static const char member[] = "Cert:";
	struct curl_certinfo *chain = NULL;
	gint64 end;

	if (!secret->certificate ||
		curl_easy_getinfo(curl, CURLINFO_CERTINFO, &chain) != CURLE_OK || !chain ||
		chain->num_of_certs < 1)
		return;
	for (const struct curl_slist *item = chain->certinfo[0]; item; item = item->next) {
		if (!g_str_has_prefix(item->data, member))
			continue;
		const char *text = item->data + strlen(member);
		g_autoptr(GByteArray) pem = g_byte_array_new();

		g_byte_array_append(pem, (const guint8 *) text, (guint) strlen(text));
		if (jwt_certificate_end(pem, &end))
			secret->certificate(secret->user, end);
	}
}

static const struct {
	CURLcode code;
	LexError error;
	const char *what;
} failures[] = {
	{ CURLE_LOGIN_DENIED, LEX_ERROR_WAIT, "refused the login; check user and password" },
	{ CURLE_AUTH_ERROR, LEX_ERROR_WAIT, "and we have no common way to log in" },
	{ CURLE_PEER_FAILED_VERIFICATION, LEX_ERROR_WAIT,
		"has a certificate that cannot be trusted; renew it or set ca_file" },
	{ CURLE_SSL_ISSUER_ERROR, LEX_ERROR_WAIT,
		"has a certificate of the wrong issuer; renew it or set ca_file" },
	{ CURLE_SSL_CACERT_BADFILE, LEX_ERROR_WAIT,
		"cannot be checked, for the file of CA certificates cannot be read" },
	{ CURLE_SSL_PINNEDPUBKEYNOTMATCH, LEX_ERROR_WAIT,
		"has another key than those of pinned_keys: ask its operator whether that is "
		"right, and add the new one" },
	{ CURLE_USE_SSL_FAILED, LEX_ERROR_WAIT,
		"does not offer TLS, which tls = \"required\" asks for" },
	{ CURLE_SSL_CONNECT_ERROR, LEX_ERROR_TEMPORARY, "did not finish the TLS handshake" },
	{ CURLE_URL_MALFORMAT, LEX_ERROR_CONFIG, "has a URL that cannot be read" },
	{ CURLE_UNSUPPORTED_PROTOCOL, LEX_ERROR_CONFIG, "has a URL of an unknown kind" },
	{ CURLE_COULDNT_RESOLVE_HOST, LEX_ERROR_TEMPORARY, "is not found by name" },
	{ CURLE_COULDNT_CONNECT, LEX_ERROR_TEMPORARY, "cannot be reached" },
	{ CURLE_OPERATION_TIMEDOUT, LEX_ERROR_TEMPORARY, "did not answer in time" },
	{ CURLE_ABORTED_BY_CALLBACK, LEX_ERROR_TEMPORARY, "was left, for we are stopping" },
};

/* RFC 5530: the login was not judged at all. */
static gboolean
is_passing(const char *reply)
{
	return reply && (strstr(reply, "[UNAVAILABLE]") || strstr(reply, "[INUSE]") ||
				g_str_has_prefix(reply, "4"));
}

/* How long libcurl waited differs each time; the failure is the same. */
static char *
detail_of(CURLcode code, const char *errors)
{
	g_autoptr(GRegex) duration = g_regex_new(
		" after \\d+ (ms|milliseconds)( with [\\d a-z]+ received)?", 0, 0, NULL);
	g_autofree char *text =
		text_to_line(errors[0] ? errors : curl_easy_strerror(code), MAX_REPLY_CHARS);

	return g_regex_replace_literal(duration, text, -1, 0, "", 0, NULL);
}

/* Of a login with a token there is more to say. */
static gboolean
set_refusal(GError **error, CURLcode code, const ServerSettings *server, const char *host,
	const char *reply)
{
	if (!server->oauth2.token_url || code != CURLE_LOGIN_DENIED || is_passing(reply))
		return FALSE;
	const Refusal *refusal = refusal_of_login(reply);
	g_autofree char *said = text_to_line(reply, MAX_REPLY_CHARS);
	g_set_error(error, LEX_ERROR, LEX_ERROR_WAIT, "server %s, user %s: %s; %s (it says: %s)",
		host, server->user ? server->user : "", refusal->cause, refusal->fix, said);
	return TRUE;
}

void
server_curl_set_error(GError **error, CURLcode code, const ServerSettings *server, const char *host,
	const char *errors, const char *reply)
{
	g_autofree char *said = text_to_line(reply, MAX_REPLY_CHARS);
	g_autofree char *detail = detail_of(code, errors);
	const char *what = "broke off";
	LexError class = LEX_ERROR_TEMPORARY;

	if (set_refusal(error, code, server, host, reply))
		return;
	for (gsize i = 0; i < G_N_ELEMENTS(failures); i++)
		if (failures[i].code == code) {
			what = failures[i].what;
			class = failures[i].error;
		}
	if (class == LEX_ERROR_WAIT && is_passing(reply))
		class = LEX_ERROR_TEMPORARY;
	g_set_error(error, LEX_ERROR, class, "server %s%s%s %s (%s%s%s)", host,
		server->user ? ", user " : "", server->user ? server->user : "", what, detail,
		said[0] ? "; it says: " : "", said);
}

void
server_curl_wipe(char *secret)
{
	if (!secret)
		return;
	explicit_bzero(secret, strlen(secret));
	g_free(secret);
}
