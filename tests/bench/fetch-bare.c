/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The least that a download of a mailbox can cost: every UID FETCH on its way at once, over one
 * socket, and nothing done with what comes but counting it. It trusts the server and the mails,
 * and keeps nothing. Prints the bytes, the mails and the seconds.
 * usage: fetch-bare PORT USER PASSWORD
 */
#include <arpa/inet.h>
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define BATCH 100

typedef struct {
	int fd;
	char buffer[256 * 1024 + 1];
	gsize length; /* of what came last */
} Link;

static void
fail(const char *what)
{
	fprintf(stderr, "fetch-bare: %s\n", what);
	exit(1);
}

static void
join(Link *link, const char *port)
{
	struct sockaddr_in address = { .sin_family = AF_INET,
		.sin_port = htons((guint16) strtoul(port, NULL, 10)),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };

	link->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (link->fd < 0 || connect(link->fd, (struct sockaddr *) &address, sizeof address) != 0)
		fail("no connection");
}

static void
hear(Link *link)
{
	gssize got = read(link->fd, link->buffer, sizeof link->buffer - 1);

	if (got <= 0)
		fail("the server left");
	link->length = (gsize) got;
	link->buffer[got] = '\0';
}

static void
say(Link *link, const char *text)
{
	gsize length = strlen(text);

	if (write(link->fd, text, length) != (gssize) length)
		fail("the server does not listen");
}

/* Answers what the server says up to the end of a command; g_free() it. */
static char *
run(Link *link, const char *tag, const char *command)
{
	g_autofree char *line = g_strdup_printf("%s %s\r\n", tag, command);
	g_autofree char *end = g_strdup_printf("\r\n%s OK", tag);
	g_autoptr(GString) answer = g_string_new("\r\n");

	say(link, line);
	while (!strstr(answer->str, end) || !g_str_has_suffix(answer->str, "\r\n")) {
		hear(link);
		g_string_append_len(answer, link->buffer, (gssize) link->length);
	}
	return g_strdup(answer->str);
}

static guint64
number_of(const char *answer, const char *pattern)
{
	g_autoptr(GRegex) regex = g_regex_new(pattern, 0, 0, NULL);
	g_autoptr(GMatchInfo) found = NULL;

	if (!g_regex_match(regex, answer, 0, &found))
		fail("the server does not say what the mailbox holds");
	g_autofree char *text = g_match_info_fetch(found, 1);
	return g_ascii_strtoull(text, NULL, 10);
}

static void
ask_for_all(Link *link, guint64 next)
{
	g_autoptr(GString) commands = g_string_new(NULL);

	for (guint64 first = 1; first < next; first += BATCH)
		g_string_append_printf(commands,
			"%s UID FETCH %" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT
			" (BODY.PEEK[])\r\n",
			first + BATCH < next ? "f" : "last", first, MIN(first + BATCH, next) - 1);
	say(link, commands->str);
}

/* The server says nothing after it has answered the last command. */
static guint64
count_all(Link *link)
{
	char tail[128] = "";
	guint64 bytes = 0;

	do {
		hear(link);
		bytes += link->length;
		gsize kept = MIN(link->length, sizeof tail - 1);
		gsize older = MIN(strlen(tail), sizeof tail - 1 - kept);

		memmove(tail, tail + strlen(tail) - older, older);
		memcpy(tail + older, link->buffer + link->length - kept, kept);
		tail[older + kept] = '\0';
	} while (!strstr(tail, "\r\nlast OK") || tail[strlen(tail) - 1] != '\n');
	return bytes;
}

int
main(int argc, char **argv)
{
	static Link link;
	gint64 start = g_get_monotonic_time();

	if (argc != 4)
		return 64;
	join(&link, argv[1]);
	hear(&link);
	g_autofree char *login = g_strdup_printf("LOGIN %s %s", argv[2], argv[3]);
	g_free(run(&link, "a", login));
	g_autofree char *selected = run(&link, "b", "SELECT INBOX");
	guint64 mails = number_of(selected, "\\* (\\d+) EXISTS");
	ask_for_all(&link, number_of(selected, "UIDNEXT (\\d+)"));
	guint64 bytes = count_all(&link);
	printf("%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %.3f\n", bytes, mails,
		(double) (g_get_monotonic_time() - start) / 1e6);
	close(link.fd);
	return 0;
}
