/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "core/error.h"
#include "daemon/mailbox.h"
#include "support/failing-store.h"
#include "support/fake-mailbox.h"
#include "support/world.h"

typedef struct {
	World *world;
	FailingStore store;
	FakeMailbox *fake;
	Mailbox *mailbox;
	guint handled;
} Post;

static void
handled(gpointer user)
{
	((Post *) user)->handled++;
}

static void
set_up(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	post->world = world_new();
	failing_store_init(&post->store, post->world->store);
	post->world->daemon.store = &post->store.base;
	post->fake = fake_mailbox_new(WORLD_UIDVALIDITY);
	post->mailbox = mailbox_new(
		&post->world->daemon, post->world->board, &post->fake->base, handled, post);
}

static void
tear_down(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	mailbox_free(post->mailbox);
	fake_mailbox_free(post->fake);
	world_free(post->world);
}

static void
add(Post *post, guint count)
{
	for (guint i = 0; i < count; i++) {
		g_autofree char *id = g_strdup_printf("m%u@kommun.example", post->fake->uidnext);
		g_autofree char *raw = world_mail(id, "", id);

		fake_mailbox_add(post->fake, raw);
	}
}

#define POLL 60000

/* TRUE if the poll went well. */
static gboolean
poll_once(Post *post)
{
	return mailbox_step(post->mailbox) == POLL;
}

static gint64
number(Post *post, const char *sql)
{
	return world_number(post->world, sql);
}

#define CASES   "SELECT count(*) FROM cases"
#define OWED    "SELECT count(*) FROM ledger WHERE state='owed'"
#define ALARMS  "SELECT count(*) FROM outbox WHERE notice='accounting'"
#define UNREADY "SELECT count(*) FROM mail WHERE state='stored'"

static void
test_each_mail_opens_a_case_and_is_marked_once(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	add(post, 130);
	g_assert_true(poll_once(post));
	g_assert_cmpint(number(post, CASES), ==, 130);
	g_assert_cmpuint(post->fake->marked->len, ==, 130);
	g_assert_cmpuint(post->handled, ==, 1);
	g_assert_false(mailbox_is_owing(post->mailbox));
	g_assert_true(poll_once(post));
	g_assert_cmpuint(post->fake->fetched, ==, 130);
	g_assert_cmpuint(post->fake->marked->len, ==, 130);
	g_assert_cmpuint(post->handled, ==, 1);
	g_assert_cmpint(number(post, ALARMS), ==, 0);
}

/* Invariant 4: numbered anew, read anew, and no case more. */
static void
test_a_renumbered_mailbox_makes_copies(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	add(post, 70);
	g_assert_true(poll_once(post));
	post->fake->uidvalidity++;
	g_assert_true(poll_once(post));
	g_assert_cmpint(number(post, CASES), ==, 70);
	g_assert_cmpint(number(post, "SELECT count(*) FROM mail WHERE kind='copy'"), ==, 70);
	g_assert_cmpint(number(post, "SELECT count(*) FROM flag"), ==, 0);
	g_assert_cmpint(number(post, "SELECT count(*) FROM outbox"), ==, 210);
}

static void
test_keep_touches_nothing(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	post->world->board->mailbox.after = AFTER_KEEP;
	post->fake->mark_fails = TRUE;
	add(post, 2);
	g_assert_true(poll_once(post));
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
		gint64 cases = number(post, CASES);

		add(post, 3);
		failing_store_fail(&post->store, breakdowns[i].call, G_MAXUINT, LEX_ERROR_STORE);
		for (guint again = 0; again < 3; again++)
			g_assert_false(poll_once(post));
		g_assert_true(mailbox_is_owing(post->mailbox));
		g_assert_cmpuint(post->fake->marked->len, ==, marked);
		g_assert_cmpint(number(post, CASES), ==, cases);
		g_assert_cmpint(number(post, UNREADY), ==, breakdowns[i].stored ? 3 : 0);
		failing_store_fail(&post->store, NULL, 0, 0);
		g_assert_true(poll_once(post));
		g_assert_cmpint(number(post, CASES), ==, cases + 3);
		g_assert_cmpuint(post->fake->marked->len, ==, marked + 3);
	}
	g_assert_cmpint(number(post, "SELECT count(*) FROM mail WHERE state='quarantined'"), ==, 0);
}

