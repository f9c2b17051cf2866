/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Threads that sleep until something is due or somebody wakes them. A wake that
 * comes while a step runs is not lost: it makes the next sleep short.
 */
#include "daemon/worker.h"

struct Worker {
	GThread *thread;
	WorkerStep step;
	const WorkerBed *bed; /* NULL: none */
	gpointer user;
	GMutex mutex;
	GCond cond;
	gboolean woken, stop, drain, dozing;
};

/* The bed's part of the sleep. Answers what is left of it. */
static gint64
doze_for(Worker *worker, gint64 ms)
{
	if (!worker->bed || ms == WORKER_NOW || ms == WORKER_IDLE)
		return ms;
	g_mutex_lock(&worker->mutex);
	worker->dozing = !worker->woken && !worker->stop && !worker->drain;
	gboolean tired = worker->dozing;
	g_mutex_unlock(&worker->mutex);
	if (!tired)
		return ms;
	gint64 left = worker->bed->doze(worker->user, ms);
	g_mutex_lock(&worker->mutex);
	worker->dozing = FALSE;
	g_mutex_unlock(&worker->mutex);
	return left;
}

/* FALSE: the thread is to end. */
static gboolean
sleep_for(Worker *worker, gint64 ms)
{
	gint64 end = g_get_monotonic_time() + MIN(ms, G_MAXINT64 / 4000) * 1000;

	g_mutex_lock(&worker->mutex);
	while (!worker->woken && !worker->stop && !worker->drain)
		if (ms == WORKER_IDLE)
			g_cond_wait(&worker->cond, &worker->mutex);
		else if (!g_cond_wait_until(&worker->cond, &worker->mutex, end))
			break;
	gboolean idle_end = worker->drain && !worker->woken && ms != WORKER_NOW;
	gboolean go_on = !worker->stop && !idle_end;
	worker->woken = FALSE;
	g_mutex_unlock(&worker->mutex);
	return go_on;
}

static gpointer
run(gpointer user)
{
	Worker *worker = user;

	while (sleep_for(worker, doze_for(worker, worker->step(worker->user))))
		;
	return NULL;
}

static Worker *
worker_new(WorkerStep step, const WorkerBed *bed, gpointer user)
{
	Worker *worker = g_new0(Worker, 1);

	worker->step = step;
	worker->bed = bed;
	worker->user = user;
	g_mutex_init(&worker->mutex);
	g_cond_init(&worker->cond);
	return worker;
}

static void
worker_free(Worker *worker)
{
	g_mutex_clear(&worker->mutex);
	g_cond_clear(&worker->cond);
	g_free(worker);
}

Worker *
worker_start(const char *name, WorkerStep step, gpointer user)
{
	Worker *worker = worker_new(step, NULL, user);

	worker->thread = g_thread_new(name, run, worker);
	return worker;
}

/* Under the lock. */
static void
rouse(Worker *worker)
{
	g_cond_signal(&worker->cond);
	if (worker->dozing)
		worker->bed->rouse(worker->user);
}

static void
set(Worker *worker, gboolean *flag)
{
	g_mutex_lock(&worker->mutex);
	*flag = TRUE;
	rouse(worker);
	g_mutex_unlock(&worker->mutex);
}

void
worker_wake(Worker *worker)
{
	set(worker, &worker->woken);
}

void
worker_stop(Worker *worker)
{
	set(worker, &worker->stop);
}

void
worker_drain(Worker *worker)
{
	g_mutex_lock(&worker->mutex);
	worker->drain = TRUE;
	worker->woken = TRUE;
	rouse(worker);
	g_mutex_unlock(&worker->mutex);
}

void
worker_join(Worker *worker)
{
	g_thread_join(worker->thread);
	worker_free(worker);
}

void
worker_start_all(GPtrArray *workers, const char *name, WorkerStep step, const WorkerBed *bed,
	const GPtrArray *users)
{
	for (guint i = 0; i < users->len; i++)
		g_ptr_array_add(workers, worker_new(step, bed, g_ptr_array_index(users, i)));
	for (guint i = 0; i < workers->len; i++) {
		Worker *worker = g_ptr_array_index(workers, i);
		worker->thread = g_thread_new(name, run, worker);
	}
}

void
worker_wake_all(const GPtrArray *workers)
{
	for (guint i = 0; i < workers->len; i++)
		worker_wake(g_ptr_array_index(workers, i));
}

void
worker_end_all(GPtrArray *workers, void (*ask)(Worker *))
{
	for (guint i = 0; i < workers->len; i++)
		ask(g_ptr_array_index(workers, i));
	for (guint i = 0; i < workers->len; i++)
		g_thread_join(((Worker *) g_ptr_array_index(workers, i))->thread);
	for (guint i = 0; i < workers->len; i++)
		worker_free(g_ptr_array_index(workers, i));
	g_ptr_array_set_size(workers, 0);
}
