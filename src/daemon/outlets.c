/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Several connections at once. Each does one send after the other in whatever
 * thread is there; what was claimed and what became of it is the business of
 * the one thread that uses them.
 */
#include "daemon/outlets.h"

/* What is done meanwhile shares a commit, which takes longer than this. */
#define GATHER_US 1500

typedef struct {
	Outlets *outlets;
	MailSender *sender;
	const char *from;
	Parcel *parcel; /* on its way, or done and not taken; NULL: it is free */
	gboolean done;
} Outlet;

struct Outlets {
	GMutex mutex;
	GCond cond;
	Outlet *each;
	guint count;
	GThreadPool *pool; /* has a thread for each from the beginning */
	gboolean woken;
};

Parcel *
parcel_new(void)
{
	return g_new0(Parcel, 1);
}

void
parcel_free(Parcel *parcel)
{
	outbox_item_clear(&parcel->item);
	letter_clear(&parcel->letter);
	g_clear_error(&parcel->unwritten);
	g_clear_error(&parcel->fault);
	g_clear_error(&parcel->unended);
	g_free(parcel->reply);
	g_free(parcel);
}

static void
send_parcel(gpointer data, gpointer user G_GNUC_UNUSED)
{
	Outlet *outlet = data;
	Parcel *parcel = outlet->parcel;
	Outlets *outlets = outlet->outlets;

	parcel->sent = outlet->sender->send(outlet->sender, outlet->from, parcel->item.recipient,
		parcel->letter.sent, &parcel->reply, &parcel->fault);
	g_mutex_lock(&outlets->mutex);
	outlet->done = TRUE;
	g_cond_signal(&outlets->cond);
	g_mutex_unlock(&outlets->mutex);
}

/*
 * Of its own threads: one that could not be made when it is needed would leave what was claimed
 * on its way for ever.
 */
static GThreadPool *
new_pool(guint count)
{
	GError *error = NULL;
	GThreadPool *pool = g_thread_pool_new(send_parcel, NULL, (gint) count, TRUE, &error);

	if (error)
		g_error("creating threads that send: %s", error->message);
	return pool;
}

Outlets *
outlets_new(const GPtrArray *senders)
{
	Outlets *outlets = g_new0(Outlets, 1);

	g_mutex_init(&outlets->mutex);
	g_cond_init(&outlets->cond);
	outlets->count = senders->len;
	outlets->each = g_new0(Outlet, senders->len);
	for (guint i = 0; i < senders->len; i++)
		outlets->each[i] =
			(Outlet){ .outlets = outlets, .sender = g_ptr_array_index(senders, i) };
	outlets->pool = new_pool(senders->len);
	return outlets;
}

void
outlets_free(Outlets *outlets)
{
	if (!outlets)
		return;
	g_thread_pool_free(outlets->pool, FALSE, TRUE);
	for (guint i = 0; i < outlets->count; i++)
		mail_sender_free(outlets->each[i].sender);
	g_free(outlets->each);
	g_mutex_clear(&outlets->mutex);
	g_cond_clear(&outlets->cond);
	g_free(outlets);
}

guint
outlets_count(const Outlets *outlets)
{
	return outlets->count;
}

void
outlets_give(Outlets *outlets, Parcel *parcel, const char *sender)
{
	Outlet *outlet = outlets->each;

	while (outlet->parcel)
		outlet++;
	g_assert(outlet < outlets->each + outlets->count);
	outlet->parcel = parcel;
	outlet->from = sender;
	g_thread_pool_push(outlets->pool, outlet, NULL);
}

/* Under the lock: of those on their way, or of those that are done. */
static guint
count(const Outlets *outlets, gboolean done)
{
	guint n = 0;

	for (guint i = 0; i < outlets->count; i++)
		n += outlets->each[i].parcel && outlets->each[i].done == done;
	return n;
}

void
outlets_wait(Outlets *outlets)
{
	g_mutex_lock(&outlets->mutex);
	while (!outlets->woken && count(outlets, FALSE) && !count(outlets, TRUE))
		g_cond_wait(&outlets->cond, &outlets->mutex);
	gint64 end = g_get_monotonic_time() + GATHER_US;
	while (!outlets->woken && count(outlets, FALSE) &&
		g_cond_wait_until(&outlets->cond, &outlets->mutex, end))
		;
	outlets->woken = FALSE;
	g_mutex_unlock(&outlets->mutex);
}

Parcel *
outlets_take(Outlets *outlets)
{
	Parcel *parcel = NULL;

	g_mutex_lock(&outlets->mutex);
	for (guint i = 0; i < outlets->count && !parcel; i++) {
		Outlet *outlet = &outlets->each[i];

		if (outlet->done) {
			parcel = g_steal_pointer(&outlet->parcel);
			outlet->done = FALSE;
		}
	}
	g_mutex_unlock(&outlets->mutex);
	return parcel;
}

void
outlets_wake(Outlets *outlets)
{
	g_mutex_lock(&outlets->mutex);
	outlets->woken = TRUE;
	g_cond_signal(&outlets->cond);
	g_mutex_unlock(&outlets->mutex);
}

void
outlets_interrupt(Outlets *outlets)
{
	for (guint i = 0; i < outlets->count; i++)
		mail_sender_interrupt(outlets->each[i].sender);
}
