/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a correction makes of clocks, reminders and calendars that stand in the database. */
#include <glib.h>

#include "core/error.h"
#include "support/life-case.h"

/* A member of what case show says, as JSON. */
static char *
show(LifeCase *c, const char *path)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *json = NULL;
	StoreActor who = world_actor(c->world);
	CaseStore *store = c->world->store;

	g_assert_true(store->view(store, VIEW_CASE, LIFE_CASE_ID, &who, &json, &error));
	g_assert_no_error(error);
	g_autoptr(GString) sql = g_string_new("SELECT json_extract('");
	for (const char *p = json; *p; p++)
		g_string_append(sql, *p == '\'' ? "''" : (char[]){ *p, '\0' });
	g_string_append_printf(sql, "','%s')", path);
	return world_text(c->world, sql->str);
}

static void
assert_shown(LifeCase *c, const char *path, const char *wanted)
{
	g_autofree char *shown = show(c, path);

	g_assert_cmpstr(shown, ==, wanted);
}

/* What is shown is what is right; what was said first is kept beside it. */
static void
test_corrected(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	life_case_act(c, "serious", "date=2026-03-17");
	life_case_act(c, "ivo_notified", "date=2026-03-17|number=3.5.1-1/2026");
	life_case_act(c, "measure_planned", "due=2026-04-01");
	life_case_act(c, "measure_done", "date=2026-03-17");
	life_case_pass(c, "2026-03-19T10:00:00+01:00");
	life_case_act(c, "ivo_notified", "correct=|number=3.5.1-2/2026");
	life_case_act(c, "ivo_notified", "correct=|date=2026-03-18");
	life_case_act(c, "measure_done", "correct=|no=1|due=2026-05-01");
	life_case_act(c, "measure_done", "correct=|no=1|date=2026-03-18");
	assert_shown(c, "$.ivo.number", "3.5.1-2/2026");
	assert_shown(c, "$.ivo.notified", "2026-03-18");
	assert_shown(c, "$.measures[0].due", "2026-05-01");
	assert_shown(c, "$.measures[0].done", "2026-03-18");
	world_assert_text(c->world,
		"SELECT group_concat(day||' '||corrects) FROM milestone"
		" WHERE milestone='ivo_notified'",
		"2026-03-17 0,2026-03-18 1");
	world_assert_text(
		c->world, "SELECT due FROM clock WHERE rule='ivo_investigation'", "2026-05-18");
	world_assert_text(c->world,
		"SELECT group_concat(d.detail->>'$.date_was') FROM event e JOIN event_detail d"
		" ON d.seq=e.seq WHERE kind='corrected' AND d.detail->>'$.what'='ivo_notified'",
		"2026-03-17");
	world_assert_proved(c->world);
}

/* Nothing that was told is taken back, and nothing is queued for who was not told. */
static void
test_not_serious(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	life_case_act(c, "serious", "date=2026-03-17");
	life_case_assert_told(c, "ivo_due>ansvarig ivo_due>direktor");
	life_case_act(c, "not_serious", NULL);
	life_case_assert_told(c, "changed>ansvarig changed>direktor");
	world_assert_text(c->world, "SELECT state FROM clock WHERE rule='ivo_notify'", "stopped");
	assert_shown(c, "$.ivo.state", "none");
	assert_shown(c, "$.ivo.serious_since", NULL);
}

/* What is moved to a day whose digest has gone is told that day, once, and nothing else with it. */
static void
test_supplement(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	life_case_act(c, "protected", NULL);
	life_case_pass(c, "2026-03-20T13:00:00+01:00");
	life_case_pass(c, "2026-03-23T07:30:00+01:00");
	g_free(life_case_take_told(c)); /* the assessment is late since Saturday, and more */
	c->world->now.fixed = clock_tools_time("2026-03-23T09:59:00+01:00", c->world->zone).instant;
	life_case_act(c, "clock_extended", "clock=assess|due=2026-03-23|board=");
	life_case_pass(c, "2026-03-23T10:00:00+01:00");
	world_assert_text(c->world,
		"SELECT group_concat(json_array_length(facts,'$.agenda')||"
		"(facts->>'$.digest.supplement')) FROM outbox WHERE notice='digest'",
		"11,11");
	life_case_assert_told(c, "digest>ansvarig digest>stf");
	life_case_pass(c, "2026-03-23T10:30:00+01:00");
	life_case_assert_told(c, "");
	world_restart(c->world);
	life_case_pass(c, "2026-03-23T16:30:00+01:00");
	life_case_assert_told(c, "");
	life_case_pass(c, "2026-03-24T07:30:00+01:00");
	g_autofree char *all = life_case_take_told(c);
	g_assert_nonnull(strstr(all, "digest>stf"));
}

#define HELD(rule)                                                                                 \
	"SELECT group_concat(due||' '||sequence||' '||cancelled||' '||owed) FROM calendar_entry"   \
	" WHERE rule='" rule "'"

