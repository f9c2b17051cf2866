/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who hears of several reports in one mail: what holds one of them holds the others, and
 * who is to have nothing to do with the mail has nothing to do with any.
 */
#include <glib.h>

#include "support/forms.h"
#include "support/reading-desk.h"

#define CASES "SELECT group_concat(label) FROM cases"

static void
set_people(World *world)
{
	world->board->responsible.name = g_strdup("Åsa Lind-Öberg");
	world->board->conflict_contact.address = g_strdup("ordforande@kommun.example");
}

/* Whoever could read one report of a file could read all: what holds one holds the others. */
static void
test_holds(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	static const Form about_boss = {
		.name = "Robin Ek",
		.date = "2026-03-04",
		.account =
			"Åsa Lind-Öberg slog en brukare på morgonen och sa att ingen fick berätta det."
	};

	set_people(world);
	for (guint first = 0; first < 2; first++) {
		g_autofree char *id = g_strdup_printf("m%u@kommun.example", first);
		g_autofree char *sql = g_strdup_printf(
			"SELECT group_concat(state||' '||hold||' '||notice) FROM outbox"
			" WHERE recipient='ansvarig@kommun.example' AND case_no>%u",
			2 * first);
		g_autofree char *told = g_strdup_printf(
			"SELECT count(*) FROM outbox WHERE notice='sensitive' AND state='queued'"
			" AND recipient='ordforande@kommun.example' AND case_no>%u",
			2 * first);

		world_take_mail(world, first + 1, id, "", "Se bilaga.");
		if (first)
			forms_read(world, &about_boss, &forms_door);
		else
			forms_read(world, &forms_medicine, &about_boss);
		world_assert_text(world, sql, "held recused new_case,held recused new_case");
		g_assert_cmpint(world_number(world, told), ==, 2);
		g_assert_cmpint(
			world_number(world, "SELECT count(*) FROM case_hold"), ==, 2 * first + 2);
		g_assert_cmpint(world_number(world,
					"SELECT count(*) FROM flag WHERE code='possible_conflict'"),
			==, 2 * first + 2);
	}
	/* What is held is asked nobody. */
	g_assert_cmpint(
		world_number(world, "SELECT count(*) FROM outbox WHERE notice='missing_facts'"), ==,
		0);
}

/* Of the first case: somebody answers in it while its mail is read. */
static void
answer(gpointer world)
{
	world_take_mail(world, 2, "b@kommun.example", "In-Reply-To: <a@kommun.example>\r\n",
		"Åsa Lind-Öberg slog en brukare.");
}

/* A person has decided that the case may be known. */
static void
lift(gpointer world)
{
	world_change(world, "UPDATE case_hold SET lifted=1");
}

/* What holds the case when its reading ends counts, not what held it when that began. */
static void
test_held_meanwhile(void)
{
	static const struct {
		void (*meanwhile)(gpointer world);
		gboolean before; /* it was held when the reading began */
		const char *holds, *notices;
	} rows[] = {
		{ answer, FALSE, "1 responsible,2 responsible", "held recused" },
		{ lift, TRUE, "1 responsible", "queued -" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(World) world = world_new();
		g_autofree char *json = forms_json(&forms_door, &forms_alarm);

		g_test_message("row %u", i);
		set_people(world);
		world_take_mail(world, 1, "a@kommun.example", "", "Se bilaga.");
		if (rows[i].before)
			world_change(world, "INSERT INTO case_hold(case_no,finding,hold,since)"
					    " VALUES(1,'responsible','recused',0)");
		reading_desk_read_while(world, json, rows[i].meanwhile, world);
		world_assert_text(world,
			"SELECT group_concat(case_no||' '||finding) FROM case_hold", rows[i].holds);
		world_assert_text(world,
			"SELECT group_concat(state||' '||coalesce(hold,'-')) FROM outbox"
			" WHERE case_no=2 AND notice='new_case'",
			rows[i].notices);
		/* Nobody is asked for what is missing while a person decides, and who decides is
		 * told of each case. */
		g_assert_cmpint(world_number(world, "SELECT count(*) FROM outbox WHERE"
						    " notice='missing_facts'"),
			==, rows[i].before ? 2 : 0);
		g_assert_cmpint(world_number(world, "SELECT count(*) FROM outbox WHERE"
						    " notice='sensitive' AND case_no=2"),
			==, rows[i].before ? 0 : 1);
		world_assert_proved(world);
	}
}

/* Who was recused before the mail was read is so in each of its cases. */
static void
test_recused(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	const Recusal recusal = { "ansvarig@kommun.example", "stf@kommun.example", "jäv",
		1u << ROLE_RESPONSIBLE };
	StoreActor who = world_actor(world);
	gint64 moved = 0;

	world_take_mail(world, 1, "a@kommun.example", "", "Se bilaga.");
	g_assert_true(
		world->store->recuse(world->store, "LS-2026-0001", &recusal, &who, &moved, NULL));
	forms_read(world, &forms_door, &forms_medicine);
	world_assert_text(world,
		"SELECT group_concat(recipient||' '||state||' '||route) FROM outbox"
		" WHERE notice='new_case' AND case_no=2",
		"stf@kommun.example queued plain");
	world_assert_text(world,
		"SELECT group_concat(kind) FROM event WHERE case_id='LS-2026-0002'"
		" AND kind='recusals_inherited'",
		"recusals_inherited");
}

/* An outsider is not told that there are cases, and once is enough; a machine is not answered. */
static void
test_who_is_answered(void)
{
	static const struct {
		const char *from, *headers;
		gint64 receipts;
	} senders[] = {
		{ "alva@kommun.example", "", 2 },
		{ "alva@annan.example", "", 1 },
		{ "alva@kommun.example", "Auto-Submitted: auto-generated\r\n", 0 },
		{ "lexsarah@kommun.example", "", 0 },
	};

	for (guint i = 0; i < G_N_ELEMENTS(senders); i++) {
		g_autoptr(World) world = world_new();
		g_autofree char *raw =
			g_strdup_printf("From: %s\r\nTo: lexsarah@kommun.example\r\n"
					"Message-ID: <a@x.example>\r\n%s\r\nText.\r\n",
				senders[i].from, senders[i].headers);

		g_test_message("row %u", i);
		intake_plan_free(world_take(world, 1, raw));
		forms_read(world, &forms_door, &forms_medicine);
		world_assert_text(world, CASES, "LS-2026-0001,LS-2026-0002");
		g_assert_cmpint(
			world_number(world, "SELECT count(*) FROM outbox WHERE notice='receipt'"),
			==, senders[i].receipts);
	}
}

int
main(int argc, char **argv)
{
	static const WorldTest tests[] = {
		{ "/several-holds/holds", test_holds },
		{ "/several-holds/recused", test_recused },
	};

	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/several-holds/answered", test_who_is_answered);
	g_test_add_func("/several-holds/meanwhile", test_held_meanwhile);
	world_add_tests(tests, G_N_ELEMENTS(tests));
	return g_test_run();
}
