/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The way to the server: a libcurl handle used for the connection only
 * (CURLOPT_CONNECT_ONLY), then poll() on its socket and on an eventfd that
 * another thread may write to. libcurl's own IMAP commands are never used: they
 * let the text of a mail pass for replies.
 */
#include "adapters/imap/imap-connect.h"

#include <errno.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "adapters/server-curl.h"
#include "core/error.h"

#define SILENCE_MS 60000
#define MAX_REPLY  1024

struct ImapConnection {
	const ServerSettings *server;
	char *url;
	char *host;
	SecretGetter secret;
	guint timeout_ms;
	guint patience_ms; /* timeout_ms, or less at the end */
	CURL *curl;        /* NULL: closed */
	curl_socket_t socket;
	int wake;        /* eventfd: interrupts */
	int rouse;       /* eventfd: ends a wait */
	gint64 deadline; /* monotonic time in µs when every call fails; 0: none */
	gboolean interrupted;
	GString *reply; /* last line during the login */
	char errors[CURL_ERROR_SIZE];
};

ImapConnection *
imap_connect_new(
	const ServerSettings *server, const char *url, const char *host, SecretGetter secret)
{
	ImapConnection *connection = g_new0(ImapConnection, 1);

	connection->server = server;
	connection->url = g_strdup(url);
	connection->host = g_strdup(host);
	connection->secret = secret;
	connection->timeout_ms = SILENCE_MS;
	connection->socket = CURL_SOCKET_BAD;
	connection->reply = g_string_new(NULL);
	connection->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	connection->rouse = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	g_assert(connection->wake >= 0 && connection->rouse >= 0);
	return connection;
}

void
imap_connect_free(ImapConnection *connection)
{
	if (!connection)
		return;
	imap_connect_close(connection);
	close(connection->wake);
	close(connection->rouse);
	g_string_free(connection->reply, TRUE);
	g_free(connection->url);
	g_free(connection->host);
	g_free(connection);
}

void
imap_connect_set_timeout(ImapConnection *connection, guint milliseconds)
{
	connection->timeout_ms = milliseconds;
}

void
imap_connect_hurry(ImapConnection *connection, guint milliseconds)
{
	connection->patience_ms = MIN(connection->timeout_ms, milliseconds);
}

void
imap_connect_set_deadline(ImapConnection *connection, gint64 deadline)
{
	connection->deadline = deadline;
}

static void
raise_event(int event)
{
	const guint64 one = 1;
	gssize written = write(event, &one, sizeof one);

	/* a full counter is a pending event already */
	(void) written;
}

/* TRUE once for any number of times that it was raised. */
static gboolean
take_event(int event)
{
	guint64 count;

	return read(event, &count, sizeof count) == (gssize) sizeof count;
}

void
imap_connect_interrupt(ImapConnection *connection)
{
	raise_event(connection->wake);
}

void
imap_connect_rouse(ImapConnection *connection)
{
	raise_event(connection->rouse);
}

static gboolean
take_interrupt(ImapConnection *connection)
{
	connection->interrupted = take_event(connection->wake);
	return connection->interrupted;
}

gboolean
imap_connect_was_interrupted(const ImapConnection *connection)
{
	return connection->interrupted;
}

static int
on_progress(
	gpointer user, curl_off_t down_total, curl_off_t down, curl_off_t up_total, curl_off_t up)
{
	(void) down_total, (void) down, (void) up_total, (void) up;
	return take_interrupt(user) ? 1 : 0;
}

/* libcurl hands each line of the login dialogue here. */
static gsize
on_reply(char *bytes, gsize size, gsize count, gpointer user)
{
	ImapConnection *connection = user;

	g_string_truncate(connection->reply, 0);
	g_string_append_len(connection->reply, bytes, (gssize) MIN(size * count, MAX_REPLY));
	return size * count;
}

static void
prepare(ImapConnection *connection, const char *password)
{
	CURL *curl =
		server_curl_new(connection->server, connection->url, password, connection->errors);

	g_string_truncate(connection->reply, 0);
	curl_easy_setopt(curl, CURLOPT_CONNECT_ONLY, 1L);
	/* curl_easy_recv() gives no more than this at a time */
	curl_easy_setopt(curl, CURLOPT_BUFFERSIZE, IMAP_CONNECT_BYTES);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, (long) connection->timeout_ms);
	curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
	curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, on_progress);
	curl_easy_setopt(curl, CURLOPT_XFERINFODATA, connection);
	curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, on_reply);
	curl_easy_setopt(curl, CURLOPT_HEADERDATA, connection);
	connection->curl = curl;
}

/* FALSE: there is nothing to log in with. */
static gboolean
log_in(ImapConnection *connection, CURLcode *ret_code, GError **error)
{
	char *password = NULL;

	if (connection->server->user) {
		password = connection->secret.get(connection->secret.user, error);
		if (!password)
			return FALSE;
	}
	prepare(connection, password);
	server_curl_wipe(password);
	*ret_code = curl_easy_perform(connection->curl);
	server_curl_tell_certificate(connection->curl, &connection->secret);
	return TRUE;
}

