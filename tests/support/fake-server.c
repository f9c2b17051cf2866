/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Plays one side of a mail dialogue from a table, so that each way in which a
 * server fails can be had at will. Listens on loopback only and gives up after
 * ten seconds of waiting, so that a wrong test fails and does not hang.
 */
#include "support/fake-server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define PATIENCE_MS 10000

struct FakeServer {
	const FakeStep *steps;
	gboolean dribble;
	int listener;
	int client; /* -1: none */
	guint16 port;
	GThread *thread;
	GString *input;    /* received and not yet looked at */
	GString *received; /* all lines */
	char *tag;
	char *failure; /* what did not go as written */
	GMutex lock;
	GCond changed;
	gboolean stalled;
};

static gboolean
fail(FakeServer *server, const char *what, const char *detail)
{
	if (!server->failure)
		server->failure = g_strdup_printf("fake server: %s: %s", what, detail);
	return FALSE;
}

static gboolean
wait_readable(int fd)
{
	struct pollfd item = { .fd = fd, .events = POLLIN };

	return poll(&item, 1, PATIENCE_MS) == 1;
}

static void
close_client(FakeServer *server)
{
	if (server->client >= 0)
		close(server->client);
	server->client = -1;
	g_string_truncate(server->input, 0);
}

static gboolean
do_accept(FakeServer *server, const FakeStep *step)
{
	int one = 1;

	(void) step;
	close_client(server);
	if (!wait_readable(server->listener))
		return fail(server, "accept", "nobody came");
	server->client = accept(server->listener, NULL, NULL);
	return setsockopt(server->client, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one) == 0;
}

static gboolean
send_all(FakeServer *server, const char *bytes, gsize length)
{
	while (length) {
		gssize sent =
			send(server->client, bytes, server->dribble ? 1 : length, MSG_NOSIGNAL);

		if (sent <= 0)
			return FALSE;
		bytes += sent;
		length -= (gsize) sent;
	}
	return TRUE;
}

static gboolean
do_send(FakeServer *server, const FakeStep *step)
{
	g_auto(GStrv) pieces = g_strsplit(step->text, "%T", -1);
	g_autofree char *text = g_strjoinv(server->tag ? server->tag : "", pieces);

	/* the other side may have left before it read all: it shows in what it reports */
	send_all(server, text, strlen(text));
	return TRUE;
}

static gboolean
do_flood(FakeServer *server, const FakeStep *step)
{
	gsize length = strlen(step->text);

	for (guint i = 0; i < step->number && send_all(server, step->text, length); i++)
		;
	return TRUE;
}

/* Receives some bytes; FALSE at the end of the connection. */
static gboolean
receive(FakeServer *server)
{
	char buffer[4096];
	gssize n;

	if (!wait_readable(server->client))
		return fail(server, "receive", "nothing came");
	n = recv(server->client, buffer, sizeof buffer, 0);
	if (n > 0)
		g_string_append_len(server->input, buffer, n);
	return n > 0;
}

static char *
receive_line(FakeServer *server)
{
	char *end;
	char *line;

	while (!(end = strstr(server->input->str, "\r\n")))
		if (!receive(server))
			return NULL;
	line = g_strndup(server->input->str, (gsize) (end - server->input->str));
	g_string_erase(server->input, 0, (gssize) strlen(line) + 2);
	g_string_append_printf(server->received, "%s\n", line);
	return line;
}

static gboolean
do_expect(FakeServer *server, const FakeStep *step)
{
	g_autofree char *line = receive_line(server);

	if (!line)
		return fail(server, "the other side left before it said", step->text);
	g_free(server->tag);
	server->tag = g_strndup(line, strcspn(line, " "));
	if (!g_pattern_match_simple(step->text, line))
		return fail(server, step->text, line);
	return TRUE;
}

static gboolean
do_until(FakeServer *server, const FakeStep *step)
{
	for (;;) {
		g_autofree char *line = receive_line(server);

		if (!line)
			return fail(server, "the other side left before", step->text);
		if (g_str_equal(line, step->text))
			return TRUE;
	}
}

