/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "adapters/imap-dialogue.h"

/*
 * MailSource's list on a selected mailbox: all UIDs, ascending, each once
 * (GArray of guint32, transferred). exists: how many mails the server said there
 * are. TEMPORARY for a list that cannot be.
 */
gboolean imap_list_run(ImapDialogue *dialogue, guint32 exists, GArray **ret_uids,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;
