/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "daemon/daemon.h"

/*
 * The end of each poll, for its board.
 *
 * The four numbers of a mailbox that holds these UIDs (ascending), and the alarm that they call
 * for, in one commit: that mail vanished is new to one count only. ret_owing: mail is owed;
 * ret_wrong: an alarm is queued, or was today. Errors: STORE; then the next poll counts anew.
 */
gboolean poll_end_count(const Daemon *daemon, const Board *board, const MailSourceState *state,
	GArray *uids, gboolean *ret_owing, gboolean *ret_wrong,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * What waited for room in an hour, or for files to be read; the mailbox is not needed for it.
 * ret_queued, also when it fails: something may be sent.
 */
gboolean poll_end_settle(const Daemon *daemon, const Board *board, gboolean *ret_queued,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;
