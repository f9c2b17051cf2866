/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A mailbox that is not the one of the poll before: restored from a backup, or
 * another one under the same UIDVALIDITY. New mail must not hide behind old
 * numbers, and nothing may be removed that is not held.
 */
#include <glib.h>
#include <string.h>

#include "core/error.h"
#include "support/post.h"

/* The mailbox as it was when the next UID was uidnext. */
static void
restore(Post *post, guint32 uidnext)
{
	while (post->fake->uidnext > uidnext)
		fake_mailbox_remove(post->fake, --post->fake->uidnext);
}

#define CASES  "SELECT count(*) FROM cases"
#define COPIES "SELECT count(*) FROM mail WHERE kind='copy'"
/* Here nothing is ever read, which is an alarm of its own after ten minutes. */
#define OF_LEDGER " FROM outbox WHERE notice='accounting' AND facts NOT LIKE '%bli lästa%'"
#define ALARMS    "SELECT count(*)" OF_LEDGER
#define ALARM     "SELECT facts" OF_LEDGER " ORDER BY id DESC"

/* The numbers add up, nothing went unseen, and verify has no complaint. */
static void
assert_in_order(Post *post)
{
	g_assert_cmpint(
		post_number(post, "SELECT difference FROM accounting ORDER BY id DESC"), ==, 0);
	g_assert_cmpint(post_number(post, "SELECT owed FROM accounting ORDER BY id DESC"), ==, 0);
	g_assert_cmpint(
		post_number(post, "SELECT vanished FROM accounting ORDER BY id DESC"), ==, 0);
	g_autofree char *problems = world_verify(post->world);
	g_assert_cmpstr(problems, ==, "");
}

static void
assert_alarm(Post *post, gint64 count, const char *says)
{
	g_autofree char *alarm = world_text(post->world, ALARM);

	g_assert_cmpint(post_number(post, ALARMS), ==, count);
	g_assert_true(count == 0 || strstr(alarm, says));
}

/* To which UIDNEXT it was restored, what came then, and whether that shows. */
static const struct {
	guint32 uidnext;
	guint came;
	gboolean shows;
} backups[] = {
	{ 4, 0, TRUE },
	{ 4, 1, TRUE },
	{ 1, 0, TRUE },
	{ 1, 4, TRUE },
	{ 6, 0, FALSE },
	{ 6, 3, FALSE },
};

static void
test_a_restored_mailbox(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(backups); i++) {
		Post post = { 0 };

		post_set_up(&post, NULL);
		post_add(&post, 5);
		g_assert_true(post_poll(&post));
		restore(&post, backups[i].uidnext);
		post_add(&post, backups[i].came);
		for (guint polls = 0; polls < 3; polls++)
			g_assert_true(post_poll(&post));
		g_test_message("row %u", i);
		/* All new mail has its case, and what was known makes none. */
		g_assert_cmpint(post_number(&post, CASES), ==, 5 + backups[i].came);
		g_assert_cmpint(post_number(&post, COPIES), ==,
			backups[i].shows ? (gint64) backups[i].uidnext - 1 : 0);
		assert_alarm(&post, backups[i].shows, "återställts");
		assert_in_order(&post);
		post_tear_down(&post, NULL);
	}
}

/* It happens again on another day, and is said again. */
static void
test_restored_twice(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	for (guint times = 1; times <= 2; times++) {
		post->world->now.fixed += WORLD_DAY;
		post_add(post, 4);
		g_assert_true(post_poll(post));
		restore(post, post->fake->uidnext - 2);
		g_assert_true(post_poll(post));
		post_add(post, 1);
		g_assert_true(post_poll(post));
		assert_alarm(post, times, "återställts");
		g_assert_cmpint(post_number(post, CASES), ==, 5 * times);
		assert_in_order(post);
	}
}

#define LEDGERS "SELECT count(*) FROM mailbox WHERE cause IS NOT NULL"

