/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Finds the files of a folder of data.
 */
#include "adapters/config/conf-files.h"

#include <string.h>

#include "core/error.h"

static gint
compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
conf_files_list(const char *folder, const char *what, GError **error)
{
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
	const char *name;

	while (dir && (name = g_dir_read_name(dir)))
		if (g_str_has_suffix(name, ".conf") && name[0] != '.')
			g_ptr_array_add(files, g_build_filename(folder, name, NULL));
	if (files->len == 0) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG,
			"%s: no %s (*.conf) can be read there", folder, what);
		return NULL;
	}
	g_ptr_array_sort(files, compare_names);
	return g_steal_pointer(&files);
}
