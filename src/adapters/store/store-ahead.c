/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * After the clock of the machine was ahead: what was said for days that are still to come is
 * to be said on them. Must never make anybody hear again what the day itself had said.
 */
#include "adapters/store/store-private.h"
#include "core/notice/retry.h"

#define LAST_REMINDED "reminded" /* in meta: the instant of the last reminders */

gboolean
store_unsay_ahead(Store *store, gint64 now, GError **error)
{
	g_autofree char *today = date_to_string(date_from_instant(now, store->zone));

	return db_run(store->db, ST_LIFE_SAID_AHEAD, error, DB_INT(now)) &&
	       db_run(store->db, ST_AHEAD_STEPS, error, DB_INT(now)) &&
	       db_run(store->db, ST_AHEAD_DAYS, error, DB_TEXT(today)) &&
	       db_run(store->db, ST_AHEAD_DUE, error, DB_INT(now)) &&
	       db_run(store->db, ST_AHEAD_RETRY, error, DB_INT(now),
		       DB_INT(RETRY_NOTICE_LONGEST_MS)) &&
	       db_run(store->db, ST_AHEAD_OWED, error, DB_INT(now));
}

gboolean
store_note_reminded(Store *store, gint64 now, GError **error)
{
	g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, now);

	return db_run(store->db, ST_META_SET, error, DB_TEXT(LAST_REMINDED), DB_TEXT(text));
}

/* What reminds may leave no event. */
gboolean
store_look_ahead(Store *store, gint64 now, GError **error)
{
	gint64 last = 0;
	{
		g_auto(DbCursor) row = db_query(store->db, ST_META_GET, DB_TEXT(LAST_REMINDED));

		if (db_next(&row))
			last = g_ascii_strtoll(db_text(&row, 0), NULL, 10);
		if (!db_end(&row, error))
			return FALSE;
	}
	return last <= now + JOURNAL_CLOCK_SLACK_MS ||
	       (store_unsay_ahead(store, now, error) && store_note_reminded(store, now, error));
}
