/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "core/error.h"
#include "support/world.h"

#define ANSVARIG "ansvarig@kommun.example"
#define STAND_IN "stf@kommun.example"

static void
furnish(World *world)
{
	g_autofree char *raw = world_mail("a@kommun.example", "", "Rapport.");

	intake_plan_free(world_take(world, 1, raw));
}

static gboolean
recuse(World *world, const char *person, const char *stand_in, gint64 *moved, GError **error)
{
	const Recusal recusal = { person, stand_in, "chef för enheten", 0 };
	StoreActor who = world_actor(world);

	return world->store->recuse(world->store, "LS-2026-0001", &recusal, &who, moved, error);
}

/* All notices: "notice state hold recipient", joined by "\n". g_free() it. */
static char *
notices(World *world)
{
	return world_text(world, "SELECT group_concat(notice||' '||state||' '||coalesce(hold,'-')"
				 "||' '||recipient,x'0a') FROM outbox");
}

#define OTHERS(state_of_mine, passed)                                                              \
	"receipt queued - alva@kommun.example\nnew_case " state_of_mine " " ANSVARIG               \
	"\nregistrar queued - registrator@kommun.example" passed

static const struct {
	const char *before; /* what stands of new_case */
	const char *after;
	gint64 moved;
} moves[] = {
	{ "state='queued'", OTHERS("cancelled -", "\nnew_case queued - " STAND_IN), 1 },
	{ "state='held',hold='recused'",
		OTHERS("cancelled recused", "\nnew_case queued - " STAND_IN), 1 },
	{ "state='held',hold='bounced'",
		OTHERS("cancelled bounced", "\nnew_case queued - " STAND_IN), 1 },
	{ "state='held',hold='protected'",
		OTHERS("cancelled protected", "\nnew_case held protected " STAND_IN), 1 },
	{ "state='held',hold='first_contact'",
		OTHERS("cancelled first_contact", "\nnew_case held first_contact " STAND_IN), 1 },
	/* What a person could send again goes on, too. */
	{ "state='failed'", OTHERS("cancelled -", "\nnew_case queued - " STAND_IN), 1 },
	{ "state='bounced'", OTHERS("cancelled -", "\nnew_case queued - " STAND_IN), 1 },
	{ "state='sent'", OTHERS("sent -", ""), 0 },
	{ "state='sending'", OTHERS("sending -", ""), 0 },
	{ "state='cancelled'", OTHERS("cancelled -", ""), 0 },
};

static void
test_what_has_not_arrived_goes_on(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(moves); i++) {
		g_autoptr(World) world = world_new();
		g_autofree char *sql = g_strdup_printf(
			"UPDATE outbox SET route='secure',%s WHERE notice='new_case'",
			moves[i].before);
		gint64 moved = -1;

		furnish(world);
		world_change(world, sql);
		g_assert_true(recuse(world, "Ansvarig@Kommun.example", STAND_IN, &moved, NULL));
		g_test_message("row %u", i);
		g_autofree char *after = notices(world);
		g_assert_cmpstr(after, ==, moves[i].after);
		g_assert_cmpint(moved, ==, moves[i].moved);
		/* Another's route is another's; and each notice has a Message-ID of its own. */
		g_assert_cmpint(world_number(world, "SELECT count(*) FROM outbox WHERE"
						    " recipient='stf@kommun.example' AND"
						    " (route<>'plain' OR message_id NOT LIKE"
						    " 'LS-2026-0001.new_case.%@kommun.example')"),
			==, 0);
		g_autofree char *shown = world_view(world, VIEW_CASE, "LS-2026-0001");
		g_assert_nonnull(strstr(shown, "person_recused"));
		g_assert_nonnull(strstr(shown, "\"recusals\""));
		g_autofree char *complaints = world_verify(world);
		g_assert_cmpstr(complaints, ==, "");
	}
}

