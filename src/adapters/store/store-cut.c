/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A mail over the limit is fetched again, whole: after the operator has raised the limit, and the
 * mailbox was numbered anew. Its identity is another one, for that is of what was kept. Must never
 * take anything for the same mail by what its sender can choose alone: the bytes tell.
 */
#include "adapters/store/store-lookup.h"

gboolean
store_look_for_cut(Store *store, const char *board, const Mail *mail, gint64 number,
	StoreLookup *lookup, GError **error)
{
	/* Most mails are the only ones with their Message-ID: no bytes are compared for them. */
	if (!lookup->known.same_message_id)
		return TRUE;
	g_auto(DbCursor) row = db_query(store->db, ST_IDENTITY_CUT, DB_TEXT(mail->message_id),
		DB_TEXT(board), DB_INT(number));
	if (db_next(&row)) {
		lookup->known.whole = TRUE;
		lookup->known.same_message_id = FALSE;
		lookup->thread_case = db_dup(&row, 0);
		lookup->thread_board = db_dup(&row, 1);
	}
	return db_end(&row, error);
}
