/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A mailbox that was restored while no poll saw it, and has had as much new mail
 * since: known numbers stand for new mail, and nothing else shows it.
 */
#include <glib.h>
#include <string.h>
#include <time.h>

#include "core/error.h"
#include "support/post.h"

#define CASES   "SELECT count(*) FROM cases"
#define COPIES  "SELECT count(*) FROM mail WHERE kind='copy'"
#define LEDGERS "SELECT count(*) FROM mailbox WHERE cause IS NOT NULL"
/* Here nothing is ever read, which is an alarm of its own after ten minutes. */
#define ALARMS                                                                                     \
	"SELECT count(*) FROM outbox WHERE notice='accounting' AND facts NOT LIKE '%bli lästa%'"
#define TOLD(words) "SELECT count(*) FROM outbox WHERE facts LIKE '%" words "%'"

/* As it was when the next UID was uidnext; and so many mails came then. */
static void
restore(Post *post, guint32 uidnext, guint came)
{
	while (post->fake->uidnext > uidnext)
		fake_mailbox_remove(post->fake, --post->fake->uidnext);
	post_add(post, came);
}

static void
assert_in_order(Post *post)
{
	static const char *const zeros[] = { "SELECT difference FROM accounting ORDER BY id DESC",
		"SELECT owed FROM accounting ORDER BY id DESC",
		"SELECT vanished FROM accounting ORDER BY id DESC" };

	for (gsize i = 0; i < G_N_ELEMENTS(zeros); i++)
		g_assert_cmpint(post_number(post, zeros[i]), ==, 0);
	g_autofree char *problems = world_verify(post->world);
	g_assert_cmpstr(problems, ==, "");
}

/* Of five known mails: from which on other mail stands there, and how much. */
static const struct {
	guint32 uidnext;
	guint came;
} restored[] = { { 5, 1 }, { 3, 3 }, { 3, 4 }, { 1, 5 }, { 1, 20 } };

static void
test_new_mail_under_known_numbers(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(restored); i++) {
		Post post = { 0 };

		post_set_up(&post, NULL);
		post_add(&post, 5);
		g_assert_true(post_poll(&post));
		restore(&post, restored[i].uidnext, restored[i].came);
		for (guint polls = 0; polls < 3; polls++)
			g_assert_true(post_poll(&post));
		g_test_message("row %u", i);
		g_assert_cmpint(post_number(&post, CASES), ==, 5 + restored[i].came);
		g_assert_cmpint(post_number(&post, COPIES), ==, restored[i].uidnext - 1);
		g_assert_cmpint(post_number(&post, LEDGERS), ==, 1);
		g_assert_cmpint(post_number(&post, ALARMS), ==, 1);
		g_assert_cmpint(post_number(&post, TOLD("det nyaste kända mejlet")), ==, 1);
		assert_in_order(&post);
		post_tear_down(&post, NULL);
	}
}

/* One glance a poll, and no mail fetched twice for it. */
static void
test_it_is_cheap(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	g_assert_true(post_poll(post));
	g_assert_cmpuint(post->fake->glanced, ==, 0);
	post_add(post, 5);
	for (guint polls = 0; polls < 4; polls++)
		g_assert_true(post_poll(post));
	g_assert_cmpuint(post->fake->glanced, ==, 3);
	g_assert_cmpuint(post->fake->fetched, ==, 5);
	g_assert_cmpint(post_number(post, LEDGERS), ==, 0);
}

/* Other clients move mail away: then it is the newest of those that are there. */
static void
test_the_newest_that_is_there(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	post_add(post, 5);
	g_assert_true(post_poll(post));
	fake_mailbox_remove(post->fake, 5);
	fake_mailbox_remove(post->fake, 4);
	g_assert_true(post_poll(post));
	g_assert_cmpint(post_number(post, LEDGERS), ==, 0);
	FakeMail *mail = fake_mailbox_get(post->fake, 3);
	g_free(mail->raw);
	mail->raw = world_mail("other@kommun.example", "", "x");
	g_assert_true(post_poll(post));
	g_assert_cmpint(post_number(post, LEDGERS), ==, 1);
	g_assert_cmpint(post_number(post, CASES), ==, 6);
}

