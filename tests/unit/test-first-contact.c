/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "core/error.h"
#include "support/post.h"

/* A mail that the gateway took in at this moment. */
static void
add(Post *post, const char *id, gint64 arrived)
{
	g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(arrived / 1000);
	g_autofree char *date = g_date_time_format(time, "%d %b %Y %H:%M:%S +0000");
	g_autofree char *received =
		g_strdup_printf("Received: from a.example by mx.kommun.example; %s\r\n", date);
	g_autofree char *raw = world_mail(id, received, id);

	fake_mailbox_add(post->fake, raw);
}

#define CASES "SELECT count(*) FROM cases"
#define HELD  "SELECT count(*) FROM outbox WHERE state='held' AND hold='first_contact'"
#define TOLD  "SELECT count(*) FROM outbox WHERE notice='held' AND recipient LIKE 'drift@%'"

/* Seven days to the second: what is older is held, and each has its case. */
static void
test_old_mail_is_held_and_told_once(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	add(post, "old@kommun.example", WORLD_BEGIN - 7 * WORLD_DAY - 1000);
	add(post, "older@kommun.example", WORLD_BEGIN - 700 * WORLD_DAY);
	add(post, "new@kommun.example", WORLD_BEGIN - 7 * WORLD_DAY);
	g_assert_true(post_poll(post));
	g_assert_cmpint(post_number(post, CASES), ==, 3);
	g_assert_cmpint(post_number(post, HELD), ==, 6);
	g_assert_cmpint(
		post_number(post, "SELECT count(*) FROM outbox WHERE state='queued' AND case_no=3"),
		==, 3);
	g_assert_cmpint(post_number(post, TOLD), ==, 1);
	g_autofree char *facts =
		world_text(post->world, "SELECT facts FROM outbox WHERE notice='held'");
	g_assert_nonnull(strstr(facts, "\"notices\":\"6\""));
	g_assert_nonnull(strstr(facts, "\"cases\":\"2\""));
	g_assert_true(post_poll(post));
	post_restart(post);
	g_assert_true(post_poll(post));
	g_assert_cmpint(post_number(post, TOLD), ==, 1);
}

#define OLD (WORLD_BEGIN - 300 * WORLD_DAY)
/* Not what the operator gets: that is never held. */
#define FREE                                                                                       \
	"SELECT count(*) FROM outbox WHERE state='queued' AND notice<>'held' AND"                  \
	" notice<>'accounting'"

/* It is the first poll that counts: later nothing is old, not even renumbered. */
static void
test_later_nothing_is_held(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	g_assert_true(post_poll(post));
	post->world->now.fixed += 30 * WORLD_DAY;
	add(post, "a@kommun.example", WORLD_BEGIN + WORLD_DAY);
	g_assert_true(post_poll(post));
	post->fake->uidvalidity++;
	add(post, "b@kommun.example", WORLD_BEGIN + WORLD_DAY);
	g_assert_true(post_poll(post));
	g_assert_cmpint(post_number(post, CASES), ==, 2);
	g_assert_cmpint(post_number(post, HELD), ==, 0);
	g_assert_cmpint(post_number(post, TOLD), ==, 0);
}

/* Old mail that comes later, because it was slow or somebody moved it in, was not there. */
static void
test_what_is_moved_in_is_not_held(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	add(post, "there@kommun.example", OLD);
	g_assert_true(post_poll(post));
	add(post, "moved@kommun.example", OLD);
	g_assert_true(post_poll(post));
	post->world->now.fixed += 365 * WORLD_DAY;
	add(post, "moved later@kommun.example", OLD);
	g_assert_true(post_poll(post));
	g_assert_cmpint(post_number(post, CASES), ==, 3);
	g_assert_cmpint(post_number(post, HELD), ==, 3);
	g_assert_cmpint(post_number(post, FREE), ==, 6);
}

/* An empty mailbox has nothing old in it, and its first number may not be the first of all. */
static void
test_an_empty_mailbox(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	post->fake->uidnext = 5000;
	g_assert_true(post_poll(post));
	add(post, "moved@kommun.example", OLD);
	g_assert_true(post_poll(post));
	g_assert_cmpint(post_number(post, HELD), ==, 0);
	g_assert_cmpint(post_number(post, FREE), ==, 3);
}