/* The numbers, the marks: whichever fails, the next poll makes good. */
static void
test_what_fails_after_the_cases(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	static const char *const calls[] = { "marked", "end_poll" };

	for (guint i = 0; i < G_N_ELEMENTS(calls); i++) {
		add(post, 1);
		failing_store_fail(&post->store, calls[i], 1, LEX_ERROR_STORE);
		g_assert_false(poll_once(post));
		g_assert_true(poll_once(post));
	}
	g_assert_cmpint(number(post, CASES), ==, 2);
	g_assert_cmpint(number(post, "SELECT count(*) FROM ledger WHERE marked=1"), ==, 2);
}

/* Invariant 3: classes of failure of the plan of a mail, none of them the disk's. */
static void
test_a_poison_mail_stands_in_quarantine(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	static const int codes[] = { LEX_ERROR_BAD_MESSAGE, LEX_ERROR_NOT_FOUND,
		LEX_ERROR_NOT_ALLOWED };

	for (guint i = 0; i < G_N_ELEMENTS(codes); i++) {
		gint64 cases = number(post, CASES);

		add(post, 3);
		/* The group fails, and then the first mail of it by itself. */
		failing_store_fail(&post->store, "apply", 2, codes[i]);
		g_assert_true(poll_once(post));
		g_assert_cmpint(number(post, CASES), ==, cases + 2);
		g_assert_cmpint(number(post, "SELECT count(*) FROM mail WHERE state='quarantined'"),
			==, i + 1);
		g_assert_cmpint(
			number(post, "SELECT count(*) FROM outbox WHERE notice='quarantined'"), ==,
			i + 1);
		g_assert_cmpuint(post->fake->marked->len, ==, 2 * (i + 1));
	}
	g_assert_cmpint(
		number(post, "SELECT count(*) FROM ledger WHERE state='quarantined' AND marked=0"),
		==, G_N_ELEMENTS(codes));
}

#define TOLD_REASON "SELECT facts->>'$.quarantine.reason' FROM outbox WHERE notice='quarantined'"

/* The failure names the database and its statement: that is for the log and the operator. */
static void
test_the_notice_tells_nothing_of_the_machine(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	static const char *const details[] = { "/", "database", "lexsarah.db", "ST_CASE",
		"poison" };

	add(post, 1);
	world_change(post->world,
		"CREATE TRIGGER poison BEFORE INSERT ON cases BEGIN SELECT RAISE(ABORT,'poison'); END");
	g_assert_true(poll_once(post));
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
	add(post, 2);
	failing_store_fail(&post->store, "apply", G_MAXUINT, LEX_ERROR_STORE);
	g_assert_false(poll_once(post));
	failing_store_fail(&post->store, NULL, 0, 0);
	world_change(post->world, "UPDATE mail SET attempts=2,run='another' WHERE id=1");
	g_assert_true(poll_once(post));
	g_assert_cmpint(number(post, CASES), ==, 1);
	g_assert_cmpint(
		number(post, "SELECT count(*) FROM mail WHERE state='quarantined' AND id=1"), ==,
		1);
	g_autofree char *told = world_text(post->world, TOLD_REASON);
	g_assert_cmpstr(told, ==, "hanteringen avbröts två gånger");
	g_assert_cmpuint(post->fake->marked->len, ==, 1);
}

/* What came is handled; of what did not, only the first waits. */
static void
test_a_fetch_that_breaks(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	add(post, 5);
	post->fake->breaks_after = 2;
	g_assert_false(poll_once(post));
	g_assert_cmpint(number(post, CASES), ==, 2);
	g_assert_cmpuint(post->handled, ==, 1);
	g_assert_cmpint(number(post, "SELECT uid FROM ledger WHERE attempts>0"), ==, 3);
	g_assert_cmpint(number(post, OWED), ==, 3);
	post->fake->breaks_after = G_MAXUINT;
	g_assert_true(poll_once(post));
	g_assert_cmpint(number(post, CASES), ==, 4);
	g_assert_true(mailbox_is_owing(post->mailbox));
	post->world->now.fixed += WORLD_MINUTE;
	g_assert_true(poll_once(post));
	g_assert_cmpint(number(post, CASES), ==, 5);
	g_assert_false(mailbox_is_owing(post->mailbox));
}

