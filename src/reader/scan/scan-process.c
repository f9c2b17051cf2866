/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Hands a file on to a process of the same kind and its answer back. Neither
 * of the two looks into it.
 */
#include "reader/scan/scan-process.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "reader/format.h"
#include "reader/serve.h"

struct ScanProcess {
	Service service; /* that it gives */
	pid_t pid;       /* 0: it does not run */
	int fd;
};

ScanProcess *
scan_process_new(const Service *service)
{
	ScanProcess *process = g_new0(ScanProcess, 1);

	process->service = *service;
	process->service.scans = TRUE;
	return process;
}

/* Its end of the socket is all that holds it. */
static void
stop(ScanProcess *process)
{
	if (!process->pid)
		return;
	close(process->fd);
	while (waitpid(process->pid, NULL, 0) < 0 && errno == EINTR)
		continue;
	process->pid = 0;
}

void
scan_process_free(ScanProcess *process)
{
	if (!process)
		return;
	stop(process);
	g_free(process);
}

G_NORETURN static void
run(const Service *service, int fd, pid_t parent)
{
	g_autoptr(GError) error = NULL;

	/* The parent may have ended before the request to be ended with it. */
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent ||
		dup2(fd, STDIN_FILENO) < 0 || dup2(fd, STDOUT_FILENO) < 0)
		_exit(EX_OSERR);
	close(fd);
	format_warm_scans();
	_exit(serve(service, &error) ? EX_OK : EX_IOERR);
}

static gboolean
start(ScanProcess *process)
{
	pid_t parent = getpid();
	g_autofree char *text = NULL;
	ReaderStatus status;
	int pair[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0)
		return FALSE;
	process->pid = fork();
	if (process->pid == 0) {
		close(pair[0]);
		run(&process->service, pair[1], parent);
	}
	close(pair[1]);
	process->fd = pair[0];
	if (process->pid < 0) {
		process->pid = 0;
		close(pair[0]);
		return FALSE;
	}
	return reader_frame_read_answer(process->fd, &status, &text, -1, NULL);
}

/* FALSE: the process is gone. Its children have their limits, so it answers in time. */
static gboolean
ask(const ScanProcess *process, const char *name, GBytes *content, void (*busy)(void),
	ReaderStatus *ret_status, char **ret_text)
{
	if (!reader_frame_write_request(process->fd, name, content, -1, NULL))
		return FALSE;
	for (;;) {
		g_autofree char *text = NULL;

		if (!reader_frame_read_answer(process->fd, ret_status, &text, -1, NULL))
			return FALSE;
		if (*ret_status != READER_STATUS_BUSY) {
			*ret_text = g_steal_pointer(&text);
			return TRUE;
		}
		busy();
	}
}

ReaderStatus
scan_process_read(ScanProcess *process, const char *name, GBytes *content, void (*busy)(void),
	char **ret_text)
{
	ReaderStatus status = READER_STATUS_FAILED;

	/* Twice: it may have died since the last file. */
	for (int i = 0; i < 2; i++) {
		if ((process->pid || start(process)) &&
			ask(process, name, content, busy, &status, ret_text))
			return status;
		stop(process);
	}
	*ret_text = g_strdup("the process that reads letters from pictures ended");
	return READER_STATUS_FAILED;
}
