/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Notices that wait and are not to go any more. Invariant 6: while no mail server could be
 * reached, the same was to be said of each day; when one can, it is said once, as it is then.
 */
#include <string.h>

#include "adapters/store/store-private.h"

#define OVERTAKEN "notice_overtaken"

static gboolean
cancel_all(
	Store *store, const GArray *ids, const char *event, const StoreActor *who, GError **error)
{
	for (guint i = 0; i < ids->len; i++)
		if (!store_move_one(store, g_array_index(ids, gint64, i), OUTBOX_CANCELLED, FALSE,
			    event, who, error))
			return FALSE;
	return TRUE;
}

gboolean
store_take_back(
	Store *store, DbCursor *row, const char *event, const StoreActor *who, GError **error)
{
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));

	while (db_next(row)) {
		gint64 id = db_int(row, 0);

		g_array_append_val(ids, id);
	}
	return db_end(row, error) && cancel_all(store, ids, event, who, error);
}

/* Those of row that wait; the others, which are on their way, are noted. */
static gboolean
overtake_all(Store *store, DbCursor *row, const StoreActor *who, GError **error)
{
	g_autoptr(GArray) waiting = g_array_new(FALSE, FALSE, sizeof(gint64));

	while (db_next(row)) {
		gint64 id = db_int(row, 0);

		if (strcmp(db_text(row, 1), outbox_state_name(OUTBOX_QUEUED)) == 0)
			g_array_append_val(waiting, id);
		else
			g_hash_table_add(store->overtaken, g_memdup2(&id, sizeof id));
	}
	return db_end(row, error) && cancel_all(store, waiting, OVERTAKEN, who, error);
}

gboolean
store_overtake(Store *store, gint64 case_no, const PlannedNotice *notice, const StoreActor *who,
	GError **error)
{
	if (!notice->overtakes)
		return TRUE;
	g_autofree char *end = g_strconcat(notice->overtakes, "\x7f", NULL);
	g_auto(DbCursor) row =
		db_query(store->db, case_no ? ST_OUTBOX_OVERTAKEN_OF_CASE : ST_OUTBOX_OVERTAKEN,
			DB_TEXT(notice->once), DB_TEXT(notice->overtakes), DB_TEXT(end));

	return overtake_all(store, &row, who, error);
}

gboolean
store_end_overtaken(
	Store *store, gint64 notice, OutboxState state, const StoreActor *who, GError **error)
{
	return !g_hash_table_remove(store->overtaken, &notice) || state != OUTBOX_QUEUED ||
	       store_move_one(store, notice, OUTBOX_CANCELLED, FALSE, OVERTAKEN, who, error);
}
