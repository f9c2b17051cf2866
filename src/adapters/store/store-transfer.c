/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What stays behind when a case becomes another board's. Must never leave a notice on its way to
 * who had to do with it before.
 */
#include "adapters/store/store-life.h"

static gboolean
cancel_open(Store *store, gint64 case_no, const StoreActor *who, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_LIFE_OF_PEOPLE, DB_INT(case_no));

	return store_take_back(store, &row, NULL, who, error);
}

gboolean
store_leave_board(Store *store, const LoadedCase *loaded, const CaseFile *file,
	const char *left_board, const StoreActor *who, GError **error)
{
	gint64 case_no = loaded->case_no;

	return db_run(store->db, ST_LIFE_LEFT, error, DB_INT(case_no), DB_TEXT(left_board)) &&
	       db_run(store->db, ST_LIFE_BOARD, error, DB_TEXT(file->board), DB_INT(case_no)) &&
	       cancel_open(store, case_no, who, error) &&
	       db_run(store->db, ST_LIFE_FORGET_ROLES, error, DB_INT(case_no)) &&
	       db_run(store->db, ST_LIFE_READ_AGAIN, error, DB_INT(who->time), DB_INT(case_no));
}

gboolean
store_find_unread(Store *store, gint64 case_no, gint64 *ret_mail, GError **error)
{
	return db_get_int(store->db, ST_LIFE_UNREAD, 0, ret_mail, error, DB_INT(case_no));
}
