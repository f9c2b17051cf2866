/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "core/life/case.h"
#include "core/notice/outbox.h"
#include "support/world.h"

/* Columns and rows in the order of OutboxState; x: may move. */
static const char *const moves[OUTBOX_COUNT] = {
	/*                       qhSsufbc */
	[OUTBOX_QUEUED] = /*  */ "xxx....x",
	[OUTBOX_HELD] = /*    */ "x......x",
	[OUTBOX_SENDING] = /* */ "x..xxxx.",
	[OUTBOX_SENT] = /*    */ "......x.",
	[OUTBOX_UNCERTAIN] = /**/ "x..x..xx",
	[OUTBOX_FAILED] = /*  */ "x......x",
	[OUTBOX_BOUNCED] = /* */ "x......x",
	[OUTBOX_CANCELLED] = /**/ "........",
};

static void
test_only_the_moves_of_the_table(void)
{
	for (guint from = 0; from < OUTBOX_COUNT; from++)
		for (guint to = 0; to < OUTBOX_COUNT; to++)
			g_assert_cmpint(outbox_may_move(from, to), ==, moves[from][to] == 'x');
	g_assert_false(outbox_may_move(OUTBOX_COUNT, OUTBOX_QUEUED));
	g_assert_false(outbox_may_move(OUTBOX_QUEUED, OUTBOX_COUNT));
}

/* What is being given away is the sender's: a person's word on it would send it twice. */
static void
test_a_person_does_not_touch_what_is_being_sent(void)
{
	for (guint from = 0; from < OUTBOX_COUNT; from++)
		for (guint to = 0; to < OUTBOX_COUNT; to++) {
			gboolean wanted = (to == OUTBOX_QUEUED || to == OUTBOX_CANCELLED) &&
					  from != OUTBOX_SENDING && moves[from][to] == 'x';

			g_assert_cmpint(outbox_person_may_move(from, to), ==, wanted);
		}
}

static const char *const names[] = { "queued", "held", "sending", "sent", "uncertain", "failed",
	"bounced", "cancelled" };

static void
test_names_are_those_of_the_contract(void)
{
	OutboxState state = OUTBOX_SENT;

	G_STATIC_ASSERT(G_N_ELEMENTS(names) == OUTBOX_COUNT);
	for (guint i = 0; i < OUTBOX_COUNT; i++) {
		g_assert_cmpstr(outbox_state_name(i), ==, names[i]);
		g_assert_true(outbox_state_from_name(names[i], &state));
		g_assert_cmpuint(state, ==, i);
	}
	g_assert_false(outbox_state_from_name("Queued", &state));
	g_assert_false(outbox_state_from_name(NULL, &state));
	g_assert_cmpuint(state, ==, OUTBOX_CANCELLED);
}

/* The words that the CHECK on a table's state allows: "'a','b'". */
static char *
states_of(World *world, const char *table)
{
	g_autofree char *query = g_strdup_printf(
		"SELECT sql FROM sqlite_schema WHERE type='table' AND name='%s'", table);
	g_autofree char *sql = world_text(world, query);
	const char *begin = strstr(sql, "CHECK(state=");

	g_assert_nonnull(begin);
	g_autofree char *check = g_strndup(begin, (gsize) (strchr(begin, ')') - begin));
	g_auto(GStrv) parts = g_strsplit(check, "state=", 0);
	GString *list = g_string_new(NULL);
	for (guint i = 1; parts[i]; i++) /* 'word' OR */
		g_string_append_printf(list, "%s%.*s", i > 1 ? "," : "",
			(int) strcspn(parts[i] + 1, "'") + 2, parts[i]);
	return g_string_free(list, FALSE);
}

static char *
join(const char *(*name)(guint), guint count)
{
	GString *list = g_string_new(NULL);

	for (guint i = 0; i < count; i++)
		g_string_append_printf(list, "%s'%s'", i ? "," : "", name(i));
	return g_string_free(list, FALSE);
}

static const char *
outbox_name(guint state)
{
	return outbox_state_name(state);
}

static const char *
case_name(guint state)
{
	return case_state_name(state);
}

static void
test_schema_knows_the_same_states(void)
{
	g_autoptr(World) world = world_new();
	g_autofree char *outbox = states_of(world, "outbox");
	g_autofree char *cases = states_of(world, "cases");
	g_autofree char *outbox_wanted = join(outbox_name, OUTBOX_COUNT);
	g_autofree char *cases_wanted = join(case_name, CASE_STATE_COUNT);

	g_assert_cmpstr(outbox, ==, outbox_wanted);
	g_assert_cmpstr(cases, ==, cases_wanted);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/outbox/moves", test_only_the_moves_of_the_table);
	g_test_add_func("/outbox/person", test_a_person_does_not_touch_what_is_being_sent);
	g_test_add_func("/outbox/names", test_names_are_those_of_the_contract);
	g_test_add_func("/outbox/schema", test_schema_knows_the_same_states);
	return g_test_run();
}
