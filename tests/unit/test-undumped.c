/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A process that holds passwords leaves none behind when it crashes.
 */
#include <glib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "adapters/undumped.h"

/* In a process of its own, for it cannot be taken back. */
static int
crash(gboolean undumped, const char *folder)
{
	pid_t child = fork();
	int status;

	g_assert_cmpint(child, >=, 0);
	if (child == 0) {
		const struct rlimit all = { RLIM_INFINITY, RLIM_INFINITY };

		if (setrlimit(RLIMIT_CORE, &all) != 0 || g_chdir(folder) != 0)
			_exit(1);
		if (undumped)
			undumped_begin();
		abort();
	}
	g_assert_cmpint(waitpid(child, &status, 0), ==, child);
	return status;
}

static void
test_a_crash_leaves_nothing(void)
{
	g_autofree char *folder = g_dir_make_tmp("lexsarah-core.XXXXXX", NULL);
	int status = crash(FALSE, folder);

	if (!WIFSIGNALED(status))
		g_test_skip("the limit of core files cannot be raised");
	else if (!WCOREDUMP(status))
		g_test_skip("no core files are written here");
	else
		g_assert_false(WCOREDUMP(crash(TRUE, folder)));
	const char *rm[] = { "rm", "-rf", folder, NULL };
	g_assert_true(g_spawn_sync(
		NULL, (char **) rm, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL));
}

static void
test_nobody_looks_inside(void)
{
	pid_t child = fork();
	int status;

	g_assert_cmpint(child, >=, 0);
	if (child == 0) {
		struct rlimit limit;

		undumped_begin();
		if (getrlimit(RLIMIT_CORE, &limit) != 0 || limit.rlim_max != 0)
			_exit(1);
		_exit(prctl(PR_GET_DUMPABLE, 0, 0, 0, 0));
	}
	g_assert_cmpint(waitpid(child, &status, 0), ==, child);
#ifndef __SANITIZE_ADDRESS__
	g_assert_cmpint(status, ==, 0);
#endif
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/undumped/crash", test_a_crash_leaves_nothing);
	g_test_add_func("/undumped/inside", test_nobody_looks_inside);
	return g_test_run();
}
