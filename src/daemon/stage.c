/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A thread, and room for one item. What is behind it stays in the hands of the step before,
 * which has its own: a second room would hold no more than memory. A failed item
 * takes the one behind it along: their order is part of what the step promises.
 */
#include "daemon/stage.h"

struct Stage {
	StageWork work;
	GDestroyNotify discard;
	gpointer user;
	GThread *thread;
	GMutex mutex;
	GCond cond;
	gpointer item; /* NULL: there is none, or it is being worked on */
	gboolean busy, quit;
	GError *failure; /* until it is told */
};

/* The next item, with the stage busy; NULL: the end. */
static gpointer
wait_for_item(Stage *stage)
{
	g_mutex_lock(&stage->mutex);
	while (!stage->item && !stage->quit)
		g_cond_wait(&stage->cond, &stage->mutex);
	gpointer item = g_steal_pointer(&stage->item);
	g_mutex_unlock(&stage->mutex);
	return item;
}

static void
end_item(Stage *stage, GError *failure)
{
	g_mutex_lock(&stage->mutex);
	stage->busy = FALSE;
	stage->failure = failure;
	g_cond_broadcast(&stage->cond);
	g_mutex_unlock(&stage->mutex);
}

static gpointer
run(gpointer user)
{
	Stage *stage = user;
	gpointer item;

	while ((item = wait_for_item(stage))) {
		GError *failure = NULL;
		gboolean good = stage->work(item, stage->user, &failure);

		g_assert(good == !failure);
		end_item(stage, failure);
	}
	return NULL;
}

Stage *
stage_new(const char *name, StageWork work, GDestroyNotify discard, gpointer user)
{
	Stage *stage = g_new0(Stage, 1);

	stage->work = work;
	stage->discard = discard;
	stage->user = user;
	g_mutex_init(&stage->mutex);
	g_cond_init(&stage->cond);
	stage->thread = g_thread_new(name, run, stage);
	return stage;
}

void
stage_free(Stage *stage)
{
	if (!stage)
		return;
	g_mutex_lock(&stage->mutex);
	stage->quit = TRUE;
	g_cond_broadcast(&stage->cond);
	g_mutex_unlock(&stage->mutex);
	g_thread_join(stage->thread);
	g_clear_error(&stage->failure);
	g_mutex_clear(&stage->mutex);
	g_cond_clear(&stage->cond);
	g_free(stage);
}

/* Under the lock. */
static gboolean
tell_failure(Stage *stage, GError **error)
{
	GError *failure = g_steal_pointer(&stage->failure);

	if (!failure)
		return TRUE;
	g_propagate_error(error, failure);
	return FALSE;
}

gboolean
stage_put(Stage *stage, gpointer item, GError **error)
{
	g_mutex_lock(&stage->mutex);
	while (stage->busy)
		g_cond_wait(&stage->cond, &stage->mutex);
	gboolean good = tell_failure(stage, error);
	if (good) {
		stage->item = item;
		stage->busy = TRUE;
	}
	g_cond_broadcast(&stage->cond);
	g_mutex_unlock(&stage->mutex);
	if (!good)
		stage->discard(item);
	return good;
}

gboolean
stage_drain(Stage *stage, GError **error)
{
	g_mutex_lock(&stage->mutex);
	while (stage->busy)
		g_cond_wait(&stage->cond, &stage->mutex);
	gboolean good = tell_failure(stage, error);
	g_mutex_unlock(&stage->mutex);
	return good;
}
