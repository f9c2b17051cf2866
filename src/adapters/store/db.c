/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * SQLite behind a table of prepared statements: transactions, statements and
 * their rows. Every failure says what was being done, the result codes and the
 * path, because the operator has nothing else to go by.
 */
#include <string.h>

#include "adapters/store/db-private.h"
#include "adapters/fault.h"
#include "core/error.h"

/* Values that cannot be stored are the fault of this mail, not of the disk. */
static LexError
class_of(int code)
{
	switch (code) {
	case SQLITE_CONSTRAINT:
	case SQLITE_TOOBIG:
		return LEX_ERROR_BAD_MESSAGE;
	case SQLITE_NOTADB:
		return LEX_ERROR_CONFIG;
	}
	return LEX_ERROR_STORE;
}

gboolean
db_fail(Db *db, const char *operation, GError **error)
{
	int code = sqlite3_errcode(db->handle) & 0xff;
	int extended = sqlite3_extended_errcode(db->handle);
	g_autofree char *message = g_strdup(sqlite3_errmsg(db->handle));
	/* SQLite keeps it for ever: with other codes it is that of an earlier failure. */
	int os = code == SQLITE_IOERR || code == SQLITE_CANTOPEN ? sqlite3_system_errno(db->handle)
								 : 0;

	if (code == SQLITE_NOMEM)
		g_error("sqlite: out of memory in %s", operation);
	g_assert(code != SQLITE_MISUSE && code != SQLITE_RANGE);
	g_set_error(error, LEX_ERROR, class_of(code), "database %s: %s: %s (%d/%d)%s%s%s", db->path,
		operation, message, code, extended, os ? ": " : "", os ? g_strerror(os) : "",
		code == SQLITE_NOTADB ? ": move it away or configure another file" : "");
	return FALSE;
}

gboolean
db_execute(Db *db, const char *sql, const char *operation, GError **error)
{
	if (sqlite3_exec(db->handle, sql, NULL, NULL, NULL) != SQLITE_OK)
		return db_fail(db, operation, error);
	return TRUE;
}

/* To its end: what a statement without rows to come has written is committed there, or is not. */
char *
db_ask(Db *db, const char *sql, GError **error)
{
	sqlite3_stmt *statement = NULL;
	char *answer = NULL;
	int step = sqlite3_prepare_v2(db->handle, sql, -1, &statement, NULL);

	if (step == SQLITE_OK)
		step = sqlite3_step(statement);
	if (step == SQLITE_ROW)
		answer = g_strdup((const char *) sqlite3_column_text(statement, 0));
	while (step == SQLITE_ROW)
		step = sqlite3_step(statement);
	if (step != SQLITE_DONE || !answer) {
		db_fail(db, sql, error);
		g_clear_pointer(&answer, g_free);
	}
	sqlite3_finalize(statement);
	return answer;
}

void
db_close(Db *db)
{
	if (!db)
		return;
	for (gsize i = 0; db->statements && i < db->schema->n_statements; i++)
		sqlite3_finalize(db->statements[i]);
	g_free(db->statements);
	int closed = sqlite3_close(db->handle);
	g_assert(closed == SQLITE_OK); /* a statement left open is our bug */
	g_free(db->path);
	g_free(db);
}

static gboolean
begin(Db *db, const char *sql, const char *where, GError **error)
{
	if (db->transaction)
		g_error("transaction of %s begun inside that of %s", where, db->transaction);
	if (FAULT_FAILS(where, LEX_ERROR_STORE, error) || !db_execute(db, sql, "begin", error))
		return FALSE;
	db->transaction = where;
	return TRUE;
}

gboolean
db_begin_at(Db *db, const char *where, GError **error)
{
	return begin(db, "BEGIN IMMEDIATE", where, error);
}

gboolean
db_begin_read_at(Db *db, const char *where, GError **error)
{
	return begin(db, "BEGIN", where, error);
}

gboolean
db_commit(Db *db, GError **error)
{
	g_assert(db->transaction && db->cursors == 0);
	if (FAULT_FAILS("database: before commit", LEX_ERROR_STORE, error) ||
		!db_execute(db, "COMMIT", "commit", error)) {
		db_rollback(db);
		return FALSE;
	}
	db->transaction = NULL;
	FAULT_POINT("database: committed");
	return TRUE;
}

void
db_rollback(Db *db)
{
	/* SQLite may have rolled back by itself (disk full): then this fails, and that is fine. */
	if (db->transaction && !sqlite3_get_autocommit(db->handle))
		sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
	db->transaction = NULL;
}

static sqlite3_stmt *
bind(Db *db, guint number, const DbValue *values, gsize n_values)
{
	g_assert(number < db->schema->n_statements);
	sqlite3_stmt *statement = db->statements[number];
	gsize wanted = (gsize) sqlite3_bind_parameter_count(statement);

	if (wanted != n_values || sqlite3_stmt_busy(statement))
		g_error("statement %s: %zu of %zu parameters%s",
			db->schema->statements[number].name, n_values, wanted,
			sqlite3_stmt_busy(statement) ? ", and it is running" : "");
	for (int i = 0; i < (int) n_values; i++) {
		const DbValue *v = &values[i];
		int result = SQLITE_OK;

		if (v->kind == DB_VALUE_INT)
			result = sqlite3_bind_int64(statement, i + 1, v->number);
		else if (v->kind == DB_VALUE_TEXT)
			result = sqlite3_bind_text(statement, i + 1, v->data, -1, SQLITE_STATIC);
		else if (v->kind == DB_VALUE_BLOB && v->data)
			result = sqlite3_bind_blob64(statement, i + 1, v->data,
				(sqlite3_uint64) v->number, SQLITE_STATIC);
		else
			result = sqlite3_bind_null(statement, i + 1);
		g_assert(result == SQLITE_OK);
	}
	return statement;
}

