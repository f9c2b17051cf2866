/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fetched mail in groups. Invariant 2: the bytes of a group are committed here
 * before anything looks into them; then a second thread makes cases of it while
 * the next group is fetched and stored.
 */
#include "daemon/intake.h"

#include "daemon/fault.h"
#include "daemon/handler.h"

/* A group ends at either: few commits, and little memory. */
#define GROUP_MAILS 64
#define GROUP_BYTES (4 * 1024 * 1024)

struct Intake {
	const Daemon *daemon;
	const Board *board;
	guint32 uidvalidity;
	MailGroup *group; /* being fetched */
	gsize bytes;
	GArray *taken; /* guint32 */

	GThread *thread;
	GMutex mutex;
	GCond cond;
	MailGroup *stored; /* handed over, and not yet handled */
	gboolean quit;
	GError *failure; /* of the second thread, until the first has seen it */
};

/* Waits for a group, and leaves it in its place while it is handled. NULL: the end. */
static MailGroup *
wait_for_group(Intake *intake)
{
	g_mutex_lock(&intake->mutex);
	while (!intake->stored && !intake->quit)
		g_cond_wait(&intake->cond, &intake->mutex);
	MailGroup *group = intake->stored;
	g_mutex_unlock(&intake->mutex);
	return group;
}

static gpointer
handle_groups(gpointer user)
{
	Intake *intake = user;
	MailGroup *group;

	while ((group = wait_for_group(intake))) {
		g_autoptr(GError) failure = NULL;
		gboolean good = handler_handle(intake->daemon, intake->board, group, &failure);

		g_mutex_lock(&intake->mutex);
		g_clear_pointer(&intake->stored, mail_group_free);
		if (!good)
			intake->failure = g_steal_pointer(&failure);
		g_cond_broadcast(&intake->cond);
		g_mutex_unlock(&intake->mutex);
	}
	return NULL;
}

Intake *
intake_new(const Daemon *daemon, const Board *board)
{
	Intake *intake = g_new0(Intake, 1);

	intake->daemon = daemon;
	intake->board = board;
	intake->group = mail_group_new();
	intake->taken = g_array_new(FALSE, FALSE, sizeof(guint32));
	g_mutex_init(&intake->mutex);
	g_cond_init(&intake->cond);
	intake->thread = g_thread_new("handler", handle_groups, intake);
	return intake;
}

void
intake_free(Intake *intake)
{
	if (!intake)
		return;
	g_mutex_lock(&intake->mutex);
	intake->quit = TRUE;
	g_cond_broadcast(&intake->cond);
	g_mutex_unlock(&intake->mutex);
	g_thread_join(intake->thread);
	g_mutex_clear(&intake->mutex);
	g_cond_clear(&intake->cond);
	mail_group_free(intake->group);
	g_clear_error(&intake->failure);
	g_array_unref(intake->taken);
	g_free(intake);
}

/* Waits until the second thread has nothing in hand; its failure, if any, is handed up once. */
static gboolean
wait_for_handler(Intake *intake, GError **error)
{
	g_mutex_lock(&intake->mutex);
	while (intake->stored)
		g_cond_wait(&intake->cond, &intake->mutex);
	GError *failure = g_steal_pointer(&intake->failure);
	g_mutex_unlock(&intake->mutex);
	if (!failure)
		return TRUE;
	g_propagate_error(error, failure);
	return FALSE;
}

void
intake_begin(Intake *intake, guint32 uidvalidity)
{
	mail_group_free(intake->group);
	intake->group = mail_group_new();
	intake->bytes = 0;
	g_array_set_size(intake->taken, 0);
	intake->uidvalidity = uidvalidity;
}

const GArray *
intake_taken(const Intake *intake)
{
	return intake->taken;
}

gboolean
intake_resume(Intake *intake, GError **error)
{
	return wait_for_handler(intake, error) &&
	       handler_resume(intake->daemon, intake->board, error);
}

static gboolean
is_busy(Intake *intake)
{
	g_mutex_lock(&intake->mutex);
	gboolean busy = intake->stored != NULL;
	g_mutex_unlock(&intake->mutex);
	return busy;
}

/* The stored group goes to the second thread, and a new one is begun. */
static gboolean
hand_over(Intake *intake, GError **error)
{
	if (!wait_for_handler(intake, error))
		return FALSE;
	g_mutex_lock(&intake->mutex);
	intake->stored = intake->group;
	g_cond_broadcast(&intake->cond);
	g_mutex_unlock(&intake->mutex);
	intake->group = mail_group_new();
	intake->bytes = 0;
	return TRUE;
}

static gboolean
store_group(Intake *intake, GError **error)
{
	StoreActor who = daemon_actor(intake->daemon);
	CaseStore *store = intake->daemon->store;
	MailGroup *group = intake->group;

	FAULT_POINT("intake: before store");
	if (!store->store_mails(store, intake->board->id, intake->uidvalidity,
		    (const MailSourceItem *) (gpointer) group->items->data, group->items->len, &who,
		    &group->mails, error))
		return FALSE;
	FAULT_POINT("intake: stored");
	group->stored = who.time;
	for (guint i = 0; i < group->items->len; i++)
		g_array_append_val(
			intake->taken, g_array_index(group->items, MailSourceItem, i).uid);
	/* Whoever is free parses: this thread as long as the other is busy. */
	while (is_busy(intake) && handler_parse_next(group))
		;
	return hand_over(intake, error);
}

gboolean
intake_flush(Intake *intake, GError **error)
{
	if (intake->group->items->len && !store_group(intake, error))
		return FALSE;
	return wait_for_handler(intake, error);
}

gboolean
intake_take(Intake *intake, const MailSourceItem *item, GError **error)
{
	MailSourceItem kept = *item;

	g_bytes_ref(kept.raw);
	g_array_append_val(intake->group->items, kept);
	intake->bytes += g_bytes_get_size(kept.raw);
	if (intake->group->items->len < GROUP_MAILS && intake->bytes < GROUP_BYTES)
		return TRUE;
	return store_group(intake, error);
}
