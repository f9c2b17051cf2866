/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A copy of a database while others work with it (sqlite.org/backup.html). It
 * is one moment's: whole, and without a log beside it.
 */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "adapters/store/db-private.h"
#include "adapters/fault.h"
#include "core/error.h"

#define BUSY_TIMEOUT_MS 10000

/* The database stands with names: nobody else may read the copy either. */
static gboolean
create_private(const char *path, GError **error)
{
	int file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);

	if (file >= 0 && close(file) == 0)
		return TRUE;
	g_set_error(
		error, LEX_ERROR, LEX_ERROR_INPUT, "cannot write %s: %s", path, g_strerror(errno));
	return FALSE;
}

static gboolean
open_one(Db *db, int flags, GError **error)
{
	if (sqlite3_open_v2(db->path, &db->handle, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
		return db_fail(db, "open", error);
	sqlite3_extended_result_codes(db->handle, 1);
	sqlite3_busy_timeout(db->handle, BUSY_TIMEOUT_MS);
	return TRUE;
}

/* In one step: a writer in between would make it begin anew. */
static gboolean
copy(Db *from, Db *to, GError **error)
{
	sqlite3_backup *backup = sqlite3_backup_init(to->handle, "main", from->handle, "main");

	if (!backup)
		return db_fail(to, "backup", error);
	sqlite3_backup_step(backup, -1);
	if (sqlite3_backup_finish(backup) != SQLITE_OK)
		return db_fail(to, "backup", error);
	g_autofree char *mode = db_ask(to, "PRAGMA journal_mode=DELETE", error);
	return mode != NULL;
}

/* A disk that failed leaves the log of what was being written, too. */
static void
remove_copy(const char *path)
{
	g_autofree char *log = g_strconcat(path, "-journal", NULL);

	unlink(path);
	unlink(log);
}

gboolean
db_copy(const char *from, const char *to, GError **error)
{
	Db source = { .path = (char *) from }, target = { .path = (char *) to };

	if (!create_private(to, error))
		return FALSE;
	gboolean good = !FAULT_FAILS("backup: created", LEX_ERROR_STORE, error) &&
			open_one(&source, SQLITE_OPEN_READWRITE, error) &&
			open_one(&target, SQLITE_OPEN_READWRITE, error) &&
			copy(&source, &target, error) &&
			!FAULT_FAILS("backup: copied", LEX_ERROR_STORE, error);
	sqlite3_close(target.handle);
	sqlite3_close(source.handle);
	if (!good)
		remove_copy(to);
	return good;
}

gboolean
db_check_file(const char *path, char **ret_complaint, GError **error)
{
	Db db = { .path = (char *) path };
	g_autofree char *answer = NULL;

	if (open_one(&db, SQLITE_OPEN_READWRITE, error))
		answer = db_ask(&db, "PRAGMA integrity_check(1)", error);
	sqlite3_close(db.handle);
	if (!answer)
		return FALSE;
	*ret_complaint = g_str_equal(answer, "ok") ? NULL : g_steal_pointer(&answer);
	return TRUE;
}
