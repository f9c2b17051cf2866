/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The ground of the tests of a polled mailbox.
 */
#include "support/post.h"

static void
handled(gpointer user)
{
	((Post *) user)->handled++;
}

static void
start(Post *post)
{
	post->mailbox = mailbox_new(
		&post->world->daemon, post->world->board, &post->fake->base, handled, post);
}

void
post_set_up(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	post->world = world_new();
	failing_store_init(&post->store, post->world->store);
	post->world->daemon.store = &post->store.base;
	post->fake = fake_mailbox_new(WORLD_UIDVALIDITY);
	start(post);
}

void
post_tear_down(Post *post, gconstpointer unused G_GNUC_UNUSED)
{
	mailbox_free(post->mailbox);
	fake_mailbox_free(post->fake);
	world_free(post->world);
}

void
post_restart(Post *post)
{
	mailbox_free(post->mailbox);
	start(post);
}

void
post_add(Post *post, guint count)
{
	for (guint i = 0; i < count; i++) {
		g_autofree char *id = g_strdup_printf("m%u@kommun.example", ++post->count);
		g_autofree char *raw = world_mail(id, "", id);

		fake_mailbox_add(post->fake, raw);
	}
}

gboolean
post_poll(Post *post)
{
	return mailbox_step(post->mailbox) == POST_POLL;
}

gint64
post_number(Post *post, const char *sql)
{
	return world_number(post->world, sql);
}

void
post_add_tests(const PostTest *tests, gsize n_tests)
{
	g_log_set_always_fatal(G_LOG_FATAL_MASK);
	for (gsize i = 0; i < n_tests; i++)
		g_test_add(tests[i].path, Post, NULL, post_set_up, tests[i].run, post_tear_down);
}
