/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The bytes of a mail are kept once, however often the mail comes, and are there
 * for each that has them.
 */
#include <glib.h>
#include <string.h>

#include "core/error.h"
#include "support/post.h"

#define KEPT  "SELECT count(*) FROM raw"
#define MAILS "SELECT count(*) FROM mail"
#define MEANT "SELECT count(*) FROM mail m JOIN raw r ON r.mail=coalesce(m.bytes_of,m.id)"

static void
assert_bytes(Post *post, gint64 mail, const char *raw)
{
	StoreActor who = world_actor(post->world);
	g_autoptr(GBytes) bytes = NULL;
	g_autoptr(GError) error = NULL;
	gsize length;

	g_assert_true(post->world->store->raw_mail(post->world->store, mail, &who, &bytes, &error));
	g_assert_no_error(error);
	const char *data = g_bytes_get_data(bytes, &length);
	g_assert_cmpmem(data, length, raw, strlen(raw));
}

static void
assert_proved(Post *post)
{
	g_autofree char *problems = world_verify(post->world);

	g_assert_cmpstr(problems, ==, "");
}

/* Numbered anew again and again: the database does not grow by the mail each time. */
static void
test_a_new_ledger_keeps_no_bytes_again(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	post_add(post, 3);
	for (guint i = 0; i < 4; i++, post->fake->uidvalidity++)
		g_assert_true(post_poll(post));
	g_assert_cmpint(post_number(post, MAILS), ==, 12);
	g_assert_cmpint(post_number(post, "SELECT count(*) FROM mail WHERE kind='copy'"), ==, 9);
	g_assert_cmpint(post_number(post, KEPT), ==, 3);
	g_assert_cmpint(post_number(post, MEANT), ==, 12);
	for (gint64 mail = 1; mail <= 12; mail++)
		assert_bytes(post, mail, fake_mailbox_get(post->fake, (mail - 1) % 3 + 1)->raw);
	assert_proved(post);
}

/* In one group too. What is not the same to the byte is kept. */
static void
test_twins_in_one_poll(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	static const char *const raws[] = { "Message-ID: <a@b.example>\r\n\r\nx\r\n",
		"Message-ID: <a@b.example>\r\n\r\nx\r\n", "Message-ID: <a@b.example>\r\n\r\ny\r\n",
		"", "", "Message-ID: <a@b.example>\r\n\r\nx\r\n\r\n" };

	for (gsize i = 0; i < G_N_ELEMENTS(raws); i++)
		fake_mailbox_add(post->fake, raws[i]);
	g_assert_true(post_poll(post));
	g_assert_cmpint(post_number(post, MAILS), ==, 6);
	g_assert_cmpint(post_number(post, KEPT), ==, 4);
	for (gsize i = 0; i < G_N_ELEMENTS(raws); i++)
		assert_bytes(post, (gint64) i + 1, raws[i]);
	assert_proved(post);
}

/* Each board has its own, so that each can be erased by itself. */
static void
test_boards_share_nothing(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *raw = world_mail("a@kommun.example", "", "x");

	world_store(post->world, post->world->board, 1, raw);
	world_store(post->world, post->world->other, 1, raw);
	g_assert_cmpint(post_number(post, KEPT), ==, 2);
}

/* What stands in quarantine, and what was never handled, is handled from the bytes of the other. */
static void
test_what_was_not_handled(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	post_add(post, 1);
	failing_store_fail(&post->store, "apply", G_MAXUINT, LEX_ERROR_STORE);
	g_assert_false(post_poll(post));
	post->fake->uidvalidity++;
	g_assert_false(post_poll(post));
	failing_store_fail(&post->store, NULL, 0, 0);
	g_assert_true(post_poll(post));
	g_assert_cmpint(post_number(post, "SELECT count(*) FROM cases"), ==, 1);
	g_assert_cmpint(post_number(post, "SELECT count(*) FROM mail WHERE state='handled'"), ==,
		post_number(post, MAILS));
	g_assert_cmpint(post_number(post, KEPT), ==, 1);
	assert_proved(post);
}

/* Bytes that are gone or changed are missed by each mail that has them. */
static void
test_verify_misses_them(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	post_add(post, 1);
	g_assert_true(post_poll(post));
	post->fake->uidvalidity++;
	g_assert_true(post_poll(post));
	/* By what goes around the program. */
	world_change(post->world, "DROP TRIGGER raw_kept");
	world_change(post->world, "DROP TRIGGER raw_unchanged");
	world_change(post->world, "UPDATE raw SET bytes=x'00'");
	g_autofree char *changed = world_verify(post->world);
	g_assert_nonnull(strstr(changed, "mail 1"));
	g_assert_nonnull(strstr(changed, "mail 2"));
	world_change(post->world, "DELETE FROM raw");
	g_autofree char *gone = world_verify(post->world);
	g_assert_nonnull(strstr(gone, "mail 1: its raw bytes are gone"));
	g_assert_nonnull(strstr(gone, "mail 2: its raw bytes are gone"));
	/* Whatever happened to them, what comes is kept. */
	post->fake->uidvalidity++;
	g_assert_true(post_poll(post));
	assert_bytes(post, 3, fake_mailbox_get(post->fake, 1)->raw);
}

/* Until an erasure hands them on, bytes that other mails share stay as they are. */
static void
test_shared_bytes_stay(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	static const char *const tries[] = { "DELETE FROM raw WHERE mail=1",
		"UPDATE raw SET bytes=x'' WHERE mail=1", "DELETE FROM raw" };
	g_autofree char *raw = NULL;

	post_add(post, 2);
	g_assert_true(post_poll(post));
	post->fake->uidvalidity++;
	fake_mailbox_remove(post->fake, 2);
	g_assert_true(post_poll(post));
	g_assert_cmpint(post_number(post, MAILS), ==, 3);
	raw = g_strdup(fake_mailbox_get(post->fake, 1)->raw);
	for (guint i = 0; i < G_N_ELEMENTS(tries); i++) {
		g_autoptr(GError) error = NULL;

		g_test_message("%s", tries[i]);
		g_assert_false(world_try(post->world, tries[i], &error));
		g_assert_nonnull(strstr(error->message, "share"));
		assert_bytes(post, 1, raw);
		assert_bytes(post, 3, raw);
	}
	/* Handed on, or those of one mail alone, they go. */
	world_change(post->world, "UPDATE raw SET mail=3 WHERE mail=1");
	world_change(post->world, "UPDATE mail SET bytes_of=3 WHERE id=1");
	world_change(post->world, "UPDATE mail SET bytes_of=NULL WHERE id=3");
	assert_bytes(post, 1, raw);
	assert_bytes(post, 3, raw);
	g_assert_true(world_try(post->world, "DELETE FROM raw WHERE mail=2", NULL));
	g_assert_false(world_try(post->world, "DELETE FROM raw WHERE mail=3", NULL));
}

int
main(int argc, char **argv)
{
	static const PostTest tests[] = {
		{ "/store/bytes/new-ledger", test_a_new_ledger_keeps_no_bytes_again },
		{ "/store/bytes/twins", test_twins_in_one_poll },
		{ "/store/bytes/boards", test_boards_share_nothing },
		{ "/store/bytes/unhandled", test_what_was_not_handled },
		{ "/store/bytes/shared", test_shared_bytes_stay },
		{ "/store/bytes/verify", test_verify_misses_them },
	};

	g_test_init(&argc, &argv, NULL);
	post_add_tests(tests, G_N_ELEMENTS(tests));
	return g_test_run();
}
