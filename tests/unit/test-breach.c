/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report that may be of a personal data breach: who is told, of which hours. */
#include <glib.h>

#include "daemon/clock-room.h"
#include "support/forms.h"
#include "support/life-desk.h"
#include "support/world.h"

/* A database with one case, of a report in which files lay open; it is not read yet. */
typedef struct {
	World *world;
	GPtrArray *rules;
	ClockRoom *room;
	LifeOffice office;
	LifeAct act;
	LifeWords words;
} Case;

#define CASE "LS-2026-0001"
#define DPO  "dso@kommun.example"

static void
stay(gpointer user G_GNUC_UNUSED)
{
}

static void
set_up(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	World *world = world_new();

	c->world = world;
	c->rules = clock_tools_rules();
	life_desk_furnish(world->board);
	g_free(world->settings->rules);
	world->settings->rules = g_build_filename(g_getenv("top_srcdir"), "conf/rules", NULL);
	world->daemon.rules = c->rules;
	world->board->decision_maker.address = g_strdup("direktor@kommun.example");
	world->board->deputy.address = g_strdup("stf@kommun.example");
	world->board->dpo.address = g_strdup(DPO);
	world->board->dpo.name = g_strdup("Dag Ombud");
	c->room = clock_room_new(&world->daemon, stay, NULL);
	world_take_mail(world, 1, "a@kommun.example", "", "Se bilaga.");
	world->now.fixed += 5 * WORLD_HOUR;
}

static void
tear_down(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	clock_room_free(c->room);
	world_free(c->world);
	g_ptr_array_unref(c->rules);
}

static LifePlan *
plan(CaseFile *file, gpointer user, GError **error)
{
	Case *c = user;
	World *world = c->world;

	c->office = (LifeOffice){ world->settings, world->board, LIFE_ANSVARIG,
		.clocks = clock_room_office(
			world->settings, c->rules, world->now.fixed, world->zone) };
	return life_plan(file, c->act, &c->words, &c->office, error);
}

static void
act(Case *c, const char *event, const char *text)
{
	g_auto(GStrv) pieces = NULL;
	g_autoptr(GError) error = NULL;
	StoreActor who = world_actor(c->world);
	CaseStore *store = c->world->store;

	life_desk_words(&c->words, text, &pieces);
	g_assert_true(life_words_read(&c->words, c->world->now.fixed, c->world->zone, &error));
	c->act = life_desk_act(event);
	store->change_case(store, CASE, plan, c, &who, NULL, &error);
	g_assert_no_error(error);
}

/* "recipient state" of each notice of the kind breach, and what it says of when. */
#define TOLD                                                                                       \
	"SELECT coalesce(group_concat(recipient||' '||state||' '||(facts->>'$.breach.aware')||"    \
	"' '||(facts->>'$.breach.aware_time')||' '||(facts->>'$.breach.provisional'),', '),'')"    \
	" FROM (SELECT * FROM outbox WHERE notice='breach' ORDER BY id)"
#define COUNT "SELECT count(*) FROM outbox WHERE notice='breach'"
#define CLOCK                                                                                      \
	"SELECT coalesce(group_concat(state||' '||start||' '||due,', '),'') FROM clock"            \
	" WHERE rule='breach_imy'"

/* At once, and the hours from when the report came: five of them have gone. */
static void
test_told_at_once(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	forms_read(c->world, &forms_door);
	world_assert_text(c->world, TOLD,
		DPO " queued tisdag 17 mars 2026 13:00 1, "
		    "ansvarig@kommun.example queued tisdag 17 mars 2026 13:00 1");
	world_assert_text(c->world, CLOCK,
		"running 2026-03-17T13:00:00.000+01:00 2026-03-20T13:00:00.000+01:00");
	world_assert_text(
		c->world, "SELECT min(due)=max(queued) FROM outbox WHERE notice='breach'", "1");
	/* The case is as it was: nobody has looked at it yet. */
	world_assert_text(c->world, "SELECT state FROM cases", "received");
	world_assert_text(c->world,
		"SELECT actor||' '||(d.detail->>'$.date') FROM event e JOIN event_detail d"
		" ON d.seq=e.seq WHERE kind='breach_suspected'",
		"lexsarahd 2026-03-17T13:00:00.000+01:00");
	world_assert_proved(c->world);
}

