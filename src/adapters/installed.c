/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Finds what belongs to the program, installed or in its build folder.
 */
#include "adapters/installed.h"

char *
installed_find(const char *variable, const char *path, const char *name)
{
	const char *said = variable ? g_getenv(variable) : NULL;

	if (said && *said)
		return g_canonicalize_filename(said, NULL);
	g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
	if (g_file_test(path, G_FILE_TEST_EXISTS) || !self)
		return g_strdup(path);
	g_autofree char *folder = g_path_get_dirname(self);
	g_autofree char *beside = g_build_filename(folder, name, NULL);
	return g_strdup(g_file_test(beside, G_FILE_TEST_EXISTS) ? beside : path);
}