/* What was there, and could be had only much later, was there all the same. */
static void
test_what_came_late_from_the_server_is_held(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	add(post, "hidden@kommun.example", OLD);
	fake_mailbox_get(post->fake, 1)->hidden = TRUE;
	g_assert_true(post_poll(post));
	g_assert_cmpint(post_number(post, CASES), ==, 0);
	post->world->now.fixed += 2 * WORLD_DAY;
	fake_mailbox_get(post->fake, 1)->hidden = FALSE;
	g_assert_true(post_poll(post));
	g_assert_cmpint(post_number(post, HELD), ==, 3);
}

/* New numbers: what stands there then, and is older than the first contact, counts as old. */
static void
test_new_numbers(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	g_assert_true(post_poll(post));
	post->world->now.fixed += 30 * WORLD_DAY;
	post->fake->uidvalidity++;
	add(post, "unseen@kommun.example", OLD);
	add(post, "slow@kommun.example", WORLD_BEGIN);
	g_assert_true(post_poll(post));
	g_assert_cmpint(post_number(post, HELD), ==, 3);
	g_assert_cmpint(post_number(post, FREE), ==, 3);
	add(post, "moved@kommun.example", OLD);
	g_assert_true(post_poll(post));
	g_assert_cmpint(post_number(post, HELD), ==, 3);
	g_assert_cmpint(post_number(post, FREE), ==, 6);
}

/* What the mailbox is at the next poll, and whether mail of before that is old in it. */
static const struct {
	const char *place;
	guint32 uidvalidity, uidnext; /* above that of before; 0: as it goes on */
	gboolean held;
} others[] = {
	{ "a.example/INBOX anna", 0, 0, FALSE },
	{ "a.example/INBOX anna", 1, 0, FALSE }, /* only numbered anew */
	{ NULL, 1, 0, FALSE }, { "b.example/INBOX anna", 0, 1, TRUE },
	{ "b.example/INBOX anna", 0, 0, TRUE }, { "b.example/INBOX anna", 1, 0, TRUE },
	{ "a.example/INBOX anna", 0, 1, TRUE }, /* restored */
};

/* The first contact is with a mailbox: what has stood in another one for long is old there. */
static void
test_another_mailbox(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(others); i++) {
		Post post = { 0 };

		post_set_up(&post, NULL);
		post.fake->place = "a.example/INBOX anna";
		for (guint n = 0; n < 4; n++) {
			g_autofree char *id = g_strdup_printf("known%u@kommun.example", n);

			add(&post, id, WORLD_BEGIN);
		}
		g_assert_true(post_poll(&post));
		g_assert_cmpint(post_number(&post, HELD), ==, 0);
		post.world->now.fixed += 30 * WORLD_DAY;
		post.fake->place = others[i].place;
		post.fake->uidvalidity += others[i].uidvalidity;
		for (guint32 uid = 1; others[i].uidnext && uid <= 4; uid++)
			fake_mailbox_remove(post.fake, uid);
		if (others[i].uidnext)
			post.fake->uidnext = others[i].uidnext;
		add(&post, "archive@kommun.example", WORLD_BEGIN + WORLD_DAY);
		add(&post, "today@kommun.example", post.world->now.fixed);
		for (guint polls = 0; polls < 3; polls++)
			g_assert_true(post_poll(&post));
		g_test_message("row %u", i);
		g_assert_cmpint(post_number(&post, CASES), ==, 6);
		g_assert_cmpint(post_number(&post, HELD), ==, others[i].held ? 3 : 0);
		post_tear_down(&post, NULL);
	}
}

/* After a kill the rows alone tell it. */
static void
test_what_waited_for_its_plan(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	add(post, "old@kommun.example", OLD);
	failing_store_fail(&post->store, "apply", 1, LEX_ERROR_STORE);
	g_assert_cmpint(mailbox_step(post->mailbox), !=, 60000);
	g_assert_cmpint(post_number(post, CASES), ==, 0);
	post->world->now.fixed += WORLD_DAY;
	g_assert_true(post_poll(post));
	g_assert_cmpint(post_number(post, CASES), ==, 1);
	g_assert_cmpint(post_number(post, HELD), ==, 3);
}

/* Whoever decides about what others may not hear of is told at once, however old it is. */
static void
test_who_decides_is_told(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	Board *board = post->world->board;

	board->responsible.name = g_strdup("Åsa Lind-Öberg");
	board->conflict_contact.address = g_strdup("ordforande@kommun.example");
	add(post, "Åsa Lind-Öberg", OLD);
	g_assert_true(post_poll(post));
	g_autofree char *told = world_text(
		post->world, "SELECT state||' '||recipient FROM outbox WHERE notice='sensitive'");
	g_assert_cmpstr(told, ==, "queued ordforande@kommun.example");
	g_assert_cmpint(post_number(post, HELD), ==, 2);
}

