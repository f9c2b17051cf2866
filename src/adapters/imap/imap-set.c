/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writes UIDs as short sequence sets, so that a command over thousands of mails
 * stays one line that every server takes.
 */
#include "adapters/imap/imap-set.h"

/* ",4294967295:4294967295" */
#define RANGE_LENGTH 22

char *
imap_set_next(const guint32 *uids, gsize n_uids, gsize max_uids, gsize max_length, gsize *position)
{
	GString *out = g_string_new(NULL);
	gsize end = MIN(n_uids, *position + max_uids);
	gsize i = *position;

	g_assert(i < end);
	do {
		gsize first = i;

		while (i + 1 < end && uids[i + 1] == uids[i] + 1)
			i++;
		if (out->len)
			g_string_append_c(out, ',');
		g_string_append_printf(out, "%u", uids[first]);
		if (i > first)
			g_string_append_printf(out, ":%u", uids[i]);
		i++;
	} while (i < end && out->len + RANGE_LENGTH <= max_length);
	*position = i;
	return g_string_free(out, FALSE);
}
