/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "core/error.h"
#include "support/post.h"

#define CASES   "SELECT count(*) FROM cases"
#define OWED    "SELECT count(*) FROM ledger WHERE state='owed'"
#define ALARMS  "SELECT count(*) FROM outbox WHERE notice='accounting'"
#define UNREADY "SELECT count(*) FROM mail WHERE state='stored'"

static void
test_each_mail_opens_a_case_and_is_marked_once(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	post_add(post, 130);
	g_assert_true(post_poll(post));
	g_assert_cmpint(post_number(post, CASES), ==, 130);
	g_assert_cmpuint(post->fake->marked->len, ==, 130);
	g_assert_cmpuint(post->handled, ==, 1);
	g_assert_false(mailbox_is_owing(post->mailbox));
	g_assert_true(post_poll(post));
	g_assert_cmpuint(post->fake->fetched, ==, 130);
	g_assert_cmpuint(post->fake->marked->len, ==, 130);
	g_assert_cmpuint(post->handled, ==, 1);
	g_assert_cmpint(post_number(post, ALARMS), ==, 0);
}

/* Invariant 4: numbered anew, read anew, and no case more. */
static void
test_a_renumbered_mailbox_makes_copies(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	post_add(post, 70);
	g_assert_true(post_poll(post));
	post->fake->uidvalidity++;
	g_assert_true(post_poll(post));
	g_assert_cmpint(post_number(post, CASES), ==, 70);
	g_assert_cmpint(post_number(post, "SELECT count(*) FROM mail WHERE kind='copy'"), ==, 70);
	g_assert_cmpint(post_number(post, "SELECT count(*) FROM flag"), ==, 0);
	g_assert_cmpint(post_number(post, "SELECT count(*) FROM outbox"), ==, 210);
}

/* Invariant 1: what a server leaves out of a list is there all the same, and is fetched. */
static void
test_what_is_not_listed_is_taken(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	post_add(post, 2);
	g_assert_true(post_poll(post));
	post_add(post, 2);
	fake_mailbox_get(post->fake, 3)->unlisted = TRUE;
	fake_mailbox_get(post->fake, 4)->unlisted = fake_mailbox_get(post->fake, 4)->hidden = TRUE;
	g_assert_true(post_poll(post));
	g_assert_cmpint(post_number(post, CASES), ==, 3);
	g_assert_cmpuint(post->fake->marked->len, ==, 3);
	g_assert_cmpint(post_number(post, OWED), ==, 1);
	g_assert_true(mailbox_is_owing(post->mailbox));
	g_assert_cmpint(
		post_number(post, "SELECT sum(vanished)+sum(difference) FROM accounting"), ==, 0);
	g_assert_cmpint(post_number(post, ALARMS), ==, 0);
	fake_mailbox_get(post->fake, 3)->unlisted = fake_mailbox_get(post->fake, 4)->unlisted =
		fake_mailbox_get(post->fake, 4)->hidden = FALSE;
	post->world->now.fixed += WORLD_MINUTE;
	g_assert_true(post_poll(post));
	g_assert_cmpint(post_number(post, CASES), ==, 4);
	g_assert_false(mailbox_is_owing(post->mailbox));
	g_assert_cmpint(
		post_number(post, "SELECT sum(vanished)+sum(difference) FROM accounting"), ==, 0);
	g_assert_cmpint(post_number(post, ALARMS), ==, 0);
}

static void
test_keep_touches_nothing(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	post->world->board->mailbox.after = AFTER_KEEP;
	post->fake->mark_fails = TRUE;
	post_add(post, 2);
	g_assert_true(post_poll(post));
	g_assert_cmpuint(post->fake->marked->len, ==, 0);
}

/* Which call of the store fails, what is then in the mailbox and the database. */
static const struct {
	const char *call;
	gboolean stored; /* the bytes are durable */
} breakdowns[] = {
	{ "begin_poll", FALSE },
	{ "store_mails", FALSE },
	{ "apply", TRUE },
	{ "next_pending", FALSE },
};

