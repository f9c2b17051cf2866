/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What calendars hold of cases, as it was queued. Must never tell anybody of a case
 * that they may not hear of.
 */
#include "adapters/store/store-life.h"

/* A damaged row is in no calendar that could be mended. */
static void
read_entry(Store *store, const DbCursor *row, GArray *entries)
{
	HeldEntry held = { .case_no = db_int(row, 10),
		.sequence = (guint) db_int(row, 5),
		.cancelled = db_int(row, 6) != 0,
		.sent = db_int(row, 9) != 0 };

	if (!audience_from_name(db_text(row, 7), &held.audience) ||
		!route_from_name(db_text(row, 8), &held.route) ||
		!store_read_time(db_text(row, 4), store->zone, &held.due))
		return;
	held.uid = db_dup(row, 0);
	held.recipient = db_dup(row, 1);
	held.sender = db_dup(row, 11);
	held.rule = db_dup(row, 2);
	held.board = *db_text(row, 3) ? db_dup(row, 3) : NULL;
	g_array_append_val(entries, held);
}

gboolean
store_load_calendars(Store *store, gint64 case_no, CaseFile *file, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_CALENDAR_OF_CASE, DB_INT(case_no));

	while (db_next(&row))
		read_entry(store, &row, file->calendars);
	return db_end(&row, error);
}

gboolean
store_load_due_calendars(
	Store *store, const char *board, gint64 now, GArray *entries, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_CALENDAR_DUE, DB_TEXT(board), DB_INT(now));

	while (db_next(&row))
		read_entry(store, &row, entries);
	return db_end(&row, error);
}

gboolean
store_compare_calendars(Store *store, gint64 case_no, GError **error)
{
	return db_run(store->db, ST_CALENDAR_COMPARE, error, DB_INT(case_no));
}

gboolean
store_put_calendars(Store *store, gint64 case_no, const PlannedNotice *notice,
	const char *recipient, GError **error)
{
	gint64 id = db_last_id(store->db);

	for (guint i = 0; notice->entries && i < notice->entries->len; i++) {
		const HeldEntry *entry = &g_array_index(notice->entries, HeldEntry, i);
		g_autofree char *due = store_time_text(entry->due, store->zone);

		if (!db_run(store->db, ST_CALENDAR_PUT, error, DB_TEXT(entry->uid),
			    DB_TEXT(recipient), DB_INT(case_no ? case_no : entry->case_no),
			    DB_TEXT(entry->rule), DB_TEXT(entry->board ? entry->board : ""),
			    DB_TEXT(due), DB_INT(entry->sequence), DB_INT(entry->cancelled),
			    DB_INT(id)))
			return FALSE;
	}
	return TRUE;
}

static gboolean
may_hear(Store *store, const HeldEntry *held, gboolean *ret_may, GError **error)
{
	const PlannedNotice as = { .audience = held->audience, .recipient = held->recipient };
	g_autofree char *stand_in = NULL;
	Hold hold;

	if (!store_case_hold(store, held->case_no, held->audience, &hold, error) ||
		!store_find_stand_in(store, held->case_no, &as, &stand_in, error))
		return FALSE;
	*ret_may = hold == HOLD_NONE && !stand_in;
	return TRUE;
}

gboolean
store_find_owed(Store *store, const char *board, gint64 now, GArray *owed, GError **error)
{
	g_autofree char *today = date_to_string(date_from_instant(now, store->zone));
	guint before = owed->len;
	{
		g_auto(DbCursor) row =
			db_query(store->db, ST_CALENDAR_OWED, DB_TEXT(today), DB_TEXT(board));

		while (db_next(&row))
			read_entry(store, &row, owed);
		if (!db_end(&row, error))
			return FALSE;
	}
	for (guint i = owed->len; i > before; i--) {
		gboolean may;

		if (!may_hear(store, &g_array_index(owed, HeldEntry, i - 1), &may, error))
			return FALSE;
		if (!may)
			g_array_remove_index(owed, i - 1);
	}
	return TRUE;
}
