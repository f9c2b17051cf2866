/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * A thread that does what is due, sleeps until the next thing is, and can be
 * woken before.
 */
typedef struct Worker Worker;

#define WORKER_NOW  0          /* call again at once */
#define WORKER_IDLE G_MAXINT64 /* nothing to wait for: sleep until woken */

/*
 * One step of the work, short enough that a stop may wait for it. Answers how
 * many milliseconds to sleep before the next.
 */
typedef gint64 (*WorkerStep)(gpointer user);

Worker *worker_start(const char *name, WorkerStep step, gpointer user);

/*
 * Another way to sleep than waiting for the clock: until something happens that
 * this thread has to look for itself. doze sleeps for about ms and answers how
 * many milliseconds are still to be slept in the plain way; rouse ends a doze at
 * once, from any thread, and may come when it has just ended by itself.
 */
typedef struct {
	gint64 (*doze)(gpointer user, gint64 ms);
	void (*rouse)(gpointer user);
} WorkerBed;

/* There may be something to do: the next step comes at once. Callable from any thread. */
void worker_wake(Worker *worker);

/* Ends the thread after the step that runs. Callable from any thread. */
void worker_stop(Worker *worker);

/*
 * Ends the thread as soon as a step that began after this call answers that
 * there is nothing to do now: what was queued before it is still done.
 */
void worker_drain(Worker *worker);

/* Waits for the thread's end, and frees. */
void worker_join(Worker *worker);

/*
 * Several of one kind, a step's user each, which may wake each other until the last of them has
 * ended: adds them to workers (Worker *, empty), and starts when all are there. bed: static, or
 * NULL.
 */
void worker_start_all(GPtrArray *workers, const char *name, WorkerStep step, const WorkerBed *bed,
	const GPtrArray *users);

/* Callable from their own threads, and from those that are started after and end before them. */
void worker_wake_all(const GPtrArray *workers);

/* ask (worker_stop() or worker_drain()) to all, then waits for all, then frees: workers is empty.
 */
void worker_end_all(GPtrArray *workers, void (*ask)(Worker *));
