/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdio.h>

/*
 * Reads files with lexsarah-reader and prints what they say to out: with json
 * lexsarah(1)'s array, one element a file, else a listing for people. files:
 * NULL-terminated, at least one. reader_program and forms_dir as for
 * reader_process_new(). Files are checked before the first is read. Errors:
 * USAGE (no file), NOT_FOUND (a file that cannot be opened), else the
 * reader's; nothing is printed then.
 */
gboolean read_files(const char *const *files, const char *reader_program, const char *forms_dir,
	gboolean json, FILE *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;
