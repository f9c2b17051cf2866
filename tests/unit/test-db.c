/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "adapters/store/db.h"
#include "core/error.h"

enum { ADD, COUNT, GET, JOURNAL, SYNCHRONOUS, FOREIGN, ADD_CHILD, ATTACH, N_STATEMENTS };

static const DbStatement statements[N_STATEMENTS] = {
	[ADD] = { "ADD", "INSERT INTO t(id,name,bytes) VALUES(?,?,?)" },
	[COUNT] = { "COUNT", "SELECT count(*) FROM t" },
	[GET] = { "GET", "SELECT name,bytes FROM t WHERE id=?" },
	[JOURNAL] = { "JOURNAL", "PRAGMA journal_mode" },
	[SYNCHRONOUS] = { "SYNCHRONOUS", "PRAGMA synchronous" },
	[FOREIGN] = { "FOREIGN", "PRAGMA foreign_keys" },
	[ATTACH] = { "ATTACH", "ATTACH '/nonexistent/a.db' AS other" },
	[ADD_CHILD] = { "ADD_CHILD", "INSERT INTO child(t) VALUES(?)" },
};
static const DbMigration migrations[] = {
	{ "first", "CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;", NULL },
	{ "second",
		"ALTER TABLE t ADD COLUMN bytes BLOB;"
		"CREATE TABLE child(t INTEGER NOT NULL REFERENCES t(id)) STRICT;",
		NULL },
};
static const DbSchema schema = { migrations, 2, statements, N_STATEMENTS };
static const DbSchema first_only = { migrations, 1, statements + COUNT, 1 };

typedef struct {
	char *folder, *path;
} Place;

static void
place_set_up(Place *place, gconstpointer unused G_GNUC_UNUSED)
{
	place->folder = g_dir_make_tmp("lexsarah-db-XXXXXX", NULL);
	place->path = g_build_filename(place->folder, "test.db", NULL);
}

static void
place_tear_down(Place *place, gconstpointer unused G_GNUC_UNUSED)
{
	static const char *const ends[] = { "", "-wal", "-shm" };

	for (guint i = 0; i < G_N_ELEMENTS(ends); i++) {
		g_autofree char *path = g_strconcat(place->path, ends[i], NULL);
		g_remove(path);
	}
	g_assert_cmpint(g_rmdir(place->folder), ==, 0);
	g_free(place->folder);
	g_free(place->path);
}

static Db *
open_db(const Place *place, const DbSchema *with)
{
	g_autoptr(GError) error = NULL;
	Db *db = db_open(place->path, TRUE, with, &error);

	g_assert_no_error(error);
	return db;
}

static void
assert_refused(const char *path, gboolean create, const DbSchema *with, int code, const char *words)
{
	g_autoptr(GError) error = NULL;

	g_assert_null(db_open(path, create, with, &error));
	g_assert_error(error, LEX_ERROR, code);
	g_assert_nonnull(strstr(error->message, words));
	g_assert_nonnull(strstr(error->message, path));
}

static gint64
get(Db *db, guint statement)
{
	g_autoptr(GError) error = NULL;
	gint64 value = -1;
	gboolean good = db_get_int_values(db, statement, NULL, 0, -1, &value, &error);

	g_assert_no_error(error);
	g_assert_true(good);
	return value;
}

static void
add(Db *db, gint64 id, const char *name)
{
	g_autoptr(GError) error = NULL;
	gboolean good =
		db_run(db, ADD, &error, DB_REF(id), DB_TEXT(name), DB_BLOB(name, strlen(name)));

	g_assert_no_error(error);
	g_assert_true(good);
}

/* Invariant 2: WAL, synchronous FULL; and nobody else may read the file. */
static void
test_a_new_database_is_durable_and_private(Place *place, gconstpointer unused G_GNUC_UNUSED)
{
	mode_t mask = umask(0);
	Db *db = open_db(place, &schema);
	g_auto(DbCursor) row = db_query_all(db, JOURNAL);
	struct stat st;

	umask(mask);
	g_assert_true(db_next(&row));
	g_assert_cmpstr(db_text(&row, 0), ==, "wal");
	g_assert_false(db_next(&row));
	g_assert_cmpint(get(db, SYNCHRONOUS), ==, 2);
	g_assert_cmpint(get(db, FOREIGN), ==, 1);
	g_assert_cmpint(stat(place->path, &st), ==, 0);
	g_assert_cmpint(st.st_mode & 0777, ==, 0600);
	g_assert_cmpstr(db_path(db), ==, place->path);
	row.db = NULL;
	db_close(db);
}

