/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From a path to a database that keeps mail safe, with the schema that this
 * program knows. Durability (invariant 2) rests on WAL with synchronous=FULL,
 * both read back.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "adapters/store/db-private.h"
#include "adapters/fault.h"
#include "core/error.h"

#define BUSY_TIMEOUT_MS 10000

static gboolean
demand(Db *db, const char *sql, const char *wanted, GError **error)
{
	g_autofree char *answer = db_ask(db, sql, error);

	if (!answer)
		return FALSE;
	if (strcmp(answer, wanted) == 0)
		return TRUE;
	g_set_error(error, LEX_ERROR, LEX_ERROR_STORE,
		"database %s: %s answered %s instead of %s: the file system cannot keep mail safe",
		db->path, sql, answer, wanted);
	return FALSE;
}

/* The switch does not wait as other locks do, when two open a new file at once. */
static gboolean
enter_wal(Db *db, GError **error)
{
	guint patience = FAULT_PATIENCE();
	gint64 end = g_get_monotonic_time() +
		     (gint64) (patience ? patience : BUSY_TIMEOUT_MS) * G_TIME_SPAN_MILLISECOND;

	for (;;) {
		g_autoptr(GError) refused = NULL;

		if (demand(db, "PRAGMA journal_mode=WAL", "wal", &refused))
			return TRUE;
		if ((sqlite3_errcode(db->handle) & 0xff) != SQLITE_BUSY ||
			g_get_monotonic_time() > end) {
			g_propagate_error(error, g_steal_pointer(&refused));
			return FALSE;
		}
		g_usleep(20000);
	}
}

static gboolean
configure(Db *db, GError **error)
{
	sqlite3_extended_result_codes(db->handle, 1);
	/* A plan never depends on a value: else a statement is prepared anew for each. */
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_ENABLE_QPSG, 1, NULL);
	sqlite3_busy_timeout(db->handle, BUSY_TIMEOUT_MS);
	/*
	 * The page size takes effect on a new file only: large pages suit raw mail.
	 * Who commits checkpoints by itself only what db_checkpoint() has not come to:
	 * half a gigabyte, a first poll of thousands of mails.
	 */
	return db_execute(db, "PRAGMA page_size=8192", "set the page size", error) &&
	       enter_wal(db, error) &&
	       db_execute(db, "PRAGMA synchronous=FULL", "set synchronous", error) &&
	       demand(db, "PRAGMA synchronous", "2", error) &&
	       db_execute(db, "PRAGMA foreign_keys=ON", "set foreign_keys", error) &&
	       demand(db, "PRAGMA foreign_keys", "1", error) &&
	       db_execute(db,
		       "PRAGMA cache_size=-8192; PRAGMA temp_store=MEMORY;"
		       "PRAGMA wal_autocheckpoint=65536; PRAGMA journal_size_limit=33554432",
		       "set the caches", error);
}

static gboolean
read_version(Db *db, gsize *ret_version, GError **error)
{
	g_autofree char *answer = db_ask(db, "PRAGMA user_version", error);

	if (!answer)
		return FALSE;
	*ret_version = (gsize) g_ascii_strtoull(answer, NULL, 10);
	if (*ret_version <= db->schema->n_migrations)
		return TRUE;
	g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG,
		"database %s: made by a newer version (schema %" G_GSIZE_FORMAT
		", this program knows %" G_GSIZE_FORMAT "): install that version",
		db->path, *ret_version, db->schema->n_migrations);
	return FALSE;
}

static gboolean
take_step(Db *db, const DbMigration *step, GError **error)
{
	g_autofree char *done = step->unless ? db_ask(db, step->unless, error) : g_strdup("0");

	if (!done || FAULT_FAILS(step->name, LEX_ERROR_STORE, error))
		return FALSE;
	return !g_str_equal(done, "0") || db_execute(db, step->sql, step->name, error);
}

/* The version is read again under the lock: another process may have migrated. */
static gboolean
migrate(Db *db, GError **error)
{
	gsize version;

	if (!read_version(db, &version, error))
		return FALSE;
	if (version == db->schema->n_migrations)
		return TRUE;
	if (!db_execute(db, "BEGIN EXCLUSIVE", "lock for migration", error))
		return FALSE;
	gboolean good = read_version(db, &version, error);
	for (gsize i = good ? version : db->schema->n_migrations;
		good && i < db->schema->n_migrations; i++)
		good = take_step(db, &db->schema->migrations[i], error);
	g_autofree char *set =
		g_strdup_printf("PRAGMA user_version=%" G_GSIZE_FORMAT, db->schema->n_migrations);
	good = good && db_execute(db, set, "set the schema version", error) &&
	       db_execute(db, "COMMIT", "commit the migration", error);
	if (!good)
		sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
	return good;
}

static gboolean
prepare_all(Db *db, GError **error)
{
	db->statements = g_new0(sqlite3_stmt *, db->schema->n_statements);
	for (gsize i = 0; i < db->schema->n_statements; i++) {
		const DbStatement *statement = &db->schema->statements[i];

		g_assert(statement->sql);
		if (sqlite3_prepare_v3(db->handle, statement->sql, -1, SQLITE_PREPARE_PERSISTENT,
			    &db->statements[i], NULL) != SQLITE_OK)
			return db_fail(db, statement->name, error);
	}
	return TRUE;
}

static gboolean
fail_file(const char *path, GError **error)
{
	int code = errno == ENOENT ? LEX_ERROR_NOT_FOUND : LEX_ERROR_STORE;

	g_set_error(error, LEX_ERROR, code, "database %s: open: %s", path, g_strerror(errno));
	return FALSE;
}

/* By us, so that nobody else can read it for a moment. */
static gboolean
create_file(const char *path, GError **error)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd < 0)
		return errno == EEXIST || fail_file(path, error);
	close(fd);
	return TRUE;
}

/*
 * Without opening it: SQLite's locks are POSIX locks, and closing any other
 * descriptor of the file would drop those of every connection in this process.
 */
static gboolean
check_file(const char *path, gboolean create, GError **error)
{
	struct stat st;

	if (stat(path, &st) != 0 || access(path, R_OK | W_OK) != 0)
		return fail_file(path, error);
	if (st.st_mode & (S_IRWXG | S_IRWXO))
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG,
			"database %s: others can read it (mode %04o): chmod 600", path,
			(guint) (st.st_mode & 07777));
	else if (!create && st.st_size == 0)
		g_set_error(error, LEX_ERROR, LEX_ERROR_NOT_FOUND, "database %s: the file is empty",
			path);
	else
		return TRUE;
	return FALSE;
}

/*
 * Nobody asks SQLite how much memory it has: without that count it takes no
 * lock for each allocation, of which a mail has hundreds. Too late if some
 * library has used it already, and then as before.
 */
static void
stop_counting_memory(void)
{
	static gsize once;

	if (g_once_init_enter(&once)) {
		sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
		g_once_init_leave(&once, 1);
	}
}

Db *
db_open(const char *path, gboolean create, const DbSchema *schema, GError **error)
{
	stop_counting_memory();
	if ((create && !create_file(path, error)) || !check_file(path, create, error))
		return NULL;
	Db *db = g_new0(Db, 1);
	db->path = g_strdup(path);
	db->schema = schema;
	/* The owner of a Db lets in one thread at a time: a second lock would only cost. */
	if (sqlite3_open_v2(path, &db->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) !=
		SQLITE_OK)
		db_fail(db, "open", error);
	else if (configure(db, error) && migrate(db, error) && prepare_all(db, error))
		return db;
	db_close(db);
	return NULL;
}
