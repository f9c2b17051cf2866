/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "daemon/daemon.h"
#include "ports/mail-source.h"

/*
 * Marks handled mail in the open mailbox as the board's settings say, and records that. uids:
 * ascending, not empty; taken: those that were fetched while the mailbox was selected, in any
 * order. Mail that is to be moved away has to be what it was (daemon/removal.h): ret_same FALSE
 * where nothing may be moved, and another ledger began. Errors: STORE, and as the source's; the
 * marks that were not recorded are made once more.
 */
gboolean poll_mark(const Daemon *daemon, const Board *board, MailSource *source,
	guint32 uidvalidity, GArray *uids, const GArray *taken, gboolean *ret_same,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;