static void
poll_after(Post *post, gint64 wait)
{
	post->world->now.fixed += wait;
	g_assert_true(post_poll(post));
}

/* From a Tuesday on: each working day, once, until nothing is held any more. */
static void
test_told_each_working_day(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	const NoticeChoice all = { .hold = HOLD_FIRST_CONTACT };
	StoreActor who = world_actor(post->world);
	CaseStore *store = post->world->store;
	gint64 moved;

	add(post, "old@kommun.example", OLD);
	g_assert_true(post_poll(post));
	poll_after(post, WORLD_HOUR);
	g_assert_cmpint(post_number(post, TOLD), ==, 1);
	poll_after(post, 2 * WORLD_DAY);
	poll_after(post, WORLD_HOUR);
	g_assert_cmpint(post_number(post, TOLD), ==, 2);
	poll_after(post, WORLD_DAY);
	g_assert_cmpint(post_number(post, TOLD), ==, 3);
	for (guint i = 0; i < 2; i++)
		poll_after(post, WORLD_DAY);
	g_assert_cmpint(post_number(post, TOLD), ==, 3);
	poll_after(post, WORLD_DAY);
	g_assert_cmpint(post_number(post, TOLD), ==, 4);
	g_assert_true(store->move_notices(store, &all, OUTBOX_QUEUED, &who, &moved, NULL));
	poll_after(post, WORLD_DAY);
	g_assert_cmpint(post_number(post, TOLD), ==, 4);
}

/* On a Saturday the first word does not wait for the Monday, which has one of its own. */
static void
test_told_on_a_weekend(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	post->world->now.fixed += 4 * WORLD_DAY;
	add(post, "old@kommun.example", OLD);
	g_assert_true(post_poll(post));
	poll_after(post, WORLD_DAY);
	g_assert_cmpint(post_number(post, TOLD), ==, 1);
	poll_after(post, WORLD_DAY);
	g_assert_cmpint(post_number(post, TOLD), ==, 2);
}

/* A word that could not be queued is queued by the next poll. */
static void
test_the_word_is_not_lost(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	static const char *const calls[] = { "first_poll", "count_held", "queue" };

	add(post, "old@kommun.example", WORLD_BEGIN - 8 * WORLD_DAY);
	for (guint i = 0; i < G_N_ELEMENTS(calls); i++) {
		failing_store_fail(&post->store, calls[i], 1, LEX_ERROR_STORE);
		g_assert_cmpint(mailbox_step(post->mailbox), !=, 60000);
		g_assert_cmpint(post_number(post, TOLD), ==, 0);
	}
	g_assert_true(post_poll(post));
	g_assert_cmpint(post_number(post, TOLD), ==, 1);
	g_assert_cmpint(post_number(post, HELD), ==, 3);
}

static gboolean
move(Post *post, const NoticeChoice *choice, OutboxState to, gint64 *ret_moved)
{
	StoreActor who = world_actor(post->world);
	g_autoptr(GError) error = NULL;
	CaseStore *store = post->world->store;
	gboolean good = store->move_notices(store, choice, to, &who, ret_moved, &error);

	g_assert_true(good || g_error_matches(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED) ||
		      g_error_matches(error, LEX_ERROR, LEX_ERROR_NOT_FOUND));
	return good;
}

static void
test_release_and_cancel_of_many(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	const NoticeChoice of_case = { .case_id = "LS-2026-0002" };
	const NoticeChoice of_budget = { .hold = HOLD_BUDGET };
	const NoticeChoice of_nothing = { .case_id = "LS-2026-0099" };
	const NoticeChoice all = { .hold = HOLD_FIRST_CONTACT };
	gint64 moved = -1;

	add(post, "old1@kommun.example", WORLD_BEGIN - 8 * WORLD_DAY);
	add(post, "old2@kommun.example", WORLD_BEGIN - 9 * WORLD_DAY);
	g_assert_true(post_poll(post));
	g_assert_true(move(post, &of_budget, OUTBOX_QUEUED, &moved));
	g_assert_cmpint(moved, ==, 0);
	g_assert_false(move(post, &of_nothing, OUTBOX_QUEUED, &moved));
	g_assert_true(move(post, &of_case, OUTBOX_QUEUED, &moved));
	g_assert_cmpint(moved, ==, 3);
	g_assert_cmpint(post_number(post, HELD), ==, 3);
	g_assert_true(move(post, &all, OUTBOX_CANCELLED, &moved));
	g_assert_cmpint(moved, ==, 3);
	g_assert_cmpint(
		post_number(post, "SELECT count(*) FROM outbox WHERE state='cancelled'"), ==, 3);
	g_assert_cmpint(
		post_number(post, "SELECT count(*) FROM event WHERE kind='notice_released'"), ==,
		3);
	g_autofree char *problems = world_verify(post->world);
	g_assert_cmpstr(problems, ==, "");
}