/* Gives up the borrowed values: what they point at may go now. */
static void
reset(sqlite3_stmt *statement)
{
	sqlite3_reset(statement);
	sqlite3_clear_bindings(statement);
}

gboolean
db_run_values(Db *db, guint number, const DbValue *values, gsize n_values, GError **error)
{
	if (FAULT_FAILS(db->schema->statements[number].name, LEX_ERROR_STORE, error))
		return FALSE;
	sqlite3_stmt *statement = bind(db, number, values, n_values);
	int result = sqlite3_step(statement);
	gboolean good = result == SQLITE_DONE;

	g_assert(result != SQLITE_ROW);
	if (!good)
		db_fail(db, db->schema->statements[number].name, error);
	reset(statement);
	return good;
}

gint64
db_last_id(Db *db)
{
	return sqlite3_last_insert_rowid(db->handle);
}

gint64
db_changes(Db *db)
{
	return sqlite3_changes64(db->handle);
}

DbCursor
db_query_values(Db *db, guint number, const DbValue *values, gsize n_values)
{
	DbCursor row = { .db = db, .statement = number };

	if (FAULT_FAILS(db->schema->statements[number].name, LEX_ERROR_STORE, &row.failure))
		return row;
	bind(db, number, values, n_values);
	db->cursors++;
	row.open = TRUE;
	return row;
}

static void
close_cursor(DbCursor *row)
{
	if (!row->open)
		return;
	reset(row->db->statements[row->statement]);
	row->open = FALSE;
	row->db->cursors--;
}

gboolean
db_next(DbCursor *row)
{
	if (!row->open)
		return FALSE;
	int result = sqlite3_step(row->db->statements[row->statement]);

	if (result == SQLITE_ROW)
		return TRUE;
	if (result != SQLITE_DONE)
		db_fail(row->db, row->db->schema->statements[row->statement].name, &row->failure);
	close_cursor(row);
	return FALSE;
}

gboolean
db_end(DbCursor *row, GError **error)
{
	close_cursor(row);
	if (!row->failure)
		return TRUE;
	g_propagate_error(error, g_steal_pointer(&row->failure));
	return FALSE;
}

GArray *
db_collect(DbCursor *row, gsize size, GDestroyNotify clear, DbTake take, GError **error)
{
	g_autoptr(GArray) found = g_array_new(FALSE, TRUE, (guint) size);

	g_array_set_clear_func(found, clear);
	while (db_next(row)) {
		guint at = found->len;

		g_array_set_size(found, at + 1);
		if (!take(row, found->data + at * size))
			g_array_set_size(found, at);
	}
	return db_end(row, error) ? g_steal_pointer(&found) : NULL;
}

void
db_cursor_clear(DbCursor *row)
{
	if (row->db)
		close_cursor(row);
	g_clear_error(&row->failure);
}

static sqlite3_stmt *
current(const DbCursor *row, int column)
{
	sqlite3_stmt *statement = row->db->statements[row->statement];

	g_assert(row->open && column < sqlite3_column_count(statement));
	return statement;
}

gboolean
db_is_null(const DbCursor *row, int column)
{
	return sqlite3_column_type(current(row, column), column) == SQLITE_NULL;
}

gint64
db_int(const DbCursor *row, int column)
{
	return sqlite3_column_int64(current(row, column), column);
}

const char *
db_text(const DbCursor *row, int column)
{
	return (const char *) sqlite3_column_text(current(row, column), column);
}

char *
db_dup(const DbCursor *row, int column)
{
	return g_strdup(db_text(row, column));
}

const void *
db_bytes(const DbCursor *row, int column, gsize *ret_length)
{
	sqlite3_stmt *statement = current(row, column);
	const void *bytes = sqlite3_column_blob(statement, column);

	*ret_length = (gsize) sqlite3_column_bytes(statement, column);
	return bytes ? bytes : "";
}

gboolean
db_get_int_values(Db *db, guint statement, const DbValue *values, gsize n_values, gint64 fallback,
	gint64 *ret_value, GError **error)
{
	g_auto(DbCursor) row = db_query_values(db, statement, values, n_values);
	gint64 value = db_next(&row) && !db_is_null(&row, 0) ? db_int(&row, 0) : fallback;

	if (!db_end(&row, error))
		return FALSE;
	*ret_value = value;
	return TRUE;
}

const char *
db_path(const Db *db)
{
	return db->path;
}

gboolean
db_quick_check(Db *db, char **ret_complaint, GError **error)
{
	g_autofree char *answer = db_ask(db, "PRAGMA quick_check(1)", error);

	if (!answer)
		return FALSE;
	*ret_complaint = strcmp(answer, "ok") == 0 ? NULL : g_steal_pointer(&answer);
	return TRUE;
}
