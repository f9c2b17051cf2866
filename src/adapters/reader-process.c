/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lexsarah-reader as a child process over a socket pair. A file that kills it
 * or makes it silent costs that file, not the next one; must never wait
 * without a deadline.
 */
#include "adapters/reader-process.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "adapters/installed.h"
#include "adapters/reader-frame.h"
#include "core/error.h"

#define START_SECONDS  10
#define ANSWER_SECONDS 60 /* the reader's own limit for a file is well below */
#define TUNABLES       "GLIBC_TUNABLES"
#define FREED_KEPT     "glibc.malloc.tcache_count"
#define FREED_COUNT    "1000"

typedef struct {
	DocumentReader port;
	char *program;
	char *forms_dir;
	GPid pid; /* 0: not running */
	int fd;   /* -1: not running */
} ReaderProcess;

static gint64
deadline_in(gint64 seconds)
{
	return g_get_monotonic_time() + seconds * G_USEC_PER_SEC;
}

static void
stop(ReaderProcess *self)
{
	if (self->fd >= 0)
		close(self->fd);
	self->fd = -1;
	if (self->pid > 0) {
		kill(self->pid, SIGKILL);
		while (waitpid(self->pid, NULL, 0) < 0 && errno == EINTR)
			continue;
	}
	self->pid = 0;
}

/* What is set for glibc already stays, and goes before what is asked for here. */
static char **
keep_freed(char **environment)
{
	const char *set = g_environ_getenv(environment, TUNABLES);

	if (set && strstr(set, FREED_KEPT))
		return environment;
	g_autofree char *all = g_strconcat(
		set ? set : "", set && *set ? ":" : "", FREED_KEPT "=" FREED_COUNT, NULL);
	return g_environ_setenv(environment, TUNABLES, all, TRUE);
}

char **
reader_process_environment(void)
{
	/* One core a file. */
	return keep_freed(g_environ_setenv(g_get_environ(), "OMP_THREAD_LIMIT", "1", TRUE));
}

static gboolean
spawn(ReaderProcess *self, GError **error)
{
	const char *argv[] = { self->program, "--forms", self->forms_dir, NULL };
	g_auto(GStrv) environment = reader_process_environment();
	int pair[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0) {
		g_set_error(
			error, LEX_ERROR, LEX_ERROR_TEMPORARY, "socketpair: %s", g_strerror(errno));
		return FALSE;
	}
	self->fd = pair[0];
	gboolean started = g_spawn_async_with_pipes_and_fds("/", argv,
		(const char *const *) environment, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, pair[1],
		pair[1], -1, NULL, NULL, 0, &self->pid, NULL, NULL, NULL, error);
	close(pair[1]);
	return started;
}

/* Spawns the reader and waits until it says that it is ready. */
static gboolean
start(ReaderProcess *self, GError **error)
{
	g_autoptr(GError) why = NULL;
	g_autofree char *text = NULL;
	ReaderStatus status;

	if (!spawn(self, &why)) {
		self->pid = 0;
	} else if (reader_frame_read_answer(
			   self->fd, &status, &text, deadline_in(START_SECONDS), &why)) {
		if (status == READER_STATUS_READY)
			return TRUE;
		g_set_error_literal(&why, LEX_ERROR, LEX_ERROR_TEMPORARY, text);
	}
	stop(self);
	g_set_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY, "%s cannot be started: %s",
		self->program, why->message);
	return FALSE;
}

static gboolean
is_running(ReaderProcess *self)
{
	if (self->pid > 0 && waitpid(self->pid, NULL, WNOHANG) == 0)
		return TRUE;
	self->pid = 0; /* reaped */
	stop(self);
	return FALSE;
}

static gboolean
ask(ReaderProcess *self, const char *name, GBytes *content, ReaderStatus *ret_status,
	char **ret_text, GError **error)
{
	g_autofree char *text = NULL;
	ReaderStatus status = READER_STATUS_BUSY;

	if (!reader_frame_write_request(
		    self->fd, name, content, deadline_in(ANSWER_SECONDS), error))
		return FALSE;
	for (guint i = 0; i <= READER_BUSY_MAX && status == READER_STATUS_BUSY; i++) {
		g_clear_pointer(&text, g_free);
		if (!reader_frame_read_answer(
			    self->fd, &status, &text, deadline_in(ANSWER_SECONDS), error))
			return FALSE;
	}
	*ret_status = status;
	*ret_text = g_steal_pointer(&text);
	return TRUE;
}

static gboolean
process_read(
	DocumentReader *port, const char *name, GBytes *content, char **ret_json, GError **error)
{
	ReaderProcess *self = (ReaderProcess *) port;
	g_autoptr(GError) why = NULL;
	g_autofree char *text = NULL;
	ReaderStatus status;

	if (g_bytes_get_size(content) > READER_FILE_MAX) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_BAD_MESSAGE,
			"%s: the file is too large to be read", name);
		return FALSE;
	}
	if (!is_running(self) && !start(self, error))
		return FALSE;
	if (!ask(self, name, content, &status, &text, &why)) {
		stop(self);
		g_set_error(error, LEX_ERROR, LEX_ERROR_BAD_MESSAGE,
			"%s: the reader gave no answer: %s", name, why->message);
		return FALSE;
	}
	if (status != READER_STATUS_READ) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_BAD_MESSAGE, "%s: %s", name, text);
		return FALSE;
	}
	*ret_json = g_steal_pointer(&text);
	return TRUE;
}

static void
process_free(DocumentReader *port)
{
	ReaderProcess *self = (ReaderProcess *) port;

	stop(self);
	g_free(self->program);
	g_free(self->forms_dir);
	g_free(self);
}

DocumentReader *
reader_process_new(const char *program, const char *forms_dir)
{
	ReaderProcess *self = g_new0(ReaderProcess, 1);

	self->program = program ? g_canonicalize_filename(program, NULL)
				: installed_find("LEXSARAH_READER",
					  LEX_LIBEXECDIR "/lexsarah-reader", "lexsarah-reader");
	self->forms_dir = forms_dir ? g_canonicalize_filename(forms_dir, NULL)
				    : installed_find(NULL, LEX_DATADIR "/forms", "share/forms");
	self->fd = -1;
	self->port.read = process_read;
	self->port.free = process_free;
	return &self->port;
}
