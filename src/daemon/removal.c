/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The last look at mail that is to be removed. A number is only a number: a
 * server that was restored gives it to other mail.
 */
#include "daemon/removal.h"

#include "daemon/glance.h"

/* Dated now: a server may have taken its time, and others wrote meanwhile. */
static gboolean
recognise(const Daemon *daemon, const Board *board, guint32 uidvalidity, const GArray *glances,
	gboolean *ret_same, GArray **ret_others, GError **error)
{
	StoreActor who = daemon_actor(daemon);

	return daemon->store->recognise(
		daemon->store, board->id, uidvalidity, glances, &who, ret_same, ret_others, error);
}

/*
 * What does not look like the mail that it was: a server's sizes drift, and it may take
 * another line of a hostile mail for its Message-ID than we do. doubtful: set of UIDs, which
 * loses those that are what they were.
 */
static gboolean
look_closer(const Daemon *daemon, const Board *board, MailSource *source, guint32 uidvalidity,
	const GArray *uids, GHashTable *doubtful, gboolean *ret_same, GError **error)
{
	g_autoptr(GArray) whole = glances_new();
	g_autoptr(GArray) others = NULL;

	if (!source->fetch(source, (const guint32 *) (gpointer) uids->data, uids->len,
		    glances_take_whole, whole, error) ||
		!recognise(daemon, board, uidvalidity, whole, ret_same, &others, error))
		return FALSE;
	for (guint i = 0; i < whole->len; i++)
		g_hash_table_remove(
			doubtful, GUINT_TO_POINTER(g_array_index(whole, MailGlance, i).uid));
	return TRUE;
}

gboolean
removal_check(const Daemon *daemon, const Board *board, MailSource *source, guint32 uidvalidity,
	GArray *uids, gboolean *ret_same, GError **error)
{
	g_autoptr(GArray) glances = glances_new();
	g_autoptr(GArray) unlike = NULL;
	g_autoptr(GHashTable) doubtful = g_hash_table_new(NULL, NULL);

	*ret_same = TRUE;
	if (uids->len == 0)
		return TRUE;
	if (!source->glance(source, (const guint32 *) (gpointer) uids->data, uids->len,
		    glances_take, glances, error) ||
		!recognise(daemon, board, uidvalidity, glances, ret_same, &unlike, error))
		return FALSE;
	for (guint i = 0; i < unlike->len; i++)
		g_hash_table_add(doubtful, GUINT_TO_POINTER(g_array_index(unlike, guint32, i)));
	if (unlike->len > 0 &&
		!look_closer(daemon, board, source, uidvalidity, unlike, doubtful, ret_same, error))
		return FALSE;
	g_array_set_size(uids, 0);
	for (guint i = 0; i < glances->len; i++) {
		guint32 uid = g_array_index(glances, MailGlance, i).uid;

		if (!g_hash_table_contains(doubtful, GUINT_TO_POINTER(uid)))
			g_array_append_val(uids, uid);
	}
	return TRUE;
}