static void
test_a_half_way_schema_goes_on_where_it_is(Place *place, gconstpointer unused G_GNUC_UNUSED)
{
	db_close(open_db(place, &first_only));
	Db *db = open_db(place, &schema);

	add(db, 1, "Alva");
	g_assert_cmpint(get(db, COUNT), ==, 1);
	db_close(db);
	db = open_db(place, &schema);
	g_assert_cmpint(get(db, COUNT), ==, 1);
	db_close(db);
}

static void
test_a_newer_schema_is_refused(Place *place, gconstpointer unused G_GNUC_UNUSED)
{
	db_close(open_db(place, &schema));
	assert_refused(place->path, TRUE, &first_only, LEX_ERROR_CONFIG, "newer version");
	db_close(open_db(place, &schema));
}

/* A step that fails leaves nothing of itself behind. */
static void
test_a_broken_migration_changes_nothing(Place *place, gconstpointer unused G_GNUC_UNUSED)
{
	static const DbMigration broken[] = {
		{ "first", "CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;",
			NULL },
		{ "half", "CREATE TABLE u(x); CREATE TABLE t(y);", NULL },
	};
	static const DbSchema with = { broken, 2, statements + COUNT, 1 };

	db_close(open_db(place, &first_only));
	assert_refused(place->path, TRUE, &with, LEX_ERROR_STORE, "half");
	Db *db = open_db(place, &schema);
	g_assert_cmpint(get(db, COUNT), ==, 0);
	db_close(db);
}

static void
test_two_processes_migrate_once(Place *place, gconstpointer unused G_GNUC_UNUSED)
{
	pid_t children[4];

	for (guint i = 0; i < G_N_ELEMENTS(children); i++) {
		children[i] = fork();
		if (children[i] == 0) {
			Db *db = db_open(place->path, TRUE, &schema, NULL);
			gboolean good =
				db && db_run(db, ADD, NULL, DB_INT(i + 1), DB_TEXT("x"), DB_NULL);

			db_close(db);
			_exit(good ? 0 : 1);
		}
	}
	for (guint i = 0; i < G_N_ELEMENTS(children); i++) {
		int status = -1;

		g_assert_cmpint(waitpid(children[i], &status, 0), ==, children[i]);
		g_assert_cmpint(status, ==, 0);
	}
	Db *db = open_db(place, &schema);
	g_assert_cmpint(get(db, COUNT), ==, G_N_ELEMENTS(children));
	db_close(db);
}

static void
test_files_that_are_refused(Place *place, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *missing = g_build_filename(place->folder, "no", "test.db", NULL);
	g_autofree char *under = g_build_filename(place->path, "test.db", NULL);

	assert_refused(place->path, FALSE, &schema, LEX_ERROR_NOT_FOUND, "No such file");
	g_assert_false(g_file_test(place->path, G_FILE_TEST_EXISTS));
	assert_refused(missing, TRUE, &schema, LEX_ERROR_NOT_FOUND, "No such file");
	db_close(open_db(place, &schema));
	assert_refused(under, TRUE, &schema, LEX_ERROR_STORE, "Not a directory");
	g_assert_cmpint(g_chmod(place->path, 0644), ==, 0);
	assert_refused(place->path, TRUE, &schema, LEX_ERROR_CONFIG, "chmod 600");
	g_assert_true(g_file_set_contents(place->path, "this is no database at all", -1, NULL));
	g_assert_cmpint(g_chmod(place->path, 0600), ==, 0);
	assert_refused(place->path, TRUE, &schema, LEX_ERROR_CONFIG, "not a database");
	assert_refused(place->path, TRUE, &schema, LEX_ERROR_CONFIG, "move it away");
}

