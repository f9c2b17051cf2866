/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A mail server that accepts everything at once and keeps nothing, so that what is measured is
 * who sends to it. Prints its port, and for each mail "SECONDS RECIPIENT" when it has said 250 to
 * it: of the clock that does not jump. Ends with its standard input. usage: sink-smtp
 */
#include <arpa/inet.h>
#include <glib.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define CLIENTS 64

typedef struct {
	int fd;
	GString *heard; /* and not understood yet */
	char *recipient;
	gboolean in_data;
} Client;

static void
say(const Client *client, const char *text)
{
	gsize length = strlen(text);

	if (write(client->fd, text, length) != (gssize) length)
		fprintf(stderr, "sink-smtp: who sends does not listen\n");
}

static void
take_line(Client *client, const char *line)
{
	static const struct {
		const char *verb, *answer;
	} answers[] = {
		{ "EHLO", "250-sink.kommun.example\r\n250 8BITMIME\r\n" },
		{ "DATA", "354 go on\r\n" },
		{ "QUIT", "221 bye\r\n" },
		{ "", "250 good\r\n" },
	};
	gsize i = 0;

	while (!g_str_has_prefix(line, answers[i].verb))
		i++;
	if (g_str_has_prefix(line, "RCPT")) {
		g_free(client->recipient);
		client->recipient = g_strndup(
			line + strlen("RCPT TO:<"), strcspn(line + strlen("RCPT TO:<"), ">"));
	}
	client->in_data = g_str_has_prefix(line, "DATA");
	say(client, answers[i].answer);
}

/* FALSE: what is there is no whole line, or no whole mail. */
static gboolean
take_one(Client *client)
{
	const char *mark = client->in_data ? "\r\n.\r\n" : "\r\n";
	const char *end = strstr(client->heard->str, mark);

	if (!end)
		return FALSE;
	gssize length = end - client->heard->str + (gssize) strlen(mark);
	if (client->in_data) {
		client->in_data = FALSE;
		say(client, "250 taken\r\n");
		printf("%.6f %s\n", (double) g_get_monotonic_time() / 1e6, client->recipient);
	} else
		take_line(client, client->heard->str);
	g_string_erase(client->heard, 0, length);
	return TRUE;
}

/* FALSE: it has left. */
static gboolean
hear(Client *client)
{
	char buffer[65536];
	gssize got = read(client->fd, buffer, sizeof buffer);

	if (got <= 0)
		return FALSE;
	g_string_append_len(client->heard, buffer, got);
	while (take_one(client))
		;
	return TRUE;
}

static void
leave(Client *client)
{
	close(client->fd);
	g_string_free(client->heard, TRUE);
	g_free(client->recipient);
	*client = (Client){ .fd = -1 };
}

static void
welcome(int listener, Client *client)
{
	*client = (Client){ .fd = accept(listener, NULL, NULL), .heard = g_string_new(NULL) };
	say(client, "220 sink.kommun.example\r\n");
}

static int
open_listener(void)
{
	struct sockaddr_in address = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t length = sizeof address;
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	if (bind(fd, (struct sockaddr *) &address, length) != 0 || listen(fd, 16) != 0 ||
		getsockname(fd, (struct sockaddr *) &address, &length) != 0)
		exit(1);
	printf("%u\n", ntohs(address.sin_port));
	return fd;
}

int
main(void)
{
	struct pollfd watched[CLIENTS + 2] = { { .fd = STDIN_FILENO, .events = POLLIN } };
	Client clients[CLIENTS];

	setvbuf(stdout, NULL, _IOLBF, 0);
	watched[1] = (struct pollfd){ .fd = open_listener(), .events = POLLIN };
	for (gsize i = 0; i < CLIENTS; i++)
		clients[i] = (Client){ .fd = -1 };
	while (!watched[0].revents) {
		for (gsize i = 0; i < CLIENTS; i++)
			watched[i + 2] = (struct pollfd){ clients[i].fd, POLLIN, 0 };
		if (poll(watched, G_N_ELEMENTS(watched), -1) < 0)
			return 1;
		gboolean knocks = watched[1].revents != 0;
		for (gsize i = 0; i < CLIENTS; i++) {
			if (watched[i + 2].revents && !hear(&clients[i]))
				leave(&clients[i]);
			if (knocks && clients[i].fd < 0) {
				welcome(watched[1].fd, &clients[i]);
				knocks = FALSE;
			}
		}
	}
	return 0;
}
