/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "daemon/worker.h"

/* Steps that tell when they run, and wait until they may end. */
typedef struct {
	GMutex mutex;
	GCond cond;
	guint steps, allowed;
	gint64 answer; /* of every step */
	guint now;     /* so many of the first steps answer WORKER_NOW */
} Bench;

static gint64
step(gpointer user)
{
	Bench *bench = user;

	g_mutex_lock(&bench->mutex);
	guint number = ++bench->steps;
	g_cond_broadcast(&bench->cond);
	while (bench->allowed < number)
		g_cond_wait(&bench->cond, &bench->mutex);
	gint64 answer = number <= bench->now ? WORKER_NOW : bench->answer;
	g_mutex_unlock(&bench->mutex);
	return answer;
}

static void
allow(Bench *bench, guint steps)
{
	g_mutex_lock(&bench->mutex);
	bench->allowed = steps;
	g_cond_broadcast(&bench->cond);
	g_mutex_unlock(&bench->mutex);
}

/* Waits until the step of that number runs; fails the test after ten seconds. */
static void
wait_for(Bench *bench, guint number)
{
	gint64 end = g_get_monotonic_time() + 10 * G_USEC_PER_SEC;

	g_mutex_lock(&bench->mutex);
	while (bench->steps < number)
		g_assert_true(g_cond_wait_until(&bench->cond, &bench->mutex, end));
	g_mutex_unlock(&bench->mutex);
}

static Worker *
begin(Bench *bench, gint64 answer)
{
	g_mutex_init(&bench->mutex);
	g_cond_init(&bench->cond);
	bench->answer = answer;
	return worker_start("bench", step, bench);
}

static void
test_a_wake_during_a_step_is_not_lost(void)
{
	Bench bench = { 0 };
	Worker *worker = begin(&bench, WORKER_IDLE);

	wait_for(&bench, 1);
	worker_wake(worker);
	allow(&bench, 1);
	wait_for(&bench, 2);
	allow(&bench, 2);
	worker_stop(worker);
	worker_join(worker);
	g_assert_cmpuint(bench.steps, ==, 2);
}

static void
test_many_wakes_are_one(void)
{
	Bench bench = { 0 };
	Worker *worker = begin(&bench, WORKER_IDLE);

	wait_for(&bench, 1);
	for (guint i = 0; i < 100; i++)
		worker_wake(worker);
	allow(&bench, G_MAXUINT);
	wait_for(&bench, 2);
	worker_drain(worker);
	worker_join(worker);
	g_assert_cmpuint(bench.steps, ==, 3); /* the last one by the drain */
}

static void
test_a_wait_ends_by_itself(void)
{
	Bench bench = { .allowed = G_MAXUINT };
	Worker *worker = begin(&bench, 1);

	wait_for(&bench, 5);
	worker_stop(worker);
	worker_join(worker);
}

/* Stop waits for the step that runs, and for none after it, whatever it answers. */
static void
test_stop_ends_after_this_step(void)
{
	static const gint64 answers[] = { WORKER_NOW, 1, 3600000, WORKER_IDLE };

	for (guint i = 0; i < G_N_ELEMENTS(answers); i++) {
		Bench bench = { 0 };
		Worker *worker = begin(&bench, answers[i]);

		wait_for(&bench, 1);
		worker_wake(worker);
		worker_stop(worker);
		allow(&bench, G_MAXUINT);
		worker_join(worker);
		g_assert_cmpuint(bench.steps, ==, 1);
	}
}

static void
test_stop_ends_a_long_sleep(void)
{
	static const gint64 answers[] = { 3600000, WORKER_IDLE, WORKER_IDLE - 1 };

	for (guint i = 0; i < G_N_ELEMENTS(answers); i++) {
		Bench bench = { .allowed = G_MAXUINT };
		Worker *worker = begin(&bench, answers[i]);

		wait_for(&bench, 1);
		worker_stop(worker);
		worker_join(worker);
		g_assert_cmpuint(bench.steps, ==, 1);
	}
}

/* All that is due now is done first, and looked at once more; what is due later is not waited for.
 */
static void
test_drain_does_what_is_due(void)
{
	static const gint64 answers[] = { 3600000, WORKER_IDLE };

	for (guint i = 0; i < G_N_ELEMENTS(answers); i++) {
		Bench bench = { .now = 7 };
		Worker *worker = begin(&bench, answers[i]);

		wait_for(&bench, 1);
		worker_drain(worker);
		allow(&bench, G_MAXUINT);
		worker_join(worker);
		g_assert_cmpuint(bench.steps, ==, 8);
	}
}

/* What was queued while the thread slept is seen, though nobody woke it. */
static void
test_drain_looks_once_more(void)
{
	Bench bench = { 0 };
	Worker *worker = begin(&bench, WORKER_IDLE);

	allow(&bench, G_MAXUINT);
	wait_for(&bench, 1);
	worker_drain(worker);
	worker_join(worker);
	g_assert_cmpuint(bench.steps, ==, 2);
}

