/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "daemon/daemon.h"

/*
 * Settles what the end of the program before cut off, before any worker starts: readings that
 * were running are tried once more; notices that were being given away become `uncertain`, and
 * who hears of such an end at run time is told of each in the same transaction. ret_uncertain:
 * how many there were.
 */
gboolean recovery_run(
	const Daemon *daemon, guint *ret_uncertain, GError **error) G_GNUC_WARN_UNUSED_RESULT;