/* A sender makes a mail of which a server reads another Message-ID than we do, or none. */
static void
test_a_mail_on_which_the_server_disagrees(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	post_add(post, 2);
	fake_mailbox_get(post->fake, 2)->header = "Message-ID: <forged@b.example>\r\n\r\n";
	for (guint polls = 0; polls < 5; polls++)
		g_assert_true(post_poll(post));
	g_assert_cmpint(post_number(post, LEDGERS), ==, 0);
	g_assert_cmpint(post_number(post, ALARMS), ==, 0);
	g_assert_cmpuint(post->fake->fetched, ==, 3);
	fake_mailbox_get(post->fake, 2)->header = "\r\n";
	post_restart(post);
	g_assert_true(post_poll(post));
	g_assert_cmpint(post_number(post, LEDGERS), ==, 0);
	g_assert_cmpuint(post->fake->fetched, ==, 3);
}

/* What has no Message-ID proves nothing, and sizes drift. */
static void
test_mail_without_an_id(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	fake_mailbox_add(post->fake, "Subject: a\r\n\r\na\r\n");
	g_assert_true(post_poll(post));
	FakeMail *mail = fake_mailbox_get(post->fake, 1);
	g_free(mail->raw);
	mail->raw = g_strdup("Subject: b\r\n\r\nbbbb\r\n");
	g_assert_true(post_poll(post));
	g_assert_cmpuint(post->fake->glanced, ==, 0);
	g_assert_cmpint(post_number(post, LEDGERS), ==, 0);
}

/* Known mail of which only some is in the mailbox, by hand: uid, whether it has a Message-ID. */
static void
know(World *world, guint mails, guint without_id)
{
	g_autofree char *sql = g_strdup_printf(
		"WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i+1 FROM n WHERE i<%u)"
		" INSERT INTO mail(board,uidvalidity,uid,stored,size,truncated,sha256,run,way,"
		"attempts,state,kind,message_id) SELECT m.board,m.uidvalidity,i,m.stored,m.size,0,"
		"m.sha256,m.run,m.way,1,'handled','copy',iif(i>%u,'x'||i,NULL) FROM n, mail m"
		" WHERE m.id=1",
		mails, without_id);

	world_change(world, sql);
	world_change(world, "INSERT INTO ledger(board,uidvalidity,uid,state,mail,first_seen,"
			    "next_try) SELECT board,uidvalidity,uid,'handled',id,0,0 FROM mail"
			    " WHERE uid>1");
}

/* The newest known mail of those; seconds of the processor, the best of three. */
static double
find_newest(World *world, GArray *uids, guint32 uidnext, guint32 wanted)
{
	const MailSourceState state = { .uidvalidity = WORLD_UIDVALIDITY, .uidnext = uidnext };
	double best = G_MAXDOUBLE;

	for (guint i = 0; i < 3; i++) {
		g_auto(NewestMail) found = { 0 };
		g_autoptr(GError) error = NULL;
		clock_t begin = clock();
		gboolean good = world->store->newest_known(
			world->store, "AMN", &state, uids, &found, &error);

		best = MIN(best, (double) (clock() - begin) / CLOCKS_PER_SEC);
		g_assert_no_error(error);
		g_assert_true(good);
		g_assert_cmpuint(found.uid, ==, wanted);
	}
	return best;
}

