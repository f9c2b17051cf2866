/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Glances at mail that is known already. Keeps no word of it.
 */
#include "daemon/glance.h"

#include <string.h>

#include "adapters/digest.h"
#include "adapters/message/message-gmime.h"

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
static void
take(GArray *glances, const MailSourceItem *item, gboolean whole)
{
	g_autoptr(Mail) mail = message_parse(item->raw, NULL, NULL);

	if (!mail)
		return;
	MailGlance glance = { .uid = item->uid,
		.size = (gint64) item->told_size,
		.message_id = g_strdup(mail->message_id),
		.whole = whole };
	if (whole) {
		gsize length;
		const void *bytes = g_bytes_get_data(item->raw, &length);

		digest_bytes(bytes, length, glance.digest);
		memcpy(glance.fingerprint, mail->fingerprint, MAIL_DIGEST_BYTES);
	}
	g_array_append_val(glances, glance);
}

gboolean
glances_take(const MailSourceItem *item, gpointer user, GError **error G_GNUC_UNUSED)
{
	take(user, item, FALSE);
	return TRUE;
}

gboolean
glances_take_whole(const MailSourceItem *item, gpointer user, GError **error G_GNUC_UNUSED)
{
	take(user, item, TRUE);
	return TRUE;
}
