/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The longest password, and the most that a command may print. */
#define SECRET_MAX 4096

/*
 * Runs command (an argument list, no shell; standard input is empty) and
 * appends what it prints to out. FALSE when it cannot be started or exits with
 * a failure (WAIT, with its status and the first line of its standard error),
 * takes longer than limit_ms (TEMPORARY; it is killed with all that it
 * started), or prints more than SECRET_MAX bytes (CONFIG). Blocks; any thread.
 */
gboolean secret_command_run(char *const *command, guint limit_ms, GByteArray *out,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;
