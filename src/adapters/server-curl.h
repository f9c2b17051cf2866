/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <curl/curl.h>
#include <glib.h>

#include "adapters/login/secret-getter.h"
#include "core/settings.h"

/*
 * What the mailbox and the sender ask of libcurl alike: TLS by policy, login,
 * time limits, and the class of each failure. For imap-*.c and smtp-*.c only.
 */

/*
 * The program must ignore SIGPIPE: libcurl is told to leave signals alone, for
 * it runs in threads.
 *
 * A new handle for url with the server's TLS policy, user and password (NULL:
 * no login), which is a token if the server has oauth2. errors is CURL_ERROR_SIZE bytes that
 * outlive the handle. Never NULL.
 */
CURL *server_curl_new(
	const ServerSettings *server, const char *url, const char *password, char *errors);

/*
 * A class and a sentence for a failed transfer. reply is the server's last
 * line, or NULL; it is untrusted and cleaned here.
 */
void server_curl_set_error(GError **error, CURLcode code, const ServerSettings *server,
	const char *host, const char *errors, const char *reply);

/*
 * Tells secret->certificate of the server's certificate, if the transfer that ended just now
 * made a connection with TLS.
 */
void server_curl_tell_certificate(CURL *curl, const SecretGetter *secret);

/* The token for the next login of a handle of server_curl_new(). */
void server_curl_set_token(CURL *curl, const char *token);

/* Overwrites and frees a secret; NULL is allowed. */
void server_curl_wipe(char *secret);
