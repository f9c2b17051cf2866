/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Moving what is committed from the log into the file. It is durable before;
 * this only makes the log short again, so it is done when there is time, beside
 * those who write, and not by one of them while the others wait.
 */
#include "adapters/store/db-private.h"
#include "adapters/fault.h"

gboolean
db_checkpoint(const Db *db, GError **error)
{
	Db own = { .path = db->path };

	if (FAULT_FAILS("database: before checkpoint", LEX_ERROR_STORE, error))
		return FALSE;
	gboolean good = sqlite3_open_v2(db->path, &own.handle,
				SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK;

	/* The other connection is open, so that closing this one does not wait to clean up. */
	if (good) {
		sqlite3_extended_result_codes(own.handle, 1);
		/* A connection that has read nothing does not know that there is a log. */
		good = sqlite3_exec(own.handle, "PRAGMA schema_version", NULL, NULL, NULL) ==
			       SQLITE_OK &&
		       sqlite3_wal_checkpoint_v2(own.handle, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL,
			       NULL) == SQLITE_OK;
	}
	if (!good)
		db_fail(&own, "checkpoint", error);
	sqlite3_close(own.handle);
	FAULT_POINT("database: checkpointed");
	return good;
}
