/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Invariant 8, its other half: whoever asks who looked at a case is told of every
 * look, and nothing is shown of which no event could be kept.
 */
#include <glib.h>
#include <jansson.h>
#include <string.h>

#include "core/error.h"
#include "support/world.h"

#define EVERYTHING ((AccessQuery){ NULL, INSTANT_NONE, INSTANT_NONE })

static void
furnish(World *world)
{
	g_autofree char *first = world_mail("a@kommun.example", "", "Rapport.");
	g_autofree char *second = world_mail("b@kommun.example", "", "En annan rapport.");

	intake_plan_free(world_take(world, 1, first));
	intake_plan_free(world_take(world, 2, second));
}

static json_t *
ask(World *world, AccessQuery query)
{
	StoreActor who = world_actor(world);
	g_autoptr(GError) error = NULL;
	g_autofree char *text = NULL;

	gboolean good = world->store->access(world->store, &query, &who, &text, &error);
	g_assert_no_error(error);
	g_assert_true(good);
	json_t *looks = json_loads(text, 0, NULL);
	g_assert_nonnull(looks);
	return looks;
}

/* "kind case mail" of each, joined by ", ". */
static char *
list(World *world, AccessQuery query)
{
	g_autoptr(GString) text = g_string_new(NULL);
	json_t *looks = ask(world, query), *look;
	size_t i;

	json_array_foreach(looks, i, look) {
		const char *case_id = json_string_value(json_object_get(look, "case"));

		g_string_append_printf(text, "%s%s %s %d", i ? ", " : "",
			json_string_value(json_object_get(look, "kind")),
			case_id ? case_id + strlen("LS-2026-") : "-",
			(int) json_integer_value(json_object_get(look, "mail")));
	}
	json_decref(looks);
	return g_string_free(g_steal_pointer(&text), FALSE);
}

static void
assert_listed(World *world, AccessQuery query, const char *expected)
{
	g_autofree char *got = list(world, query);

	g_assert_cmpstr(got, ==, expected);
}

static void
look(World *world, StoreView view, const char *key)
{
	g_autofree char *text = world_view(world, view, key);

	g_assert_nonnull(text);
}

static void
test_every_look_is_told(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	StoreActor who = world_actor(world);
	g_autoptr(GBytes) raw = NULL;

	furnish(world);
	assert_listed(world, EVERYTHING, "");
	look(world, VIEW_CASE, "LS-2026-0002");
	look(world, VIEW_MAIL, "1");
	look(world, VIEW_OUTBOX, "1");
	g_assert_true(world->store->raw_mail(world->store, 2, &who, &raw, NULL));
	look(world, VIEW_CASE_LIST, NULL);
	assert_listed(world, EVERYTHING,
		"access_listed - 0, case_shown 0002 0, mail_shown 0001 1, notice_shown 0001 0, "
		"mail_extracted 0002 2");
	assert_listed(world, (AccessQuery){ "LS-2026-0002", INSTANT_NONE, INSTANT_NONE },
		"case_shown 0002 0, mail_extracted 0002 2");
	/* Who asked about a case is told to the next who does. */
	assert_listed(world, (AccessQuery){ "LS-2026-0002", INSTANT_NONE, INSTANT_NONE },
		"case_shown 0002 0, mail_extracted 0002 2, access_listed 0002 0");
	g_autofree char *problems = world_verify(world);
	g_assert_cmpstr(problems, ==, "");
}

static void
test_who_and_when(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	json_t *looks, *detail;
	const char *time, *actor, *user, *key;
	json_int_t seq;

	furnish(world);
	look(world, VIEW_CASE, "LS-2026-0001");
	looks = ask(world, EVERYTHING);
	g_assert_cmpint(json_unpack(json_array_get(looks, 0), "{sI ss ss ss so s{ss}}", "seq", &seq,
				"time", &time, "actor", &actor, "user", &user, "detail", &detail,
				"detail", "key", &key),
		==, 0);
	g_assert_cmpstr(time, ==, "2026-03-17T13:00:00.000+01:00");
	g_assert_cmpstr(actor, ==, "tester@kommun.example");
	g_assert_cmpstr(user, ==, "tester");
	/* It says what was asked for, and nothing of what was shown. */
	g_assert_cmpstr(key, ==, "LS-2026-0001");
	g_assert_cmpuint(json_object_size(detail), ==, 1);
	json_decref(looks);
}

static void
test_of_some_time(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	static const struct {
		gint64 from, before;
		const char *expected;
	} cases[] = {
		{ INSTANT_NONE, WORLD_BEGIN, "" },
		{ INSTANT_NONE, WORLD_BEGIN + 1, "case_shown 0001 0" },
		{ WORLD_BEGIN, WORLD_BEGIN + WORLD_DAY, "case_shown 0001 0" },
		{ WORLD_BEGIN + 1, WORLD_BEGIN + WORLD_DAY, "" },
		{ WORLD_BEGIN + WORLD_DAY, WORLD_BEGIN + WORLD_DAY + 1, "case_shown 0002 0" },
		{ WORLD_BEGIN + WORLD_DAY, WORLD_BEGIN, "" },
	};

	furnish(world);
	look(world, VIEW_CASE, "LS-2026-0001");
	world->now.fixed += WORLD_DAY;
	look(world, VIEW_CASE, "LS-2026-0002");
	world->now.fixed += WORLD_DAY;
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
		assert_listed(world, (AccessQuery){ NULL, cases[i].from, cases[i].before },
			cases[i].expected);
}

