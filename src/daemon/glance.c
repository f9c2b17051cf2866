/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Glances at mail that is known already. Keeps no word of it.
 */
#include "daemon/glance.h"

#include "adapters/message-gmime.h"

static void
glance_clear(MailGlance *glance)
{
	g_free(glance->message_id);
}

GArray *
glances_new(void)
{
	GArray *glances = g_array_new(FALSE, FALSE, sizeof(MailGlance));

	g_array_set_clear_func(glances, (GDestroyNotify) glance_clear);
	return glances;
}

/* What cannot be parsed is not told of: of that nobody can say what it is. */
gboolean
glances_take(const MailSourceItem *item, gpointer user, GError **error G_GNUC_UNUSED)
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
