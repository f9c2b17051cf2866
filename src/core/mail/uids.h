/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The numbers of mails in a mailbox (RFC 3501, 2.3.1.1): GArray of guint32. */

/* Ascending, in place; those that are there twice stay. */
void uids_sort(GArray *uids);

/* A copy, ascending; g_array_unref() it. */
GArray *uids_sorted(const GArray *uids);

/* Whether it is among them; sorted: ascending. ret_index, may be NULL, is set where it is. */
gboolean uids_find(const GArray *sorted, guint32 uid, guint *ret_index);
