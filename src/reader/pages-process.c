/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Another program, for a library that a program is linked with is in each of
 * its children.
 */
#include "reader/pages-process.h"

#include <unistd.h>

#define NAME "lexsarah-reader-pages"

/* What was installed, or built, together: another one might read otherwise. */
static char *
beside(void)
{
	g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
	g_autofree char *folder = g_path_get_dirname(self ? self : LEX_LIBEXECDIR "/" NAME);

	return g_build_filename(folder, NAME, NULL);
}

static void
run(gconstpointer user)
{
	const Service *service = user;
	g_autofree char *program = beside();

	execl(program, program, "--forms", service->forms, NULL);
}

Relay *
pages_process_new(const Service *service)
{
	return relay_new(run, service);
}