/* A UID that is listed and never returned: owed, later and later, and after an hour a person. */
static void
test_a_mail_that_is_never_returned(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	add(post, 3);
	fake_mailbox_get(post->fake, 2)->hidden = TRUE;
	g_assert_true(poll_once(post));
	g_assert_cmpint(number(post, CASES), ==, 2);
	g_assert_cmpint(number(post, "SELECT uid FROM ledger WHERE attempts>0"), ==, 2);
	g_assert_cmpint(number(post, ALARMS), ==, 0);
	post->world->now.fixed += WORLD_HOUR + 1;
	for (guint i = 0; i < 3; i++)
		g_assert_true(poll_once(post));
	g_assert_cmpint(number(post, ALARMS), ==, 1);
	post->world->now.fixed += WORLD_DAY;
	g_assert_true(poll_once(post));
	g_assert_cmpint(number(post, ALARMS), ==, 2);
	fake_mailbox_get(post->fake, 2)->hidden = FALSE;
	post->world->now.fixed += WORLD_HOUR;
	g_assert_true(poll_once(post));
	g_assert_cmpint(number(post, CASES), ==, 3);
	g_assert_false(mailbox_is_owing(post->mailbox));
}

static void
test_what_vanishes_is_an_alarm(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	add(post, 2);
	fake_mailbox_get(post->fake, 2)->hidden = TRUE;
	g_assert_true(poll_once(post));
	fake_mailbox_remove(post->fake, 2);
	g_assert_true(poll_once(post));
	g_assert_true(poll_once(post));
	g_assert_cmpint(number(post, ALARMS), ==, 1);
}

static void
test_an_hour_out_of_reach_is_an_alarm(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	gint64 wait = 0;

	post->fake->open_fails = TRUE;
	for (guint i = 0; i < 20; i++)
		wait = mailbox_step(post->mailbox);
	g_assert_cmpint(wait, >=, 7 * WORLD_MINUTE);
	g_assert_cmpint(wait, <=, 13 * WORLD_MINUTE);
	g_assert_cmpint(number(post, ALARMS), ==, 0);
	post->world->now.fixed += WORLD_HOUR;
	failing_store_fail(&post->store, "queue", 1, LEX_ERROR_STORE);
	g_assert_false(poll_once(post));
	g_assert_cmpint(number(post, ALARMS), ==, 0);
	g_assert_false(poll_once(post));
	g_assert_false(poll_once(post));
	g_assert_cmpint(number(post, ALARMS), ==, 1);
	post->fake->open_fails = FALSE;
	g_assert_true(poll_once(post));
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
		g_assert_false(poll_once(post));
	g_assert_cmpint(number(post, ALARMS), ==, 1);
	g_assert_cmpuint(post->handled, ==, 1); /* who sends it was woken */
	g_autofree char *facts =
		world_text(post->world, "SELECT facts FROM outbox WHERE notice='accounting'");
	g_assert_nonnull(strstr(facts, "AMN: brevlådan kan inte läsas. Klienthemligheten har gått "
				       "ut. Skapa en ny i Entra"));
	g_assert_null(strstr(facts, "HUSH"));
	/* Another cause is said too; one that nobody knows, by its class. */
	post->fake->refusal = NULL;
	g_assert_true(poll_once(post));
	post->fake->refusal = "server x refused the login; check user and password";
	g_assert_false(poll_once(post));
	g_assert_cmpint(number(post, ALARMS), ==, 2);
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
		g_assert_false(poll_once(post));
	post->world->now.fixed += WORLD_HOUR - WORLD_MINUTE;
	g_assert_cmpint(mailbox_step(post->mailbox), ==, WORLD_MINUTE);
	g_assert_cmpint(number(post, ALARMS), ==, 0);
	post->world->now.fixed += WORLD_MINUTE;
	g_assert_cmpint(mailbox_step(post->mailbox), >, 7 * WORLD_MINUTE);
	g_assert_cmpint(number(post, ALARMS), ==, 1);
}