static void
test_a_full_disk_loses_nothing(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	for (guint i = 0; i < G_N_ELEMENTS(breakdowns); i++) {
		guint marked = post->fake->marked->len;
		gint64 cases = post_number(post, CASES);

		post_add(post, 3);
		failing_store_fail(&post->store, breakdowns[i].call, G_MAXUINT, LEX_ERROR_STORE);
		for (guint again = 0; again < 3; again++)
			g_assert_false(post_poll(post));
		g_assert_true(mailbox_is_owing(post->mailbox));
		g_assert_cmpuint(post->fake->marked->len, ==, marked);
		g_assert_cmpint(post_number(post, CASES), ==, cases);
		g_assert_cmpint(post_number(post, UNREADY), ==, breakdowns[i].stored ? 3 : 0);
		failing_store_fail(&post->store, NULL, 0, 0);
		g_assert_true(post_poll(post));
		g_assert_cmpint(post_number(post, CASES), ==, cases + 3);
		g_assert_cmpuint(post->fake->marked->len, ==, marked + 3);
	}
	g_assert_cmpint(
		post_number(post, "SELECT count(*) FROM mail WHERE state='quarantined'"), ==, 0);
}

/* The numbers, the marks: whichever fails, the next poll makes good. */
static void
test_what_fails_after_the_cases(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	static const char *const calls[] = { "marked", "end_poll" };

	for (guint i = 0; i < G_N_ELEMENTS(calls); i++) {
		post_add(post, 1);
		failing_store_fail(&post->store, calls[i], 1, LEX_ERROR_STORE);
		g_assert_false(post_poll(post));
		g_assert_true(post_poll(post));
	}
	g_assert_cmpint(post_number(post, CASES), ==, 2);
	g_assert_cmpint(post_number(post, "SELECT count(*) FROM ledger WHERE marked=1"), ==, 2);
}

/* Invariant 3: classes of failure of the plan of a mail, none of them the disk's. */
static void
test_a_poison_mail_stands_in_quarantine(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	static const int codes[] = { LEX_ERROR_BAD_MESSAGE, LEX_ERROR_NOT_FOUND,
		LEX_ERROR_NOT_ALLOWED };

	for (guint i = 0; i < G_N_ELEMENTS(codes); i++) {
		gint64 cases = post_number(post, CASES);

		post_add(post, 3);
		/* The group fails, and then the first mail of it by itself. */
		failing_store_fail(&post->store, "apply", 2, codes[i]);
		g_assert_true(post_poll(post));
		g_assert_cmpint(post_number(post, CASES), ==, cases + 2);
		g_assert_cmpint(
			post_number(post, "SELECT count(*) FROM mail WHERE state='quarantined'"),
			==, i + 1);
		g_assert_cmpint(
			post_number(post, "SELECT count(*) FROM outbox WHERE notice='quarantined'"),
			==, i + 1);
		g_assert_cmpuint(post->fake->marked->len, ==, 2 * (i + 1));
	}
	g_assert_cmpint(
		post_number(
			post, "SELECT count(*) FROM ledger WHERE state='quarantined' AND marked=0"),
		==, G_N_ELEMENTS(codes));
}

#define TOLD_REASON "SELECT facts->>'$.quarantine.reason' FROM outbox WHERE notice='quarantined'"

/* The failure names the database and its statement: that is for the log and the operator. */
static void
test_the_notice_tells_nothing_of_the_machine(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	static const char *const details[] = { "/", "database", "lexsarah.db", "ST_CASE",
		"poison" };

	post_add(post, 1);
	world_change(post->world,
		"CREATE TRIGGER poison BEFORE INSERT ON cases BEGIN SELECT RAISE(ABORT,'poison'); END");
	g_assert_true(post_poll(post));
	g_autofree char *kept = world_text(post->world, "SELECT reason FROM mail");
	g_autofree char *told = world_text(post->world, TOLD_REASON);
	g_assert_cmpstr(told, ==, "mejlet kunde inte hanteras");
	for (guint i = 0; i < G_N_ELEMENTS(details); i++) {
		g_assert_null(strstr(told, details[i]));
		g_assert_nonnull(strstr(kept, details[i]));
	}
	g_autofree char *shown = world_view(post->world, VIEW_MAIL, "1");
	g_assert_nonnull(strstr(shown, "lexsarah.db"));
}