/* Which of two copies of a mailbox answers: the newest mail is missing from the one that lags. */
static void
answer(Post *post, const char *raw, gboolean lags)
{
	gboolean there = fake_mailbox_get(post->fake, 4) != NULL;

	if (lags && there)
		restore(post, 4);
	else if (!lags && !there)
		fake_mailbox_add(post->fake, raw);
}

/* What polls see: '-' the copy that lags, '+' the other; and how many ledgers that makes. */
static const struct {
	const char *answers;
	gint64 ledgers, alarms, told;
} swings[] = {
	{ "-+-+-+-+", 1, 2, 1 },
	{ "--", 1, 1, 0 },
	{ "--+", 1, 1, 0 },
	{ "--+-+-+", 1, 2, 1 },
	{ "--+--+---++--", 1, 2, 1 },
};

/* A mailbox whose servers are not in step is not fetched anew again and again. */
static void
test_a_mailbox_that_swings(void)
{
	g_autofree char *raw = world_mail("last@kommun.example", "", "last");

	for (guint i = 0; i < G_N_ELEMENTS(swings); i++) {
		Post post = { 0 };

		post_set_up(&post, NULL);
		post.world->board->mailbox.after = AFTER_MOVE;
		post_add(&post, 3);
		fake_mailbox_add(post.fake, raw);
		g_assert_true(post_poll(&post));
		for (const char *now = swings[i].answers; *now; now++) {
			answer(&post, raw, *now == '-');
			g_assert_true(post_poll(&post));
		}
		g_test_message("row %u", i);
		g_assert_cmpint(post_number(&post, LEDGERS), ==, swings[i].ledgers);
		g_assert_cmpint(post_number(&post, ALARMS), ==, swings[i].alarms);
		g_assert_cmpint(post_number(&post,
					"SELECT count(*) FROM outbox WHERE facts LIKE '%växlar%'"),
			==, swings[i].told);
		g_assert_cmpint(post_number(&post, CASES), ==, 4);
		assert_in_order(&post);
		post_tear_down(&post, NULL);
	}
}

/* In doubt nothing is taken out, and a day later it is believed. */
static void
test_in_doubt_nothing_is_removed(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	post->world->board->mailbox.after = AFTER_MOVE;
	post->fake->mark_fails = TRUE;
	post_add(post, 4);
	g_assert_false(post_poll(post));
	post->fake->mark_fails = FALSE;
	restore(post, 4);
	g_assert_true(post_poll(post));
	g_assert_true(post_poll(post));
	g_assert_cmpuint(post->fake->marked->len, ==, 3);
	restore(post, 3);
	g_assert_true(post_poll(post));
	/* It gets a number that is known: nothing is lower then, and still it is no other mail. */
	g_autofree char *hidden = world_mail("hidden@kommun.example", "", "hidden");
	fake_mailbox_add(post->fake, hidden);
	gint64 cases = post_number(post, CASES);
	for (guint polls = 0; polls < 3; polls++)
		g_assert_true(post_poll(post));
	g_assert_cmpint(post_number(post, LEDGERS), ==, 1);
	g_assert_cmpint(post_number(post, CASES), ==, cases);
	post->world->now.fixed += WORLD_DAY;
	g_assert_true(post_poll(post));
	g_assert_cmpint(post_number(post, LEDGERS), ==, 2);
	g_assert_cmpint(post_number(post, CASES), ==, cases + 1);
	assert_in_order(post);
}

/* Some servers say no UIDNEXT: then mail that is gone proves nothing. */
static void
test_a_server_that_does_not_say(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	post_add(post, 5);
	g_assert_true(post_poll(post));
	fake_mailbox_remove(post->fake, 5);
	post->fake->uidnext = 0;
	g_assert_true(post_poll(post));
	assert_alarm(post, 0, NULL);
	g_assert_cmpint(post_number(post, COPIES), ==, 0);
}

