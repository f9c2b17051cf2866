/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "daemon/daemon.h"

/*
 * Lets receipts of a board go that the budget of an hour held (core/notice/budget.h), as
 * many as this hour allows, and tells the operator of those that still wait: once
 * for each that came to them, at most once an hour. What is older than HOLD_OLD_MS
 * is not answered by itself. To be called often. ret_queued: TRUE if something is
 * to be sent now.
 */
gboolean held_receipts_settle(const Daemon *daemon, const Board *board, gboolean *ret_queued,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;
