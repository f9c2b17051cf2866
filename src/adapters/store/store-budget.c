/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Counting against the limits of core/notice/budget.h, and the digest that takes the
 * place of what was above one. Each count goes by an index of its own and stops
 * at the limit, so that it costs the same with a million notices.
 */
#include "adapters/store/store-private.h"

/* A person reads so many numbers in a mail; the rest is counted. */
#define NAMED 200

gboolean
store_count_budget(Store *store, gint64 case_no, Notice notice, const NoticeLimit *limit,
	const char *recipient, gint64 now, NoticeCount *ret, GError **error)
{
	const char *kind = notice_name(notice);
	gint64 since = now - BUDGET_HOUR_MS;
	Db *db = store->db;

	return (!limit->to_recipient || db_get_int(db, ST_BUDGET_RECIPIENT, 0, &ret->to_recipient,
						error, DB_TEXT(kind), DB_TEXT(recipient),
						DB_INT(since), DB_INT(limit->to_recipient))) &&
	       (!limit->of_case || !case_no ||
		       db_get_int(db, ST_BUDGET_CASE, 0, &ret->of_case, error, DB_INT(case_no),
			       DB_TEXT(kind), DB_INT(since), DB_INT(limit->of_case))) &&
	       /* Receipts alone have such a limit. */
	       (!limit->in_all || db_get_int(db, ST_BUDGET_RECEIPTS, 0, &ret->in_all, error,
					  DB_INT(since), DB_INT(limit->in_all)));
}

static gboolean
find_recipient(Store *store, const char *board, const BudgetFold *kind, gint64 now,
	StoreDigest *digest, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_DIGEST_NEXT, DB_TEXT(board),
		DB_TEXT(notice_name(kind->notice)), DB_TEXT(notice_name(kind->digest)),
		DB_INT(now - BUDGET_HOUR_MS), DB_INT(now - BUDGET_PATIENCE_MS));

	if (db_next(&row)) {
		digest->recipient = db_dup(&row, 0);
		digest->count = db_int(&row, 1);
		digest->kind = kind;
	}
	return db_end(&row, error);
}

/* Most of the time there is nobody, and then nobody waits for that. */
static gboolean
is_called_for(Store *store, const char *board, const BudgetFold *kind, gint64 now,
	gboolean *ret_called_for, GError **error)
{
	g_auto(StoreDigest) digest = { 0 };

	if (!store_begin_read(store, error))
		return FALSE;
	gboolean good = find_recipient(store, board, kind, now, &digest, error);
	*ret_called_for = digest.recipient != NULL;
	return store_end(store, good, error);
}

static gboolean
find_names(Store *store, const char *board, StoreDigest *digest, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_DIGEST_NAMES, DB_TEXT(board),
		DB_TEXT(notice_name(digest->kind->notice)), DB_TEXT(digest->recipient),
		DB_INT(NAMED));

	digest->names = g_ptr_array_new_with_free_func(g_free);
	while (db_next(&row))
		if (!db_is_null(&row, 0))
			g_ptr_array_add(digest->names, db_dup(&row, 0));
	return db_end(&row, error);
}

static GArray *
folded_ids(Store *store, const char *board, const StoreDigest *digest, GError **error)
{
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
	g_auto(DbCursor) row = db_query(store->db, ST_DIGEST_IDS, DB_TEXT(board),
		DB_TEXT(notice_name(digest->kind->notice)), DB_TEXT(digest->recipient));

	while (db_next(&row)) {
		gint64 id = db_int(&row, 0);

		g_array_append_val(ids, id);
	}
	return db_end(&row, error) ? g_steal_pointer(&ids) : NULL;
}

static gboolean
fold(Store *store, const char *board, StoreDigest *digest, DigestWriter write, gpointer user,
	const StoreActor *who, GError **error)
{
	if (!find_names(store, board, digest, error))
		return FALSE;
	g_autoptr(PlannedNotice) notice = write(digest, user);
	g_autoptr(GArray) ids = folded_ids(store, board, digest, error);
	gboolean good = ids && store_queue(store, board, NULL, notice, who, error);
	for (guint i = 0; good && i < ids->len; i++)
		good = store_move_one(store, g_array_index(ids, gint64, i), OUTBOX_CANCELLED, TRUE,
			"notice_folded", who, error);
	return good;
}

gboolean
store_fold(CaseStore *self, const char *board, const BudgetFold *kind, DigestWriter write,
	gpointer user, const StoreActor *who, gboolean *ret_folded, GError **error)
{
	Store *store = store_of(self);
	g_auto(StoreDigest) digest = { 0 };

	if (!is_called_for(store, board, kind, who->time, ret_folded, error))
		return FALSE;
	if (!*ret_folded)
		return TRUE;
	if (!store_begin(store, error))
		return FALSE;
	/* In one transaction: what it names is what is held now. */
	gboolean good = find_recipient(store, board, kind, who->time, &digest, error);
	*ret_folded = digest.recipient != NULL;
	return store_end(store,
		good && (!digest.recipient || fold(store, board, &digest, write, user, who, error)),
		error);
}
