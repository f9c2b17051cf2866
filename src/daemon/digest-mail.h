/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "daemon/daemon.h"

/*
 * Queues a digest for everybody of a board for whom there were too many notices
 * of a kind (core/notice/budget.h), one of a kind an hour to each at most. To be called often:
 * what is not due yet waits for a later call, and so do cases whose files were
 * not read yet, and those that are held. ret_queued: TRUE if one was queued.
 */
gboolean digest_mail_tell(const Daemon *daemon, const Board *board, gboolean *ret_queued,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;