/* The rule stays: later mail in the case, after a restart, in another role. */
static void
test_what_comes_later_goes_on(void)
{
	g_autoptr(World) world = world_new();
	g_autofree char *more = world_mail(
		"b@kommun.example", "In-Reply-To: <a@kommun.example>\r\n", "Ett tillägg.");
	g_autofree char *other = world_mail("c@kommun.example", "", "En annan rapport.");
	gint64 moved;

	furnish(world);
	g_assert_true(recuse(world, ANSVARIG, STAND_IN, &moved, NULL));
	world_restart(world);
	intake_plan_free(world_take(world, 2, more));
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM outbox WHERE waits_for=2 AND"
					    " recipient='stf@kommun.example'"),
		==, 1);
	/* Of another case the person hears as before. */
	intake_plan_free(world_take(world, 3, other));
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM outbox WHERE waits_for=3 AND"
					    " notice='new_case' AND recipient='" ANSVARIG "'"),
		==, 1);
	/* The stand-in too, in turn: nothing comes back to the first. */
	g_assert_true(recuse(world, STAND_IN, "dpo@kommun.example", &moved, NULL));
	g_assert_cmpint(moved, ==, 2);
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM outbox o JOIN cases c ON"
					    " c.id=o.case_no WHERE label='LS-2026-0001' AND"
					    " o.state='queued' AND recipient='dpo@kommun.example'"),
		==, 2);
}

static void
test_nobody_hands_it_back(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(GError) error = NULL;
	gint64 moved;

	furnish(world);
	g_assert_false(recuse(world, ANSVARIG, "ANSVARIG@kommun.example", &moved, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED);
	g_clear_error(&error);
	g_assert_true(recuse(world, ANSVARIG, STAND_IN, &moved, NULL));
	g_assert_false(recuse(world, STAND_IN, ANSVARIG, &moved, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED);
	g_clear_error(&error);
	const Recusal recusal = { ANSVARIG, STAND_IN, "x", 0 };
	StoreActor who = world_actor(world);
	g_assert_false(
		world->store->recuse(world->store, "LS-2026-0099", &recusal, &who, &moved, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_NOT_FOUND);
}

/* Who reports and is responsible keeps the receipt and loses the rest. */
static void
test_a_receipt_is_its_readers_own(void)
{
	g_autoptr(World) world = world_new();
	gint64 moved;

	furnish(world);
	world_change(world, "UPDATE outbox SET recipient='" ANSVARIG "' WHERE notice='receipt'");
	g_assert_true(recuse(world, ANSVARIG, STAND_IN, &moved, NULL));
	g_autofree char *state =
		world_text(world, "SELECT state FROM outbox WHERE notice='receipt'");
	g_assert_cmpstr(state, ==, "queued");
	g_assert_cmpint(moved, ==, 1);
}

/* The mail that goes to a stand-in says for whom, and that it is because of the case. */
static void
test_says_why(void)
{
	static const struct {
		const char *person, *why;
	} rows[] = {
		{ ANSVARIG, "new_case {\"recused\":true,\"responsible\":true}, "
			    "new_case {\"recused\":true,\"responsible\":true}" },
		{ "registrator@kommun.example", "registrar {\"recused\":true,\"registrar\":true}" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(World) world = world_new();
		gint64 moved;

		furnish(world);
		g_assert_true(recuse(world, rows[i].person, STAND_IN, &moved, NULL));
		world_take_mail(
			world, 2, "b@kommun.example", "References: <a@kommun.example>\r\n", "Mer.");
		g_test_message("row %u", i);
		world_assert_text(world,
			"SELECT group_concat(notice||' '||(facts->>'$.stand_in_for'),', ') FROM"
			" (SELECT * FROM outbox WHERE recipient='" STAND_IN "' ORDER BY id)",
			rows[i].why);
		/* Whoever gets a mail for themselves is told nothing of the kind. */
		g_assert_cmpint(
			world_number(world, "SELECT count(*) FROM outbox WHERE facts LIKE"
					    " '%stand_in_for%' AND recipient<>'" STAND_IN "'"),
			==, 0);
		world_assert_proved(world);
	}
}

/* What cannot be read goes on as it is: its sending fails and says so. */
static void
test_damaged_facts_go_on(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	gint64 moved;

	furnish(world);
	world_change(world, "UPDATE outbox SET facts='{' WHERE notice='new_case'");
	g_assert_true(recuse(world, ANSVARIG, STAND_IN, &moved, NULL));
	world_assert_text(world, "SELECT facts FROM outbox WHERE recipient='" STAND_IN "'", "{");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/store/recusal/goes-on", test_what_has_not_arrived_goes_on);
	g_test_add_func("/store/recusal/later", test_what_comes_later_goes_on);
	g_test_add("/store/recusal/back", World, NULL, world_set_up, test_nobody_hands_it_back,
		world_tear_down);
	g_test_add_func("/store/recusal/why", test_says_why);
	g_test_add("/store/recusal/damaged", World, NULL, world_set_up, test_damaged_facts_go_on,
		world_tear_down);
	g_test_add_func("/store/recusal/receipt", test_a_receipt_is_its_readers_own);
	return g_test_run();
}
