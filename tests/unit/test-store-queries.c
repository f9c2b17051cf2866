/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "adapters/store/store-statements.h"
#include "support/world.h"

/*
 * Statements that may read a whole table: what verifies or lists everything,
 * the end of the journal, which stops at its first row, what is counted
 * once a poll or a year, and the few rows of a mailbox.
 */
static const StoreStatement whole[] = { ST_MAIL_VERIFY, ST_EVENT_VERIFY, ST_EVENT_LAST,
	ST_MAIL_LIST, ST_CASE_LIST, ST_OUTBOX_LIST, ST_ACCOUNTING_LIST, ST_LEDGER_VANISHED_COUNT,
	ST_MAILBOX_FIRST_POLL, ST_MAILBOX_LAST_EPOCH, ST_MAILBOX_BEGUN, ST_STATISTICS_CASES,
	ST_STATISTICS_DAYS, ST_STATISTICS_LATE, ST_STATISTICS_DOCUMENTS };

static gboolean
may_scan(guint statement)
{
	for (guint i = 0; i < G_N_ELEMENTS(whole); i++)
		if (whole[i] == statement)
			return TRUE;
	return FALSE;
}

/* SQLite numbers plain question marks itself; ?N says its own. */
static gsize
count_parameters(const char *sql)
{
	gsize plain = 0, numbered = 0;

	for (const char *p = strchr(sql, '?'); p; p = strchr(p + 1, '?')) {
		gsize number = g_ascii_isdigit(p[1]) ? (gsize) (p[1] - '0') : 0;

		numbered = MAX(numbered, number);
		plain += number == 0;
	}
	return numbered ? numbered : plain;
}

/* Indexes that hold only what is still open: to read one whole is short. */
static const char *const short_indexes[] = { "INDEX outbox_due", "INDEX outbox_sending",
	"INDEX outbox_state", "INDEX outbox_held", "INDEX outbox_folding", "INDEX ledger_owed",
	"INDEX reading_pending", "INDEX reading_running", "INDEX clock_open", "INDEX cases_stale",
	"INDEX cases_open", "INDEX mail_pending", "INDEX errand_pending", "INDEX errand_waits",
	"CONSTANT ROW",
	/* the rows that have the words, as many as are asked for */
	"VIRTUAL TABLE INDEX",
	/* a row for each official, at most */
	"SCAN away",
	/* what belongs together with one case, each found by its key */
	"SCAN joined_so_far", "SCAN all_related",
	/* what is inside it has a line of its own */
	"SCAN (subquery" };

/* "SCAN t" reads all of t, "(board=?)" all of a board. */
static gboolean
is_whole_scan(const char *line)
{
	for (guint i = 0; i < G_N_ELEMENTS(short_indexes); i++)
		if (strstr(line, short_indexes[i]))
			return FALSE;
	return g_str_has_prefix(line, "SCAN") || g_str_has_suffix(line, "(board=?)");
}

static gboolean
explain(World *world, guint statement)
{
	g_autofree char *sql =
		g_strconcat("EXPLAIN QUERY PLAN ", store_statements[statement].sql, NULL);
	const DbStatement own = { store_statements[statement].name, sql };
	const DbValue nothing[32] = { 0 };
	gsize n = count_parameters(sql);
	DbSchema schema = store_schema;
	g_autoptr(GError) error = NULL;
	gboolean scans = FALSE;

	schema.statements = &own;
	schema.n_statements = 1;
	g_assert_cmpuint(n, <=, G_N_ELEMENTS(nothing));
	Db *db = db_open(world->path, FALSE, &schema, &error);
	g_assert_no_error(error);
	DbCursor row = db_query_values(db, 0, nothing, n);
	while (db_next(&row)) {
		const char *line = db_text(&row, 3);

		if (is_whole_scan(line) && !may_scan(statement))
			g_test_message("%s: %s", own.name, line);
		scans |= is_whole_scan(line);
	}
	g_assert_true(db_end(&row, &error));
	db_close(db);
	return scans;
}

/* HACKING.md: no work a mail that grows with the number of cases. */
static void
test_no_statement_reads_a_whole_table(void)
{
	g_autoptr(World) world = world_new();
	guint wrong = 0;

	for (guint i = 0; i < ST_COUNT; i++)
		wrong += explain(world, i) != may_scan(i);
	g_assert_cmpuint(wrong, ==, 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/store/queries/no-whole-table", test_no_statement_reads_a_whole_table);
	return g_test_run();
}
