/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The last look at mail that is to be removed. A number is only a number: a
 * server that was restored gives it to other mail.
 */
#include "daemon/removal.h"

#include "daemon/glance.h"

gboolean
removal_check(const Daemon *daemon, const Board *board, MailSource *source, guint32 uidvalidity,
	GArray *uids, gboolean *ret_same, GError **error)
{
	g_autoptr(GArray) glances = glances_new();
	StoreActor who = daemon_actor(daemon);

	*ret_same = TRUE;
	if (uids->len == 0)
		return TRUE;
	if (!source->glance(source, (const guint32 *) (gpointer) uids->data, uids->len,
		    glances_take, glances, error) ||
		!daemon->store->recognise(
			daemon->store, board->id, uidvalidity, glances, &who, ret_same, error))
		return FALSE;
	g_array_set_size(uids, 0);
	for (guint i = 0; i < glances->len; i++)
		g_array_append_val(uids, g_array_index(glances, MailGlance, i).uid);
	return TRUE;
}
