/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A mail of which only the beginning was kept comes again, whole: it is of the same case. What
 * only looks like it has a case of its own.
 */
#include <glib.h>
#include <string.h>

#include "support/world.h"

#define KEPT    1500
#define HEADERS "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"

/* Of one mail, of which so many bytes were kept: length 0 means all. */
static void
take(World *world, const Board *board, guint32 uid, const char *raw, gsize length,
	IntakePlan **ret_plan)
{
	g_autoptr(GBytes) bytes = g_bytes_new(raw, length ? length : strlen(raw));
	gint64 mail = world_store_bytes(world, board, uid, bytes);
	g_autofree char *cut = g_strdup_printf(
		"UPDATE mail SET truncated=%d WHERE id=%" G_GINT64_FORMAT, length > 0, mail);

	world_change(world, cut);
	*ret_plan = world_apply_bytes(world, board, mail, bytes);
}

static char *
large_mail(const char *headers)
{
	g_autofree char *text = g_strnfill(4000, 'a');

	return world_mail("stor@kommun.example", headers, text);
}

static void
assert_joins(World *world, const IntakePlan *plan)
{
	g_assert_cmpuint(plan->kind, ==, MAIL_KIND_CORRESPONDENCE);
	g_assert_cmpstr(plan->case_id, ==, "LS-2026-0001");
	g_assert_true(plan->read);
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM cases"), ==, 1);
	world_assert_text(world, "SELECT group_concat(code) FROM flag", "mail_whole");
	world_assert_proved(world);
}

static void
test_the_whole_mail_joins(World *unused_world G_GNUC_UNUSED, gconstpointer unused G_GNUC_UNUSED)
{
	static const char *const headers[] = { HEADERS,
		HEADERS "Auto-Submitted: auto-generated\r\n" };

	for (guint i = 0; i < G_N_ELEMENTS(headers); i++) {
		g_autoptr(World) own = world_new();
		g_autofree char *raw = large_mail(headers[i]);
		g_autoptr(IntakePlan) cut = NULL, longer = NULL, whole = NULL, again = NULL;

		take(own, own->board, 1, raw, KEPT, &cut);
		take(own, own->board, 2, raw, 2 * KEPT, &longer);
		assert_joins(own, longer);
		take(own, own->board, 3, raw, 0, &whole);
		assert_joins(own, whole);
		take(own, own->board, 4, raw, 0, &again);
		g_assert_cmpuint(again->kind, ==, MAIL_KIND_COPY);
	}
}

/* Whoever knows its Message-ID, sender and date can write these. */
static void
test_what_only_looks_like_it(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *raw = large_mail(HEADERS), *other = large_mail(HEADERS);
	g_autoptr(IntakePlan) cut = NULL, forged = NULL, elsewhere = NULL;

	take(world, world->board, 1, raw, KEPT, &cut);
	other[KEPT - 1] = 'b';
	take(world, world->board, 2, other, 0, &forged);
	g_assert_cmpuint(forged->kind, ==, MAIL_KIND_REPORT);
	g_assert_cmpstr(forged->case_id, ==, "LS-2026-0002");
	world_assert_text(world, "SELECT group_concat(code) FROM flag", "possible_duplicate");
	/* What was mailed to one board enters no case of another. */
	take(world, world->other, 1, raw, 0, &elsewhere);
	g_assert_cmpuint(elsewhere->kind, ==, MAIL_KIND_REPORT);
}

/* A mail that was kept whole is not the beginning of one that says more. */
static void
test_what_goes_on_from_a_whole_mail(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *raw = large_mail(HEADERS);
	g_autofree char *more = g_strconcat(raw, "Och mer.", NULL);
	g_autoptr(IntakePlan) first = NULL, second = NULL;

	take(world, world->board, 1, raw, 0, &first);
	take(world, world->board, 2, more, 0, &second);
	g_assert_cmpuint(second->kind, ==, MAIL_KIND_REPORT);
}

int
main(int argc, char **argv)
{
	static const WorldTest tests[] = {
		{ "/cut-mail/whole", test_the_whole_mail_joins },
		{ "/cut-mail/forged", test_what_only_looks_like_it },
		{ "/cut-mail/longer", test_what_goes_on_from_a_whole_mail },
	};

	g_test_init(&argc, &argv, NULL);
	world_add_tests(tests, G_N_ELEMENTS(tests));
	return g_test_run();
}
