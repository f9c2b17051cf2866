/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The files around a configuration, for tests. Must leave nothing behind.
 */
#include "config-folder.h"

#include <ftw.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

ConfigFolder *
config_folder_new(void)
{
	ConfigFolder *folder = g_new0(ConfigFolder, 1);
	GError *error = NULL;

	folder->path = g_dir_make_tmp("lexsarah-config-XXXXXX", &error);
	g_assert_no_error(error);
	folder->conf = g_build_filename(folder->path, "test.conf", NULL);
	config_folder_write(folder, "templates", NULL, S_IFDIR);
	config_folder_write(folder, "secret", "hush\n", 0600);
	return folder;
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *where)
{
	(void) st;
	(void) type;
	(void) where;
	return g_remove(path);
}

void
config_folder_free(ConfigFolder *folder)
{
	if (!folder)
		return;
	g_assert_cmpint(nftw(folder->path, remove_one, 8, FTW_DEPTH | FTW_PHYS), ==, 0);
	g_free(folder->path);
	g_free(folder->conf);
	g_free(folder);
}

void
config_folder_write(const ConfigFolder *folder, const char *name, const char *text, int mode)
{
	g_autofree char *path = g_build_filename(folder->path, name, NULL);
	GError *error = NULL;

	if (mode == S_IFDIR) {
		g_assert_cmpint(g_mkdir(path, 0700), ==, 0);
	} else if (text) {
		g_file_set_contents(path, text, -1, &error);
		g_assert_no_error(error);
		g_assert_cmpint(g_chmod(path, mode), ==, 0);
	} else {
		g_assert_cmpint(g_remove(path), ==, 0);
	}
}
