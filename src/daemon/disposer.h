/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "daemon/daemon.h"
#include "ports/mail-source.h"

/*
 * Deletes mail from an open mailbox with after = "delete", whose time has come.
 * uids: what the mailbox holds (GArray of guint32, ascending). Fails, and nothing
 * more is deleted, with NOT_ALLOWED where a guard forbids it (the operator has
 * been told, once), CONFIG where the server can delete by a plain EXPUNGE only,
 * STORE, and as the source does. After any but NOT_ALLOWED the source is closed.
 */
gboolean disposer_run(const Daemon *daemon, const Board *board, MailSource *source,
	guint32 uidvalidity, GArray *uids, GError **error) G_GNUC_WARN_UNUSED_RESULT;
