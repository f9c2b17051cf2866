/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "daemon/daemon.h"
#include "ports/mail-source.h"

/*
 * Before mail is taken out of an open mailbox, to delete or to move it: that it
 * still is the mail that was stored from there. At a glance; what does not look
 * so is fetched whole. uids: GArray of guint32; those
 * that the server does not tell of are dropped from it. When one is other mail,
 * ret_same is FALSE, nothing may be removed, and another ledger has begun, of
 * which the next poll tells the operator. Errors: STORE, and as the source's.
 */
gboolean removal_check(const Daemon *daemon, const Board *board, MailSource *source,
	guint32 uidvalidity, GArray *uids, gboolean *ret_same,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;
