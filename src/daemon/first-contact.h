/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "daemon/daemon.h"

/*
 * Tells a board's operator, once in the life of the database, how many notices
 * of old mail are held and what to do about them; nothing if none are. To be
 * called when the first mail of a mailbox is handled.
 */
gboolean first_contact_tell(
	const Daemon *daemon, const Board *board, GError **error) G_GNUC_WARN_UNUSED_RESULT;
