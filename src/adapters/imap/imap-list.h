/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "adapters/imap/imap-dialogue.h"

/*
 * MailSource's list on a selected mailbox: all UIDs, ascending, each once
 * (GArray of guint32, transferred). exists: how many mails the server said there
 * are. ret_unlisted: how many of them it does not list, though it was asked twice. TEMPORARY for a
 * list that cannot be.
 */
gboolean imap_list_run(ImapDialogue *dialogue, guint32 exists, GArray **ret_uids,
	guint32 *ret_unlisted, GError **error) G_GNUC_WARN_UNUSED_RESULT;