/* Which mailbox it was, which it is, and whether they differ. */
static const struct {
	const char *before, *after;
	gboolean differs;
} places[] = {
	{ "a.example/INBOX anna", "b.example/INBOX anna", TRUE },
	{ "a.example/INBOX anna", "a.example/Lex anna", TRUE },
	{ "a.example/INBOX anna", "a.example/INBOX berit", TRUE },
	{ "a.example/INBOX anna", "a.example/INBOX anna", FALSE },
	/* A database from before this was written down. */
	{ NULL, "a.example/INBOX anna", FALSE },
};

static void
test_another_mailbox(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(places); i++) {
		Post post = { 0 };

		post_set_up(&post, NULL);
		post.fake->place = places[i].before;
		post_add(&post, 3);
		g_assert_true(post_poll(&post));
		post.fake->place = places[i].after;
		if (places[i].differs) {
			restore(&post, 1);
			post_add(&post, 3);
		}
		g_assert_true(post_poll(&post));
		g_assert_true(post_poll(&post));
		g_test_message("row %u", i);
		g_assert_cmpint(post_number(&post, CASES), ==, places[i].differs ? 6 : 3);
		assert_alarm(&post, places[i].differs, "annan brevlåda");
		assert_in_order(&post);
		/* From now on it is known. */
		post.fake->place = "c.example/INBOX anna";
		g_assert_true(post_poll(&post));
		g_assert_cmpint(post_number(&post, COPIES), ==, 3);
		post_tear_down(&post, NULL);
	}
}

/* A person hears of it even if the first attempt to say so fails, or the program ends. */
static void
test_it_is_said_for_sure(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	post_add(post, 5);
	g_assert_true(post_poll(post));
	restore(post, 3);
	failing_store_fail(&post->store, "queue", 1, LEX_ERROR_STORE);
	g_assert_false(post_poll(post));
	assert_alarm(post, 0, NULL);
	post_restart(post);
	g_assert_true(post_poll(post));
	assert_alarm(post, 1, "återställts");
	post_restart(post);
	g_assert_true(post_poll(post));
	assert_alarm(post, 1, "återställts");
}

/* What stands at UID 2 when it is to be removed: of the mail that was there, or not. */
static const struct {
	const char *id, *text;
	gboolean other;
} impostors[] = {
	{ "m2@kommun.example", "m2@kommun.example", FALSE },
	{ "n2@kommun.example", "m2@kommun.example", TRUE }, /* of the same size */
	{ "m2@kommun.example", "En annan och längre rapport.", TRUE },
	{ "n2@kommun.example", "En annan och längre rapport.", TRUE },
};

static void
replace_second(Post *post, guint row)
{
	FakeMail *mail = fake_mailbox_get(post->fake, 2);

	g_free(mail->raw);
	mail->raw = world_mail(impostors[row].id, "", impostors[row].text);
}

static void
assert_nothing_lost(Post *post, gboolean other, gint64 alarms)
{
	g_assert_cmpint(post_number(post, CASES), ==, other ? 4 : 3);
	g_assert_cmpint(post_number(post,
				"SELECT count(*) FROM outbox WHERE facts LIKE '%inget togs bort%'"),
		==, alarms);
	g_autofree char *problems = world_verify(post->world);
	g_assert_cmpstr(problems, ==, "");
}

