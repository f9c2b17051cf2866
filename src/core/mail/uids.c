/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/mail/uids.h"

static int
compare(gconstpointer a, gconstpointer b)
{
	guint32 left = *(const guint32 *) a, right = *(const guint32 *) b;

	return (left > right) - (left < right);
}

void
uids_sort(GArray *uids)
{
	g_array_sort(uids, compare);
}

GArray *
uids_sorted(const GArray *uids)
{
	GArray *copy = g_array_sized_new(FALSE, FALSE, sizeof(guint32), uids->len);

	if (uids->len)
		g_array_append_vals(copy, uids->data, uids->len);
	uids_sort(copy);
	return copy;
}

gboolean
uids_find(const GArray *sorted, guint32 uid, guint *ret_index)
{
	return g_array_binary_search((GArray *) sorted, &uid, compare, ret_index);
}