/* One that is not held spoils the whole, so that a person sees what was typed wrong. */
static void
test_release_is_for_held_ones(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	gint64 moved = -1;

	add(post, "old@kommun.example", WORLD_BEGIN - 8 * WORLD_DAY);
	add(post, "new@kommun.example", WORLD_BEGIN);
	g_assert_true(post_poll(post));
	const gint64 ids[] = { post_number(post, "SELECT min(id) FROM outbox WHERE state='held'"),
		post_number(post, "SELECT min(id) FROM outbox WHERE state='queued'") };
	const NoticeChoice both = { .ids = ids, .n_ids = 2 }, one = { .ids = ids, .n_ids = 1 };

	g_assert_false(move(post, &both, OUTBOX_QUEUED, &moved));
	g_assert_cmpint(post_number(post, HELD), ==, 3);
	g_assert_true(move(post, &one, OUTBOX_QUEUED, &moved));
	g_assert_cmpint(post_number(post, HELD), ==, 2);
	g_assert_false(move(post, &one, OUTBOX_QUEUED, &moved));
}

/* What was quarantined is handled again, from its first attempt. */
static void
test_a_quarantined_mail_is_released(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	World *world = post->world;
	CaseStore *store = world->store;
	StoreActor who = world_actor(world);
	g_autofree char *raw = world_mail("q@kommun.example", "", "Text.");
	gint64 mail = world_store(world, world->board, 1, raw);

	g_assert_false(store->release_mail(store, mail, &who, NULL));
	g_assert_false(store->release_mail(store, mail + 1, &who, NULL));
	g_assert_true(store->quarantine(store, "AMN", mail, "test", NULL, &who, NULL, NULL));
	g_assert_true(store->release_mail(store, mail, &who, NULL));
	g_assert_cmpint(post_number(post, "SELECT count(*) FROM ledger WHERE state='owed'"), ==, 1);
	fake_mailbox_add(post->fake, raw);
	g_assert_true(post_poll(post));
	g_assert_cmpint(post_number(post, CASES), ==, 1);
	g_assert_cmpint(
		post_number(post, "SELECT count(*) FROM mail WHERE state='handled' AND attempts=1"),
		==, 1);
	/* Another process gives up on what this one handled. */
	gboolean done = TRUE;
	g_assert_true(store->quarantine(store, "AMN", mail, "too late", NULL, &who, &done, NULL));
	g_assert_false(done);
	g_assert_cmpint(
		post_number(post, "SELECT count(*) FROM mail WHERE state='handled'"), ==, 1);
	g_autofree char *problems = world_verify(world);
	g_assert_cmpstr(problems, ==, "");
}

int
main(int argc, char **argv)
{
	static const PostTest tests[] = {
		{ "/first-contact/held", test_old_mail_is_held_and_told_once },
		{ "/first-contact/later", test_later_nothing_is_held },
		{ "/first-contact/moved-in", test_what_is_moved_in_is_not_held },
		{ "/first-contact/empty", test_an_empty_mailbox },
		{ "/first-contact/late", test_what_came_late_from_the_server_is_held },
		{ "/first-contact/new-numbers", test_new_numbers },
		{ "/first-contact/pending", test_what_waited_for_its_plan },
		{ "/first-contact/contact", test_who_decides_is_told },
		{ "/first-contact/each-day", test_told_each_working_day },
		{ "/first-contact/weekend", test_told_on_a_weekend },
		{ "/first-contact/not-lost", test_the_word_is_not_lost },
		{ "/first-contact/many", test_release_and_cancel_of_many },
		{ "/first-contact/held-only", test_release_is_for_held_ones },
		{ "/first-contact/quarantine", test_a_quarantined_mail_is_released },
	};

	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/first-contact/another", test_another_mailbox);
	post_add_tests(tests, G_N_ELEMENTS(tests));
	return g_test_run();
}
