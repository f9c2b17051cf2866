/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "adapters/digest.h"
#include "core/error.h"
#include "support/life-case.h"

/* "notice>recipient" of what was queued since the last look. */
static char *
take_told(LifeCase *c)
{
	char *all = world_text(c->world,
		"SELECT coalesce(group_concat(notice||'>'||substr(recipient,1,instr(recipient,'@')-1),"
		"' '),'') FROM (SELECT * FROM outbox WHERE notice<>'receipt' ORDER BY id)");

	world_change(c->world, "DELETE FROM outbox WHERE notice<>'receipt'");
	return all;
}

static void
assert_told(LifeCase *c, const char *wanted)
{
	g_autofree char *all = take_told(c);

	g_assert_cmpstr(all, ==, wanted);
}

/* WORLD_BEGIN is Tuesday 2026-03-17, 13:00. */
static void
test_first_days(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	life_case_pass(c, "2026-03-17T13:00:00+01:00");
	/* At once what protects a person, and the director once for two roles. */
	assert_told(c, "reminder>ansvarig reminder>direktor");
	life_case_pass(c, "2026-03-17T16:59:00+01:00");
	assert_told(c, "");
	life_case_pass(c, "2026-03-18T07:29:59+01:00");
	assert_told(c, "reminder>ansvarig reminder>direktor"); /* protect: the last day */
	life_case_pass(c, "2026-03-18T07:30:00+01:00");
	assert_told(c, "digest>ansvarig digest>registrator");
	life_case_pass(c, "2026-03-18T07:31:00+01:00");
	assert_told(c, "");
}

/* Thirty days down, and what is still true is said once. */
static void
test_thirty_days_down(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	life_case_pass(c, "2026-03-17T13:00:00+01:00");
	g_free(take_told(c));
	life_case_pass(c, "2026-04-19T12:00:00+02:00"); /* a Sunday: nobody is disturbed */
	assert_told(c, "");
	life_case_pass(c, "2026-04-20T09:00:00+02:00");
	assert_told(c, "late>ansvarig late>direktor digest>ansvarig digest>drift "
		       "digest>registrator digest>stf");
	life_case_pass(c, "2026-04-20T16:00:00+02:00");
	assert_told(c, "");
	world_restart(c->world);
	life_case_pass(c, "2026-04-20T16:30:00+02:00");
	assert_told(c, "");
}

static void
test_done_is_not_reminded(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	world_change(c->world, "INSERT INTO milestone(case_no,milestone,day,event)"
			       " VALUES(1,'receipt_accepted','2026-03-17',1)");
	life_case_pass(c, "2026-03-17T13:00:00+01:00");
	g_free(take_told(c));
	life_case_act(c, "protected", NULL);
	life_case_act(c, "registered", NULL);
	life_case_act(c, "assessed", NULL);
	life_case_act(c, "investigator_assigned", NULL);
	life_case_act(c, "investigation_started", "law=SoL");
	assert_told(c, "assignment>kim.berg");
	life_case_pass(c, "2026-03-25T07:30:00+01:00");
	assert_told(c, "");
	life_case_pass(c,
		"2026-05-04T07:30:00+02:00"); /* 14 days before 17 May, a Sunday: said on Thursday
					       */
	assert_told(c, "digest>ansvarig digest>kim.berg");
	world_assert_text(c->world,
		"SELECT state||' '||dnr||' '||investigator||' '||laws FROM cases",
		"investigating AMN 2026-0123 kim.berg@kommun.example 1");
	world_assert_proved(c->world);
}