/* Deleting: nothing at all goes when one is not what it was. */
static void
test_other_mail_is_not_deleted(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(impostors); i++) {
		Post post = { 0 };

		post_set_up(&post, NULL);
		MailboxSettings *settings = &post.world->board->mailbox;
		settings->after = AFTER_DELETE;
		settings->disposal_decision = g_strdup("KS 2026-0123");
		settings->delete_after_days = 30;
		post_add(&post, 3);
		g_assert_true(post_poll(&post));
		post.world->now.fixed += 40 * WORLD_DAY;
		g_autofree char *backup = g_strdup_printf(
			"INSERT OR REPLACE INTO meta VALUES('last_backup','%" G_GINT64_FORMAT "')",
			post.world->now.fixed);
		world_change(post.world, backup);
		replace_second(&post, i);
		g_test_message("row %u", i);
		(void) mailbox_step(post.mailbox);
		g_assert_cmpuint(post.fake->mails->len, ==, impostors[i].other ? 3 : 0);
		for (guint polls = 0; polls < 3; polls++)
			g_assert_true(post_poll(&post));
		assert_nothing_lost(&post, impostors[i].other, impostors[i].other);
		g_assert_cmpint(
			post_number(&post, "SELECT count(*) FROM event WHERE kind='mail_disposed'"),
			==, impostors[i].other ? 0 : 3);
		assert_in_order(&post);
		post_tear_down(&post, NULL);
	}
}

/* Moving, of what an earlier poll could not move. */
static void
test_other_mail_is_not_moved(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(impostors); i++) {
		Post post = { 0 };

		post_set_up(&post, NULL);
		post.world->board->mailbox.after = AFTER_MOVE;
		post.fake->mark_fails = TRUE;
		post_add(&post, 3);
		g_assert_false(post_poll(&post));
		post.fake->mark_fails = FALSE;
		replace_second(&post, i);
		g_test_message("row %u", i);
		(void) mailbox_step(post.mailbox);
		g_assert_cmpuint(post.fake->marked->len, ==, impostors[i].other ? 0 : 3);
		for (guint polls = 0; polls < 3; polls++)
			g_assert_true(post_poll(&post));
		g_assert_cmpuint(post.fake->marked->len, ==, 3);
		assert_nothing_lost(&post, impostors[i].other, impostors[i].other);
		assert_in_order(&post);
		post_tear_down(&post, NULL);
	}
}

/* What cannot be looked at is not moved, and the others are. */
static void
test_what_cannot_be_seen_stays(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	post->world->board->mailbox.after = AFTER_MOVE;
	post->fake->mark_fails = TRUE;
	post_add(post, 3);
	g_assert_false(post_poll(post));
	post->fake->mark_fails = FALSE;
	FakeMail *mail = fake_mailbox_get(post->fake, 2);
	mail->header = "Message-ID: <forged@b.example>\r\n\r\n";
	mail->hidden = TRUE;
	post_add(post, 1);
	g_assert_true(post_poll(post));
	g_assert_cmpuint(post->fake->marked->len, ==, 3);
	for (guint i = 0; i < 3; i++)
		g_assert_cmpuint(g_array_index(post->fake->marked, guint32, i), !=, 2);
	g_assert_cmpint(post_number(post, LEDGERS), ==, 0);
	fake_mailbox_get(post->fake, 2)->hidden = FALSE;
	g_assert_true(post_poll(post));
	g_assert_cmpuint(post->fake->marked->len, ==, 4);
	assert_in_order(post);
}

int
main(int argc, char **argv)
{
	static const PostTest tests[] = {
		{ "/mailbox/restored/twice", test_restored_twice },
		{ "/mailbox/restored/doubt", test_in_doubt_nothing_is_removed },
		{ "/mailbox/restored/no-uidnext", test_a_server_that_does_not_say },
		{ "/mailbox/restored/unseen", test_what_cannot_be_seen_stays },
		{ "/mailbox/restored/said", test_it_is_said_for_sure },
	};

	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/mailbox/restored/backup", test_a_restored_mailbox);
	g_test_add_func("/mailbox/restored/swings", test_a_mailbox_that_swings);
	g_test_add_func("/mailbox/restored/delete", test_other_mail_is_not_deleted);
	g_test_add_func("/mailbox/restored/move", test_other_mail_is_not_moved);
	g_test_add_func("/mailbox/restored/elsewhere", test_another_mailbox);
	post_add_tests(tests, G_N_ELEMENTS(tests));
	return g_test_run();
}
