/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "daemon/daemon.h"
#include "ports/mail-source.h"

/* A mail that is known to stand where it did, whatever a glance at it says; 0 at first. */
typedef struct {
	guint32 uidvalidity, uid;
} NewestProved;

/*
 * Looks at the newest known mail of an open mailbox with these UIDs (ascending),
 * before the poll begins. If other mail stands there the mailbox was restored and
 * has had new mail since, and the store is told, which begins another ledger; see
 * CaseStore.newest_differs. Errors: STORE, and as the source's.
 */
gboolean newest_check(const Daemon *daemon, const Board *board, MailSource *source,
	const MailSourceState *state, GArray *uids, NewestProved *proved,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;
