/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a notice was believed to have told somebody, and did not. The milestone and
 * the event that dated it stay where they are: that they count no more is an
 * addition (invariant 8).
 */
#include "adapters/store/store-private.h"
#include "core/text.h"

/* A milestone that the acceptance of a notice was. */
typedef struct {
	gint64 id, case_no;
	char *case_id, *milestone, *board, *day;
} Told;

static void
told_clear(Told *told)
{
	g_free(told->case_id);
	g_free(told->milestone);
	g_free(told->board);
	g_free(told->day);
}

static GArray *
find_told(Store *store, gint64 notice, GError **error)
{
	g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(Told));
	g_auto(DbCursor) row = db_query(store->db, ST_MILESTONE_OF_NOTICE, DB_INT(notice));

	g_array_set_clear_func(all, (GDestroyNotify) told_clear);
	while (db_next(&row)) {
		Told told = { db_int(&row, 0), db_int(&row, 1), db_dup(&row, 2), db_dup(&row, 3),
			db_dup(&row, 4), db_dup(&row, 5) };

		g_array_append_val(all, told);
	}
	return db_end(&row, error) ? g_steal_pointer(&all) : NULL;
}

static gboolean
take_back(Store *store, gint64 notice, const Told *told, const StoreActor *who, GError **error)
{
	g_autofree char *number = g_strdup_printf("%" G_GINT64_FORMAT, notice);

	return store_journal_texts(store, who, "milestone_taken_back", told->case_id, 0, error,
		       "outbox", number, "milestone", told->milestone, "date", told->day, "board",
		       told->board, NULL) &&
	       db_run(store->db, ST_MILESTONE_TAKE_BACK, error, DB_INT(told->id),
		       DB_INT(store->chain_end.seq)) &&
	       store_make_stale(store, told->case_no, FALSE, error);
}

gboolean
store_take_milestone_back(Store *store, gint64 notice, const StoreActor *who, GError **error)
{
	g_autoptr(GArray) all = find_told(store, notice, error);
	gboolean good = all != NULL;

	for (guint i = 0; good && i < all->len; i++)
		good = take_back(store, notice, &g_array_index(all, Told, i), who, error);
	return good;
}
