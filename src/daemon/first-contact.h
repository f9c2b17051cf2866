/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "daemon/daemon.h"

/*
 * Tells a board's operator how many notices of old mail are held and what to do
 * about them, once from one working day until the next; nothing if none are. To be
 * called when the mail of a poll is handled.
 */
gboolean first_contact_tell(const Daemon *daemon, const Board *board, gboolean *ret_queued,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The working day that such a word counts for: today, or the last one before it. */
CivilDate first_contact_day(const Daemon *daemon);
