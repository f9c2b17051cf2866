/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Temporary folders hold what only one person may read: none may stay.
 */
#include "adapters/folder-remove.h"

#include <ftw.h>
#include <glib/gstdio.h>

static int
remove_one(const char *path, const struct stat *st G_GNUC_UNUSED, int type G_GNUC_UNUSED,
	struct FTW *where G_GNUC_UNUSED)
{
	return g_remove(path);
}

void
folder_remove(const char *folder)
{
	/* Sockets of a process that ends may vanish between being seen and removed. */
	if (nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS) != 0 &&
		nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS) != 0)
		g_message("%s could not be removed: remove it by hand", folder);
}
