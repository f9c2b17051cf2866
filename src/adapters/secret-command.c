/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Runs the program that prints a password. It gets a process group of its own,
 * so that a helper that it leaves behind cannot hold us up. Must never go
 * through a shell, and never show what came on standard output.
 */
#include "adapters/secret-command.h"

#include <errno.h>
#include <glib-unix.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/error.h"
#include "core/text.h"

#define SAID_CHARS 200

enum { PIPE_OUT, PIPE_ERR, PIPE_EXIT, PIPE_COUNT };

typedef struct {
	const char *name;
	GPid pid;
	struct pollfd fds[PIPE_COUNT]; /* -1 when closed */
	GByteArray *text[PIPE_EXIT];
} Run;

/* Between fork and exec: only what is safe there. */
static void
lead_group(gpointer unused)
{
	(void) unused;
	(void) setpgid(0, 0);
}

static void
close_pipe(struct pollfd *pipe)
{
	if (pipe->fd >= 0)
		close(pipe->fd);
	pipe->fd = -1;
}

/* Ends what is left of the group and collects the program. */
static int
finish(Run *run)
{
	int status = 0;

	(void) kill(-run->pid, SIGKILL);
	while (waitpid(run->pid, &status, 0) < 0 && errno == EINTR)
		continue;
	g_spawn_close_pid(run->pid);
	for (int i = 0; i < PIPE_COUNT; i++)
		close_pipe(&run->fds[i]);
	return status;
}

static gboolean
start(Run *run, char *const *command, GError **error)
{
	g_autoptr(GError) inner = NULL;
	int out, err;

	if (!g_spawn_async_with_pipes(NULL, (char **) command, NULL,
		    G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD, lead_group, NULL, &run->pid,
		    NULL, &out, &err, &inner)) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_WAIT, "password_command %s: %s", run->name,
			inner->message);
		return FALSE;
	}
	run->fds[PIPE_OUT] = (struct pollfd){ out, POLLIN, 0 };
	run->fds[PIPE_ERR] = (struct pollfd){ err, POLLIN, 0 };
	(void) g_unix_set_fd_nonblocking(out, TRUE, NULL);
	(void) g_unix_set_fd_nonblocking(err, TRUE, NULL);
	run->fds[PIPE_EXIT] = (struct pollfd){ pidfd_open(run->pid, 0), POLLIN, 0 };
	if (run->fds[PIPE_EXIT].fd >= 0)
		return TRUE;
	g_set_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY,
		"password_command %s: cannot be watched: %s", run->name, strerror(errno));
	(void) finish(run);
	return FALSE;
}

/* Reads what is there; one byte more than allowed shows that it is too much, and is enough. */
static void
drain(Run *run, int pipe)
{
	char buffer[512];
	gssize got;

	while (run->fds[pipe].fd >= 0 &&
		(got = read(run->fds[pipe].fd, buffer, sizeof buffer)) != -1) {
		guint room = SECRET_MAX + 1 - run->text[pipe]->len;

		if (got == 0 || room == 0)
			close_pipe(&run->fds[pipe]);
		else
			g_byte_array_append(
				run->text[pipe], (guint8 *) buffer, MIN((guint) got, room));
	}
	explicit_bzero(buffer, sizeof buffer);
}

/* TRUE when the program has ended, FALSE when the time is up. */
static gboolean
wait_for_end(Run *run, guint limit_ms)
{
	gint64 deadline = g_get_monotonic_time() + limit_ms * (gint64) 1000;

	for (;;) {
		gint64 left = (deadline - g_get_monotonic_time() + 999) / 1000;

		if (left <= 0)
			return FALSE;
		(void) poll(run->fds, PIPE_COUNT, (int) left);
		drain(run, PIPE_OUT);
		drain(run, PIPE_ERR);
		if (run->fds[PIPE_EXIT].revents & POLLIN)
			return TRUE;
	}
}

/* What the program complained of, as one line after ": ", or "". */
static char *
first_complaint(GByteArray *said)
{
	g_autofree char *text = g_strndup((const char *) said->data, said->len);

	text[strcspn(text, "\r\n")] = '\0';
	g_autofree char *line = text_to_line(text, SAID_CHARS);
	return g_strconcat(*line ? ": " : "", line, NULL);
}

static gboolean
judge(const Run *run, int status, GError **error)
{
	g_autofree char *said = first_complaint(run->text[PIPE_ERR]);

	if (run->text[PIPE_OUT]->len > SECRET_MAX)
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG,
			"password_command %s: prints more than %d bytes", run->name, SECRET_MAX);
	else if (WIFSIGNALED(status))
		g_set_error(error, LEX_ERROR, LEX_ERROR_WAIT,
			"password_command %s: ended by signal %d%s", run->name, WTERMSIG(status),
			said);
	else if (WEXITSTATUS(status) != 0)
		g_set_error(error, LEX_ERROR, LEX_ERROR_WAIT,
			"password_command %s: exit status %d%s", run->name, WEXITSTATUS(status),
			said);
	else
		return TRUE;
	return FALSE;
}

gboolean
secret_command_run(char *const *command, guint limit_ms, GByteArray *out, GError **error)
{
	g_autoptr(GByteArray) err = g_byte_array_sized_new(SECRET_MAX);
	Run run = { .name = command[0], .text = { out, err } };

	if (!start(&run, command, error))
		return FALSE;
	gboolean ended = wait_for_end(&run, limit_ms);
	int status = finish(&run);
	if (ended)
		return judge(&run, status, error);
	g_set_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY,
		"password_command %s: not done after %u ms, ended", run.name, limit_ms);
	return FALSE;
}
