/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "daemon/daemon.h"

/*
 * The mail of a notice, rendered and composed: the bytes for SMTP. date is the
 * instant of its Date: line. ret_bytes: transferred. Errors: CONFIG (template),
 * INPUT (an address that cannot stand in a header).
 */
gboolean letter_write(const Daemon *daemon, const Board *board, const OutboxItem *item, gint64 date,
	GBytes **ret_bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
