/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A temporary folder with what a configuration names: templates/ and secret. */
typedef struct {
	char *path;
	char *conf; /* PATH/test.conf */
} ConfigFolder;

ConfigFolder *config_folder_new(void);

/* Removes it with all that is in it. */
void config_folder_free(ConfigFolder *folder);

/* Writes a file (text may be NULL: removes it) with that mode; mode S_IFDIR makes a folder. */
void config_folder_write(const ConfigFolder *folder, const char *name, const char *text, int mode);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ConfigFolder, config_folder_free)
