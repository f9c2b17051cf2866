/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reports in a temporary folder must not stay there because somebody pressed
 * ^C: the parent does nothing but wait and clean up.
 */
#include "daemon/private-folder.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "adapters/folder-remove.h"
#include "core/error.h"

static volatile sig_atomic_t worker; /* who is told of a signal */

static void
pass_on(int number)
{
	if (worker > 0)
		kill((pid_t) worker, number);
}

/* The child: its error goes up as its class and its words. */
static void G_GNUC_NORETURN
work_in(const char *folder, PrivateFolderWork work, gpointer user, int up)
{
	g_autoptr(GError) error = NULL;
	gboolean good = work(folder, user, &error);

	fflush(NULL);
	if (!good) {
		gsize length = strlen(error->message);

		if (write(up, error->message, length) != (gssize) length)
			_exit(LEX_ERROR_COUNT + 1);
	}
	_exit(good ? 0 : error->code + 1);
}

static char *
read_words(int from)
{
	g_autoptr(GString) words = g_string_new(NULL);
	char part[512];
	gssize got;

	while ((got = read(from, part, sizeof part)) > 0 || (got < 0 && errno == EINTR))
		if (got > 0)
			g_string_append_len(words, part, got);
	return g_string_free(g_steal_pointer(&words), FALSE);
}

static gboolean
judge(int status, const char *words, GError **error)
{
	int code = WIFEXITED(status) ? WEXITSTATUS(status) - 1 : LEX_ERROR_COUNT;

	if (code == -1)
		return TRUE;
	if (code < LEX_ERROR_COUNT)
		g_set_error(error, LEX_ERROR, code, "%s", words);
	else
		g_set_error(error, LEX_ERROR, LEX_ERROR_STORE, "it was ended before it was done");
	return FALSE;
}

static gboolean
watch(int from, GError **error)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
	struct sigaction action = { .sa_handler = pass_on }, before[G_N_ELEMENTS(signals)];
	int status = 0;

	for (guint i = 0; i < G_N_ELEMENTS(signals); i++)
		sigaction(signals[i], &action, &before[i]);
	g_autofree char *words = read_words(from);
	while (waitpid((pid_t) worker, &status, 0) < 0 && errno == EINTR)
		;
	worker = 0;
	for (guint i = 0; i < G_N_ELEMENTS(signals); i++)
		sigaction(signals[i], &before[i], NULL);
	return judge(status, words, error);
}

gboolean
private_folder_run(const char *name, PrivateFolderWork work, gpointer user, GError **error)
{
	g_autoptr(GError) cause = NULL;
	g_autofree char *folder = g_dir_make_tmp(name, &cause);
	int ends[2];

	if (!folder || pipe(ends) != 0) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_STORE, "cannot make a temporary folder: %s",
			cause ? cause->message : g_strerror(errno));
		return FALSE;
	}
	fflush(NULL);
	pid_t child = fork();
	if (child == 0) {
		close(ends[0]);
		work_in(folder, work, user, ends[1]);
	}
	worker = child;
	close(ends[1]);
	gboolean good = child > 0 && watch(ends[0], error);
	close(ends[0]);
	if (child < 0)
		g_set_error(error, LEX_ERROR, LEX_ERROR_STORE, "cannot start a process: %s",
			g_strerror(errno));
	folder_remove(folder);
	return good;
}