/* A case that is decided: the investigator's and the director's dates no longer count. */
static void
decide(LifeCase *c)
{
	life_case_act(c, "protected", NULL);
	life_case_act(c, "registered", NULL);
	life_case_act(c, "assessed", NULL);
	life_case_act(c, "serious", NULL);
	life_case_act(c, "investigator_assigned", NULL);
	life_case_act(c, "investigation_started", "law=SoL");
	world_assert_text(c->world, HELD("investigate"), "2026-05-17 0 0 0");
	life_case_act(c, "proposed", NULL);
	world_assert_text(c->world, HELD("investigate"), "2026-05-17 0 0 1");
	world_assert_text(c->world, HELD("decide"), "2026-03-24 0 0 0");
	life_case_act(c, "decided", "by=direktor@kommun.example");
	world_assert_text(
		c->world, HELD("investigate"), "2026-05-17 1 1 0"); /* with the decision */
	world_assert_text(c->world, HELD("decide"), "2026-03-24 0 0 1");
}

/* The files of the digest to the director: how many, and what the first one says. */
#define IN_DIGEST                                                                                  \
	"SELECT coalesce(json_array_length(facts,'$.calendars'),0)||coalesce(' '||"                \
	"(facts->>'$.calendars[0].step')||' '||(facts->>'$.calendars[0].sequence')||' '||"         \
	"(facts->>'$.calendars[0].cancelled'),'') FROM outbox WHERE notice='digest'"               \
	" AND recipient LIKE 'direktor%' ORDER BY id DESC LIMIT 1"

/* What no mail takes back goes with the next digest, once. */
static void
test_calendar_owed(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	decide(c);
	world_change(c->world, "UPDATE outbox SET state='sent'");
	life_case_pass(c, "2026-03-17T14:00:00+01:00");
	life_case_pass(c, "2026-03-18T07:30:00+01:00");
	world_assert_text(c->world, IN_DIGEST, "1 decide 1 1");
	world_assert_text(c->world, HELD("decide"), "2026-03-24 1 1 0");
	world_restart(c->world);
	life_case_pass(c, "2026-03-19T07:30:00+01:00");
	world_assert_text(c->world, IN_DIGEST, "0");
	world_assert_proved(c->world);
}

/* A digest is of no case, but says nothing of one that its reader may not hear of. */
static void
test_calendar_held(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	decide(c);
	world_change(c->world, "UPDATE outbox SET state='sent'");
	life_case_pass(c, "2026-03-17T14:00:00+01:00");
	world_change(c->world, "INSERT INTO case_hold(case_no,finding,hold,since)"
			       " VALUES(1,'protected_identity','protected',0)");
	life_case_pass(c, "2026-03-18T07:30:00+01:00");
	g_assert_cmpint(world_number(c->world, "SELECT count(*) FROM outbox WHERE notice='digest'"
					       " AND facts LIKE '%calendars%'"),
		==, 0);
	world_assert_text(c->world, HELD("decide"), "2026-03-24 0 0 1");
}

/* What never went out is not taken back. */
static void
test_calendar_unsent(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	decide(c);
	world_change(c->world, "UPDATE outbox SET state='failed' WHERE notice='proposal'");
	life_case_pass(c, "2026-03-17T14:00:00+01:00");
	life_case_pass(c, "2026-03-18T07:30:00+01:00");
	world_assert_text(c->world, IN_DIGEST, "0");
}

#define OF_DIREKTOR                                                                                \
	"SELECT group_concat(value->>'$.step'||' '||(value->>'$.date')||' '||"                     \
	"(value->>'$.sequence')||' '||(value->>'$.cancelled')) FROM outbox,"                       \
	" json_each(facts,'$.calendars') WHERE recipient LIKE 'direktor%'"

/* Protecting the one concerned is told of by reminders alone: these bring it to the calendar. */
static void
test_calendar_reminded(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	life_case_pass(c, "2026-03-17T13:00:00+01:00");
	world_assert_text(c->world, OF_DIREKTOR, "protect 2026-03-18 0 0");
	world_change(c->world, "UPDATE outbox SET state='sent'");
	/* On the last day it says the same, and is the same; and so it is when it is late. */
	life_case_pass(c, "2026-03-18T09:00:00+01:00");
	world_assert_text(c->world, OF_DIREKTOR, "protect 2026-03-18 0 0,protect 2026-03-18 0 0");
	world_assert_text(c->world,
		"SELECT group_concat(recipient||' '||sequence||' '||owed,', ') FROM (SELECT * FROM"
		" calendar_entry WHERE rule='protect' ORDER BY recipient)",
		"ansvarig@kommun.example 0 0, direktor@kommun.example 0 0");
	life_case_act(c, "protected", NULL);
	life_case_assert_told(c, "reminder>ansvarig reminder>direktor "
				 "reminder>ansvarig reminder>direktor digest>ansvarig "
				 "digest>registrator");
}

