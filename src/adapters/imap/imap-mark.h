/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "adapters/imap/imap-dialogue.h"
#include "core/settings.h"

/* The keyword of a handled mail (lexsarah(1)). */
#define IMAP_MARK_KEYWORD "$LexSarah"

/*
 * MailSource's mark on a selected mailbox. AFTER_DELETE marks like AFTER_FLAG:
 * deleting needs the disposal checks and is nothing that follows from handling.
 * can_flag: the mailbox keeps our keyword; without it AFTER_FLAG does nothing.
 * Moving without MOVE and UIDPLUS is refused (CONFIG), the mail stays: a plain
 * EXPUNGE would take other people's mail along.
 */
gboolean imap_mark_run(ImapDialogue *dialogue, const MailboxSettings *settings, gboolean can_flag,
	const guint32 *uids, gsize n_uids, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * MailSource's remove on a mailbox selected for writing. Without UIDPLUS it is
 * refused (CONFIG).
 */
gboolean imap_mark_delete(ImapDialogue *dialogue, const guint32 *uids, gsize n_uids,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;
