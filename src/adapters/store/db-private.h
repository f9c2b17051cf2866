/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "adapters/store/db.h"

/* What the db*.c files share: the only ones that know SQLite. */

struct Db {
	sqlite3 *handle;
	char *path;
	const DbSchema *schema;
	sqlite3_stmt **statements;
	const char *transaction; /* where the open one began, or NULL */
	guint cursors;
};

/*
 * Sets error from SQLite's state and returns FALSE. To be called at once, for a
 * later call would overwrite that state. Out of memory is fatal, as in GLib.
 */
gboolean db_fail(Db *db, const char *operation, GError **error);

/* Runs SQL that gives no rows and takes no values; operation is for the message. */
gboolean db_execute(
	Db *db, const char *sql, const char *operation, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The first column of the first row as text, NULL on failure; g_free() it. */
char *db_ask(Db *db, const char *sql, GError **error) G_GNUC_WARN_UNUSED_RESULT;