/* A bed that sleeps until it is roused. */
typedef struct {
	Bench bench;
	gboolean asleep, roused;
} Bed;

static gint64
doze(gpointer user, gint64 ms)
{
	Bed *bed = user;

	g_assert_cmpint(ms, ==, 3600000);
	g_mutex_lock(&bed->bench.mutex);
	bed->asleep = TRUE;
	g_cond_broadcast(&bed->bench.cond);
	while (!bed->roused)
		g_cond_wait(&bed->bench.cond, &bed->bench.mutex);
	bed->roused = bed->asleep = FALSE;
	g_mutex_unlock(&bed->bench.mutex);
	return 0;
}

static void
rouse(gpointer user)
{
	Bed *bed = user;

	g_mutex_lock(&bed->bench.mutex);
	bed->roused = TRUE;
	g_cond_broadcast(&bed->bench.cond);
	g_mutex_unlock(&bed->bench.mutex);
}

static void
wait_asleep(Bed *bed)
{
	gint64 end = g_get_monotonic_time() + 10 * G_USEC_PER_SEC;

	g_mutex_lock(&bed->bench.mutex);
	while (!bed->asleep)
		g_assert_true(g_cond_wait_until(&bed->bench.cond, &bed->bench.mutex, end));
	g_mutex_unlock(&bed->bench.mutex);
}

/* A wake and a stop reach who dozes; one that came during the step leaves no time to. */
static void
test_a_doze_is_ended(void)
{
	static const WorkerBed mine = { doze, rouse };
	Bed bed = { .bench = { .answer = 3600000 } };

	g_mutex_init(&bed.bench.mutex);
	g_cond_init(&bed.bench.cond);
	g_autoptr(GPtrArray) users = g_ptr_array_new();
	g_autoptr(GPtrArray) workers = g_ptr_array_new();
	g_ptr_array_add(users, &bed);
	worker_start_all(workers, "bed", step, &mine, users);
	Worker *worker = g_ptr_array_index(workers, 0);
	wait_for(&bed.bench, 1);
	worker_wake(worker);
	allow(&bed.bench, 2);
	wait_for(&bed.bench, 2);
	wait_asleep(&bed);
	worker_wake(worker);
	wait_for(&bed.bench, 3);
	allow(&bed.bench, 3);
	wait_asleep(&bed);
	worker_stop(worker);
	worker_join(worker);
	g_assert_cmpuint(bed.bench.steps, ==, 3);
}

/* Threads of one kind that know each other. */
typedef struct {
	GPtrArray *workers;
	gint *ended;   /* atomic: so many of all */
	gboolean last; /* works on when the others have ended */
} Fellow;

static void
note_end(gpointer ended)
{
	g_atomic_int_inc((gint *) ended);
}

static gint64
step_of_fellow(gpointer user)
{
	static GPrivate ending = G_PRIVATE_INIT(note_end);
	Fellow *fellow = user;

	g_private_set(&ending, fellow->ended);
	worker_wake_all(fellow->workers);
	if (!fellow->last)
		return WORKER_IDLE;
	while (g_atomic_int_get(fellow->ended) < 2)
		g_thread_yield();
	/* Long enough for who waits for them, too. */
	for (guint i = 0; i < 200; i++) {
		worker_wake_all(fellow->workers);
		g_usleep(100);
	}
	return WORKER_IDLE;
}

/* What has ended is there until the last has that can wake it, and then nothing is. */
static void
test_fellows_end_together(void)
{
	g_autoptr(GPtrArray) users = g_ptr_array_new();
	g_autoptr(GPtrArray) workers = g_ptr_array_new();
	gint ended = 0;
	Fellow fellows[3];

	for (guint i = 0; i < 3; i++) {
		fellows[i] = (Fellow){ .workers = workers, .ended = &ended, .last = i == 2 };
		g_ptr_array_add(users, &fellows[i]);
	}
	worker_start_all(workers, "fellow", step_of_fellow, NULL, users);
	g_assert_cmpuint(workers->len, ==, 3);
	worker_end_all(workers, worker_stop);
	g_assert_cmpint(ended, ==, 3);
	g_assert_cmpuint(workers->len, ==, 0);
	worker_wake_all(workers);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/worker/wake-during-step", test_a_wake_during_a_step_is_not_lost);
	g_test_add_func("/worker/many-wakes", test_many_wakes_are_one);
	g_test_add_func("/worker/wait", test_a_wait_ends_by_itself);
	g_test_add_func("/worker/stop", test_stop_ends_after_this_step);
	g_test_add_func("/worker/stop-asleep", test_stop_ends_a_long_sleep);
	g_test_add_func("/worker/doze", test_a_doze_is_ended);
	g_test_add_func("/worker/drain", test_drain_does_what_is_due);
	g_test_add_func("/worker/drain-once-more", test_drain_looks_once_more);
	g_test_add_func("/worker/fellows", test_fellows_end_together);
	return g_test_run();
}
