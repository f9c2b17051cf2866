/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Receipts, questions to who reported, and what is said of answers, that the budget of an hour
 * held, and that a later hour lets go. What is let go counts as what goes out at once does, so that
 * no hour sends more than its limit.
 */
#include "adapters/store/store-private.h"
#include "core/text.h"

typedef struct {
	gint64 id, case_no;
	char *recipient;
	gboolean moot; /* the case has ended, and nobody needs an answer */
} Waiting;

static void
waiting_clear(Waiting *waiting)
{
	g_free(waiting->recipient);
}

static GArray *
find_waiting(Store *store, const char *board, Notice notice, gint64 oldest, GError **error)
{
	g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(Waiting));
	g_auto(DbCursor) row = db_query(store->db, ST_RECEIPTS_WAITING, DB_TEXT(board),
		DB_TEXT(notice_name(notice)), DB_INT(oldest));

	g_array_set_clear_func(found, (GDestroyNotify) waiting_clear);
	while (db_next(&row)) {
		Waiting waiting = { db_int(&row, 0), db_int(&row, 1), db_dup(&row, 2),
			db_int(&row, 3) != 0 };

		g_array_append_val(found, waiting);
	}
	return db_end(&row, error) ? g_steal_pointer(&found) : NULL;
}

static gboolean
let_go(Store *store, gint64 receipt, const StoreActor *who, GError **error)
{
	return store_move_one(store, receipt, OUTBOX_QUEUED, TRUE, "notice_released", who, error) &&
	       db_run(store->db, ST_OUTBOX_COUNTED, error, DB_INT(who->time), DB_INT(receipt));
}

static gboolean
take_back(Store *store, gint64 question, const StoreActor *who, GError **error)
{
	return store_move_one(store, question, OUTBOX_CANCELLED, TRUE, NULL, who, error);
}

/* Whom this hour has no room for is asked once; one of a thousand keeps nobody else waiting. */
static gboolean
let_go_of(Store *store, GArray *waiting, Notice notice, const NoticeLimit *limit,
	const StoreActor *who, gint64 *released, GError **error)
{
	g_autoptr(GHashTable) full = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < waiting->len; i++) {
		const Waiting *next = &g_array_index(waiting, Waiting, i);
		g_autofree char *person = text_fold_address(next->recipient);
		NoticeCount sum = { 0 };

		if (next->moot) {
			if (!take_back(store, next->id, who, error))
				return FALSE;
			continue;
		}
		if (g_hash_table_contains(full, person))
			continue;
		if (!store_count_budget(store, next->case_no, notice, limit, next->recipient,
			    who->time, &sum, error))
			return FALSE;
		if (limit->in_all && sum.in_all >= limit->in_all)
			break;
		if (!budget_allows(limit, &sum))
			g_hash_table_add(full, g_steal_pointer(&person));
		else if (!let_go(store, next->id, who, error))
			return FALSE;
		else
			(*released)++;
	}
	return TRUE;
}

static gboolean
is_waiting(Store *store, const char *board, Notice notice, gint64 oldest, gboolean *ret,
	GError **error)
{
	if (!store_begin_read(store, error))
		return FALSE;
	g_auto(DbCursor) row = db_query(store->db, ST_RECEIPTS_WAITING, DB_TEXT(board),
		DB_TEXT(notice_name(notice)), DB_INT(oldest));
	*ret = db_next(&row);
	return store_end(store, db_end(&row, error), error);
}

gboolean
store_release_receipts(CaseStore *self, const char *board, Notice notice, const NoticeLimit *limit,
	gint64 oldest, const StoreActor *who, gint64 *ret_released, GError **error)
{
	Store *store = store_of(self);
	gint64 released = 0;
	gboolean waits;

	if (!is_waiting(store, board, notice, oldest, &waits, error))
		return FALSE;
	*ret_released = 0;
	if (!waits)
		return TRUE;
	if (!store_begin(store, error))
		return FALSE;
	g_autoptr(GArray) waiting = find_waiting(store, board, notice, oldest, error);
	gboolean good = waiting && let_go_of(store, waiting, notice, limit, who, &released, error);
	if (!store_end(store, good, error))
		return FALSE;
	*ret_released = released;
	return TRUE;
}

gboolean
store_held_receipts(CaseStore *self, const char *board, gint64 oldest, const char *teller,
	gint64 now, HeldReceipts *ret, GError **error)
{
	Store *store = store_of(self);
	HeldReceipts held = { 0 };

	if (!store_begin_read(store, error))
		return FALSE;
	g_auto(DbCursor) row = db_query(store->db, ST_RECEIPTS_HELD, DB_TEXT(board), DB_INT(oldest),
		DB_TEXT(teller), DB_INT(now - BUDGET_HOUR_MS));
	if (db_next(&row))
		held = (HeldReceipts){
			.notices = db_int(&row, 0),
			.cases = db_int(&row, 1),
			.late = db_int(&row, 2),
			.last = db_int(&row, 3),
			.last_late = db_int(&row, 4),
		};
	if (!store_end(store, db_end(&row, error), error))
		return FALSE;
	*ret = held;
	return TRUE;
}
