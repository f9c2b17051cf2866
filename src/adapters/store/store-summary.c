/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Counts for the people who look after the program, and for its own end: how a
 * board stands, and whether anything is still owed. Counts, and the numbers of
 * what waits for a person; never a word of a mail, nor whom it was for.
 */
#include "adapters/store/store-private.h"

gboolean
store_count_owed(CaseStore *self, gint64 now, gint64 *ret_count, GError **error)
{
	Store *store = store_of(self);
	gint64 notices = 0, readings = 0;

	if (!store_begin_read(store, error))
		return FALSE;
	gboolean good =
		db_get_int(store->db, ST_OUTBOX_OWED, 0, &notices, error, DB_INT(now)) &&
		db_get_int_values(store->db, ST_READING_COUNT, NULL, 0, 0, &readings, error);
	if (!store_end(store, good, error))
		return FALSE;
	*ret_count = notices + readings;
	return TRUE;
}

static gboolean
count_mails(
	Store *store, const char *board, gint64 from, gint64 to, StoreSummary *sum, GError **error)
{
	g_auto(DbCursor) row =
		db_query(store->db, ST_MAIL_SUMMARY, DB_TEXT(board), DB_INT(from), DB_INT(to));

	if (db_next(&row)) {
		sum->received = db_int(&row, 0);
		sum->opened = db_int(&row, 1);
		sum->joined = db_int(&row, 2);
		sum->quarantined = db_int(&row, 3);
	}
	return db_end(&row, error);
}

static gboolean
count_outbox(Store *store, const char *board, StoreSummary *sum, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_OUTBOX_STATES, DB_TEXT(board));

	while (db_next(&row)) {
		OutboxState state;

		if (outbox_state_from_name(db_text(&row, 0), &state))
			sum->outbox[state] = db_int(&row, 1);
	}
	return db_end(&row, error);
}

/* A row that is not known is another program's; it stands in the counts. */
static gboolean
find_unsent(Store *store, const char *board, StoreSummary *sum, GError **error)
{
	g_auto(DbCursor) row =
		db_query(store->db, ST_OUTBOX_UNSENT, DB_TEXT(board), DB_INT(UNSENT_MOST));

	while (db_next(&row)) {
		UnsentNotice *unsent = &sum->unsent[sum->n_unsent];

		if (!notice_from_name(db_text(&row, 2), &unsent->notice) ||
			!outbox_state_from_name(db_text(&row, 3), &unsent->state))
			continue;
		unsent->id = db_int(&row, 0);
		g_strlcpy(unsent->case_id, db_text(&row, 1), sizeof unsent->case_id);
		sum->n_unsent++;
	}
	return db_end(&row, error);
}

/* The instant in ms, as decimal text. */
#define LAST_BACKUP "last_backup"

static gboolean
find_backup(Store *store, StoreSummary *sum, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_META_GET, DB_TEXT(LAST_BACKUP));

	sum->last_backup = INSTANT_NONE;
	if (db_next(&row) && !g_ascii_string_to_signed(
				     db_text(&row, 0), 10, 0, G_MAXINT64, &sum->last_backup, NULL))
		sum->last_backup = INSTANT_NONE;
	return db_end(&row, error);
}

gboolean
store_note_backup(
	CaseStore *self, const char *file, gint64 begun, const StoreActor *who, GError **error)
{
	Store *store = store_of(self);
	g_autofree char *time = g_strdup_printf("%" G_GINT64_FORMAT, begun);

	if (!store_begin(store, error))
		return FALSE;
	gboolean good =
		db_run(store->db, ST_META_SET, error, DB_TEXT(LAST_BACKUP), DB_TEXT(time)) &&
		store_journal_texts(store, who, "backup_made", NULL, 0, error, "file", file, NULL);
	return store_end(store, good, error);
}

gboolean
store_summary(CaseStore *self, const char *board, gint64 from, gint64 to, StoreSummary *ret,
	GError **error)
{
	Store *store = store_of(self);
	StoreSummary sum = { 0 };

	if (!store_begin_read(store, error))
		return FALSE;
	gboolean good = count_mails(store, board, from, to, &sum, error) &&
			db_get_int(store->db, ST_REPORT_COUNT, 0, &sum.further, error,
				DB_TEXT(board), DB_INT(from), DB_INT(to)) &&
			count_outbox(store, board, &sum, error) &&
			find_unsent(store, board, &sum, error) && find_backup(store, &sum, error) &&
			db_get_int(store->db, ST_LEDGER_OLDEST, INSTANT_NONE, &sum.oldest_owed,
				error, DB_TEXT(board));
	if (!store_end(store, good, error))
		return FALSE;
	*ret = sum;
	return TRUE;
}
