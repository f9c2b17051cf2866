/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "core/budget.h"
#include "core/error.h"
#include "daemon/digest-mail.h"
#include "support/failing-store.h"
#include "support/world.h"

/* Limits, counts, and whether one more may go. */
static const struct {
	NoticeLimit limit;
	NoticeCount count;
	gboolean allowed;
} cases[] = {
	{ { 0, 0, 0 }, { 9999, 9999, 9999 }, TRUE },
	{ { 5, 5, 200 }, { 4, 0, 199 }, TRUE },
	{ { 5, 5, 200 }, { 5, 0, 0 }, FALSE },
	{ { 5, 5, 200 }, { 0, 5, 0 }, FALSE },
	{ { 5, 5, 200 }, { 0, 0, 200 }, FALSE },
	{ { 1, 0, 0 }, { 0, 77, 77 }, TRUE },
};

static void
test_limits(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
		g_assert_cmpint(
			budget_allows(&cases[i].limit, &cases[i].count), ==, cases[i].allowed);
}

static void
test_only_some_kinds_are_limited(void)
{
	g_autoptr(Settings) settings = settings_new();

	for (guint i = 0; i < NOTICE_COUNT; i++) {
		NoticeLimit limit = budget_limit((Notice) i, settings);
		gboolean limited = limit.to_recipient || limit.of_case || limit.in_all;

		g_assert_cmpint(limited, ==, i == NOTICE_RECEIPT || i == NOTICE_NEW_CASE);
	}
	g_assert_cmpuint(budget_limit(NOTICE_RECEIPT, settings).to_recipient, ==, 5);
	g_assert_cmpuint(budget_limit(NOTICE_NEW_CASE, settings).to_recipient, ==, 30);
}

static void
take(World *world, guint from, guint count, const char *sender)
{
	for (guint i = from; i < from + count; i++) {
		g_autofree char *id = g_strdup_printf("m%u@kommun.example", i);
		g_autofree char *headers = g_strdup_printf("From: %s\r\n", sender);
		g_autofree char *raw = world_mail(id, "", id);
		g_autofree char *other = NULL;
		char *at = strstr(raw, "From: ");
		char *end = strstr(at, "\r\n") + 2;

		*at = '\0';
		other = g_strconcat(raw, headers, end, NULL);
		intake_plan_free(world_take(world, i, other));
	}
}

#define RECEIPTS(state) "SELECT count(*) FROM outbox WHERE notice='receipt' AND state='" state "'"
#define TOLD(state)     "SELECT count(*) FROM outbox WHERE notice='new_case' AND state='" state "'"

/* Written as a.b@ or A.B@, it is one sender; every mail has its case. */
static void
test_a_forged_sender_gets_few(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	world->settings->limits.receipts_per_sender = 3;
	take(world, 1, 3, "victim@kommun.example");
	take(world, 4, 5, "Victim@Kommun.example");
	take(world, 9, 1, "other@kommun.example");
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM cases"), ==, 9);
	g_assert_cmpint(world_number(world, RECEIPTS("queued")), ==, 4);
	g_assert_cmpint(world_number(world, RECEIPTS("held")), ==, 5);
	g_assert_cmpint(
		world_number(world, "SELECT count(*) FROM event WHERE kind='notice_held'"), ==, 5);
	/* In an hour there is room again: what is held does not count. */
	world->now.fixed += WORLD_HOUR;
	take(world, 10, 4, "victim@kommun.example");
	g_assert_cmpint(world_number(world, RECEIPTS("queued")), ==, 7);
	g_assert_cmpint(world_number(world, RECEIPTS("held")), ==, 6);
	g_autofree char *problems = world_verify(world);
	g_assert_cmpstr(problems, ==, "");
}

static void
test_all_receipts_have_a_limit(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	world->settings->limits.receipts = 4;
	for (guint i = 1; i <= 6; i++) {
		g_autofree char *sender = g_strdup_printf("p%u@kommun.example", i);

		take(world, i, 1, sender);
	}
	g_assert_cmpint(world_number(world, RECEIPTS("queued")), ==, 4);
	g_assert_cmpint(world_number(world, RECEIPTS("held")), ==, 2);
}

#define DIGESTS "SELECT count(*) FROM outbox WHERE notice='digest'"

/* The responsible gets some, then one digest an hour that names the rest. */
static void
test_the_rest_comes_in_a_digest(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	world->settings->limits.notices_per_recipient = 2;
	take(world, 1, 5, "a@kommun.example");
	g_assert_cmpint(world_number(world, TOLD("held")), ==, 3);
	g_assert_true(digest_mail_tell(&world->daemon, world->board, NULL));
	g_assert_true(digest_mail_tell(&world->daemon, world->board, NULL));
	g_assert_cmpint(world_number(world, DIGESTS), ==, 1);
	g_assert_cmpint(world_number(world, TOLD("held")), ==, 0);
	g_assert_cmpint(world_number(world, TOLD("cancelled")), ==, 3);
	g_autofree char *facts =
		world_text(world, "SELECT facts FROM outbox WHERE notice='digest'");
	g_assert_nonnull(strstr(facts, "\"count\":\"3\""));
	g_assert_nonnull(strstr(facts, "[\"LS-2026-0003\",\"LS-2026-0004\",\"LS-2026-0005\"]"));
	g_assert_null(strstr(facts, "a@kommun"));
	take(world, 6, 2, "a@kommun.example");
	g_assert_true(digest_mail_tell(&world->daemon, world->board, NULL));
	g_assert_cmpint(world_number(world, DIGESTS), ==, 1);
	world->now.fixed += WORLD_HOUR;
	g_assert_true(digest_mail_tell(&world->daemon, world->board, NULL));
	g_assert_cmpint(world_number(world, DIGESTS), ==, 2);
	g_assert_cmpint(world_number(world, TOLD("held")), ==, 0);
	g_assert_cmpint(
		world_number(world, "SELECT count(*) FROM event WHERE kind='notice_folded'"), ==,
		5);
}

/* On a full disk nothing is taken back that no digest speaks of. */
static void
test_a_full_disk(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	static const char *const calls[] = { "next_digest", "fold" };
	FailingStore store;

	world->settings->limits.notices_per_recipient = 1;
	take(world, 1, 3, "a@kommun.example");
	failing_store_init(&store, world->store);
	world->daemon.store = &store.base;
	for (guint i = 0; i < G_N_ELEMENTS(calls); i++) {
		failing_store_fail(&store, calls[i], 1, LEX_ERROR_STORE);
		g_assert_false(digest_mail_tell(&world->daemon, world->board, NULL));
		g_assert_cmpint(world_number(world, TOLD("held")), ==, 2);
		g_assert_cmpint(world_number(world, DIGESTS), ==, 0);
	}
	g_assert_true(digest_mail_tell(&world->daemon, world->board, NULL));
	g_assert_cmpint(world_number(world, DIGESTS), ==, 1);
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *path;
		void (*test)(World *world, gconstpointer unused);
	} tests[] = {
		{ "/budget/sender", test_a_forged_sender_gets_few },
		{ "/budget/all", test_all_receipts_have_a_limit },
		{ "/budget/digest", test_the_rest_comes_in_a_digest },
		{ "/budget/full-disk", test_a_full_disk },
	};

	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/budget/limits", test_limits);
	g_test_add_func("/budget/kinds", test_only_some_kinds_are_limited);
	for (guint i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(
			tests[i].path, World, NULL, world_set_up, tests[i].test, world_tear_down);
	return g_test_run();
}
