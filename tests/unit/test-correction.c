/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "core/error.h"
#include "support/reading-desk.h"
#include "support/world.h"

#define DOCUMENTS(documents)                                                                       \
	"{\"file\":\"mail.eml\",\"format\":\"mail\",\"documents\":[" documents "]}"
#define FIELD(text)                                                                                \
	"{\"value\":\"" text "\",\"raw\":\"" text "\",\"confidence\":1,\"where\":\"line 1\"}"
#define FLAG(code, title)                                                                          \
	"{\"code\":\"" code "\",\"title\":\"" title "\",\"message\":\"Hemligt.\",\"fields\":[]}"
#define LATE    "Rapporten lämnades inte genast" /* as in consistency.c */
#define FLAGGED DOCUMENTS("{\"flags\":[" FLAG("late_report", LATE) "]}")
#define NOTHING DOCUMENTS("{\"flags\":[]}")
#define FIELDS  DOCUMENTS("{\"report\":{\"description\":" FIELD("Hemligt.") "},\"flags\":[]}")

#define SENT     "UPDATE outbox SET state='sent' WHERE notice='new_case'"
#define COUNT    "SELECT count(*) FROM outbox WHERE notice='correction'"
#define STATE(s) "UPDATE outbox SET state='" s "' WHERE notice='new_case'"

/* What became of new_case before the reading came, and whether there is more to tell. */
static const struct {
	const char *name, *change, *json;
	int fails; /* LexError, -1: not */
	gint64 corrections;
} cases[] = {
	{ "it waits still", STATE("queued"), FLAGGED, -1, 0 },
	{ "a flag", STATE("sent"), FLAGGED, -1, 1 },
	{ "on its way", STATE("sending"), FLAGGED, -1, 1 },
	{ "perhaps sent", STATE("uncertain"), FLAGGED, -1, 1 },
	{ "never arrived", STATE("failed"), FLAGGED, -1, 0 },
	{ "came back", STATE("bounced"), FLAGGED, -1, 0 },
	{ "taken back", STATE("cancelled"), FLAGGED, -1, 0 },
	{ "nothing found", STATE("sent"), NOTHING, -1, 0 },
	{ "fields on a plain route", STATE("sent"), FIELDS, -1, 0 },
	{ "fields on a secure route",
		"UPDATE outbox SET state='sent',route='secure' WHERE notice='new_case'", FIELDS, -1,
		1 },
	{ "it cannot be read", STATE("sent"), NULL, LEX_ERROR_BAD_MESSAGE, 1 },
	{ "the flag was told",
		"UPDATE outbox SET state='sent',facts='{\"case\":\"LS-2026-0001\",\"flags\":["
		"{\"title\":\"" LATE "\"}]}' WHERE notice='new_case'",
		FLAGGED, -1, 0 },
	{ "damaged", "UPDATE outbox SET state='sent',facts='{' WHERE notice='new_case'", FLAGGED,
		-1, 0 },
};

static void
test_who_was_told_too_early_is_told_the_rest(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(World) world = world_new();
		g_autofree char *raw = world_mail("a@kommun.example", "", "Rapport.");

		g_test_message("%s", cases[i].name);
		intake_plan_free(world_take(world, 1, raw));
		world_change(world, cases[i].change);
		world->now.fixed += 2 * WORLD_MINUTE;
		reading_desk_read(world, cases[i].json, cases[i].fails);
		g_assert_cmpint(world_number(world, COUNT), ==, cases[i].corrections);
	}
}

static void
furnish(World *world)
{
	g_autofree char *raw = world_mail("a@kommun.example", "", "Rapport.");

	intake_plan_free(world_take(world, 1, raw));
	world_change(world, STATE("sent"));
}

/* To whoever got the first one, with what is new alone; once, however often it is read. */
static void
test_it_says_what_is_new(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	furnish(world);
	for (guint i = 0; i < 2; i++) {
		reading_desk_read(world, FLAGGED, -1);
		world_change(world, "UPDATE reading SET state='pending'");
	}
	g_autofree char *notice = world_text(world,
		"SELECT count(*)||' '||audience||' '||route||' '||recipient||' '||state||' '||case_no"
		" FROM outbox WHERE notice='correction'");
	g_assert_cmpstr(notice, ==, "1 responsible plain ansvarig@kommun.example queued 1");
	g_autofree char *facts = world_text(world,
		"SELECT facts->>'$.case'||' '||json_array_length(facts,'$.flags')||' '"
		"||(facts->>'$.flags[0].title')||' '||(facts->>'$.reading_pending')"
		" FROM outbox WHERE notice='correction'");
	g_assert_cmpstr(facts, ==, "LS-2026-0001 1 " LATE " 0");
}

/* What holds the case by now holds this one, and a recused person gets none. */
static void
test_it_is_held_with_its_case(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	furnish(world);
	world_change(world, "INSERT INTO case_hold(case_no,finding,hold,since)"
			    " VALUES(1,'whistleblower','protected',0)");
	reading_desk_read(world, FLAGGED, -1);
	g_autofree char *state =
		world_text(world, "SELECT state||' '||hold FROM outbox WHERE notice='correction'");
	g_assert_cmpstr(state, ==, "held protected");
}

static void
test_a_stand_in_gets_it(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	furnish(world);
	world_change(world, "UPDATE outbox SET route='secure'");
	world_change(world, "INSERT INTO recusal VALUES(1,'ansvarig@kommun.example',"
			    "'stf@kommun.example','släkt',0)");
	reading_desk_read(world, FLAGGED, -1);
	g_autofree char *recipient = world_text(
		world, "SELECT recipient||' '||route FROM outbox WHERE notice='correction'");
	g_assert_cmpstr(recipient, ==, "stf@kommun.example plain");
}

int
main(int argc, char **argv)
{
	static const WorldTest tests[] = {
		{ "/correction/new", test_it_says_what_is_new },
		{ "/correction/held", test_it_is_held_with_its_case },
		{ "/correction/stand-in", test_a_stand_in_gets_it },
	};

	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/correction/cases", test_who_was_told_too_early_is_told_the_rest);
	world_add_tests(tests, G_N_ELEMENTS(tests));
	return g_test_run();
}