/* Whoever only looks makes no database, not even of a file that is there. */
static void
test_an_empty_file_is_filled_by_its_maker_only(Place *place, gconstpointer unused G_GNUC_UNUSED)
{
	struct stat st;

	g_assert_true(g_file_set_contents(place->path, "", 0, NULL));
	g_assert_cmpint(g_chmod(place->path, 0600), ==, 0);
	assert_refused(place->path, FALSE, &schema, LEX_ERROR_NOT_FOUND, "empty");
	g_assert_cmpint(stat(place->path, &st), ==, 0);
	g_assert_cmpint(st.st_size, ==, 0);
	db_close(open_db(place, &schema));
}

static const struct {
	gint64 id;
	const char *name;
} bad_rows[] = { { 1, "twice" }, { 2, NULL } };

static void
test_what_a_value_breaks_is_that_mail_only(Place *place, gconstpointer unused G_GNUC_UNUSED)
{
	Db *db = open_db(place, &schema);

	add(db, 1, "Alva");
	for (guint i = 0; i < G_N_ELEMENTS(bad_rows); i++) {
		g_autoptr(GError) error = NULL;

		g_assert_false(db_run(db, ADD, &error, DB_INT(bad_rows[i].id),
			DB_TEXT(bad_rows[i].name), DB_NULL));
		g_assert_error(error, LEX_ERROR, LEX_ERROR_BAD_MESSAGE);
		g_assert_nonnull(strstr(error->message, "ADD"));
		g_assert_nonnull(strstr(error->message, place->path));
		g_assert_nonnull(strstr(error->message, "(19/"));
	}
	g_autoptr(GError) error = NULL;
	g_assert_false(db_run(db, ADD_CHILD, &error, DB_INT(99)));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_BAD_MESSAGE);
	g_assert_cmpint(get(db, COUNT), ==, 1);
	db_close(db);
}

static void
test_rollback_and_commit(Place *place, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(GError) error = NULL;
	Db *db = open_db(place, &schema);

	g_assert_true(db_begin(db, &error));
	add(db, 1, "Alva");
	db_rollback(db);
	db_rollback(db);
	g_assert_cmpint(get(db, COUNT), ==, 0);
	g_assert_true(db_begin(db, &error));
	add(db, 1, "Alva");
	g_assert_true(db_commit(db, &error));
	g_assert_cmpint(get(db, COUNT), ==, 1);
	g_assert_cmpint(db_last_id(db), ==, 1);
	g_assert_cmpint(db_changes(db), ==, 1);
	db_close(db);
}

static void
test_rows_and_nulls(Place *place, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(GError) error = NULL;
	Db *db = open_db(place, &schema);
	gint64 value = 5;
	gsize length = 9;

	g_assert_true(db_run(db, ADD, &error, DB_INT(1), DB_TEXT(""), DB_NULL));
	{
		g_auto(DbCursor) row = db_query(db, GET, DB_INT(1));

		g_assert_true(db_next(&row));
		g_assert_cmpstr(db_text(&row, 0), ==, "");
		g_assert_true(db_is_null(&row, 1));
		g_assert_nonnull(db_bytes(&row, 1, &length));
		g_assert_cmpuint(length, ==, 0);
		/* Left early: the statement is free again. */
	}
	g_assert_true(db_get_int(db, GET, 7, &value, &error, DB_INT(404)));
	g_assert_cmpint(value, ==, 7);
	db_close(db);
}

/* Whoever reads everything (verify) must not keep the daemon from writing. */
static void
test_a_reader_does_not_stop_a_writer(Place *place, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(GError) error = NULL;
	Db *reader = open_db(place, &schema), *writer = open_db(place, &schema);

	g_assert_true(db_begin_read(reader, &error));
	g_assert_cmpint(get(reader, COUNT), ==, 0);
	g_assert_true(db_begin(writer, &error));
	add(writer, 1, "Alva");
	g_assert_true(db_commit(writer, &error));
	g_assert_cmpint(get(reader, COUNT), ==, 0);
	g_assert_true(db_commit(reader, &error));
	g_assert_cmpint(get(reader, COUNT), ==, 1);
	db_close(reader);
	db_close(writer);
}

