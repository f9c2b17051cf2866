/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings.h"

/* How long password_command may take, in milliseconds. */
#define SECRET_COMMAND_MS 10000

/*
 * The password that source names, fetched anew each time so that a changed one
 * is found: the text itself, the first line of password_file (a regular file of
 * ours or of root that nobody else can read), or the first line that
 * password_command prints. No error ever contains the secret. secret_free() it.
 * CONFIG when there is no source or the file or the answer is not usable; WAIT
 * when the command fails; TEMPORARY when it takes too long.
 */
char *secret_get(const SecretSource *source, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* secret_get() with another time limit for the command. */
char *secret_get_within(
	const SecretSource *source, guint limit_ms, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Overwrites and frees. NULL is fine. */
void secret_free(char *secret);

/*
 * The content of a file that holds a secret: a regular file of ours or of root
 * that nobody else can read, of at most limit bytes. key names it in messages.
 * Errors: CONFIG. secret_bytes_free() it.
 */
GByteArray *secret_read_file(
	const char *key, const char *file, gsize limit, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Its first line, which must not be empty. secret_free() it. */
char *secret_read_line(const char *key, const char *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Overwrites and frees. NULL is fine. */
void secret_bytes_free(GByteArray *bytes);