static void
test_a_mail_that_ended_the_program_twice(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	post_add(post, 2);
	failing_store_fail(&post->store, "apply", G_MAXUINT, LEX_ERROR_STORE);
	g_assert_false(post_poll(post));
	failing_store_fail(&post->store, NULL, 0, 0);
	world_change(post->world, "UPDATE mail SET attempts=2,run='another' WHERE id=1");
	g_assert_true(post_poll(post));
	g_assert_cmpint(post_number(post, CASES), ==, 1);
	g_assert_cmpint(
		post_number(post, "SELECT count(*) FROM mail WHERE state='quarantined' AND id=1"),
		==, 1);
	g_autofree char *told = world_text(post->world, TOLD_REASON);
	g_assert_cmpstr(told, ==, "hanteringen avbröts två gånger");
	g_assert_cmpuint(post->fake->marked->len, ==, 1);
}

/* What came is handled; of what did not, only the first waits. */
static void
test_a_fetch_that_breaks(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	post_add(post, 5);
	post->fake->breaks_after = 2;
	g_assert_false(post_poll(post));
	g_assert_cmpint(post_number(post, CASES), ==, 2);
	g_assert_cmpuint(post->handled, ==, 1);
	g_assert_cmpint(post_number(post, "SELECT uid FROM ledger WHERE attempts>0"), ==, 3);
	g_assert_cmpint(post_number(post, OWED), ==, 3);
	post->fake->breaks_after = G_MAXUINT;
	g_assert_true(post_poll(post));
	g_assert_cmpint(post_number(post, CASES), ==, 4);
	g_assert_true(mailbox_is_owing(post->mailbox));
	post->world->now.fixed += WORLD_MINUTE;
	g_assert_true(post_poll(post));
	g_assert_cmpint(post_number(post, CASES), ==, 5);
	g_assert_false(mailbox_is_owing(post->mailbox));
}

static void
end_daemon(gpointer user)
{
	Post *post = user;

	if (post->fake->fetched)
		mailbox_interrupt(post->mailbox);
}