/* SQLite's locks are POSIX locks: closing any other descriptor of the file drops them. */
static void
test_opening_twice_keeps_the_locks(Place *place, gconstpointer unused G_GNUC_UNUSED)
{
	Db *db = open_db(place, &schema);
	Db *again = open_db(place, &schema);
	g_autofree char *locks = NULL;
	struct stat st;

	g_assert_cmpint(get(db, COUNT), ==, 0);
	db_close(again);
	g_assert_cmpint(stat(place->path, &st), ==, 0);
	g_autofree char *inode = g_strdup_printf(":%" G_GUINT64_FORMAT " ", (guint64) st.st_ino);
	g_assert_true(g_file_get_contents("/proc/locks", &locks, NULL, NULL));
	g_assert_nonnull(strstr(locks, inode));
	db_close(db);
}

/* Another process has the lock: we wait for it, and go on. */
static void
test_a_locked_database_is_waited_for(Place *place, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(GError) error = NULL;
	int ready[2], go[2];
	char byte = 0;

	db_close(open_db(place, &schema));
	g_assert_cmpint(pipe(ready), ==, 0);
	g_assert_cmpint(pipe(go), ==, 0);
	pid_t child = fork();
	if (child == 0) {
		Db *db = db_open(place->path, FALSE, &schema, NULL);
		gboolean good = db && db_begin(db, NULL) && write(ready[1], "x", 1) == 1 &&
				read(go[0], &byte, 1) == 1;

		g_usleep(50 * 1000);
		good = good && db_run(db, ADD, NULL, DB_INT(1), DB_TEXT("x"), DB_NULL) &&
		       db_commit(db, NULL);
		_exit(good ? 0 : 1);
	}
	g_assert_cmpint(read(ready[0], &byte, 1), ==, 1);
	Db *db = open_db(place, &schema);
	g_assert_cmpint(write(go[1], "x", 1), ==, 1);
	gboolean begun = db_begin(db, &error);
	g_assert_no_error(error);
	g_assert_true(begun);
	g_assert_cmpint(get(db, COUNT), ==, 1);
	g_assert_true(db_commit(db, &error));
	int status = -1;
	g_assert_cmpint(waitpid(child, &status, 0), ==, child);
	g_assert_cmpint(status, ==, 0);
	db_close(db);
	for (guint i = 0; i < 2; i++) {
		close(ready[i]);
		close(go[i]);
	}
}

static void
misuse_parameters(Db *db)
{
	(void) !db_run(db, ADD, NULL, DB_INT(1));
}

static void
misuse_nesting(Db *db)
{
	(void) !db_begin(db, NULL);
	(void) !db_begin(db, NULL);
}

static void
misuse_cursor(Db *db)
{
	(void) !db_begin(db, NULL);
	DbCursor row = db_query_all(db, COUNT);
	db_next(&row);
	(void) !db_commit(db, NULL);
}

static void
misuse_running(Db *db)
{
	DbCursor row = db_query_all(db, COUNT);
	db_next(&row);
	db_query_all(db, COUNT);
}

static void
test_our_own_mistakes_are_fatal(Place *place, gconstpointer unused G_GNUC_UNUSED)
{
	static void (*const misuses[])(
		Db *) = { misuse_parameters, misuse_nesting, misuse_cursor, misuse_running };
	const char *asked = g_getenv("LEXSARAH_TEST_MISUSE");

	if (g_test_subprocess()) {
		Db *db = open_db(place, &schema);
		misuses[g_ascii_strtoull(asked, NULL, 10)](db);
		return;
	}
	for (guint i = 0; i < G_N_ELEMENTS(misuses); i++) {
		g_autofree char *number = g_strdup_printf("%u", i);

		g_setenv("LEXSARAH_TEST_MISUSE", number, TRUE);
		g_test_trap_subprocess(NULL, 0, 0);
		g_test_trap_assert_failed();
	}
}

