/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The last look at mail that is to be removed. A number is only a number: a
 * server that was restored gives it to other mail.
 */
#include "daemon/removal.h"

#include "adapters/message-gmime.h"

static void
glance_clear(MailGlance *glance)
{
	g_free(glance->message_id);
}

/* What cannot be parsed is not told of, and so stays. */
static gboolean
take_glance(const MailSourceItem *item, gpointer user, GError **error G_GNUC_UNUSED)
{
	g_autoptr(Mail) header = message_parse(item->raw, NULL, NULL);

	if (header) {
		MailGlance glance = { .uid = item->uid,
			.size = (gint64) item->told_size,
			.message_id = g_strdup(header->message_id) };

		g_array_append_val((GArray *) user, glance);
	}
	return TRUE;
}

gboolean
removal_check(const Daemon *daemon, const Board *board, MailSource *source, guint32 uidvalidity,
	GArray *uids, gboolean *ret_same, GError **error)
{
	g_autoptr(GArray) glances = g_array_new(FALSE, FALSE, sizeof(MailGlance));
	StoreActor who = daemon_actor(daemon);

	g_array_set_clear_func(glances, (GDestroyNotify) glance_clear);
	*ret_same = TRUE;
	if (uids->len == 0)
		return TRUE;
	if (!source->glance(source, (const guint32 *) (gpointer) uids->data, uids->len, take_glance,
		    glances, error) ||
		!daemon->store->recognise(
			daemon->store, board->id, uidvalidity, glances, &who, ret_same, error))
		return FALSE;
	g_array_set_size(uids, 0);
	for (guint i = 0; i < glances->len; i++)
		g_array_append_val(uids, g_array_index(glances, MailGlance, i).uid);
	return TRUE;
}
