/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "daemon/daemon.h"

/* A mail as it is kept, and as it goes out: the same bytes unless it was encrypted. Clear it. */
typedef struct {
	GBytes *kept, *sent;
} Letter;

void letter_clear(Letter *letter);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Letter, letter_clear)

/*
 * letter_write(), encrypted if a key of the configuration belongs to the recipient; as for a
 * plain route where the configuration has no secure one to that address any more. What
 * cannot be encrypted goes only if a plain route might carry the same notice: written anew
 * as for one, and the log says why. ret_letter: kept is set, if the mail could be written,
 * when this fails, too. Errors: as of letter_write() and of a MailCrypt's seal().
 */
gboolean letter_write_sealed(const Daemon *daemon, const Board *board, const OutboxItem *queued,
	gint64 date, Letter *ret_letter, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * The mail of a notice, rendered and composed: the bytes for SMTP. date is the
 * instant of its Date: line. ret_bytes: transferred. Errors: CONFIG (template),
 * INPUT (an address that cannot stand in a header).
 */
gboolean letter_write(const Daemon *daemon, const Board *board, const OutboxItem *item, gint64 date,
	GBytes **ret_bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
