/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What `after = "delete"` takes out of a mailbox, and when it takes nothing.
 */
#include <glib.h>

#include "core/error.h"
#include "support/post.h"

#define CASES    "SELECT count(*) FROM cases"
#define ALARMS   "SELECT count(*) FROM outbox WHERE notice='accounting'"
#define DISPOSED "SELECT count(*) FROM event WHERE kind='mail_disposed'"

static void
allow(Post *post)
{
	MailboxSettings *mailbox = &post->world->board->mailbox;

	mailbox->after = AFTER_DELETE;
	mailbox->disposal_decision = g_strdup("KS 2026-0123");
	mailbox->delete_after_days = 30;
}

/* One mail each of 40 days: handled, in quarantine, cut short, and a new one. */
static void
fill_for_disposal(Post *post)
{
	allow(post);
	post_add(post, 4);
	failing_store_fail(&post->store, "apply", 2, LEX_ERROR_BAD_MESSAGE);
	g_assert_true(post_poll(post));
	failing_store_fail(&post->store, NULL, 0, 0);
	g_assert_cmpint(post_number(post, CASES), ==, 3);
	world_change(post->world, "UPDATE mail SET truncated=1 WHERE id=3");
	post->world->now.fixed += 40 * WORLD_DAY;
	post_add(post, 1);
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
	gint64 alarms = post_number(post, ALARMS);
	for (guint i = 0; i < 3; i++)
		g_assert_true(post_poll(post));
	g_assert_cmpuint(post->fake->mails->len, ==, 5);
	back_up(post, 31);
	for (guint i = 0; i < 3; i++)
		g_assert_true(post_poll(post));
	back_up(post, -1);
	g_assert_true(post_poll(post));
	g_assert_cmpuint(post->fake->mails->len, ==, 5);
	g_assert_cmpint(post_number(post, DISPOSED), ==, 0);
	g_assert_cmpint(post_number(post, ALARMS), <=, alarms + 2);
}

/* Only what is handled, whole and old; each with its event, once. */
static void
test_what_is_deleted(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	fill_for_disposal(post);
	back_up(post, 29);
	post->fake->remove_fails = TRUE;
	g_assert_true(post_poll(post));
	g_assert_cmpuint(post->fake->mails->len, ==, 5);
	post->fake->remove_fails = FALSE;
	g_assert_true(post_poll(post));
	g_assert_cmpuint(post->fake->mails->len, ==, 3);
	g_assert_nonnull(fake_mailbox_get(post->fake, 1)); /* in quarantine */
	g_assert_nonnull(fake_mailbox_get(post->fake, 3)); /* not kept whole */
	g_assert_nonnull(fake_mailbox_get(post->fake, 5)); /* new */
	g_assert_cmpint(post_number(post, DISPOSED), ==, 2);
	g_assert_true(post_poll(post));
	g_assert_cmpint(post_number(post, DISPOSED), ==, 2);
	g_assert_cmpint(
		post_number(post, "SELECT vanished FROM accounting ORDER BY id DESC"), ==, 0);
	g_assert_cmpint(
		post_number(post, "SELECT difference FROM accounting ORDER BY id DESC"), ==, 0);
	g_autofree char *problems = world_verify(post->world);
	g_assert_cmpstr(problems, ==, "");
}

#define LEDGERS "SELECT count(*) FROM mailbox WHERE cause IS NOT NULL"

static void
replace(Post *post, guint32 uid, char *raw)
{
	FakeMail *mail = fake_mailbox_get(post->fake, uid);

	g_free(mail->raw);
	mail->raw = raw;
}

/* What makes a mail look at a glance like another one, and whether it is. */
static void
size_drifts(Post *post)
{
	for (guint32 uid = 1; uid <= 3; uid++)
		fake_mailbox_get(post->fake, uid)->told_more = uid;
}

static void
header_is_forged(Post *post)
{
	fake_mailbox_get(post->fake, 2)->header = "Message-ID: <forged@b.example>\r\n\r\n";
}

static void
server_adds_header(Post *post)
{
	replace(post, 2, world_mail("m2@kommun.example", "X-Server: 2\r\n", "m2@kommun.example"));
}

static void
text_is_another(Post *post)
{
	size_drifts(post);
	replace(post, 2, world_mail("m2@kommun.example", "", "En helt annan rapport."));
}

static const struct {
	const char *what;
	void (*happens)(Post *post);
	guint left, closer; /* mails that stay, and that are fetched again for it */
} glances[] = {
	{ "nothing", NULL, 0, 0 },
	{ "size drifts", size_drifts, 0, 3 },
	{ "header is forged", header_is_forged, 0, 1 },
	{ "server adds a header", server_adds_header, 0, 1 },
	{ "text is another", text_is_another, 3, 3 },
};

/* At a glance a mail may look like another one: then the whole mail is looked at. */
static void
test_looked_at_closer(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(glances); i++) {
		Post post = { 0 };

		post_set_up(&post, NULL);
		allow(&post);
		post_add(&post, 3);
		g_assert_true(post_poll(&post));
		post.world->now.fixed += 40 * WORLD_DAY;
		back_up(&post, 1);
		if (glances[i].happens)
			glances[i].happens(&post);
		g_test_message("%s", glances[i].what);
		/* While the line breaks nothing goes, and it is said of no mail that it is another.
		 */
		post.fake->breaks_after = 0;
		(void) mailbox_step(post.mailbox);
		post.fake->breaks_after = G_MAXUINT;
		if (glances[i].closer) {
			g_assert_cmpuint(post.fake->mails->len, ==, 3);
			g_assert_cmpint(post_number(&post, LEDGERS), ==, 0);
		}
		guint fetched = post.fake->fetched;
		g_assert_true(post_poll(&post));
		g_assert_cmpuint(post.fake->mails->len, ==, glances[i].left);
		g_assert_cmpuint(post.fake->fetched - fetched, ==, glances[i].closer);
		g_assert_cmpint(post_number(&post, LEDGERS), ==, glances[i].left > 0);
		g_assert_cmpint(post_number(&post, DISPOSED), ==, 3 - glances[i].left);
		g_autofree char *problems = world_verify(post.world);
		g_assert_cmpstr(problems, ==, "");
		post_tear_down(&post, NULL);
	}
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
		g_assert_true(post_poll(post));
		g_assert_cmpuint(post->fake->mails->len, ==, 5);
	}
}

int
main(int argc, char **argv)
{
	static const PostTest tests[] = {
		{ "/mailbox/delete-guards", test_nothing_is_deleted_without_a_backup },
		{ "/mailbox/delete", test_what_is_deleted },
		{ "/mailbox/delete-full-disk", test_a_full_disk_deletes_nothing },
	};

	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/mailbox/delete-closer", test_looked_at_closer);
	post_add_tests(tests, G_N_ELEMENTS(tests));
	return g_test_run();
}