/* Nothing that the report says is in it, and no flag's words. */
static void
test_nothing_of_content(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	forms_read(c->world, &forms_door);
	g_autofree char *facts = world_text(
		c->world, "SELECT lower(group_concat(facts)) FROM outbox WHERE notice='breach'");
	g_assert_null(strstr(facts, "personakt"));
	g_assert_null(strstr(facts, "framme"));
	g_assert_null(strstr(facts, "kim"));
}

static void
test_others_tell_nobody(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	forms_read(c->world, &forms_medicine);
	world_assert_text(c->world, COUNT, "0");
	world_assert_text(c->world, CLOCK, "");
}

/* Read again, or said again in a later mail of the case: once is enough. */
static void
test_once(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	forms_read(c->world, &forms_door);
	world_change(c->world, "UPDATE reading SET state='pending', attempts=0");
	c->world->now.fixed += WORLD_HOUR;
	forms_read(c->world, &forms_door);
	world_take_mail(c->world, 2, "b@kommun.example",
		"References: <a@kommun.example>\r\nIn-Reply-To: <a@kommun.example>\r\n", "Mer.");
	forms_read(c->world, &forms_door);
	world_assert_text(c->world, "SELECT count(*) FROM cases", "1");
	world_assert_text(c->world, COUNT, "2");
	world_assert_text(
		c->world, "SELECT count(*) FROM milestone WHERE milestone='breach_aware'", "1");
}

/* What came later with an answer counts from then. */
static void
test_of_an_answer(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	forms_read(c->world, &forms_medicine);
	c->world->now.fixed += 2 * WORLD_DAY;
	world_take_mail(c->world, 2, "b@kommun.example",
		"References: <a@kommun.example>\r\nIn-Reply-To: <a@kommun.example>\r\n", "Mer.");
	c->world->now.fixed += WORLD_HOUR;
	forms_read(c->world, &forms_door);
	world_assert_text(c->world, CLOCK,
		"running 2026-03-19T18:00:00.000+01:00 2026-03-22T18:00:00.000+01:00");
}

/* Who looks says when it was, earlier or later: the same clock, from then. */
static void
test_a_person_says_when(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	static const struct {
		const char *when, *due;
	} rows[] = {
		{ "2026-03-17T16:30:00.000+01:00", "2026-03-20T16:30:00.000+01:00" },
		{ "2026-03-16T08:00:00.000+01:00", "2026-03-19T08:00:00.000+01:00" },
	};

	forms_read(c->world, &forms_door);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *words = g_strdup_printf("date=%s", rows[i].when);
		g_autofree char *clock =
			g_strdup_printf("running %s %s", rows[i].when, rows[i].due);

		act(c, "breach_aware", words);
		world_assert_text(c->world, CLOCK, clock);
	}
	g_autofree char *last = world_text(c->world,
		"SELECT facts FROM outbox WHERE notice='breach' ORDER BY id DESC LIMIT 1");
	g_assert_null(strstr(last, "\"provisional\":true"));
	act(c, "breach_notified", "date=2026-03-17T17:00:00+01:00");
	world_assert_text(c->world, "SELECT state FROM clock WHERE rule='breach_imy'", "met");
	world_assert_proved(c->world);
}

static void
arrive(Case *c, const char *at)
{
	CaseStore *store = c->world->store;
	StoreActor who = world_actor(c->world);

	g_assert_true(store->set_arrival(
		store, CASE, clock_tools_time(at, c->world->zone).instant, "Fel dag.", &who, NULL));
	c->world->now.fixed += WORLD_MINUTE;
	clock_room_step(c->room);
}

static LifePlan *
expect_a_guess(CaseFile *file, gpointer user, GError **error)
{
	Case *c = user;

	c->office.clocks = clock_room_office(
		c->world->settings, c->rules, c->world->now.fixed, c->world->zone);
	g_assert_true(file->suspected);
	return life_plan_clocks(file, &c->office.clocks, error);
}

