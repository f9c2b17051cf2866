/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * When a mailbox is polled again, and when a person is told that it cannot be.
 */
#include <glib.h>
#include <string.h>

#include "core/error.h"
#include "support/post.h"

#define ALARMS "SELECT count(*) FROM outbox WHERE notice='accounting'"

static void
test_an_hour_out_of_reach_is_an_alarm(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	gint64 wait = 0;

	post->fake->open_fails = TRUE;
	for (guint i = 0; i < 20; i++)
		wait = mailbox_step(post->mailbox);
	g_assert_cmpint(wait, >=, 7 * WORLD_MINUTE);
	g_assert_cmpint(wait, <=, 13 * WORLD_MINUTE);
	g_assert_cmpint(post_number(post, ALARMS), ==, 0);
	post->world->now.fixed += WORLD_HOUR;
	failing_store_fail(&post->store, "queue", 1, LEX_ERROR_STORE);
	g_assert_false(post_poll(post));
	g_assert_cmpint(post_number(post, ALARMS), ==, 0);
	g_assert_false(post_poll(post));
	g_assert_false(post_poll(post));
	g_assert_cmpint(post_number(post, ALARMS), ==, 1);
	post->fake->open_fails = FALSE;
	g_assert_true(post_poll(post));
	post->fake->list_fails = TRUE;
	wait = mailbox_step(post->mailbox);
	g_assert_cmpint(wait, <, 7000);
	g_assert_cmpuint(post->fake->closed, >, 20);
}

/* What a person has to mend is said at once, with how; and once. */
static void
test_a_refused_login_is_an_alarm_at_once(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	post->fake->refusal = "token_url x gives client y no token: the client secret has "
			      "expired; make a new one (HUSH)";
	for (guint i = 0; i < 3; i++)
		g_assert_false(post_poll(post));
	g_assert_cmpint(post_number(post, ALARMS), ==, 1);
	g_assert_cmpuint(post->handled, ==, 1); /* who sends it was woken */
	g_autofree char *facts =
		world_text(post->world, "SELECT facts FROM outbox WHERE notice='accounting'");
	g_assert_nonnull(strstr(facts, "AMN: brevlådan kan inte läsas. Klienthemligheten har gått "
				       "ut. Skapa en ny i Entra"));
	g_assert_null(strstr(facts, "HUSH"));
	/* Another cause is said too; one that nobody knows, by its class. */
	post->fake->refusal = NULL;
	g_assert_true(post_poll(post));
	post->fake->refusal = "server x refused the login; check user and password";
	g_assert_false(post_poll(post));
	g_assert_cmpint(post_number(post, ALARMS), ==, 2);
	g_autofree char *other = world_text(
		post->world, "SELECT facts FROM outbox WHERE notice='accounting' ORDER BY id DESC");
	g_assert_nonnull(strstr(other, "Slag: wait; orsaken står i loggen"));
}

/* The next try comes no later than the end of the hour. */
static void
test_the_hour_is_kept(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	post->fake->open_fails = TRUE;
	for (guint i = 0; i < 20; i++)
		g_assert_false(post_poll(post));
	post->world->now.fixed += WORLD_HOUR - WORLD_MINUTE;
	g_assert_cmpint(mailbox_step(post->mailbox), ==, WORLD_MINUTE);
	g_assert_cmpint(post_number(post, ALARMS), ==, 0);
	post->world->now.fixed += WORLD_MINUTE;
	g_assert_cmpint(mailbox_step(post->mailbox), >, 7 * WORLD_MINUTE);
	g_assert_cmpint(post_number(post, ALARMS), ==, 1);
}

static gint64
doze(Post *post)
{
	return mailbox_bed.doze(post->mailbox, POST_POLL);
}

/* A server that tells of mail is polled more rarely; one that does not, by the clock. */
static void
test_the_server_says_when_to_look(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	post->fake->wait_end = MAIL_SOURCE_CANNOT_WAIT;
	g_assert_true(post_poll(post));
	g_assert_cmpint(doze(post), ==, POST_POLL);
	post->fake->wait_end = MAIL_SOURCE_CHANGED;
	g_assert_cmpint(doze(post), ==, 0);
	g_assert_cmpint(post->fake->waited, ==, 5 * POST_POLL);
	mailbox_bed.rouse(post->mailbox);
	g_assert_cmpuint(post->fake->woken, ==, 1);
}

