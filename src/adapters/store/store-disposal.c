/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What may be deleted from a mailbox, and what was. The ledger's `marked` counts
 * up: 1 the mail was marked as handled, 2 its disposal stands in the journal.
 */
#include "adapters/store/store-private.h"

#define BACKUP_KEY "last_backup"

/* Both ascending. */
static void
keep_present(GArray *found, GArray *uids)
{
	guint n = 0, u = 0;

	for (guint i = 0; i < found->len; i++) {
		guint32 uid = g_array_index(found, guint32, i);

		while (u < uids->len && g_array_index(uids, guint32, u) < uid)
			u++;
		if (u < uids->len && g_array_index(uids, guint32, u) == uid)
			g_array_index(found, guint32, n++) = uid;
	}
	g_array_set_size(found, n);
}

gboolean
store_disposable(CaseStore *self, const char *board, guint32 uidvalidity, GArray *uids,
	gint64 before, GArray **ret_uids, GError **error)
{
	Store *store = store_of(self);
	g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(guint32));

	if (!store_begin_read(store, error))
		return FALSE;
	g_auto(DbCursor) row = db_query(store->db, ST_LEDGER_DISPOSABLE, DB_TEXT(board),
		DB_INT(uidvalidity), DB_INT(before));
	while (db_next(&row)) {
		guint32 uid = (guint32) db_int(&row, 0);
		g_array_append_val(found, uid);
	}
	if (!store_end(store, db_end(&row, error), error))
		return FALSE;
	keep_present(found, uids);
	*ret_uids = g_steal_pointer(&found);
	return TRUE;
}

static gboolean
record(Store *store, const char *board, guint32 uidvalidity, guint32 uid, const char *decision,
	const StoreActor *who, GError **error)
{
	g_autofree char *number = g_strdup_printf("%u", uid);
	g_autofree char *case_id = NULL;
	gint64 mail = 0;
	g_auto(DbCursor) row = db_query(
		store->db, ST_LEDGER_UNDISPOSED, DB_TEXT(board), DB_INT(uidvalidity), DB_INT(uid));

	if (db_next(&row)) {
		mail = db_int(&row, 0);
		case_id = db_dup(&row, 1);
	}
	if (!db_end(&row, error))
		return FALSE;
	if (mail == 0)
		return TRUE;
	return db_run(store->db, ST_LEDGER_DISPOSED, error, DB_TEXT(board), DB_INT(uidvalidity),
		       DB_INT(uid)) &&
	       store_journal_texts(store, who, "mail_disposed", case_id, mail, error, "decision",
		       decision, "uid", number, NULL, NULL);
}

gboolean
store_disposed(CaseStore *self, const char *board, guint32 uidvalidity, GArray *uids,
	const char *decision, const StoreActor *who, GError **error)
{
	Store *store = store_of(self);

	if (!store_begin(store, error))
		return FALSE;
	gboolean good = TRUE;
	for (guint i = 0; good && i < uids->len; i++)
		good = record(store, board, uidvalidity, g_array_index(uids, guint32, i), decision,
			who, error);
	return store_end(store, good, error);
}

gboolean
store_last_backup(CaseStore *self, gint64 *ret_instant, GError **error)
{
	Store *store = store_of(self);
	gint64 instant = INSTANT_NONE;

	if (!store_begin_read(store, error))
		return FALSE;
	g_auto(DbCursor) row = db_query(store->db, ST_META_GET, DB_TEXT(BACKUP_KEY));
	if (db_next(&row))
		instant = g_ascii_strtoll(db_text(&row, 0), NULL, 10);
	if (!store_end(store, db_end(&row, error), error))
		return FALSE;
	*ret_instant = instant > 0 ? instant : INSTANT_NONE;
	return TRUE;
}