/* Hours that hang on the arrival alone are counted from what is right, each time. */
static void
test_arrival_corrected(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	forms_read(c->world, &forms_door);
	arrive(c, "2026-03-16T09:00:00+01:00");
	world_assert_text(c->world, CLOCK,
		"running 2026-03-16T09:00:00.000+01:00 2026-03-19T09:00:00.000+01:00");
	arrive(c, "2026-03-17T11:00:00+01:00");
	world_assert_text(c->world, CLOCK,
		"running 2026-03-17T11:00:00.000+01:00 2026-03-20T11:00:00.000+01:00");
	/* It is still the program's guess: whom a transfer gives it is told so. */
	StoreActor who = world_actor(c->world);
	CaseStore *store = c->world->store;
	gboolean good = store->change_case(store, CASE, expect_a_guess, c, &who, NULL, NULL);
	g_assert_true(good);
	world_assert_proved(c->world);
}

/* What a person said, or what came with an answer, hangs on no arrival of the report. */
static void
test_arrival_of_no_account(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	forms_read(c->world, &forms_door);
	act(c, "breach_aware", "date=2026-03-17T12:30:00.000+01:00");
	arrive(c, "2026-03-16T09:00:00+01:00");
	world_assert_text(c->world, CLOCK,
		"running 2026-03-17T12:30:00.000+01:00 2026-03-20T12:30:00.000+01:00");
	tear_down(c, NULL);
	set_up(c, NULL);
	test_of_an_answer(c, NULL);
	arrive(c, "2026-03-16T09:00:00+01:00");
	world_assert_text(c->world, CLOCK,
		"running 2026-03-19T18:00:00.000+01:00 2026-03-22T18:00:00.000+01:00");
	tear_down(c, NULL);
	set_up(c, NULL);
	forms_read(c->world, &forms_door);
	act(c, "breach_not_reportable", "reason=Inga uppgifter.");
	arrive(c, "2026-03-16T09:00:00+01:00");
	world_assert_text(
		c->world, "SELECT stopped IS NOT NULL FROM clock WHERE rule='breach_imy'", "1");
	world_assert_text(
		c->world, "SELECT count(*) FROM milestone WHERE milestone='breach_aware'", "1");
}

/* It was none: one command with a reason, and nobody hears of it again. */
static void
test_a_false_alarm(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	forms_read(c->world, &forms_door);
	act(c, "breach_not_reportable", "reason=Inga uppgifter lämnade enheten.");
	world_assert_text(
		c->world, "SELECT stopped IS NOT NULL FROM clock WHERE rule='breach_imy'", "1");
	world_change(c->world, "DELETE FROM outbox");
	world_change(c->world, "UPDATE reading SET state='pending', attempts=0");
	forms_read(c->world, &forms_door);
	c->world->now.fixed += 4 * WORLD_DAY;
	clock_room_step(c->room);
	world_assert_text(c->world, "SELECT count(*) FROM outbox WHERE facts LIKE '%breach%'", "0");
}

/* The hours go over the weekend, and whoever has them is reminded of them then. */
static void
test_reminded(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	forms_read(c->world, &forms_door);
	c->world->now.fixed += WORLD_MINUTE;
	clock_room_step(c->room);
	world_change(c->world, "DELETE FROM outbox");
	c->world->now.fixed = clock_tools_time("2026-03-19T13:00:00+01:00", c->world->zone).instant;
	clock_room_step(c->room);
	world_assert_text(c->world,
		"SELECT group_concat(recipient||' '||(facts->>'$.clock.rule'),', ') FROM (SELECT *"
		" FROM outbox WHERE notice='reminder' AND facts LIKE '%breach_imy%' ORDER BY id)",
		DPO " breach_imy, ansvarig@kommun.example breach_imy");
}

/* A report that names the data protection officer is not for that person, nor for who handles it.
 */
