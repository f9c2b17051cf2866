/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "adapters/imap/imap-dialogue.h"
#include "ports/mail-source.h"

/*
 * MailSource's wait on a selected mailbox, by IDLE (RFC 2177), for at most ms,
 * begun anew each renew_ms (before 29 minutes, or servers take us for gone).
 * CANNOT_WAIT, at once or before the time is over: the server has IDLE and does
 * not do it. TEMPORARY when the connection turns out to be dead.
 */
gboolean imap_idle_run(ImapDialogue *dialogue, gint64 ms, gint64 renew_ms, MailSourceWait *ret_end,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;