/* Our own end breaks a fetch: that is no fault of the mail, nor one that the log speaks of. */
static void
test_an_end_that_breaks_a_fetch(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	if (!g_test_subprocess()) {
		g_test_trap_subprocess(NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
		g_test_trap_assert_passed();
		g_test_trap_assert_stderr_unmatched("*connection lost*");
		return;
	}
	post_add(post, 1);
	g_assert_true(post_poll(post));
	post_add(post, 1);
	post->fake->breaks_after = 0;
	post->fake->asked = end_daemon;
	post->fake->user = post;
	g_assert_false(post_poll(post));
	g_assert_cmpint(post_number(post, "SELECT count(*) FROM ledger WHERE attempts>0"), ==, 0);
	g_assert_cmpint(post_number(post, OWED), ==, 1);
}

/* A UID that is listed and never returned: owed, later and later, and after an hour a person. */
static void
test_a_mail_that_is_never_returned(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	post_add(post, 3);
	fake_mailbox_get(post->fake, 2)->hidden = TRUE;
	g_assert_true(post_poll(post));
	g_assert_cmpint(post_number(post, CASES), ==, 2);
	g_assert_cmpint(post_number(post, "SELECT uid FROM ledger WHERE attempts>0"), ==, 2);
	g_assert_cmpint(post_number(post, ALARMS), ==, 0);
	post->world->now.fixed += WORLD_HOUR + 1;
	for (guint i = 0; i < 3; i++)
		g_assert_true(post_poll(post));
	g_assert_cmpint(post_number(post, ALARMS), ==, 1);
	post->world->now.fixed += WORLD_DAY;
	g_assert_true(post_poll(post));
	g_assert_cmpint(post_number(post, ALARMS), ==, 2);
	fake_mailbox_get(post->fake, 2)->hidden = FALSE;
	post->world->now.fixed += WORLD_HOUR;
	g_assert_true(post_poll(post));
	g_assert_cmpint(post_number(post, CASES), ==, 3);
	g_assert_false(mailbox_is_owing(post->mailbox));
}

static void
test_what_vanishes_is_an_alarm(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	post_add(post, 2);
	fake_mailbox_get(post->fake, 2)->hidden = TRUE;
	g_assert_true(post_poll(post));
	fake_mailbox_remove(post->fake, 2);
	g_assert_true(post_poll(post));
	g_assert_cmpuint(post->handled, ==, 2);
	g_assert_true(post_poll(post));
	g_assert_cmpint(post_number(post, ALARMS), ==, 1);
}

/* Another client that takes one mail at a time takes them all without a word else. */
static void
test_each_that_vanishes_is_an_alarm(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	for (gint64 i = 1; i <= 3; i++) {
		FakeMail *newest;

		post_add(post, 1);
		newest = fake_mailbox_get(post->fake, (guint32) i);
		newest->hidden = TRUE;
		g_assert_true(post_poll(post));
		fake_mailbox_remove(post->fake, (guint32) i);
		post->world->now.fixed += WORLD_MINUTE;
		g_assert_true(post_poll(post));
		g_assert_cmpint(post_number(post, ALARMS), ==, i);
	}
	/* And of none it is told twice. */
	post->world->now.fixed += WORLD_MINUTE;
	g_assert_true(post_poll(post));
	g_assert_cmpint(post_number(post, ALARMS), ==, 3);
}

/* It is counted once only: without its alarm it is not counted. */
static void
test_the_alarm_of_what_vanished_is_sure(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	post_add(post, 2);
	fake_mailbox_get(post->fake, 2)->hidden = TRUE;
	g_assert_true(post_poll(post));
	fake_mailbox_remove(post->fake, 2);
	failing_store_fail(&post->store, "queue", 1, LEX_ERROR_STORE);
	g_assert_false(post_poll(post));
	g_assert_cmpint(post_number(post, ALARMS), ==, 0);
	g_assert_true(post_poll(post));
	g_assert_cmpint(post_number(post, ALARMS), ==, 1);
	g_assert_cmpint(
		post_number(post, "SELECT vanished FROM accounting ORDER BY id DESC"), ==, 1);
}

/* Mail that is held is handled even when the server is away. */
static void
test_held_mail_needs_no_server(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	post_add(post, 2);
	failing_store_fail(&post->store, "apply", 1, LEX_ERROR_STORE);
	g_assert_false(post_poll(post));
	post->fake->open_fails = TRUE;
	post->handled = 0;
	g_assert_false(post_poll(post));
	g_assert_cmpint(post_number(post, CASES), ==, 2);
	/* Somebody reads it, and its receipts go, though no mail came. */
	g_assert_cmpuint(post->handled, ==, 1);
}

#define HELD "SELECT count(*) FROM outbox WHERE notice='receipt' AND state='held'"

/* What there was no room for goes in its hour, whatever becomes of the mailbox. */
static void
test_held_notices_need_no_server(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	post->world->settings->limits.receipts_per_sender = 1;
	post_add(post, 3);
	g_assert_true(post_poll(post));
	g_assert_cmpint(post_number(post, HELD), ==, 2);
	post->fake->open_fails = TRUE;
	post->world->now.fixed += WORLD_DAY;
	post->handled = 0;
	g_assert_false(post_poll(post));
	g_assert_cmpint(post_number(post, HELD), <, 2);
	g_assert_cmpuint(post->handled, ==, 1);
}

static void
test_marks_that_fail_are_made_later(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	post_add(post, 2);
	post->fake->mark_fails = TRUE;
	g_assert_false(post_poll(post));
	g_assert_cmpint(post_number(post, CASES), ==, 2);
	/* The mailbox is accounted for all the same. */
	g_assert_cmpint(post_number(post, "SELECT handled FROM accounting"), ==, 2);
	g_assert_true(mailbox_is_owing(post->mailbox));
	post->fake->mark_fails = FALSE;
	g_assert_true(post_poll(post));
	g_assert_cmpuint(post->fake->marked->len, ==, 2);
	g_assert_cmpuint(post->fake->fetched, ==, 2);
}

/* In whatever order a server answers. */
static void
test_any_order_will_do(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	post->world->board->mailbox.after = AFTER_KEEP;
	for (guint i = 0; i < 3000; i++)
		fake_mailbox_add(post->fake, "Subject: x\r\n\r\nx\r\n");
	post->fake->reversed = TRUE;
	fake_mailbox_get(post->fake, 1500)->hidden = TRUE;
	g_assert_true(post_poll(post));
	g_assert_cmpint(post_number(post, "SELECT uid FROM ledger WHERE attempts>0"), ==, 1500);
	g_assert_cmpint(post_number(post, OWED), ==, 1);
}

/* A body that is another at each fetch: the bytes that were stored first are the mail. */
static void
test_a_body_that_changes(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	post_add(post, 1);
	failing_store_fail(&post->store, "apply", 1, LEX_ERROR_STORE);
	g_assert_false(post_poll(post));
	FakeMail *mail = fake_mailbox_get(post->fake, 1);
	g_free(mail->raw);
	mail->raw = world_mail("m1@kommun.example", "", "other words");
	g_assert_true(post_poll(post));
	g_assert_cmpint(post_number(post, CASES), ==, 1);
	g_assert_cmpuint(post->fake->fetched, ==, 1);
	g_assert_cmpint(post_number(post, "SELECT count(*) FROM mail"), ==, 1);
}

/* Another client moves mail away and back, which gives it a new number, while one comes. */
static void
test_moved_away_and_back(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	post_add(post, 3);
	g_assert_true(post_poll(post));
	g_autofree char *raw = g_strdup(fake_mailbox_get(post->fake, 2)->raw);
	fake_mailbox_remove(post->fake, 2);
	post_add(post, 1);
	g_assert_true(post_poll(post));
	fake_mailbox_add(post->fake, raw);
	g_assert_true(post_poll(post));
	g_assert_cmpint(post_number(post, CASES), ==, 4);
	g_assert_cmpint(post_number(post, "SELECT count(*) FROM mail WHERE kind='copy'"), ==, 1);
	g_assert_cmpint(post_number(post, OWED), ==, 0);
	g_assert_cmpint(post_number(post, ALARMS), ==, 0);
	/* and one that comes and goes between two polls */
	post_add(post, 1);
	fake_mailbox_remove(post->fake, post->fake->uidnext - 1);
	g_assert_true(post_poll(post));
	g_assert_cmpint(
		post_number(post, "SELECT count(*) FROM ledger WHERE state='vanished'"), ==, 1);
	g_assert_cmpint(post_number(post, ALARMS), ==, 1);
}

int
main(int argc, char **argv)
{
	static const PostTest tests[] = {
		{ "/mailbox/groups", test_each_mail_opens_a_case_and_is_marked_once },
		{ "/mailbox/renumbered", test_a_renumbered_mailbox_makes_copies },
		{ "/mailbox/unlisted", test_what_is_not_listed_is_taken },
		{ "/mailbox/keep", test_keep_touches_nothing },
		{ "/mailbox/full-disk", test_a_full_disk_loses_nothing },
		{ "/mailbox/after", test_what_fails_after_the_cases },
		{ "/mailbox/poison", test_a_poison_mail_stands_in_quarantine },
		{ "/mailbox/little-told", test_the_notice_tells_nothing_of_the_machine },
		{ "/mailbox/twice", test_a_mail_that_ended_the_program_twice },
		{ "/mailbox/breaks", test_a_fetch_that_breaks },
		{ "/mailbox/end-breaks-a-fetch", test_an_end_that_breaks_a_fetch },
		{ "/mailbox/not-returned", test_a_mail_that_is_never_returned },
		{ "/mailbox/vanished", test_what_vanishes_is_an_alarm },
		{ "/mailbox/vanished-each", test_each_that_vanishes_is_an_alarm },
		{ "/mailbox/vanished-sure", test_the_alarm_of_what_vanished_is_sure },
		{ "/mailbox/held", test_held_mail_needs_no_server },
		{ "/mailbox/held-notices", test_held_notices_need_no_server },
		{ "/mailbox/marks", test_marks_that_fail_are_made_later },
		{ "/mailbox/order", test_any_order_will_do },
		{ "/mailbox/changing-body", test_a_body_that_changes },
		{ "/mailbox/moved-back", test_moved_away_and_back },
	};

	g_test_init(&argc, &argv, NULL);
	post_add_tests(tests, G_N_ELEMENTS(tests));
	return g_test_run();
}