/* However much was known once: what is not in the mailbox any more is not walked through. */
static void
test_old_mail_without_an_id(void)
{
	static const guint known[] = { 10, 40000 };
	double seconds[G_N_ELEMENTS(known)];

	for (guint i = 0; i < G_N_ELEMENTS(known); i++) {
		g_autoptr(World) world = world_new();
		g_autoptr(GArray) uids = g_array_new(FALSE, FALSE, sizeof(guint32));
		guint32 uid = 1;

		world_take_mail(world, 1, "a@kommun.example", "", "x");
		world_change(world, "UPDATE mail SET message_id=NULL");
		know(world, known[i], 5);
		for (; uid <= 5; uid++)
			g_array_append_val(uids, uid);
		seconds[i] = find_newest(world, uids, known[i] + 1, 0);
		/* And what is there is found below what is not. */
		uid = 7;
		g_array_append_val(uids, uid);
		uid = known[i] + 3;
		g_array_append_val(uids, uid);
		find_newest(world, uids, uid + 1, 7);
		uid = 9;
		g_array_insert_val(uids, 6, uid);
		find_newest(world, uids, known[i] + 4, 9);
	}
	g_test_message("%.6f s of %u, %.6f s of %u", seconds[0], known[0], seconds[1], known[1]);
	g_assert_cmpfloat(seconds[1], <, 10 * seconds[0] + 0.001);
}

/*
 * Two copies of a mailbox that went apart answer in turn: it is fetched anew once
 * a day at most, told of, and not touched.
 */
static void
test_copies_that_went_apart(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *left = world_mail("left@kommun.example", "", "left");
	g_autofree char *right = world_mail("right@kommun.example", "", "right");

	post_add(post, 2);
	fake_mailbox_add(post->fake, left);
	g_assert_true(post_poll(post));
	guint marked = 0;
	for (guint polls = 0; polls < 9; polls++) {
		FakeMail *mail = fake_mailbox_get(post->fake, 3);

		g_free(mail->raw);
		mail->raw = g_strdup(polls % 2 ? left : right);
		post->world->now.fixed += WORLD_HOUR;
		g_assert_true(post_poll(post));
		if (polls == 1)
			marked = post->fake->marked->len;
	}
	g_assert_cmpint(post_number(post, LEDGERS), ==, 1);
	g_assert_cmpint(post_number(post, CASES), ==, 4);
	g_assert_cmpint(post_number(post, TOLD("växlar")), ==, 1);
	g_assert_cmpuint(post->fake->marked->len, ==, marked);
	post->world->now.fixed += WORLD_DAY;
	g_assert_true(post_poll(post));
	g_assert_cmpint(post_number(post, LEDGERS), ==, 2);
}

/* Neither a line that breaks nor a full disk begins a ledger, or takes one for granted. */
static void
test_what_breaks(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	static const char *const calls[] = { "newest_known", "newest_differs" };

	post_add(post, 5);
	g_assert_true(post_poll(post));
	restore(post, 3, 3);
	post->fake->glance_fails = TRUE;
	g_assert_false(post_poll(post));
	post->fake->glance_fails = FALSE;
	post->fake->breaks_after = 0;
	g_assert_false(post_poll(post));
	post->fake->breaks_after = G_MAXUINT;
	for (gsize i = 0; i < G_N_ELEMENTS(calls); i++) {
		failing_store_fail(&post->store, calls[i], 1, LEX_ERROR_STORE);
		g_assert_false(post_poll(post));
	}
	g_assert_cmpint(post_number(post, LEDGERS), ==, 0);
	g_assert_true(post_poll(post));
	g_assert_cmpint(post_number(post, LEDGERS), ==, 1);
	g_assert_cmpint(post_number(post, CASES), ==, 8);
	assert_in_order(post);
}

int
main(int argc, char **argv)
{
	static const PostTest tests[] = {
		{ "/mailbox/newest/cheap", test_it_is_cheap },
		{ "/mailbox/newest/there", test_the_newest_that_is_there },
		{ "/mailbox/newest/disagrees", test_a_mail_on_which_the_server_disagrees },
		{ "/mailbox/newest/no-id", test_mail_without_an_id },
		{ "/mailbox/newest/apart", test_copies_that_went_apart },
		{ "/mailbox/newest/breaks", test_what_breaks },
	};

	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/mailbox/newest/restored", test_new_mail_under_known_numbers);
	g_test_add_func("/mailbox/newest/old", test_old_mail_without_an_id);
	post_add_tests(tests, G_N_ELEMENTS(tests));
	return g_test_run();
}