/* IDLE that goes deaf: mail that was not announced makes polls frequent until one is. */
static void
test_a_deaf_server_is_polled(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	post->fake->wait_end = MAIL_SOURCE_WAITED;
	g_assert_true(post_poll(post));
	g_assert_cmpint(doze(post), ==, 0);
	g_assert_cmpint(post->fake->waited, ==, 5 * POST_POLL);
	post_add(post, 1);
	g_assert_true(post_poll(post));
	g_assert_cmpint(doze(post), ==, 0);
	g_assert_cmpint(post->fake->waited, ==, POST_POLL);
	g_assert_true(post_poll(post));
	post->fake->wait_end = MAIL_SOURCE_CHANGED;
	g_assert_cmpint(doze(post), ==, 0);
	post_add(post, 1);
	g_assert_true(post_poll(post));
	g_assert_cmpint(doze(post), ==, 0);
	g_assert_cmpint(post->fake->waited, ==, 5 * POST_POLL);
}

/* What is owed is asked for again in its time, whatever the server says. */
static void
test_owed_mail_is_not_waited_for(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	post_add(post, 1);
	fake_mailbox_get(post->fake, 1)->hidden = TRUE;
	g_assert_true(post_poll(post));
	g_assert_cmpint(doze(post), ==, 0);
	g_assert_cmpint(post->fake->waited, ==, POST_POLL);
}

/* A wait that breaks again and again makes no storm, and is never longer than the poll. */
static void
test_a_wait_that_breaks(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	gint64 last = 0;

	post->fake->wait_fails = TRUE;
	for (guint i = 0; i < 8; i++) {
		g_assert_true(post_poll(post));
		last = doze(post);
		g_assert_cmpint(last, >=, 3000);
		g_assert_cmpint(last, <=, POST_POLL);
		g_assert_cmpuint(post->fake->closed, ==, i + 1);
	}
	g_assert_cmpint(last, ==, POST_POLL);
}

/* Ten minutes for an answer, in which others write into the journal. */
static void
answer_slowly(gpointer user)
{
	Post *post = user;

	const AccessQuery everything = { NULL, INSTANT_NONE, INSTANT_NONE };
	CaseStore *store = post->world->store;
	g_autofree char *looks = NULL;

	post->world->now.fixed += 10 * WORLD_MINUTE;
	StoreActor who = world_actor(post->world);
	g_assert_true(store->access(store, &everything, &who, &looks, NULL));
}

/* What a slow server answers is dated by when it did: no clock went back. */
static void
test_a_slow_server_turns_no_clock_back(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	MailboxSettings *mailbox = &post->world->board->mailbox;

	mailbox->after = AFTER_DELETE;
	mailbox->disposal_decision = g_strdup("KS 2026-0123");
	mailbox->delete_after_days = 1;
	post->fake->asked = answer_slowly;
	post->fake->user = post;
	post_add(post, 2);
	g_assert_true(post_poll(post));
	post_restart(post);
	post->world->now.fixed += 3 * WORLD_DAY;
	g_autofree char *backup = g_strdup_printf(
		"INSERT OR REPLACE INTO meta VALUES('last_backup','%" G_GINT64_FORMAT "')",
		post->world->now.fixed);
	world_change(post->world, backup);
	g_assert_true(post_poll(post));
	g_assert_cmpuint(post->fake->mails->len, ==, 0);
	post_add(post, 1);
	post->fake->uidvalidity++;
	g_assert_true(post_poll(post));
	g_assert_cmpint(
		post_number(post, "SELECT count(*) FROM event WHERE kind='clock_went_back'"), ==,
		0);
	world_assert_proved(post->world);
}

int
main(int argc, char **argv)
{
	static const PostTest tests[] = {
		{ "/mailbox/time/out-of-reach", test_an_hour_out_of_reach_is_an_alarm },
		{ "/mailbox/time/refused", test_a_refused_login_is_an_alarm_at_once },
		{ "/mailbox/time/hour", test_the_hour_is_kept },
		{ "/mailbox/time/wait", test_the_server_says_when_to_look },
		{ "/mailbox/time/deaf", test_a_deaf_server_is_polled },
		{ "/mailbox/time/wait-owed", test_owed_mail_is_not_waited_for },
		{ "/mailbox/time/wait-breaks", test_a_wait_that_breaks },
		{ "/mailbox/time/slow-server", test_a_slow_server_turns_no_clock_back },
	};

	g_test_init(&argc, &argv, NULL);
	post_add_tests(tests, G_N_ELEMENTS(tests));
	return g_test_run();
}
