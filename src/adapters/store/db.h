/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * The one door to SQLite. Statements stand in a const table, are all prepared
 * when the database opens, and are named by their place in it, so that a typing
 * error in SQL shows at start. One Db is used by one thread at a time; its owner
 * sees to that. Misuse (a wrong number of parameters, nested transactions, a
 * commit with an open cursor) is fatal; what the world does to a database is a
 * GError of class STORE that names operation, result code and path.
 */
typedef struct Db Db;

typedef struct {
	const char *name; /* for messages */
	const char *sql;
} DbStatement;

/* One step of the schema's history; steps are only ever added at the end. */
typedef struct {
	const char *name;
	const char *sql;    /* one or more statements */
	const char *unless; /* a question: the step is done already if it counts any; or NULL */
} DbMigration;

typedef struct {
	const DbMigration *migrations;
	gsize n_migrations;
	const DbStatement *statements;
	gsize n_statements;
} DbSchema;

typedef enum {
	DB_VALUE_NULL,
	DB_VALUE_INT,
	DB_VALUE_TEXT,
	DB_VALUE_BLOB,
} DbValueKind;

typedef struct {
	DbValueKind kind;
	gint64 number; /* the integer, or the length of a blob */
	const void *data;
} DbValue;

/* Borrowed until the statement has run. NULL text or data is SQL NULL. */
#define DB_INT(value)          ((DbValue){ DB_VALUE_INT, (value), NULL })
#define DB_TEXT(value)         (db_text_value(value))
#define DB_BLOB(bytes, length) ((DbValue){ DB_VALUE_BLOB, (gint64) (length), (bytes) })
#define DB_NULL                ((DbValue){ DB_VALUE_NULL, 0, NULL })

static inline DbValue
db_text_value(const char *text)
{
	return (DbValue){ text ? DB_VALUE_TEXT : DB_VALUE_NULL, 0, text };
}

/* An integer, or NULL when it is 0: for optional references to rows. */
static inline DbValue
db_ref_value(gint64 id)
{
	return (DbValue){ id ? DB_VALUE_INT : DB_VALUE_NULL, id, NULL };
}
#define DB_REF(id) (db_ref_value(id))

/*
 * Opens path, creating it (mode 0600) when it is missing and create is set,
 * brings its schema up to date under an exclusive lock, and prepares all
 * statements. Refuses a file that is no database, one of a newer schema and one
 * that others may read (CONFIG); without create a file that is missing or empty
 * (NOT_FOUND); and one where WAL or synchronous=FULL did not take (STORE).
 */
Db *db_open(const char *path, gboolean create, const DbSchema *schema, GError **error);
void db_close(Db *db);

/*
 * Moves what is committed from the log (-wal) into the file, as far as no reader
 * holds it back. May run in any thread, beside whoever uses db; nobody waits for
 * it, nor it for them.
 */
gboolean db_checkpoint(const Db *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Copies a database while others work with it, as it is at one moment, to a
 * file that must not be there (mode 0600). INPUT if that cannot be written;
 * after a failure it is not there.
 */
gboolean db_copy(const char *from, const char *to, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The first complaint of PRAGMA integrity_check on the file, or NULL if it is sound; g_free() it.
 */
gboolean db_check_file(
	const char *path, char **ret_complaint, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* BEGIN IMMEDIATE, COMMIT. After a failed begin or commit no transaction is open. */
gboolean db_begin_at(Db *db, const char *where, GError **error) G_GNUC_WARN_UNUSED_RESULT;
#define db_begin(db, error) db_begin_at((db), G_STRLOC, (error))
/* BEGIN: what is read is of one moment, and nobody is kept from writing. */
gboolean db_begin_read_at(Db *db, const char *where, GError **error) G_GNUC_WARN_UNUSED_RESULT;
#define db_begin_read(db, error) db_begin_read_at((db), G_STRLOC, (error))
gboolean db_commit(Db *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Safe when no transaction is open; keeps errno and any GError of the caller. */
void db_rollback(Db *db);

/* Runs a statement that gives no rows. */
gboolean db_run_values(Db *db, guint statement, const DbValue *values, gsize n_values,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;
#define db_run(db, statement, error, ...)                                                          \
	db_run_values((db), (statement), (const DbValue[]){ __VA_ARGS__ },                         \
		sizeof((const DbValue[]){ __VA_ARGS__ }) / sizeof(DbValue), (error))

gint64 db_last_id(Db *db);
/* Rows changed by the last statement. */
gint64 db_changes(Db *db);

/*
 * Rows of a statement. A cursor is used on the stack:
 *	g_auto(DbCursor) row = db_query(db, ST_X, DB_INT(1));
 *	while (db_next(&row))
 *		use(db_text(&row, 0));
 *	return db_end(&row, error);
 * db_next() is FALSE at the end and on failure; db_end() tells which.
 * Text and bytes of a row are borrowed until the next db_next().
 */
typedef struct {
	Db *db;
	guint statement;
	gboolean open;
	GError *failure;
} DbCursor;

DbCursor db_query_values(Db *db, guint statement, const DbValue *values, gsize n_values);
#define db_query(db, statement, ...)                                                               \
	db_query_values((db), (statement), (const DbValue[]){ __VA_ARGS__ },                       \
		sizeof((const DbValue[]){ __VA_ARGS__ }) / sizeof(DbValue))
#define db_query_all(db, statement) db_query_values((db), (statement), NULL, 0)
gboolean db_next(DbCursor *row);
gboolean db_end(DbCursor *row, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void db_cursor_clear(DbCursor *row);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DbCursor, db_cursor_clear)

/* Fills an element, zeroed, from a row; FALSE, and nothing is to be freed: it is left out. */
typedef gboolean (*DbTake)(DbCursor *row, gpointer element);

/*
 * All rows, and the cursor is ended: GArray of elements of that size, each cleared by clear
 * (or NULL), or NULL on failure. g_array_unref() it.
 */
GArray *db_collect(DbCursor *row, gsize size, GDestroyNotify clear, DbTake take, GError **error);

gboolean db_is_null(const DbCursor *row, int column);
gint64 db_int(const DbCursor *row, int column);
const char *db_text(const DbCursor *row, int column);
/* A copy, or NULL for SQL NULL; g_free() it. */
char *db_dup(const DbCursor *row, int column);
const void *db_bytes(const DbCursor *row, int column, gsize *ret_length);

/*
 * One integer of a one-row answer; fallback when there is no row or it is
 * NULL. FALSE only on failure.
 */
gboolean db_get_int_values(Db *db, guint statement, const DbValue *values, gsize n_values,
	gint64 fallback, gint64 *ret_value, GError **error) G_GNUC_WARN_UNUSED_RESULT;
#define db_get_int(db, statement, fallback, ret_value, error, ...)                                 \
	db_get_int_values((db), (statement), (const DbValue[]){ __VA_ARGS__ },                     \
		sizeof((const DbValue[]){ __VA_ARGS__ }) / sizeof(DbValue), (fallback),            \
		(ret_value), (error))

/* The path, for messages. */
const char *db_path(const Db *db);

/* The first complaint of PRAGMA quick_check, or NULL if the file is sound; g_free() it. */
gboolean db_quick_check(Db *db, char **ret_complaint, GError **error) G_GNUC_WARN_UNUSED_RESULT;
