/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "core/error.h"
#include "support/world.h"

/* A mailbox, a board's sending and a reader at once, as the daemon has them. */
#define MAILS   40
#define SENDERS 2

typedef struct {
	World *world;
	gint claimed; /* claims that were granted; atomic */
} Yard;

static gpointer
take_mail(gpointer user)
{
	Yard *yard = user;

	for (guint i = 1; i <= MAILS; i++) {
		g_autofree char *id = g_strdup_printf("m%u@kommun.example", i);
		g_autofree char *raw = world_mail(id, "", id);

		intake_plan_free(world_take(yard->world, i, raw));
	}
	return NULL;
}

static gboolean
all_sent(World *world)
{
	StoreSummary sum;

	g_assert_true(world->store->summary(world->store, "AMN", 0, G_MAXINT64, &sum, NULL));
	return sum.opened == MAILS && sum.outbox[OUTBOX_QUEUED] == 0 &&
	       sum.outbox[OUTBOX_SENDING] == 0;
}

static void
send_one(Yard *yard, gint64 id)
{
	CaseStore *store = yard->world->store;
	StoreActor who = world_actor(yard->world);
	g_autoptr(GBytes) bytes = g_bytes_new_static("x", 1);
	g_autoptr(GError) error = NULL;
	const OutboxResult sent = { .state = OUTBOX_SENT };

	if (!store->claim(store, id, bytes, &who, &error)) {
		/* Another was quicker. */
		g_assert_error(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED);
		return;
	}
	g_atomic_int_inc(&yard->claimed);
	g_assert_true(store->finish(store, id, &sent, &who, NULL));
}

static gpointer
send_all(gpointer user)
{
	Yard *yard = user;
	CaseStore *store = yard->world->store;

	while (!all_sent(yard->world)) {
		g_auto(OutboxItem) item = { 0 };
		gboolean found = FALSE;
		gint64 next;

		g_assert_true(store->peek(
			store, "AMN", WORLD_BEGIN + WORLD_HOUR, NULL, &found, &item, &next, NULL));
		if (found)
			send_one(yard, item.id);
		else
			g_thread_yield();
	}
	return NULL;
}

static gpointer
read_all(gpointer user)
{
	Yard *yard = user;
	CaseStore *store = yard->world->store;
	StoreActor who = world_actor(yard->world);
	const ReadingResult result = { .json = "{\"documents\":[]}", .facts = "{}" };
	for (guint done = 0; done < MAILS;) {
		g_auto(ReadingJob) job = { 0 };
		gboolean found = FALSE;

		g_assert_true(store->claim_reading(store, &who, &found, &job, NULL));
		if (found)
			g_assert_true(store->finish_reading(store, &job, &result, &who, NULL));
		else
			g_thread_yield();
		done += found;
	}
	return NULL;
}

static void
test_each_notice_is_claimed_once(void)
{
	g_autoptr(World) world = world_new();
	Yard yard = { .world = world };
	GThread *threads[SENDERS + 2] = { g_thread_new("take", take_mail, &yard),
		g_thread_new("read", read_all, &yard) };

	for (guint i = 0; i < SENDERS; i++)
		threads[2 + i] = g_thread_new("send", send_all, &yard);
	for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
		g_thread_join(threads[i]);
	g_assert_cmpint(yard.claimed, ==, 3 * MAILS);
	g_assert_cmpint(
		world_number(world, "SELECT count(*) FROM outbox WHERE attempts<>1"), ==, 0);
	g_assert_cmpint(world_number(world, "SELECT count(DISTINCT label) FROM cases"), ==, MAILS);
	g_assert_cmpint(
		world_number(world, "SELECT count(*) FROM reading WHERE state='done'"), ==, MAILS);
	g_autofree char *complaints = world_verify(world);
	g_assert_cmpstr(complaints, ==, "");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/store/threads", test_each_notice_is_claimed_once);
	return g_test_run();
}