static void
test_concerns_the_dpo(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	Form form = forms_door;

	form.account = "Dag Ombud lämnade personakter så att de låg framme hela natten.";
	forms_read(c->world, &form);
	g_assert_cmpint(world_number(c->world, "SELECT count(*) FROM outbox WHERE notice='breach'"
					       " AND state<>'held'"),
		==, 0);
	c->world->now.fixed += WORLD_MINUTE;
	clock_room_step(c->room);
	g_assert_cmpint(world_number(c->world, "SELECT count(*) FROM outbox WHERE recipient='" DPO
					       "' AND state<>'held'"),
		==, 0);
}

/* What stood in the mailbox for long before this program came waits for a person's word. */
static void
test_old_mail_waits(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	static const char *const holds[] = { "first_contact", "import" };

	for (guint i = 0; i < G_N_ELEMENTS(holds); i++) {
		g_autofree char *hold =
			g_strdup_printf("UPDATE outbox SET state='held', hold='%s'", holds[i]);
		g_autofree char *held = g_strdup_printf(
			"SELECT count(*) FROM outbox WHERE notice='breach' AND state='held'"
			" AND hold='%s'",
			holds[i]);

		if (i) {
			tear_down(c, NULL);
			set_up(c, NULL);
		}
		world_change(c->world, hold);
		forms_read(c->world, &forms_door);
		world_assert_text(c->world, held, "2");
		world_assert_text(c->world, COUNT, "2");
		clock_room_step(c->room);
		world_assert_text(
			c->world, "SELECT count(*) FROM outbox WHERE notice='reminder'", "0");
	}
}

/* Each report of a mail is a case of its own, and only one of them is flagged. */
static void
test_of_several(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	forms_read(c->world, &forms_medicine, &forms_door);
	world_assert_text(c->world,
		"SELECT group_concat(DISTINCT c.label) FROM outbox o JOIN cases c ON c.id=o.case_no"
		" WHERE notice='breach'",
		"LS-2026-0002");
	world_assert_text(c->world,
		"SELECT group_concat(case_no||' '||start) FROM clock WHERE rule='breach_imy'",
		"2 2026-03-17T13:00:00.000+01:00");
	world_change(c->world, "UPDATE reading SET state='pending', attempts=0");
	forms_read(c->world, &forms_medicine, &forms_door);
	world_assert_text(c->world, COUNT, "2");
}

/* A case whose days contradict themselves is read all the same. */
static void
test_a_case_without_clocks(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	world_change(c->world, "UPDATE cases SET arrived=-2300000000000"); /* 1897 */
	forms_read(c->world, &forms_door);
	world_assert_text(c->world, "SELECT state FROM reading", "done");
	world_assert_text(c->world, "SELECT count(*) FROM event WHERE kind='clocks_failed'", "1");
}

/* What is no report any more has nobody's hours. */
static void
test_no_report(Case *c, gconstpointer unused G_GNUC_UNUSED)
{
	world_change(c->world, "UPDATE cases SET state='not_report'");
	forms_read(c->world, &forms_door);
	world_assert_text(c->world, COUNT, "0");
	world_assert_text(c->world, "SELECT state FROM reading", "done");
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *path;
		void (*run)(Case *c, gconstpointer unused);
	} tests[] = {
		{ "/breach/told-at-once", test_told_at_once },
		{ "/breach/nothing-of-content", test_nothing_of_content },
		{ "/breach/others", test_others_tell_nobody },
		{ "/breach/once", test_once },
		{ "/breach/of-an-answer", test_of_an_answer },
		{ "/breach/a-person-says-when", test_a_person_says_when },
		{ "/breach/arrival-corrected", test_arrival_corrected },
		{ "/breach/arrival-of-no-account", test_arrival_of_no_account },
		{ "/breach/false-alarm", test_a_false_alarm },
		{ "/breach/reminded", test_reminded },
		{ "/breach/concerns-the-dpo", test_concerns_the_dpo },
		{ "/breach/old-mail", test_old_mail_waits },
		{ "/breach/of-several", test_of_several },
		{ "/breach/without-clocks", test_a_case_without_clocks },
		{ "/breach/no-report", test_no_report },
	};

	g_test_init(&argc, &argv, NULL);
	g_log_set_always_fatal(G_LOG_FATAL_MASK);
	for (guint i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, Case, NULL, set_up, tests[i].run, tear_down);
	return g_test_run();
}