/* What lies behind us is not taken back. */
static void
test_calendar_behind(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	life_case_pass(c, "2026-03-17T13:00:00+01:00");
	life_case_act(c, "protected", NULL);
	life_case_act(c, "assessed", NULL);
	life_case_act(c, "investigator_assigned", NULL);
	life_case_act(c, "investigation_started", "law=SoL");
	world_assert_text(c->world, HELD("protect"), "2026-03-18 0 0 1,2026-03-18 0 0 1");
	world_change(c->world, "UPDATE outbox SET state='sent'");
	life_case_pass(c, "2026-03-19T09:00:00+01:00");
	life_case_act(c, "proposed", NULL);
	world_assert_text(c->world, OF_DIREKTOR, "protect 2026-03-18 0 0,decide 2026-03-26 0 0");
}

/* After office hours it is the next morning's digest that says it. */
static void
test_moved_at_night(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	life_case_act(c, "protected", NULL);
	life_case_pass(c, "2026-03-23T07:30:00+01:00");
	g_free(life_case_take_told(c));
	c->world->now.fixed = clock_tools_time("2026-03-23T18:00:00+01:00", c->world->zone).instant;
	life_case_act(c, "clock_extended", "clock=assess|due=2026-03-23|board=");
	life_case_pass(c, "2026-03-23T18:00:00+01:00");
	life_case_assert_told(c, "");
	life_case_pass(c, "2026-03-24T07:29:00+01:00");
	life_case_assert_told(c, "");
	life_case_pass(c, "2026-03-24T07:30:00+01:00");
	g_autofree char *all = life_case_take_told(c);
	g_assert_nonnull(strstr(all, "digest>stf"));
}

/* What a correction moves is reminded anew, by what is true now. */
static void
test_corrected_arrival(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	CaseStore *store = c->world->store;
	StoreActor who = world_actor(c->world);
	g_autoptr(GError) error = NULL;

	life_case_pass(c, "2026-03-17T13:00:00+01:00");
	world_assert_text(c->world, "SELECT due FROM clock WHERE rule='assess'", "2026-03-20");
	g_assert_true(store->set_arrival(store, LIFE_CASE_ID,
		clock_tools_time("2026-03-12T23:57:00+01:00", c->world->zone).instant,
		"Spamfilter.", &who, &error));
	life_case_pass(c, "2026-03-17T13:01:00+01:00");
	world_assert_text(c->world, "SELECT due FROM clock WHERE rule='assess'", "2026-03-17");
	world_assert_text(c->world,
		"SELECT group_concat(day||':'||corrects) FROM milestone WHERE milestone='arrival'",
		"2026-03-17:0,2026-03-12:1");
}

/* What was done stays done when the arrival is corrected to a later day. */
static void
test_later_arrival(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	CaseStore *store = c->world->store;
	StoreActor who = world_actor(c->world);
	g_autoptr(GError) error = NULL;

	life_case_act(c, "assessed", NULL);
	c->world->now.fixed += 3 * WORLD_DAY;
	who = world_actor(c->world);
	g_assert_true(store->set_arrival(
		store, LIFE_CASE_ID, c->world->now.fixed - WORLD_DAY, "Fel dag.", &who, &error));
	g_assert_no_error(error);
	clock_room_step(c->room);
	world_assert_text(c->world, "SELECT state FROM clock WHERE rule='assess'", "met");
	g_assert_false(store->set_arrival(
		store, LIFE_CASE_ID, c->world->now.fixed + WORLD_DAY, "Fel dag.", &who, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_INPUT);
}

static void
test_taken_back(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	life_case_act(c, "board_linked", NULL);
	life_case_act(c, "board_unlinked", NULL);
	world_assert_text(
		c->world, "SELECT state FROM outbox WHERE notice='commissioning'", "cancelled");
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *path;
		void (*run)(LifeCase *c, gconstpointer unused);
	} tests[] = {
		{ "/life-store/corrected-arrival", test_corrected_arrival },
		{ "/life-store/later-arrival", test_later_arrival },
		{ "/life-store/taken-back", test_taken_back },
		{ "/life-store/corrected", test_corrected },
		{ "/life-store/not-serious", test_not_serious },
		{ "/life-store/calendar-owed", test_calendar_owed },
		{ "/life-store/calendar-held", test_calendar_held },
		{ "/life-store/calendar-unsent", test_calendar_unsent },
		{ "/life-store/calendar-reminded", test_calendar_reminded },
		{ "/life-store/calendar-behind", test_calendar_behind },
		{ "/life-store/supplement", test_supplement },
		{ "/life-store/moved-at-night", test_moved_at_night },
	};

	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, LifeCase, NULL, life_case_set_up, tests[i].run,
			life_case_tear_down);
	return g_test_run();
}