/* Mail that is held is handled even when the server is away. */
static void
test_held_mail_needs_no_server(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	add(post, 2);
	failing_store_fail(&post->store, "apply", 1, LEX_ERROR_STORE);
	g_assert_false(poll_once(post));
	post->fake->open_fails = TRUE;
	g_assert_false(poll_once(post));
	g_assert_cmpint(number(post, CASES), ==, 2);
}

static void
test_marks_that_fail_are_made_later(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	add(post, 2);
	post->fake->mark_fails = TRUE;
	g_assert_false(poll_once(post));
	g_assert_cmpint(number(post, CASES), ==, 2);
	post->fake->mark_fails = FALSE;
	g_assert_true(poll_once(post));
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
	g_assert_true(poll_once(post));
	g_assert_cmpint(number(post, "SELECT uid FROM ledger WHERE attempts>0"), ==, 1500);
	g_assert_cmpint(number(post, OWED), ==, 1);
}

/* A body that is another at each fetch: the bytes that were stored first are the mail. */
static void
test_a_body_that_changes(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	add(post, 1);
	failing_store_fail(&post->store, "apply", 1, LEX_ERROR_STORE);
	g_assert_false(poll_once(post));
	FakeMail *mail = fake_mailbox_get(post->fake, 1);
	g_free(mail->raw);
	mail->raw = world_mail("m1@kommun.example", "", "other words");
	g_assert_true(poll_once(post));
	g_assert_cmpint(number(post, CASES), ==, 1);
	g_assert_cmpuint(post->fake->fetched, ==, 1);
	g_assert_cmpint(number(post, "SELECT count(*) FROM mail"), ==, 1);
}

/* Another client moves mail away and back, which gives it a new number, while one comes. */
static void
test_moved_away_and_back(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	add(post, 3);
	g_assert_true(poll_once(post));
	g_autofree char *raw = g_strdup(fake_mailbox_get(post->fake, 2)->raw);
	fake_mailbox_remove(post->fake, 2);
	add(post, 1);
	g_assert_true(poll_once(post));
	fake_mailbox_add(post->fake, raw);
	g_assert_true(poll_once(post));
	g_assert_cmpint(number(post, CASES), ==, 4);
	g_assert_cmpint(number(post, "SELECT count(*) FROM mail WHERE kind='copy'"), ==, 1);
	g_assert_cmpint(number(post, OWED), ==, 0);
	g_assert_cmpint(number(post, ALARMS), ==, 0);
	/* and one that comes and goes between two polls */
	add(post, 1);
	fake_mailbox_remove(post->fake, post->fake->uidnext - 1);
	g_assert_true(poll_once(post));
	g_assert_cmpint(number(post, "SELECT count(*) FROM ledger WHERE state='vanished'"), ==, 1);
	g_assert_cmpint(number(post, ALARMS), ==, 1);
}

#define DISPOSED "SELECT count(*) FROM event WHERE kind='mail_disposed'"

/* One mail each of 40 days: handled, in quarantine, cut short, and a new one. */
static void
fill_for_disposal(Post *post)
{
	MailboxSettings *mailbox = &post->world->board->mailbox;

	mailbox->after = AFTER_DELETE;
	mailbox->disposal_decision = g_strdup("KS 2026-0123");
	mailbox->delete_after_days = 30;
	add(post, 4);
	failing_store_fail(&post->store, "apply", 2, LEX_ERROR_BAD_MESSAGE);
	g_assert_true(poll_once(post));
	failing_store_fail(&post->store, NULL, 0, 0);
	g_assert_cmpint(number(post, CASES), ==, 3);
	world_change(post->world, "UPDATE mail SET truncated=1 WHERE id=3");
	post->world->now.fixed += 40 * WORLD_DAY;
	add(post, 1);
}