gboolean
imap_connect_open(ImapConnection *connection, GError **error)
{
	CURLcode code;

	g_assert(!connection->curl);
	if (!log_in(connection, &code, error))
		return FALSE;
	if (code == CURLE_LOGIN_DENIED && connection->secret.refused) {
		imap_connect_close(connection);
		connection->secret.refused(connection->secret.user);
		if (!log_in(connection, &code, error))
			return FALSE;
	}
	if (code == CURLE_OK)
		code = curl_easy_getinfo(
			connection->curl, CURLINFO_ACTIVESOCKET, &connection->socket);
	connection->patience_ms = connection->timeout_ms;
	if (code == CURLE_OK && connection->socket != CURL_SOCKET_BAD)
		return TRUE;
	server_curl_set_error(error, code, connection->server, connection->host, connection->errors,
		connection->reply->str);
	imap_connect_close(connection);
	return FALSE;
}

gboolean
imap_connect_is_open(const ImapConnection *connection)
{
	return connection->curl != NULL;
}

static gboolean
broken(const ImapConnection *connection, const char *what, GError **error)
{
	g_set_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY, "server %s, user %s: %s",
		connection->host, connection->server->user ? connection->server->user : "-", what);
	return FALSE;
}

/* Waits at most ms until the socket is ready for events or somebody interrupts or rouses. */
static gboolean
wait_within(ImapConnection *connection, short events, gint64 ms, int *ret_ready, GError **error)
{
	struct pollfd fds[] = {
		{ .fd = connection->socket, .events = events },
		{ .fd = connection->wake, .events = POLLIN },
		{ .fd = connection->rouse, .events = POLLIN },
	};
	/* only who listens can be roused */
	nfds_t n_fds = ret_ready ? G_N_ELEMENTS(fds) : G_N_ELEMENTS(fds) - 1;
	int n;

	do
		n = poll(fds, n_fds, (int) MIN(ms, G_MAXINT));
	while (n < 0 && errno == EINTR);
	if (n < 0)
		return broken(connection, g_strerror(errno), error);
	if (n == 0 && !ret_ready)
		return broken(connection, "the IMAP server is silent", error);
	if (ret_ready)
		*ret_ready = n;
	return TRUE;
}

/* Waits until the socket is ready for events, which is the server's duty. */
static gboolean
wait_ready(ImapConnection *connection, short events, GError **error)
{
	return wait_within(connection, events, connection->patience_ms, NULL, error);
}

/* A server that says a byte now and then is never silent, and never done. */
static gboolean
may_go_on(ImapConnection *connection, GError **error)
{
	if (take_interrupt(connection))
		return broken(connection, "interrupted", error);
	if (connection->deadline && g_get_monotonic_time() >= connection->deadline)
		return broken(connection, "the IMAP server takes too long", error);
	return TRUE;
}

gboolean
imap_connect_send(ImapConnection *connection, const char *bytes, gsize length, GError **error)
{
	while (length) {
		gsize sent = 0;
		CURLcode code;

		if (!may_go_on(connection, error))
			return FALSE;
		code = curl_easy_send(connection->curl, bytes, length, &sent);
		if (code != CURLE_OK && code != CURLE_AGAIN)
			return broken(connection, "the connection broke while sending", error);
		bytes += sent;
		length -= sent;
		if (code == CURLE_AGAIN && !wait_ready(connection, POLLOUT, error))
			return FALSE;
	}
	return TRUE;
}

/* What has come; 0 if nothing has. */
static gboolean
receive_now(ImapConnection *connection, void *buffer, gsize size, gsize *ret_length, GError **error)
{
	gsize got = 0;
	CURLcode code;

	if (!may_go_on(connection, error))
		return FALSE;
	code = curl_easy_recv(connection->curl, buffer, size, &got);
	if (code == CURLE_OK && got == 0)
		return broken(connection, "the IMAP server closed the connection", error);
	if (code != CURLE_OK && code != CURLE_AGAIN)
		return broken(connection, "the connection broke while receiving", error);
	*ret_length = got;
	return TRUE;
}

gboolean
imap_connect_receive(
	ImapConnection *connection, void *buffer, gsize size, gsize *ret_length, GError **error)
{
	for (;;) {
		if (!receive_now(connection, buffer, size, ret_length, error))
			return FALSE;
		if (*ret_length)
			return TRUE;
		if (!wait_ready(connection, POLLIN, error))
			return FALSE;
	}
}

gboolean
imap_connect_listen(ImapConnection *connection, void *buffer, gsize size, gint64 ms,
	gsize *ret_length, gboolean *ret_roused, GError **error)
{
	gint64 end = g_get_monotonic_time() + ms * 1000;

	*ret_roused = FALSE;
	for (;;) {
		gint64 left;
		int ready;

		if (!receive_now(connection, buffer, size, ret_length, error))
			return FALSE;
		left = (end - g_get_monotonic_time() + 999) / 1000;
		if (*ret_length || left <= 0)
			return TRUE;
		if (!wait_within(connection, POLLIN, left, &ready, error))
			return FALSE;
		*ret_roused = take_event(connection->rouse);
		if (*ret_roused || ready == 0)
			return TRUE;
	}
}

void
imap_connect_close(ImapConnection *connection)
{
	g_clear_pointer(&connection->curl, curl_easy_cleanup);
	connection->socket = CURL_SOCKET_BAD;
}
