/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "adapters/login/secret-getter.h"
#include "core/settings.h"

/*
 * A logged-in byte stream to an IMAP server. libcurl does names, TLS or
 * STARTTLS, the certificate and the login; afterwards only bytes pass.
 * Failures have their class (core/error.h) and close nothing by themselves.
 */
typedef struct ImapConnection ImapConnection;

/* A good size of buffer for imap_connect_receive(). */
#define IMAP_CONNECT_BYTES (256 * 1024L)

/*
 * Does not connect. server and secret.user are borrowed for its life; url is
 * the server's without a folder and host its name for messages, both copied.
 */
ImapConnection *imap_connect_new(
	const ServerSettings *server, const char *url, const char *host, SecretGetter secret);

/* How long the other side may be silent, in ms; 60000 unless set. */
void imap_connect_set_timeout(ImapConnection *connection, guint milliseconds);

/* A shorter silence, until the connection is closed. */
void imap_connect_hurry(ImapConnection *connection, guint milliseconds);

/*
 * When sending and receiving fail whatever comes, as g_get_monotonic_time(); 0: never. It ends a
 * dialogue that never falls silent and never gets anywhere.
 */
void imap_connect_set_deadline(ImapConnection *connection, gint64 deadline);

/* Connects and logs in; must be closed. WAIT for login and certificate, CONFIG, TEMPORARY. */
gboolean imap_connect_open(ImapConnection *connection, GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean imap_connect_is_open(const ImapConnection *connection);

/* Gives all bytes to the network. TEMPORARY if it cannot. */
gboolean imap_connect_send(ImapConnection *connection, const char *bytes, gsize length,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Waits for bytes: at least one, at most size. TEMPORARY when the server is
 * silent, closes or the call is interrupted.
 */
gboolean imap_connect_receive(ImapConnection *connection, void *buffer, gsize size,
	gsize *ret_length, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Waits at most ms for bytes, of which none may come: then ret_length is 0. ret_roused:
 * imap_connect_rouse() was called. Errors as imap_connect_receive(), but silence is none.
 */
gboolean imap_connect_listen(ImapConnection *connection, void *buffer, gsize size, gint64 ms,
	gsize *ret_length, gboolean *ret_roused, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Ends imap_connect_listen(), or else the next one, at once. Callable from any thread. */
void imap_connect_rouse(ImapConnection *connection);

/*
 * Makes the blocking call of another thread, or else the next one, fail with
 * TEMPORARY, once. Callable from any thread.
 */
void imap_connect_interrupt(ImapConnection *connection);

/* TRUE if the last failure was an interrupt. */
gboolean imap_connect_was_interrupted(const ImapConnection *connection);

/* Breaks the connection off without a word. */
void imap_connect_close(ImapConnection *connection);

void imap_connect_free(ImapConnection *connection);
