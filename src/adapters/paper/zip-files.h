/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A file of a zip archive. */
typedef struct {
	char *name;
	GBytes *content;
} ZipFile;

/*
 * All files of an archive of the operator's own, in their order: GPtrArray of ZipFile *,
 * transferred. Nothing that came by mail is opened here. Errors: CONFIG (broken, or more
 * than a document of ours would hold).
 */
GPtrArray *zip_files_read(GBytes *archive, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The file of that name, NULL if there is none. Borrowed. */
ZipFile *zip_files_find(const GPtrArray *files, const char *name);

/* The same files, the same bytes. Transferred. Errors: CONFIG. */
GBytes *zip_files_write(const GPtrArray *files, GError **error) G_GNUC_WARN_UNUSED_RESULT;