/* A clock that went back hides nothing, and orders what there is by what it said. */
static void
test_a_clock_that_went_back(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	furnish(world);
	look(world, VIEW_CASE, "LS-2026-0001");
	world->now.fixed -= WORLD_DAY;
	look(world, VIEW_CASE, "LS-2026-0002");
	assert_listed(world, EVERYTHING, "case_shown 0002 0, case_shown 0001 0");
}

/* What a mail says is in all the cases that it opened, and in what it is a copy of. */
static void
test_a_mail_of_several_cases(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	StoreActor who = world_actor(world);
	g_autoptr(GBytes) raw = NULL, copy = NULL;

	furnish(world);
	world_change(world, "INSERT INTO report VALUES(2,1,2,x'00','{}')");
	world_change(world, "INSERT INTO mail(board,stored,size,truncated,sha256,attempts,run,"
			    "state,copy_of,case_no) VALUES('AMN',0,1,0,x'00',1,'','handled',1,1)");
	world_change(world, "INSERT INTO raw VALUES(3,x'41')");
	look(world, VIEW_MAIL, "1");
	g_assert_true(world->store->raw_mail(world->store, 1, &who, &raw, NULL));
	g_assert_true(world->store->raw_mail(world->store, 3, &who, &copy, NULL));
	assert_listed(world, EVERYTHING,
		"mail_shown 0001 1, mail_shown 0002 1, mail_extracted 0001 1, "
		"mail_extracted 0002 1, mail_extracted 0001 3, mail_extracted 0002 3");
}

static void
test_a_mail_of_no_case(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	StoreActor who = world_actor(world);
	g_autoptr(GBytes) raw = NULL;

	world_store(world, world->board, 1, "x");
	look(world, VIEW_MAIL, "1");
	g_assert_true(world->store->raw_mail(world->store, 1, &who, &raw, NULL));
	assert_listed(world, EVERYTHING, "mail_shown - 1, mail_extracted - 1");
}

/* What was erased stays told, without what it said; and so does what is only in the journal. */
static void
test_after_an_erasure(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	AccessQuery query = { "LS-2026-0001", INSTANT_NONE, INSTANT_NONE };

	furnish(world);
	look(world, VIEW_CASE, "LS-2026-0001");
	world_change(world, "DELETE FROM event_detail WHERE seq=(SELECT seq FROM event"
			    " WHERE kind='case_shown')");
	world_change(world, "UPDATE cases SET label='LS-2026-0009' WHERE label='LS-2026-0001'");
	json_t *looks = ask(world, query);
	g_assert_cmpuint(json_array_size(looks), ==, 1);
	g_assert_true(json_is_null(json_object_get(json_array_get(looks, 0), "detail")));
	json_decref(looks);
}

static void
test_of_no_case(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	AccessQuery query = { "LS-2026-0099", INSTANT_NONE, INSTANT_NONE };
	StoreActor who = world_actor(world);
	g_autoptr(GError) error = NULL;
	char *text = NULL;

	furnish(world);
	gint64 before = world_number(world, "SELECT count(*) FROM event");
	g_assert_false(world->store->access(world->store, &query, &who, &text, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_NOT_FOUND);
	g_assert_null(text);
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM event"), ==, before);
}

/* No trace, no look. */
static void
test_nothing_is_shown_unseen(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	static const struct {
		StoreView view;
		const char *key;
	} looks[] = { { VIEW_CASE, "LS-2026-0001" }, { VIEW_MAIL, "1" }, { VIEW_OUTBOX, "1" } };
	StoreActor who = world_actor(world);
	CaseStore *store = world->store;
	AccessQuery query = EVERYTHING;
	g_autoptr(GError) error = NULL;
	GBytes *raw = NULL;
	char *text = NULL;

	furnish(world);
	world_change(world, "CREATE TRIGGER full BEFORE INSERT ON event"
			    " BEGIN SELECT RAISE(FAIL,'disk full'); END");
	for (guint i = 0; i < G_N_ELEMENTS(looks); i++) {
		g_assert_false(
			store->view(store, looks[i].view, looks[i].key, &who, &text, &error));
		g_assert_nonnull(error);
		g_assert_null(text);
		g_clear_error(&error);
	}
	g_assert_false(store->raw_mail(store, 1, &who, &raw, &error));
	g_assert_nonnull(error);
	g_assert_null(raw);
	g_clear_error(&error);
	g_assert_false(store->access(store, &query, &who, &text, &error));
	g_assert_nonnull(error);
	g_assert_null(text);
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *path;
		void (*run)(World *world, gconstpointer unused);
	} tests[] = {
		{ "/store/access/every", test_every_look_is_told },
		{ "/store/access/who", test_who_and_when },
		{ "/store/access/time", test_of_some_time },
		{ "/store/access/clock-back", test_a_clock_that_went_back },
		{ "/store/access/several", test_a_mail_of_several_cases },
		{ "/store/access/no-case", test_a_mail_of_no_case },
		{ "/store/access/erased", test_after_an_erasure },
		{ "/store/access/unknown", test_of_no_case },
		{ "/store/access/unseen", test_nothing_is_shown_unseen },
	};

	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, World, NULL, world_set_up, tests[i].run, world_tear_down);
	return g_test_run();
}