static gboolean
do_take(FakeServer *server, const FakeStep *step)
{
	while (server->input->len < step->number)
		if (!receive(server))
			return fail(server, "take", "the other side left");
	g_string_erase(server->input, 0, (gssize) step->number);
	return TRUE;
}

static gboolean
do_stall(FakeServer *server, const FakeStep *step)
{
	(void) step;
	g_mutex_lock(&server->lock);
	server->stalled = TRUE;
	g_cond_signal(&server->changed);
	g_mutex_unlock(&server->lock);
	while (receive(server))
		;
	return TRUE;
}

static gboolean
do_reset(FakeServer *server, const FakeStep *step)
{
	const struct linger now = { .l_onoff = 1 };

	(void) step;
	if (setsockopt(server->client, SOL_SOCKET, SO_LINGER, &now, sizeof now) != 0)
		return FALSE;
	close_client(server);
	return TRUE;
}

static gboolean
do_close(FakeServer *server, const FakeStep *step)
{
	(void) step;
	close_client(server);
	return TRUE;
}

static gboolean (*const actions[])(FakeServer *server, const FakeStep *step) = {
	[FAKE_ACCEPT] = do_accept,
	[FAKE_SEND] = do_send,
	[FAKE_EXPECT] = do_expect,
	[FAKE_UNTIL] = do_until,
	[FAKE_TAKE] = do_take,
	[FAKE_FLOOD] = do_flood,
	[FAKE_STALL] = do_stall,
	[FAKE_RESET] = do_reset,
	[FAKE_CLOSE] = do_close,
};

static gpointer
play(gpointer data)
{
	FakeServer *server = data;
	const FakeStep *step = server->steps;

	while (step->action != FAKE_END && actions[step->action](server, step))
		step++;
	if (step->action != FAKE_END)
		fail(server, "did not get beyond", step->text ? step->text : "a step");
	close_client(server);
	return NULL;
}

FakeServer *
fake_server_new(const FakeStep *steps, gboolean dribble)
{
	struct sockaddr_in address = {
		.sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	socklen_t length = sizeof address;
	FakeServer *server = g_new0(FakeServer, 1);

	server->steps = steps;
	server->dribble = dribble;
	server->client = -1;
	server->input = g_string_new(NULL);
	server->received = g_string_new(NULL);
	g_mutex_init(&server->lock);
	g_cond_init(&server->changed);
	server->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	g_assert_cmpint(server->listener, >=, 0);
	g_assert_cmpint(
		bind(server->listener, (struct sockaddr *) &address, sizeof address), ==, 0);
	g_assert_cmpint(listen(server->listener, 4), ==, 0);
	g_assert_cmpint(
		getsockname(server->listener, (struct sockaddr *) &address, &length), ==, 0);
	server->port = ntohs(address.sin_port);
	server->thread = g_thread_new("fake-server", play, server);
	return server;
}

char *
fake_server_url(const FakeServer *server, const char *scheme, const char *path)
{
	return g_strdup_printf("%s://127.0.0.1:%u/%s", scheme, server->port, path);
}

void
fake_server_wait_stalled(FakeServer *server)
{
	g_mutex_lock(&server->lock);
	while (!server->stalled)
		g_cond_wait(&server->changed, &server->lock);
	g_mutex_unlock(&server->lock);
}

void
fake_server_finish(FakeServer *server)
{
	g_clear_pointer(&server->thread, g_thread_join);
	g_assert_cmpstr(server->failure, ==, NULL);
}

const char *
fake_server_received(const FakeServer *server)
{
	return server->received->str;
}

void
fake_server_free(FakeServer *server)
{
	if (!server)
		return;
	g_clear_pointer(&server->thread, g_thread_join);
	close_client(server);
	close(server->listener);
	g_string_free(server->input, TRUE);
	g_string_free(server->received, TRUE);
	g_free(server->tag);
	g_free(server->failure);
	g_mutex_clear(&server->lock);
	g_cond_clear(&server->changed);
	g_free(server);
}