static void
test_quick_check(Place *place, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(GError) error = NULL;
	char *complaint = (char *) "untouched";
	Db *db = open_db(place, &schema);

	g_assert_true(db_quick_check(db, &complaint, &error));
	g_assert_null(complaint);
	db_close(db);
}

static gint64
size_of(const char *path)
{
	GStatBuf st;

	g_assert_cmpint(g_stat(path, &st), ==, 0);
	return st.st_size;
}

/* What is committed gets into the file, also while somebody is in the middle of a change. */
static void
test_a_checkpoint_waits_for_nobody(Place *place, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(GError) error = NULL;
	g_autofree guint8 *bytes = g_malloc0(1 << 20);
	Db *db = open_db(place, &schema);

	g_assert_true(db_run(db, ADD, &error, DB_INT(1), DB_TEXT("a"), DB_BLOB(bytes, 1 << 20)));
	g_assert_cmpint(size_of(place->path), <, 1 << 20);
	g_assert_true(db_begin(db, &error));
	g_assert_true(db_run(db, ADD, &error, DB_INT(2), DB_TEXT("b"), DB_NULL));
	g_assert_true(db_checkpoint(db, &error));
	g_assert_no_error(error);
	g_assert_cmpint(size_of(place->path), >=, 1 << 20);
	g_assert_true(db_commit(db, &error));
	db_close(db);
}

static void
test_a_checkpoint_that_fails_says_why(Place *place, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *moved = g_strconcat(place->path, "-moved", NULL);
	Db *db = open_db(place, &schema);

	g_assert_cmpint(g_rename(place->path, moved), ==, 0);
	g_assert_false(db_checkpoint(db, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_STORE);
	g_assert_nonnull(strstr(error->message, place->path));
	g_assert_cmpint(g_rename(moved, place->path), ==, 0);
	db_close(db);
}

/* What the disk said once is not said of what fails later for another reason. */
static void
test_an_old_failure_of_the_disk_is_not_named(Place *place, gconstpointer unused G_GNUC_UNUSED)
{
	const char *why = g_strerror(ENOENT);
	Db *db = open_db(place, &schema);
	g_autoptr(GError) disk = NULL;
	g_autoptr(GError) twice = NULL;

	add(db, 1, "a");
	g_assert_false(db_run_values(db, ATTACH, NULL, 0, &disk));
	g_assert_nonnull(strstr(disk->message, why));
	g_assert_false(db_run(db, ADD, &twice, DB_INT(1), DB_TEXT("a"), DB_BLOB("a", 1)));
	g_assert_error(twice, LEX_ERROR, LEX_ERROR_BAD_MESSAGE);
	g_assert_null(strstr(twice->message, why));
	db_close(db);
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *path;
		void (*run)(Place *place, gconstpointer unused);
	} tests[] = {
		{ "/db/new", test_a_new_database_is_durable_and_private },
		{ "/db/half-way", test_a_half_way_schema_goes_on_where_it_is },
		{ "/db/newer", test_a_newer_schema_is_refused },
		{ "/db/broken-migration", test_a_broken_migration_changes_nothing },
		{ "/db/two-processes", test_two_processes_migrate_once },
		{ "/db/refused-files", test_files_that_are_refused },
		{ "/db/empty", test_an_empty_file_is_filled_by_its_maker_only },
		{ "/db/constraints", test_what_a_value_breaks_is_that_mail_only },
		{ "/db/old-failure", test_an_old_failure_of_the_disk_is_not_named },
		{ "/db/rollback", test_rollback_and_commit },
		{ "/db/rows", test_rows_and_nulls },
		{ "/db/reader", test_a_reader_does_not_stop_a_writer },
		{ "/db/locks", test_opening_twice_keeps_the_locks },
		{ "/db/locked", test_a_locked_database_is_waited_for },
		{ "/db/misuse", test_our_own_mistakes_are_fatal },
		{ "/db/quick-check", test_quick_check },
		{ "/db/checkpoint", test_a_checkpoint_waits_for_nobody },
		{ "/db/checkpoint-fails", test_a_checkpoint_that_fails_says_why },
	};

	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, Place, NULL, place_set_up, tests[i].run, place_tear_down);
	return g_test_run();
}