static void
back_up(Post *post, gint64 days_ago)
{
	g_autofree char *sql = g_strdup_printf(
		"INSERT OR REPLACE INTO meta VALUES('last_backup','%" G_GINT64_FORMAT "')",
		post->world->now.fixed - days_ago * WORLD_DAY);

	world_change(post->world, sql);
}

/* Without a backup that is younger than the mail has to be old, nothing goes; it is said once. */
static void
test_nothing_is_deleted_without_a_backup(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	fill_for_disposal(post);
	gint64 alarms = number(post, ALARMS);
	for (guint i = 0; i < 3; i++)
		g_assert_true(poll_once(post));
	g_assert_cmpuint(post->fake->mails->len, ==, 5);
	back_up(post, 31);
	for (guint i = 0; i < 3; i++)
		g_assert_true(poll_once(post));
	back_up(post, -1);
	g_assert_true(poll_once(post));
	g_assert_cmpuint(post->fake->mails->len, ==, 5);
	g_assert_cmpint(number(post, DISPOSED), ==, 0);
	g_assert_cmpint(number(post, ALARMS), <=, alarms + 2);
}

/* Only what is handled, whole and old; each with its event, once. */
static void
test_what_is_deleted(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	fill_for_disposal(post);
	back_up(post, 29);
	post->fake->remove_fails = TRUE;
	g_assert_true(poll_once(post));
	g_assert_cmpuint(post->fake->mails->len, ==, 5);
	post->fake->remove_fails = FALSE;
	g_assert_true(poll_once(post));
	g_assert_cmpuint(post->fake->mails->len, ==, 3);
	g_assert_nonnull(fake_mailbox_get(post->fake, 1)); /* in quarantine */
	g_assert_nonnull(fake_mailbox_get(post->fake, 3)); /* not kept whole */
	g_assert_nonnull(fake_mailbox_get(post->fake, 5)); /* new */
	g_assert_cmpint(number(post, DISPOSED), ==, 2);
	g_assert_true(poll_once(post));
	g_assert_cmpint(number(post, DISPOSED), ==, 2);
	g_assert_cmpint(number(post, "SELECT vanished FROM accounting ORDER BY id DESC"), ==, 0);
	g_assert_cmpint(number(post, "SELECT difference FROM accounting ORDER BY id DESC"), ==, 0);
	g_autofree char *problems = world_verify(post->world);
	g_assert_cmpstr(problems, ==, "");
}

/* What cannot be written down is not deleted. */
static void
test_a_full_disk_deletes_nothing(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	static const char *const calls[] = { "last_backup", "disposable", "disposed" };

	fill_for_disposal(post);
	back_up(post, 1);
	for (guint i = 0; i < G_N_ELEMENTS(calls); i++) {
		failing_store_fail(&post->store, calls[i], 1, LEX_ERROR_STORE);
		g_assert_true(poll_once(post));
		g_assert_cmpuint(post->fake->mails->len, ==, 5);
	}
}

static gint64
doze(Post *post)
{
	return mailbox_bed.doze(post->mailbox, POLL);
}

/* A server that tells of mail is polled more rarely; one that does not, by the clock. */
static void
test_the_server_says_when_to_look(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	post->fake->wait_end = MAIL_SOURCE_CANNOT_WAIT;
	g_assert_true(poll_once(post));
	g_assert_cmpint(doze(post), ==, POLL);
	post->fake->wait_end = MAIL_SOURCE_CHANGED;
	g_assert_cmpint(doze(post), ==, 0);
	g_assert_cmpint(post->fake->waited, ==, 5 * POLL);
	mailbox_bed.rouse(post->mailbox);
	g_assert_cmpuint(post->fake->woken, ==, 1);
}

