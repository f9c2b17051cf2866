/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "daemon/daemon.h"

/*
 * What a mail to the board says, opened with its keys: message_parse(), whose Mail is that
 * of what was inside if it could be opened, with seal set. Its fingerprint is always that
 * of raw: who encrypts the same once more has sent another mail, and one that is opened
 * later is none. board may be NULL: nothing is opened then. Errors: as of message_parse().
 */
Mail *unseal_parse(const Daemon *daemon, const Board *board, GBytes *raw,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The mail as its reader has it: opened, or raw itself. board may be NULL. g_bytes_unref() it. */
GBytes *unseal_bytes(const Daemon *daemon, const Board *board, GBytes *raw);