/* Two people at once: the second is judged by what the first left, and nothing is lost. */
static void
test_conflict(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(GError) error = NULL;

	life_case_act(c, "assessed", NULL);
	g_assert_false(life_case_try(c, "assessed", NULL, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED);
	g_assert_cmpint(
		world_number(c->world, "SELECT count(*) FROM event WHERE kind='assessed'"), ==, 1);
	g_assert_cmpint(world_number(c->world, "SELECT count(*) FROM milestone"), ==, 1);
}

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
	assert_told(c, "ivo_due>ansvarig ivo_due>direktor");
	life_case_act(c, "not_serious", NULL);
	assert_told(c, "changed>ansvarig changed>direktor");
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
	g_free(take_told(c)); /* the assessment is late since Saturday, and more */
	c->world->now.fixed = clock_tools_time("2026-03-23T09:59:00+01:00", c->world->zone).instant;
	life_case_act(c, "clock_extended", "clock=assess|due=2026-03-23|board=");
	life_case_pass(c, "2026-03-23T10:00:00+01:00");
	world_assert_text(c->world,
		"SELECT group_concat(json_array_length(facts,'$.agenda')||"
		"(facts->>'$.digest.supplement')) FROM outbox WHERE notice='digest'",
		"11,11");
	assert_told(c, "digest>ansvarig digest>stf");
	life_case_pass(c, "2026-03-23T10:30:00+01:00");
	assert_told(c, "");
	world_restart(c->world);
	life_case_pass(c, "2026-03-23T16:30:00+01:00");
	assert_told(c, "");
	life_case_pass(c, "2026-03-24T07:30:00+01:00");
	g_autofree char *all = take_told(c);
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

/* After office hours it is the next morning's digest that says it. */
static void
test_moved_at_night(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	life_case_act(c, "protected", NULL);
	life_case_pass(c, "2026-03-23T07:30:00+01:00");
	g_free(take_told(c));
	c->world->now.fixed = clock_tools_time("2026-03-23T18:00:00+01:00", c->world->zone).instant;
	life_case_act(c, "clock_extended", "clock=assess|due=2026-03-23|board=");
	life_case_pass(c, "2026-03-23T18:00:00+01:00");
	assert_told(c, "");
	life_case_pass(c, "2026-03-24T07:29:00+01:00");
	assert_told(c, "");
	life_case_pass(c, "2026-03-24T07:30:00+01:00");
	g_autofree char *all = take_told(c);
	g_assert_nonnull(strstr(all, "digest>stf"));
}

static void
test_no_such_case(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(GError) error = NULL;
	StoreActor who = world_actor(c->world);
	CaseStore *store = c->world->store;

	g_assert_false(
		store->change_case(store, "LS-2026-0099", life_case_plan, c, &who, NULL, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_NOT_FOUND);
}

/* The mail server's word is what stops the clock of a receipt, and dates what a board was told. */
static void
test_accepted(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	CaseStore *store = c->world->store;
	StoreActor who = world_actor(c->world);
	g_autoptr(GBytes) bytes = g_bytes_new_static("x", 1);
	const OutboxResult sent = { .state = OUTBOX_SENT, .text = "250 OK" };
	g_autoptr(GError) error = NULL;

	life_case_act(c, "board_linked", NULL);
	assert_told(c, "commissioning>sdn");
	life_case_act(c, "board_unlinked", NULL);
	life_case_act(c, "board_linked", NULL);
	gint64 id = world_number(c->world, "SELECT id FROM outbox WHERE notice='commissioning'");
	world_assert_text(c->world,
		"SELECT group_concat(state) FROM clock WHERE rule='inform_report'", "running");
	g_assert_true(store->claim(store, id, bytes, &who, &error));
	g_assert_true(store->finish(store, id, &sent, &who, &error));
	g_assert_no_error(error);
	life_case_pass(c, "2026-03-17T13:30:00+01:00");
	world_assert_text(c->world,
		"SELECT state||' '||substr(stopped,1,10) FROM clock WHERE rule='inform_report'",
		"met 2026-03-17");
	g_autofree char *shown = world_view(c->world, VIEW_CASE, LIFE_CASE_ID);
	g_assert_nonnull(strstr(shown, "\"state\": \"sent\""));
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

/* Whom a case concerns hears nothing of its dates. */
static void
test_recused(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	CaseStore *store = c->world->store;
	StoreActor who = world_actor(c->world);
	const Recusal recusal = { LIFE_ANSVARIG, "ordforande@kommun.example", "Berörs.", 1 };
	gint64 moved;
	g_autoptr(GError) error = NULL;

	g_assert_true(store->recuse(store, LIFE_CASE_ID, &recusal, &who, &moved, &error));
	life_case_pass(c, "2026-03-17T13:00:00+01:00");
	life_case_pass(c, "2026-03-18T07:30:00+01:00");
	g_autofree char *all = take_told(c);
	g_assert_null(strstr(all, "ansvarig"));
	g_assert_nonnull(strstr(all, "reminder>ordforande"));
	g_assert_nonnull(strstr(all, "digest>ordforande"));
}

static void
test_held(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	c->world->board->conflict_contact.address = g_strdup("ordforande@kommun.example");
	world_change(c->world, "INSERT INTO case_hold(case_no,finding,hold,since)"
			       " VALUES(1,'protected_identity','protected',0)");
	life_case_pass(c, "2026-03-17T13:00:00+01:00");
	life_case_pass(c, "2026-03-18T07:30:00+01:00");
	assert_told(c, "digest>ordforande digest>ordforande"); /* who decides, and nobody else */
}

/* A report that names one of them is for nobody who handles it, until a person has looked. */
static void
test_concerned(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	world_change(c->world, "INSERT INTO case_hold(case_no,finding,hold,since)"
			       " VALUES(1,'decision_maker','recused',0)");
	life_case_pass(c, "2026-03-17T13:00:00+01:00");
	life_case_pass(c, "2026-03-18T07:30:00+01:00");
	/* Of its dates who decides about that hears, too, which is the deputy here. */
	assert_told(c, "digest>stf digest>registrator digest>stf");
}

/* A case whose days contradict themselves silences no other, and says why. */
static void
test_one_bad_case(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	world_take_mail(c->world, 2, "b@kommun.example", "", "En annan rapport.");
	world_change(c->world, "DELETE FROM outbox WHERE notice<>'receipt'");
	world_change(c->world, "UPDATE cases SET arrived=-2300000000000 WHERE id=1"); /* 1897 */
	life_case_pass(c, "2026-03-17T13:00:00+01:00");
	assert_told(c, "reminder>ansvarig reminder>direktor");
	world_assert_text(
		c->world, "SELECT case_id FROM event WHERE kind='clocks_failed'", LIFE_CASE_ID);
	life_case_pass(c, "2026-03-17T14:00:00+01:00");
	g_assert_cmpint(
		world_number(c->world, "SELECT count(*) FROM event WHERE kind='clocks_failed'"), ==,
		1);
	world_assert_proved(c->world);
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

/* The clock of the machine was ahead for a day: nobody waits for that day to come. */
static void
test_clock_ahead(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	life_case_pass(c, "2026-05-19T07:30:00+02:00");
	g_free(take_told(c));
	clock_room_free(c->room);
	c->room = clock_room_new(&c->world->daemon, life_case_woken, NULL);
	life_case_pass(c, "2026-03-18T07:30:00+01:00");
	assert_told(c, "reminder>ansvarig reminder>direktor digest>ansvarig digest>registrator");
	life_case_pass(c, "2026-03-19T07:30:00+01:00");
	g_autofree char *all = take_told(c);
	g_assert_nonnull(strstr(all, "digest>registrator"));
}

static void
test_taken_back(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	life_case_act(c, "board_linked", NULL);
	life_case_act(c, "board_unlinked", NULL);
	world_assert_text(
		c->world, "SELECT state FROM outbox WHERE notice='commissioning'", "cancelled");
}

static void
test_other_case(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(GError) error = NULL;

	g_assert_false(life_case_try(c, "joined", "case=LS-2026-0099", &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_NOT_FOUND);
	g_clear_error(&error);
	world_take_mail(c->world, 2, "b@kommun.example", "", "En annan rapport.");
	world_change(c->world, "UPDATE cases SET state='joined' WHERE id=2");
	g_assert_false(life_case_try(c, "joined", "case=LS-2026-0002", &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED);
	world_assert_text(c->world, "SELECT state FROM cases WHERE id=1", "received");
}

/* Who follows a case that another one was joined to is told when its report is taken back. */
static void
test_withdrawn(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	world_take_mail(c->world, 2, "b@kommun.example", "", "En annan rapport.");
	world_take_mail(c->world, 3, "c@kommun.example", "", "En tredje.");
	world_change(c->world, "UPDATE cases SET investigator='ove@kommun.example' WHERE id=2");
	life_case_act(c, "linked", "case=LS-2026-0003");
	life_case_act(c, "joined", "case=LS-2026-0002");
	world_change(c->world, "UPDATE cases SET state='closed' WHERE id=3");
	world_change(c->world, "DELETE FROM outbox WHERE notice<>'receipt'");
	life_case_act(c, "report_withdrawn", "reason=Anna ångrar sig");
	world_assert_text(c->world,
		"SELECT group_concat(case_no||'>'||substr(recipient,1,instr(recipient,'@')-1),' ')"
		" FROM (SELECT * FROM outbox WHERE notice='changed' ORDER BY id)",
		"1>alva 1>ansvarig 1>registrator 2>ove 2>ansvarig");
	g_assert_cmpint(
		world_number(c->world, "SELECT count(*) FROM outbox WHERE facts LIKE '%Anna%'"), ==,
		0);
	world_assert_text(c->world,
		"SELECT facts->>'$.change.other' FROM outbox WHERE recipient='ove@kommun.example'",
		"LS-2026-0001");
	/* The other way round, too. */
	world_assert_text(c->world,
		"SELECT group_concat(case_no||'-'||other) FROM (SELECT * FROM related"
		" ORDER BY case_no,other)",
		"1-2,1-3,2-1,3-1");
	world_assert_proved(c->world);
}

/* What an automatic answer said counts beside the configuration, until its day is over. */
static void
test_away_by_answer(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	static const char *const said =
		"SELECT group_concat(substr(recipient,1,instr(recipient,'@')-1)||' '||"
		"coalesce(facts->>'$.stand_in_for.by_answer',"
		"facts->>'$.agenda[0].stand_in_for.by_answer','-'),', ') FROM outbox"
		" WHERE notice<>'receipt'";

	world_change(c->world, "INSERT INTO away VALUES('ansvarig@kommun.example','2026-03-18',1)");
	life_case_pass(c, "2026-03-17T13:00:00+01:00");
	world_assert_text(c->world, said, "stf 1, direktor -");
	g_free(take_told(c));
	life_case_pass(c, "2026-03-18T07:30:00+01:00");
	world_assert_text(c->world, said, "stf 1, direktor -, registrator -, stf 1");
	g_free(take_told(c));
	life_case_pass(c, "2026-03-19T07:30:00+01:00");
	g_autofree char *all = take_told(c);
	g_assert_nonnull(strstr(all, "late>ansvarig"));
	g_assert_null(strstr(all, "late>stf"));
	/* Likewise what a command tells. */
	world_change(c->world, "UPDATE away SET until='2026-03-19'");
	life_case_act(c, "serious", NULL);
	world_assert_text(c->world, said, "stf 1, direktor -");
}

/* One case with another, each by its number. */
static void
bring_together(LifeCase *c, guint one, const char *event, guint other)
{
	g_autofree char *id = g_strdup_printf("LS-2026-%04u", one);
	g_autofree char *words = g_strdup_printf("case=LS-2026-%04u", other);
	g_autoptr(GError) error = NULL;

	life_case_try_in(c, id, event, words, &error);
	g_assert_no_error(error);
}

/*
 * Who reported what was joined is told what becomes of it, in the own case; who reported what was
 * only linked, or joined to another one, is not.
 */
static void
test_joined_feedback(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	static const char *const told =
		"SELECT group_concat(case_no||'>'||substr(recipient,1,instr(recipient,'@')-1)"
		"||coalesce(' '||milestone,''),', ') FROM (SELECT * FROM outbox"
		" WHERE notice='feedback' ORDER BY case_no)";

	for (guint32 n = 2; n <= 5; n++) {
		g_autofree char *id = g_strdup_printf("r%u@kommun.example", n);

		world_take_mail(c->world, n, id, "", id);
	}
	world_change(c->world, "UPDATE cases SET reporter_address='r'||id||'@kommun.example'");
	bring_together(c, 3, "joined", 2);
	bring_together(c, 2, "joined", 1);
	bring_together(c, 5, "joined", 4);
	bring_together(c, 4, "linked", 1);
	bring_together(c, 5, "linked", 1);
	life_case_act(c, "protected", NULL);
	life_case_act(c, "assessed", NULL);
	life_case_act(c, "investigator_assigned", NULL);
	life_case_act(c, "investigation_started", NULL);
	life_case_act(c, "proposed", NULL);
	life_case_act(c, "decided", NULL);
	world_assert_text(c->world, told,
		"1>r1 feedback_accepted, 2>r2 feedback_accepted, 3>r3 feedback_accepted");
	world_assert_text(c->world,
		"SELECT facts->>'$.case' FROM outbox WHERE notice='feedback' AND case_no=3",
		"LS-2026-0003");
	world_assert_proved(c->world);
}

/* Years of old mail remind nobody until a person has looked. */
static void
test_first_contact_is_quiet(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	world_change(c->world, "UPDATE outbox SET state='held', hold='first_contact'");
	life_case_pass(c, "2026-03-18T07:30:00+01:00");
	assert_told(c, "");
	g_assert_cmpint(world_number(c->world, "SELECT count(*) FROM clock"), >, 3);
}

/* A machine gets no receipt, and nobody is reminded of one. */
static void
test_unanswered(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	world_change(c->world, "DELETE FROM outbox");
	life_case_pass(c, "2026-03-18T07:30:00+01:00");
	g_assert_cmpint(
		world_number(c->world, "SELECT count(*) FROM clock WHERE rule='acknowledge'"), ==,
		0);
}

/* Other rules: what runs is computed anew, once. */
static void
test_other_rules(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	CaseStore *store = c->world->store;
	g_autoptr(GError) error = NULL;

	life_case_pass(c, "2026-03-17T13:00:00+01:00");
	g_assert_cmpint(world_number(c->world, "SELECT stale FROM cases"), ==, 0);
	g_assert_true(store->settle_rules(store, "other", G_MAXINT64, &error));
	g_assert_cmpint(world_number(c->world, "SELECT stale FROM cases"), ==, 1);
	life_case_pass(c, "2026-03-17T13:00:00+01:00");
	g_assert_true(store->settle_rules(store, "other", G_MAXINT64, &error));
	g_assert_cmpint(world_number(c->world, "SELECT stale FROM cases"), ==, 0);
}

/* What was filed as something else ends its clocks, and a report after all has its own. */
static void
test_not_a_report(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *case_id = NULL;
	g_autoptr(GError) error = NULL;

	life_case_pass(c, "2026-03-17T13:00:00+01:00");
	g_assert_true(world_file(c->world, 1, MAIL_KIND_SPAM, NULL, &case_id, &error));
	life_case_pass(c, "2026-03-17T14:00:00+01:00");
	world_assert_text(c->world, "SELECT state FROM clock WHERE rule='assess'", "stopped");
	g_free(take_told(c));
	life_case_pass(c, "2026-03-23T07:30:00+01:00");
	g_autofree char *all = take_told(c);
	g_assert_null(strstr(all, "reminder"));
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *path;
		void (*run)(LifeCase *c, gconstpointer unused);
	} tests[] = {
		{ "/life-store/first-days", test_first_days },
		{ "/life-store/thirty-days-down", test_thirty_days_down },
		{ "/life-store/done-is-not-reminded", test_done_is_not_reminded },
		{ "/life-store/conflict", test_conflict },
		{ "/life-store/no-such-case", test_no_such_case },
		{ "/life-store/accepted", test_accepted },
		{ "/life-store/corrected-arrival", test_corrected_arrival },
		{ "/life-store/recused", test_recused },
		{ "/life-store/held", test_held },
		{ "/life-store/concerned", test_concerned },
		{ "/life-store/one-bad-case", test_one_bad_case },
		{ "/life-store/later-arrival", test_later_arrival },
		{ "/life-store/clock-ahead", test_clock_ahead },
		{ "/life-store/taken-back", test_taken_back },
		{ "/life-store/corrected", test_corrected },
		{ "/life-store/not-serious", test_not_serious },
		{ "/life-store/calendar-owed", test_calendar_owed },
		{ "/life-store/calendar-held", test_calendar_held },
		{ "/life-store/calendar-unsent", test_calendar_unsent },
		{ "/life-store/supplement", test_supplement },
		{ "/life-store/moved-at-night", test_moved_at_night },
		{ "/life-store/other-case", test_other_case },
		{ "/life-store/first-contact-is-quiet", test_first_contact_is_quiet },
		{ "/life-store/unanswered", test_unanswered },
		{ "/life-store/other-rules", test_other_rules },
		{ "/life-store/withdrawn", test_withdrawn },
		{ "/life-store/away-by-answer", test_away_by_answer },
		{ "/life-store/joined-feedback", test_joined_feedback },
		{ "/life-store/not-a-report", test_not_a_report },
	};

	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, LifeCase, NULL, life_case_set_up, tests[i].run,
			life_case_tear_down);
	return g_test_run();
}