/* IDLE that goes deaf: mail that was not announced makes polls frequent until one is. */
static void
test_a_deaf_server_is_polled(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	post->fake->wait_end = MAIL_SOURCE_WAITED;
	g_assert_true(poll_once(post));
	g_assert_cmpint(doze(post), ==, 0);
	g_assert_cmpint(post->fake->waited, ==, 5 * POLL);
	add(post, 1);
	g_assert_true(poll_once(post));
	g_assert_cmpint(doze(post), ==, 0);
	g_assert_cmpint(post->fake->waited, ==, POLL);
	g_assert_true(poll_once(post));
	post->fake->wait_end = MAIL_SOURCE_CHANGED;
	g_assert_cmpint(doze(post), ==, 0);
	add(post, 1);
	g_assert_true(poll_once(post));
	g_assert_cmpint(doze(post), ==, 0);
	g_assert_cmpint(post->fake->waited, ==, 5 * POLL);
}

/* What is owed is asked for again in its time, whatever the server says. */
static void
test_owed_mail_is_not_waited_for(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	add(post, 1);
	fake_mailbox_get(post->fake, 1)->hidden = TRUE;
	g_assert_true(poll_once(post));
	g_assert_cmpint(doze(post), ==, 0);
	g_assert_cmpint(post->fake->waited, ==, POLL);
}

/* A wait that breaks again and again makes no storm, and is never longer than the poll. */
static void
test_a_wait_that_breaks(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	gint64 last = 0;

	post->fake->wait_fails = TRUE;
	for (guint i = 0; i < 8; i++) {
		g_assert_true(poll_once(post));
		last = doze(post);
		g_assert_cmpint(last, >=, 3000);
		g_assert_cmpint(last, <=, POLL);
		g_assert_cmpuint(post->fake->closed, ==, i + 1);
	}
	g_assert_cmpint(last, ==, POLL);
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *path;
		void (*run)(Post *post, gconstpointer unused);
	} tests[] = {
		{ "/mailbox/groups", test_each_mail_opens_a_case_and_is_marked_once },
		{ "/mailbox/renumbered", test_a_renumbered_mailbox_makes_copies },
		{ "/mailbox/keep", test_keep_touches_nothing },
		{ "/mailbox/full-disk", test_a_full_disk_loses_nothing },
		{ "/mailbox/after", test_what_fails_after_the_cases },
		{ "/mailbox/poison", test_a_poison_mail_stands_in_quarantine },
		{ "/mailbox/little-told", test_the_notice_tells_nothing_of_the_machine },
		{ "/mailbox/twice", test_a_mail_that_ended_the_program_twice },
		{ "/mailbox/breaks", test_a_fetch_that_breaks },
		{ "/mailbox/not-returned", test_a_mail_that_is_never_returned },
		{ "/mailbox/vanished", test_what_vanishes_is_an_alarm },
		{ "/mailbox/out-of-reach", test_an_hour_out_of_reach_is_an_alarm },
		{ "/mailbox/refused", test_a_refused_login_is_an_alarm_at_once },
		{ "/mailbox/hour", test_the_hour_is_kept },
		{ "/mailbox/held", test_held_mail_needs_no_server },
		{ "/mailbox/marks", test_marks_that_fail_are_made_later },
		{ "/mailbox/order", test_any_order_will_do },
		{ "/mailbox/changing-body", test_a_body_that_changes },
		{ "/mailbox/moved-back", test_moved_away_and_back },
		{ "/mailbox/delete-guards", test_nothing_is_deleted_without_a_backup },
		{ "/mailbox/delete", test_what_is_deleted },
		{ "/mailbox/delete-full-disk", test_a_full_disk_deletes_nothing },
		{ "/mailbox/wait", test_the_server_says_when_to_look },
		{ "/mailbox/deaf", test_a_deaf_server_is_polled },
		{ "/mailbox/wait-owed", test_owed_mail_is_not_waited_for },
		{ "/mailbox/wait-breaks", test_a_wait_that_breaks },
	};

	/* What is logged here is what was asked for. */
	g_test_init(&argc, &argv, NULL);
	g_log_set_always_fatal(G_LOG_FATAL_MASK);
	for (guint i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, Post, NULL, set_up, tests[i].run, tear_down);
	return g_test_run();
}
