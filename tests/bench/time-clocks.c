/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the life of a case costs where there are many: finding that nothing is
 * due, or what is, the digests of a day, a command with all its clocks, a list of the open
 * cases, and what opening a case costs beside a database of a thousand. One case in 400 is open,
 * with four clocks that run. Prints milliseconds and the ratio; fails above the limits. usage:
 * time-clocks [CASES], by default 1000000
 */
#include <stdio.h>
#include <stdlib.h>

#include "adapters/digest.h"
#include "daemon/clock-room.h"
#include "bench/many-cases.h"
#include "support/life-desk.h"

#define OPEN_EACH MANY_CASES_OPEN_EACH
#define RUNS      100
#define FIRST_DUE G_GINT64_CONSTANT(1778000000400) /* the reminders of the first open case */
#define DIGEST    G_GINT64_CONSTANT(1777960800000) /* 2026-05-05 08:00 */

typedef struct {
	World *world;
	GPtrArray *rules;
	LifeOffice office;
	LifeAct act;
	LifeWords words;
} Bench;

static LifePlan *
plan(CaseFile *file, gpointer user, GError **error)
{
	Bench *bench = user;
	World *world = bench->world;

	bench->office = (LifeOffice){ world->settings, world->board, LIFE_ANSVARIG,
		.clocks = clock_room_office(
			world->settings, bench->rules, world->now.fixed, world->zone) };
	return life_plan(file, bench->act, &bench->words, &bench->office, error);
}

static double
since_ms(gint64 start)
{
	return (double) (g_get_monotonic_time() - start) / 1000;
}

/* What is asked of the store, and what it is to find. */
typedef struct {
	Bench *bench;
	gint64 now;
	guint due;     /* so many clocks */
	gboolean plan; /* the digests of the day are planned */
} Question;

/* Counts what was found; nothing is said, so that the next run finds the same. */
static RemindPlan *
look(const GPtrArray *open, CivilDate last_digest, const GArray *owed, const GArray *away,
	gpointer user)
{
	const Question *question = user;
	const World *world = question->bench->world;
	const RemindOffice office = { world->settings->boards,
		clock_room_office(
			world->settings, question->bench->rules, question->now, world->zone),
		last_digest, owed, away };
	g_autoptr(GPtrArray) none = g_ptr_array_new();
	g_autoptr(RemindPlan) digests = question->plan ? remind_plan(open, &office) : NULL;
	RemindPlan *plan = remind_plan(none, &office);

	g_assert_cmpuint(open->len, ==, question->due);
	g_assert_true(!digests || digests->told->len > 0);
	plan->digest = FALSE;
	return plan;
}

/* The digests of the day have gone, or with plan they have not. */
static double
ask_ms(Bench *bench, gint64 now, guint due, gboolean plan)
{
	static const char *const boards[] = { "AMN", NULL };
	Question question = { bench, now, due, plan };
	StoreActor who = world_actor(bench->world);
	CaseStore *store = bench->world->store;
	CivilDate digest = plan ? date_from_instant(now, bench->world->zone) : (CivilDate){ 0 };
	gint64 start = g_get_monotonic_time(), next;
	guint told;
	g_autoptr(GError) error = NULL;

	who.time = now;
	for (guint i = 0; i < RUNS; i++)
		if (!store->remind(
			    store, boards, digest, look, &question, &who, &told, &next, &error))
			g_error("%s", error->message);
	return since_ms(start) / RUNS;
}

static double
change_ms(Bench *bench)
{
	StoreActor who = world_actor(bench->world);
	CaseStore *store = bench->world->store;
	g_auto(GStrv) pieces = NULL;
	g_autoptr(GError) error = NULL;

	life_desk_words(&bench->words, NULL, &pieces);
	g_assert_true(life_words_read(
		&bench->words, bench->world->now.fixed, bench->world->zone, &error));
	bench->act = LIFE_PROTECT;
	gint64 start = g_get_monotonic_time();
	for (guint i = 1; i <= RUNS; i++) {
		g_autofree char *id = g_strdup_printf("LS-2026-%04u", i * OPEN_EACH);

		if (!store->change_case(store, id, plan, bench, &who, NULL, &error))
			g_error("%s", error->message);
	}
	return since_ms(start) / RUNS;
}

static double
list_ms(Bench *bench)
{
	gint64 start = g_get_monotonic_time();
	g_autofree char *json = world_view(bench->world, VIEW_CASE_OPEN, NULL);

	return since_ms(start);
}

static double
open_ms(Bench *bench)
{
	gint64 start = g_get_monotonic_time();

	for (guint i = 1; i <= RUNS; i++) {
		g_autofree char *id = g_strdup_printf("m%u@kommun.example", i);

		world_take_mail(bench->world, i, id, "", "En rapport.");
	}
	return since_ms(start) / RUNS;
}

static void
begin(Bench *bench, const char *cases)
{
	bench->world = world_new();
	bench->rules = clock_tools_rules();
	life_desk_furnish(bench->world->board);
	many_cases_fill(bench->world, cases);
}

static void
end(Bench *bench)
{
	world_free(bench->world);
	g_ptr_array_unref(bench->rules);
}

static gboolean
say(const char *what, double found, double limit, const char *unit)
{
	printf("%8.2f %s  %s, at most %g%s\n", found, unit, what, limit,
		found > limit ? "  TOO SLOW" : "");
	return found <= limit;
}

int
main(int argc, char **argv)
{
	const char *cases = argc > 1 ? argv[1] : "1000000";
	Bench few = { 0 }, many = { 0 };

	begin(&few, "1000");
	double few_open = open_ms(&few);
	end(&few);
	begin(&many, cases);
	gboolean good =
		say("to find that nothing is due", ask_ms(&many, DIGEST, 0, FALSE), 2, "ms");
	good &= say("to find the 20 clocks that are due",
		ask_ms(&many, FIRST_DUE + 4 * OPEN_EACH, 20, FALSE), 2, "ms");
	printf("%8.2f ms  to plan the digests of a day, of all clocks that run\n",
		ask_ms(&many, DIGEST, (guint) g_ascii_strtoull(cases, NULL, 10) / OPEN_EACH * 4,
			TRUE));
	good &= say("for a command with all clocks", change_ms(&many), 5, "ms");
	good &= say("to list the open cases", list_ms(&many), 100, "ms");
	double many_open = open_ms(&many);
	good &= say("what opening a case costs beside 1000 cases", many_open / few_open, 1.2, "x ");
	end(&many);
	return good ? 0 : 1;
}
