/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/error.h"
#include "daemon/control.h"

typedef struct {
	char *folder, *database;
	guint woken;
} Place;

static void
woken(gpointer user)
{
	((Place *) user)->woken++;
}

static void
set_up(Place *place, gconstpointer unused G_GNUC_UNUSED)
{
	place->folder = g_dir_make_tmp("lexsarah-control-XXXXXX", NULL);
	place->database = g_build_filename(place->folder, "lexsarah.db", NULL);
}

static void
tear_down(Place *place, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *lock = g_strconcat(place->database, ".lock", NULL);

	g_remove(lock);
	g_assert_cmpint(g_rmdir(place->folder), ==, 0);
	g_free(place->folder);
	g_free(place->database);
}

static Control *
start(Place *place)
{
	g_autoptr(GError) error = NULL;
	Control *control = control_new(place->database, woken, place, &error);

	g_assert_no_error(error);
	return control;
}

static void
test_one_daemon_a_database(Place *place, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *socket = g_strconcat(place->database, ".sock", NULL);
	Control *first = start(place);

	g_assert_null(control_new(place->database, woken, place, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY);
	/* The second took nothing away from the first. */
	g_assert_true(g_file_test(socket, G_FILE_TEST_EXISTS));
	control_free(first);
	g_assert_false(g_file_test(socket, G_FILE_TEST_EXISTS));
	control_free(start(place));
}

static void
test_waking(Place *place, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *socket = g_strconcat(place->database, ".sock", NULL);
	Control *control = start(place);
	struct stat st;

	g_assert_cmpint(stat(socket, &st), ==, 0);
	g_assert_cmpint(st.st_mode & 0777, ==, 0600);
	for (guint i = 1; i <= 3; i++) {
		control_wake(place->database);
		while (place->woken < i)
			g_main_context_iteration(NULL, TRUE);
	}
	control_free(control);
	/* Nobody runs: that is no error. */
	control_wake(place->database);
	g_assert_cmpuint(place->woken, ==, 3);
}

/* TRUE if somebody changed the mode of a file of that name while inotify looked. */
static gboolean
mode_was_changed(int watch, const char *name)
{
	union {
		struct inotify_event event;
		char bytes[4096];
	} found;
	gboolean changed = FALSE;

	for (gssize length; (length = read(watch, &found, sizeof found)) > 0;)
		for (gssize at = 0; at < length;) {
			const struct inotify_event *event = (const void *) (found.bytes + at);

			changed |= event->mask & IN_ATTRIB && event->len &&
				   g_str_equal(event->name, name);
			at += (gssize) (sizeof *event + event->len);
		}
	return changed;
}

/* Not for a moment can others reach it. */
static void
test_nobody_else_wakes(Place *place, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *socket = g_strconcat(place->database, ".sock", NULL);
	g_autofree char *name = g_path_get_basename(socket);
	int watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	mode_t mask = umask(0);
	struct stat st;

	g_assert_cmpint(inotify_add_watch(watch, place->folder, IN_ATTRIB), >=, 0);
	Control *control = start(place);
	g_assert_cmpint(stat(socket, &st), ==, 0);
	g_assert_cmpint(st.st_mode & 0777, ==, 0600);
	g_assert_false(mode_was_changed(watch, name));
	control_free(control);
	g_assert_cmpint(umask(mask), ==, 0);
	close(watch);
}

/* A kill leaves a socket, or somebody a file: neither keeps the daemon from starting. */
static void
test_what_a_kill_left_behind(Place *place, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *socket = g_strconcat(place->database, ".sock", NULL);

	g_assert_true(g_file_set_contents(socket, "x", 1, NULL));
	Control *control = start(place);
	control_wake(place->database);
	while (place->woken == 0)
		g_main_context_iteration(NULL, TRUE);
	control_free(control);
}

/* Too long for a socket: polling goes on without it. */
static void
test_a_path_too_long_for_a_socket(Place *place, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *name = g_strnfill(120, 'x');

	g_free(place->database);
	place->database = g_build_filename(place->folder, name, NULL);
	Control *control = start(place);
	control_wake(place->database);
	control_free(control);
	g_assert_cmpuint(place->woken, ==, 0);
}

static void
test_no_folder(Place *place, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *database = g_build_filename(place->folder, "no", "lexsarah.db", NULL);

	g_assert_null(control_new(database, woken, place, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_STORE);
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *path;
		void (*run)(Place *place, gconstpointer unused);
	} tests[] = {
		{ "/control/one", test_one_daemon_a_database },
		{ "/control/wake", test_waking },
		{ "/control/nobody-else", test_nobody_else_wakes },
		{ "/control/left-behind", test_what_a_kill_left_behind },
		{ "/control/long-path", test_a_path_too_long_for_a_socket },
		{ "/control/no-folder", test_no_folder },
	};

	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, Place, NULL, set_up, tests[i].run, tear_down);
	return g_test_run();
}
