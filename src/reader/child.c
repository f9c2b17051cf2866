/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One child for each file. The child touches the untrusted bytes, the parent
 * only relays; a child must never outlive its limits or its parent.
 */
#include "reader/child.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "adapters/reading-json.h"
#include "reader/format.h"
#include "reader/read-file.h"

#define CPU_SECONDS  20
#define PAGE_SECONDS 20   /* more, for a page whose letters are read from a picture */
#define WALL_SECONDS 40   /* without a sign of life */
#define GRACE_MS     1000 /* to end, for one that has said all, or closed its end */

static const ConfineLimits limits = {
	.cpu_seconds = CPU_SECONDS,
	.cpu_seconds_most = CPU_SECONDS + READER_PAGES_MAX * PAGE_SECONDS,
	.memory_bytes = 512ul << 20,
};

static void
answer(int fd, ReaderStatus status, const char *text)
{
	g_autoptr(GError) error = NULL;

	if (!reader_frame_write_answer(fd, status, text, -1, &error))
		_exit(1);
}

/* A page begins that takes long: the parent hears of it, and gives time for it. */
static void
begin_scan(gpointer user)
{
	answer(GPOINTER_TO_INT(user), READER_STATUS_BUSY, "");
}

/* A page begins that this process cannot read: the file is left to the one that can. */
static void
leave(gpointer user)
{
	answer(GPOINTER_TO_INT(user), READER_STATUS_ELSEWHERE, "");
	_exit(0);
}

G_NORETURN static void
run(const Service *service, int fd, pid_t parent, const char *name, GBytes *content)
{
	g_autoptr(GError) error = NULL;

	if (!confinement_enter(service->confinement, &limits, fd, parent))
		_exit(EX_OSERR);
	format_on_scan(service->complete ? begin_scan : leave, GINT_TO_POINTER(fd));
	g_autoptr(ReadingFile) file = read_file(service->vocabulary, name, content, &error);
	g_autofree char *json = file ? reading_json_write(file) : NULL;
	if (json && strlen(json) > READER_ANSWER_MAX)
		answer(fd, READER_STATUS_FAILED, "the files in it hold too much text together");
	else if (json)
		answer(fd, READER_STATUS_READ, json);
	else
		answer(fd, READER_STATUS_FAILED,
			error ? error->message : "the reading cannot be written down");
	_exit(0);
}

/* What the way a child ended says about its file. */
static char *
explain(int status)
{
	static const struct {
		int signal;
		const char *why;
	} endings[] = {
		{ SIGXCPU, "it took more than its share of time" },
		{ SIGKILL, "it took more than its share of time, or was killed" },
		{ SIGTRAP, "it ran out of memory" },
		{ SIGABRT, "it ran out of memory, or the reader failed" },
		{ SIGSYS, "it asked for what no document needs; treat the file as an attack" },
	};

	if (WIFEXITED(status) && WEXITSTATUS(status) == EX_OSERR)
		return g_strdup("the reader could not be confined, so that it looked at nothing");
	if (!WIFSIGNALED(status))
		return g_strdup_printf("the reader ended with status %d", WEXITSTATUS(status));
	for (gsize i = 0; i < G_N_ELEMENTS(endings); i++)
		if (endings[i].signal == WTERMSIG(status))
			return g_strdup_printf("the reader died by signal %d: %s", WTERMSIG(status),
				endings[i].why);
	return g_strdup_printf("the reader died by signal %d", WTERMSIG(status));
}

/* A child that the file has taken over need not end by itself. */
static int
reap(pid_t pid)
{
	struct pollfd end = { pidfd_open(pid, 0), POLLIN, 0 };
	int status = 0;

	(void) poll(&end, 1, GRACE_MS);
	if (end.fd >= 0)
		close(end.fd);
	(void) kill(pid, SIGKILL); /* which changes nothing of one that has ended */
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	return status;
}

/* A child cannot raise its own limits. */
static void
give_time(pid_t pid, guint pages)
{
	struct rlimit limit = {
		.rlim_cur = CPU_SECONDS + pages * PAGE_SECONDS,
		.rlim_max = limits.cpu_seconds_most,
	};

	(void) prlimit(pid, RLIMIT_CPU, &limit, NULL); /* it may have ended */
}

/* Waits for the answer, as long again after each page. FALSE: there is none. */
static gboolean
await(pid_t pid, int fd, void (*busy)(void), ReaderStatus *ret_said, char **ret_text,
	gboolean *ret_late)
{
	for (guint pages = 0; pages <= READER_PAGES_MAX; pages++) {
		gint64 deadline = g_get_monotonic_time() + WALL_SECONDS * G_USEC_PER_SEC;
		g_autofree char *text = NULL;

		*ret_late = FALSE;
		if (!reader_frame_read_answer(fd, ret_said, &text, deadline, NULL)) {
			*ret_late = g_get_monotonic_time() >= deadline;
			return FALSE;
		}
		*ret_late = *ret_said == READER_STATUS_BUSY;
		if (!*ret_late) {
			*ret_text = g_steal_pointer(&text);
			return *ret_said <= READER_STATUS_FAILED ||
			       *ret_said == READER_STATUS_ELSEWHERE;
		}
		give_time(pid, pages + 1);
		busy();
	}
	return FALSE;
}

/* Takes the child's answer, or ends it. */
static ReaderStatus
collect(pid_t pid, int fd, void (*busy)(void), char **ret_text)
{
	g_autofree char *text = NULL;
	ReaderStatus said = READER_STATUS_FAILED;
	gboolean late = FALSE, whole = await(pid, fd, busy, &said, &text, &late);

	if (late)
		kill(pid, SIGKILL);
	close(fd);
	int status = reap(pid);
	*ret_text = whole ? g_steal_pointer(&text) : explain(status);
	return whole ? said : READER_STATUS_FAILED;
}

ReaderStatus
child_read_file(const Service *service, const char *name, GBytes *content, void (*busy)(void),
	char **ret_text)
{
	pid_t parent = getpid(), pid;
	int pair[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0) {
		*ret_text = g_strdup_printf("socketpair: %s", g_strerror(errno));
		return READER_STATUS_FAILED;
	}
	pid = fork();
	if (pid == 0) {
		close(pair[0]);
		run(service, pair[1], parent, name, content);
	}
	close(pair[1]);
	if (pid > 0)
		return collect(pid, pair[0], busy, ret_text);
	*ret_text = g_strdup_printf("fork: %s", g_strerror(errno));
	close(pair[0]);
	return READER_STATUS_FAILED;
}
