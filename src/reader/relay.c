/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Hands a file on to a process that can read it and its answer back. Neither
 * of the two looks into it.
 */
#include "reader/relay.h"

#include <errno.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

struct Relay {
	RelayRun run;
	gconstpointer user;
	pid_t pid; /* 0: it does not run */
	int fd;
};

Relay *
relay_new(RelayRun run, gconstpointer user)
{
	Relay *relay = g_new0(Relay, 1);

	relay->run = run;
	relay->user = user;
	return relay;
}

/* Its end of the socket is all that holds it. */
static void
stop(Relay *relay)
{
	if (!relay->pid)
		return;
	close(relay->fd);
	while (waitpid(relay->pid, NULL, 0) < 0 && errno == EINTR)
		continue;
	relay->pid = 0;
}

void
relay_free(Relay *relay)
{
	if (!relay)
		return;
	stop(relay);
	g_free(relay);
}

G_NORETURN static void
become(const Relay *relay, int fd, pid_t parent)
{
	/* The parent may have ended before the request to be ended with it. */
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && getppid() == parent &&
		dup2(fd, STDIN_FILENO) >= 0 && dup2(fd, STDOUT_FILENO) >= 0) {
		close(fd);
		relay->run(relay->user);
	}
	_exit(EX_OSERR);
}

static gboolean
start(Relay *relay)
{
	pid_t parent = getpid();
	g_autofree char *text = NULL;
	ReaderStatus status = READER_STATUS_FAILED;
	int pair[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0)
		return FALSE;
	relay->pid = fork();
	if (relay->pid == 0) {
		close(pair[0]);
		become(relay, pair[1], parent);
	}
	close(pair[1]);
	relay->fd = pair[0];
	if (relay->pid < 0) {
		relay->pid = 0;
		close(pair[0]);
		return FALSE;
	}
	return reader_frame_read_answer(relay->fd, &status, &text, -1, NULL) &&
	       status == READER_STATUS_READY;
}

/* FALSE: the process is gone. Its children have their limits, so it answers in time. */
static gboolean
ask(const Relay *relay, const char *name, GBytes *content, void (*busy)(void),
	ReaderStatus *ret_status, char **ret_text)
{
	if (!reader_frame_write_request(relay->fd, name, content, -1, NULL))
		return FALSE;
	for (;;) {
		g_autofree char *text = NULL;

		if (!reader_frame_read_answer(relay->fd, ret_status, &text, -1, NULL))
			return FALSE;
		if (*ret_status != READER_STATUS_BUSY) {
			*ret_text = g_steal_pointer(&text);
			return TRUE;
		}
		busy();
	}
}

ReaderStatus
relay_read(Relay *relay, const char *name, GBytes *content, void (*busy)(void), char **ret_text)
{
	ReaderStatus status = READER_STATUS_FAILED;

	/* Twice: it may have died since the last file. */
	for (int i = 0; i < 2; i++) {
		if ((relay->pid || start(relay)) &&
			ask(relay, name, content, busy, &status, ret_text))
			return status;
		stop(relay);
	}
	*ret_text = g_strdup("the process that reads such files could not be started, or ended");
	return READER_STATUS_FAILED;
}
