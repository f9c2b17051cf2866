/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/cli.h"

/*
 * A copy of the database at from, in a new file at to, proved: whole, and its journal and mails
 * by their hashes. After a failure it is not there. found: what it holds. INPUT says what is not
 * sound; advice ends that sentence.
 */
gboolean proof_copy(CliContext *context, const char *from, const char *to, const char *advice,
	Verification *found, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Gives a proved copy its name, durably; what had that name is gone. */
gboolean proof_give_name(
	const char *from, const char *to, GError **error) G_GNUC_WARN_UNUSED_RESULT;
