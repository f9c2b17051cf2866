/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Works in the folder. Called in a process of its own. */
typedef gboolean (*PrivateFolderWork)(const char *folder, gpointer user, GError **error);

/*
 * Makes a temporary folder that only this user may enter, does the work in a
 * child, and removes the folder however the child ends: at an interrupt, too.
 * To be called before any thread is started. Errors: the work's, with its class
 * and words; STORE when the folder cannot be made, or the child died.
 */
gboolean private_folder_run(const char *name, PrivateFolderWork work, gpointer user,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;
