/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Runs a program beside us. It gets a process group of its own, so that a helper that it
 * leaves behind cannot hold us up. Must never go through a shell, and never show what came
 * on standard output.
 */
#include "adapters/program.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/error.h"
#include "core/text.h"

#define SAID_CHARS 200
#define READS_MOST 16 /* of each pipe between two looks at the clock: more than one holds */

enum { PIPE_OUT, PIPE_ERR, PIPE_TOLD, PIPE_IN, PIPE_EXIT, PIPE_COUNT };

typedef struct {
	const Program *program;
	GPid pid;
	struct pollfd fds[PIPE_COUNT]; /* -1 when closed */
	GByteArray *text[PIPE_IN];
	gsize room[PIPE_IN];
	gsize written;
	gboolean too_much;
} Run;

/* Between fork and exec: only what is safe there. */
static void
lead_group(gpointer unused)
{
	(void) unused;
	(void) setpgid(0, 0);
}

static void
close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
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
		close_fd(&run->fds[i].fd);
	return status;
}

/* Our end and its end of what it reads: a socket, since writing to one can be without SIGPIPE. */
static gboolean
open_input(const Program *program, int ends[2])
{
	ends[0] = ends[1] = -1;
	return !program->input || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0;
}

static gboolean
open_told(const Program *program, int ends[2])
{
	ends[0] = ends[1] = -1;
	return !program->tells || pipe2(ends, O_CLOEXEC) == 0;
}

static void
watch(Run *run, int pipe, int fd, short events)
{
	run->fds[pipe] = (struct pollfd){ fd, events, 0 };
	if (fd >= 0 && pipe != PIPE_EXIT)
		(void) g_unix_set_fd_nonblocking(fd, TRUE, NULL);
}

static gboolean
spawn(Run *run, int in, int told, int *ret_out, int *ret_err, GError **error)
{
	const Program *program = run->program;
	g_autoptr(GError) inner = NULL;
	int target = PROGRAM_TELLS;

	if (g_spawn_async_with_pipes_and_fds(NULL, (const char *const *) program->command,
		    (const char *const *) program->environment,
		    G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD, lead_group, NULL, in, -1, -1,
		    &told, &target, told >= 0 ? 1 : 0, &run->pid, NULL, ret_out, ret_err, &inner))
		return TRUE;
	g_set_error(error, LEX_ERROR, LEX_ERROR_WAIT, "%s: %s", program->name, inner->message);
	return FALSE;
}

static gboolean
start(Run *run, GError **error)
{
	int in[2], told[2], out = -1, err = -1;

	if (!open_input(run->program, in) || !open_told(run->program, told)) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY, "%s: no pipe: %s",
			run->program->name, strerror(errno));
		close_fd(&in[0]);
		close_fd(&in[1]);
		return FALSE;
	}
	gboolean good = spawn(run, in[1], told[1], &out, &err, error);
	close_fd(&in[1]);
	close_fd(&told[1]);
	watch(run, PIPE_OUT, out, POLLIN);
	watch(run, PIPE_ERR, err, POLLIN);
	watch(run, PIPE_TOLD, told[0], POLLIN);
	watch(run, PIPE_IN, in[0], POLLOUT);
	watch(run, PIPE_EXIT, good ? pidfd_open(run->pid, 0) : -1, POLLIN);
	if (good && run->fds[PIPE_EXIT].fd >= 0)
		return TRUE;
	if (good) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY, "%s: cannot be watched: %s",
			run->program->name, strerror(errno));
		(void) finish(run);
	}
	close_fd(&run->fds[PIPE_TOLD].fd);
	close_fd(&run->fds[PIPE_IN].fd);
	return FALSE;
}

/* Reads what is there; one byte more than allowed shows that it is too much, and is enough. */
static void
drain(Run *run, int pipe)
{
	char buffer[8192];

	for (int reads = 0; reads < READS_MOST && run->fds[pipe].fd >= 0; reads++) {
		gssize got = read(run->fds[pipe].fd, buffer, sizeof buffer);

		if (got < 0)
			break;
		gsize room = run->room[pipe] - run->text[pipe]->len;

		if (got == 0)
			close_fd(&run->fds[pipe].fd);
		else
			g_byte_array_append(
				run->text[pipe], (guint8 *) buffer, (guint) MIN((gsize) got, room));
	}
	if (pipe == PIPE_OUT && run->text[pipe]->len > run->program->max_output)
		run->too_much = TRUE;
	explicit_bzero(buffer, sizeof buffer);
}

/* Whoever does not read to the end has reasons of its own. */
static void
feed(Run *run)
{
	int fd = run->fds[PIPE_IN].fd;
	gsize length = 0;
	const char *data =
		run->program->input ? g_bytes_get_data(run->program->input, &length) : NULL;

	while (fd >= 0 && run->written < length) {
		gssize sent = send(fd, data + run->written, length - run->written, MSG_NOSIGNAL);

		if (sent < 0 && errno == EAGAIN)
			return;
		if (sent < 0)
			break;
		run->written += (gsize) sent;
	}
	close_fd(&run->fds[PIPE_IN].fd);
}

/* TRUE when the program has ended, or writes too much; FALSE when the time is up. */
static gboolean
wait_for_end(Run *run)
{
	gint64 deadline = g_get_monotonic_time() + run->program->limit_ms * (gint64) 1000;

	for (;;) {
		gint64 left = (deadline - g_get_monotonic_time() + 999) / 1000;

		if (left <= 0)
			return FALSE;
		(void) poll(run->fds, PIPE_COUNT, (int) left);
		feed(run);
		drain(run, PIPE_OUT);
		drain(run, PIPE_ERR);
		drain(run, PIPE_TOLD);
		if (run->too_much || run->fds[PIPE_EXIT].revents & POLLIN)
			return TRUE;
	}
}

gboolean
program_run(const Program *program, ProgramResult *ret_result, GError **error)
{
	gsize room = program->max_output + 1;
	ProgramResult result = {
		.out = g_byte_array_sized_new((guint) MIN(room, PROGRAM_COMMENT + 1)),
		.err = g_byte_array_new(),
		.told = g_byte_array_new(),
	};
	Run run = { .program = program,
		.text = { result.out, result.err, result.told },
		.room = { room, PROGRAM_COMMENT, PROGRAM_TOLD } };

	if (!start(&run, error)) {
		program_result_clear(&result);
		return FALSE;
	}
	gboolean ended = wait_for_end(&run);
	result.status = finish(&run);
	result.too_much = run.too_much;
	*ret_result = result;
	if (ended)
		return TRUE;
	program_result_clear(ret_result);
	g_set_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY, "%s: not done after %u ms, ended",
		program->name, program->limit_ms);
	return FALSE;
}

char *
program_text(const GByteArray *bytes)
{
	return bytes->len ? g_strndup((const char *) bytes->data, bytes->len) : g_strdup("");
}

char *
program_complaint(const ProgramResult *result)
{
	g_autofree char *text = program_text(result->err);

	text[strcspn(text, "\r\n")] = '\0';
	g_autofree char *line = text_to_line(text, SAID_CHARS);
	return g_strconcat(*line ? ": " : "", line, NULL);
}

static void
clear_bytes(GByteArray **bytes)
{
	if (*bytes && (*bytes)->len)
		explicit_bzero((*bytes)->data, (*bytes)->len);
	g_clear_pointer(bytes, g_byte_array_unref);
}

void
program_result_clear(ProgramResult *result)
{
	clear_bytes(&result->out);
	clear_bytes(&result->err);
	clear_bytes(&result->told);
}
