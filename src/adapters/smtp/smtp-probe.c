/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether a mail server would take mail from us: as far as the login. Must never begin a message.
 */
#include "adapters/smtp/smtp-probe.h"

#include <string.h>

#include "adapters/server-curl.h"
#include "core/error.h"

static gsize
ignore(char *bytes, gsize size, gsize count, gpointer user)
{
	(void) bytes, (void) user;
	return size * count;
}

/* Of several lines the last one, which ends the reply. */
static gsize
keep_reply(char *bytes, gsize size, gsize count, gpointer user)
{
	GString *reply = user;

	g_string_truncate(reply, 0);
	g_string_append_len(reply, bytes, (gssize) MIN(size * count, 500));
	return size * count;
}

/* NULL with an error if no such server can be. */
static char *
url_of(const ServerSettings *server, const char *helo_name, char **ret_host, GError **error)
{
	g_autoptr(GUri) uri =
		g_uri_parse(server->url ? server->url : "", G_URI_FLAGS_ENCODED, NULL);
	g_autofree char *name = g_uri_escape_string(helo_name ? helo_name : "", NULL, FALSE);
	g_autofree char *path = g_strconcat("/", name, NULL);

	if (!uri || !g_uri_get_host(uri)) {
		g_set_error_literal(
			error, LEX_ERROR, LEX_ERROR_CONFIG, "smtp.url is no address of a server");
		return NULL;
	}
	*ret_host = g_strdup(g_uri_get_host(uri));
	return g_uri_join(G_URI_FLAGS_ENCODED, g_uri_get_scheme(uri), NULL, *ret_host,
		g_uri_get_port(uri), path, NULL, NULL);
}

gboolean
smtp_probe(const ServerSettings *server, const SecretGetter *secret, const char *helo_name,
	guint seconds, GError **error)
{
	g_autofree char *host = NULL;
	g_autofree char *url = url_of(server, helo_name, &host, error);
	g_autoptr(GString) reply = g_string_new(NULL);
	char errors[CURL_ERROR_SIZE], *password = NULL;

	if (!url || (server->user && !(password = secret->get(secret->user, error))))
		return FALSE;
	CURL *curl = server_curl_new(server, url, password, errors);
	server_curl_wipe(password);
	curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, "NOOP");
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, ignore);
	curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, keep_reply);
	curl_easy_setopt(curl, CURLOPT_HEADERDATA, reply);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long) seconds);
	CURLcode code = curl_easy_perform(curl);
	server_curl_tell_certificate(curl, secret);
	if (code != CURLE_OK)
		server_curl_set_error(error, code, server, host, errors, reply->str);
	curl_easy_cleanup(curl);
	return code == CURLE_OK;
}
