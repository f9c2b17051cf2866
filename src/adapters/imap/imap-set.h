/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * UIDs as a sequence set for a command (RFC 3501 section 9: "1:5,9"): the next
 * of uids (ascending, n_uids of them) from *position on, of at most max_uids
 * UIDs and max_length characters. Moves *position past those taken; at least
 * one is taken. g_free() the result.
 */
char *imap_set_next(
	const guint32 *uids, gsize n_uids, gsize max_uids, gsize max_length, gsize *position);
