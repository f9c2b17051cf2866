/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "adapters/imap/imap-dialogue.h"
#include "ports/mail-source.h"

/*
 * MailSource's fetch on a selected mailbox: uids in any order, each reported at
 * most once. A UID that the server refuses costs only itself.
 */
gboolean imap_fetch_run(ImapDialogue *dialogue, const guint32 *uids, gsize n_uids,
	MailSourceTake take, gpointer user, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* MailSource's glance, likewise. */
gboolean imap_fetch_glance(ImapDialogue *dialogue, const guint32 *uids, gsize n_uids,
	MailSourceTake take, gpointer user, GError **error) G_GNUC_WARN_UNUSED_RESULT;
