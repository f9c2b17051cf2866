/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "daemon/stage.h"

#include "core/error.h"

/* Items are numbers; the stage notes them, waits at a gate, and fails at one. */
typedef struct {
	GMutex gate;
	GArray *done; /* gint */
	gint count;   /* of done; atomic */
	gint fails_at, discarded;
	Stage *stage;
} Bench;

static gboolean
work(gpointer item, gpointer user, GError **error)
{
	Bench *bench = user;
	gint number = GPOINTER_TO_INT(item);

	g_mutex_lock(&bench->gate);
	g_mutex_unlock(&bench->gate);
	if (number == bench->fails_at) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_STORE, "item %d", number);
		return FALSE;
	}
	g_array_append_val(bench->done, number);
	g_atomic_int_inc(&bench->count);
	return TRUE;
}

static Bench *the_bench; /* a GDestroyNotify has no user data */

static void
discard(gpointer item G_GNUC_UNUSED)
{
	g_atomic_int_inc(&the_bench->discarded);
}

static void
set_up(Bench *bench, gconstpointer unused G_GNUC_UNUSED)
{
	g_mutex_init(&bench->gate);
	bench->done = g_array_new(FALSE, FALSE, sizeof(gint));
	bench->count = bench->fails_at = bench->discarded = 0;
	the_bench = bench;
	bench->stage = stage_new("test", work, discard, bench);
}

static void
tear_down(Bench *bench, gconstpointer unused G_GNUC_UNUSED)
{
	stage_free(bench->stage);
	g_array_unref(bench->done);
	g_mutex_clear(&bench->gate);
}

static gboolean
put(Bench *bench, gint number, GError **error)
{
	return stage_put(bench->stage, GINT_TO_POINTER(number), error);
}

/* What is in its hands is one item at most: each may be large. */
static void
test_order(Bench *bench, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(GError) error = NULL;

	for (gint i = 1; i <= 1000; i++) {
		g_assert_true(put(bench, i, &error));
		g_assert_cmpint(g_atomic_int_get(&bench->count), >=, i - 1);
	}
	g_assert_true(stage_drain(bench->stage, &error));
	g_assert_cmpuint(bench->done->len, ==, 1000);
	for (gint i = 1; i <= 1000; i++)
		g_assert_cmpint(g_array_index(bench->done, gint, i - 1), ==, i);
	g_assert_cmpint(bench->discarded, ==, 0);
}

/* The one that fails takes the one behind it along, and who hands that over is told, once. */
static void
test_failure(Bench *bench, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(GError) error = NULL;

	bench->fails_at = 1;
	g_assert_true(put(bench, 1, &error));
	g_assert_false(put(bench, 2, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_STORE);
	g_assert_cmpstr(error->message, ==, "item 1");
	g_clear_error(&error);
	g_assert_cmpint(bench->discarded, ==, 1);
	g_assert_true(stage_drain(bench->stage, &error));
	g_assert_true(put(bench, 3, &error));
	g_assert_true(stage_drain(bench->stage, &error));
	g_assert_cmpuint(bench->done->len, ==, 1);
	g_assert_cmpint(g_array_index(bench->done, gint, 0), ==, 3);
}

static void
test_failure_of_the_last(Bench *bench, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(GError) error = NULL;

	bench->fails_at = 1;
	g_assert_true(put(bench, 1, &error));
	g_assert_false(stage_drain(bench->stage, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_STORE);
	g_clear_error(&error);
	g_assert_true(stage_drain(bench->stage, &error));
	g_assert_cmpuint(bench->done->len, ==, 0);
	g_assert_cmpint(bench->discarded, ==, 0);
}

/* What was handed over is worked on, even when the end comes at that moment. */
static void
test_end(void)
{
	g_autoptr(GError) error = NULL;
	Bench bench = { 0 };

	set_up(&bench, NULL);
	g_mutex_lock(&bench.gate);
	g_assert_true(put(&bench, 1, &error));
	g_mutex_unlock(&bench.gate);
	stage_free(bench.stage);
	g_assert_cmpuint(bench.done->len, ==, 1);
	bench.stage = NULL;
	tear_down(&bench, NULL);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add("/stage/order", Bench, NULL, set_up, test_order, tear_down);
	g_test_add("/stage/failure", Bench, NULL, set_up, test_failure, tear_down);
	g_test_add("/stage/failure-of-the-last", Bench, NULL, set_up, test_failure_of_the_last,
		tear_down);
	g_test_add_func("/stage/end", test_end);
	return g_test_run();
}
