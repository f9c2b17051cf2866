/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When who is told what in the first days of a case, and later, from the database. */
#include <glib.h>

#include "core/error.h"
#include "support/life-case.h"

/* WORLD_BEGIN is Tuesday 2026-03-17, 13:00. */
static void
test_first_days(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	life_case_pass(c, "2026-03-17T13:00:00+01:00");
	/* At once what protects a person, and the director once for two roles. */
	life_case_assert_told(c, "reminder>ansvarig reminder>direktor");
	life_case_pass(c, "2026-03-17T16:59:00+01:00");
	life_case_assert_told(c, "");
	life_case_pass(c, "2026-03-18T07:29:59+01:00");
	life_case_assert_told(c, "reminder>ansvarig reminder>direktor"); /* protect: the last day */
	life_case_pass(c, "2026-03-18T07:30:00+01:00");
	life_case_assert_told(c, "digest>ansvarig digest>registrator");
	life_case_pass(c, "2026-03-18T07:31:00+01:00");
	life_case_assert_told(c, "");
}

/* Thirty days down, and what is still true is said once. */
static void
test_thirty_days_down(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	life_case_pass(c, "2026-03-17T13:00:00+01:00");
	g_free(life_case_take_told(c));
	life_case_pass(c, "2026-04-19T12:00:00+02:00"); /* a Sunday: nobody is disturbed */
	life_case_assert_told(c, "");
	life_case_pass(c, "2026-04-20T09:00:00+02:00");
	life_case_assert_told(c, "late>ansvarig late>direktor digest>ansvarig digest>drift "
				 "digest>registrator digest>stf");
	life_case_pass(c, "2026-04-20T16:00:00+02:00");
	life_case_assert_told(c, "");
	world_restart(c->world);
	life_case_pass(c, "2026-04-20T16:30:00+02:00");
	life_case_assert_told(c, "");
}

static void
test_done_is_not_reminded(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	world_change(c->world, "INSERT INTO milestone(case_no,milestone,day,event)"
			       " VALUES(1,'receipt_accepted','2026-03-17',1)");
	life_case_pass(c, "2026-03-17T13:00:00+01:00");
	g_free(life_case_take_told(c));
	life_case_act(c, "protected", NULL);
	life_case_act(c, "registered", NULL);
	life_case_act(c, "assessed", NULL);
	life_case_act(c, "investigator_assigned", NULL);
	life_case_act(c, "investigation_started", "law=SoL");
	life_case_assert_told(c, "assignment>kim.berg");
	life_case_pass(c, "2026-03-25T07:30:00+01:00");
	life_case_assert_told(c, "");
	life_case_pass(c,
		"2026-05-04T07:30:00+02:00"); /* 14 days before 17 May, a Sunday: said on Thursday
					       */
	life_case_assert_told(c, "digest>ansvarig digest>kim.berg");
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
	life_case_assert_told(c, "commissioning>sdn");
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

/* A case whose days contradict themselves silences no other, and says why. */
static void
test_one_bad_case(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	world_take_mail(c->world, 2, "b@kommun.example", "", "En annan rapport.");
	world_change(c->world, "DELETE FROM outbox WHERE notice<>'receipt'");
	world_change(c->world, "UPDATE cases SET arrived=-2300000000000 WHERE id=1"); /* 1897 */
	life_case_pass(c, "2026-03-17T13:00:00+01:00");
	life_case_assert_told(c, "reminder>ansvarig reminder>direktor");
	world_assert_text(
		c->world, "SELECT case_id FROM event WHERE kind='clocks_failed'", LIFE_CASE_ID);
	life_case_pass(c, "2026-03-17T14:00:00+01:00");
	g_assert_cmpint(
		world_number(c->world, "SELECT count(*) FROM event WHERE kind='clocks_failed'"), ==,
		1);
	world_assert_proved(c->world);
}

/* The clock of the machine was ahead for a day: nobody waits for that day to come. */
static void
test_clock_ahead(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	life_case_pass(c, "2026-05-19T07:30:00+02:00");
	g_free(life_case_take_told(c));
	clock_room_free(c->room);
	c->room = clock_room_new(&c->world->daemon, life_case_woken, NULL);
	life_case_pass(c, "2026-03-18T07:30:00+01:00");
	life_case_assert_told(
		c, "reminder>ansvarig reminder>direktor digest>ansvarig digest>registrator");
	life_case_pass(c, "2026-03-19T07:30:00+01:00");
	g_autofree char *all = life_case_take_told(c);
	g_assert_nonnull(strstr(all, "digest>registrator"));
}

/* Years of old mail remind nobody until a person has looked. */
static void
test_first_contact_is_quiet(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	world_change(c->world, "UPDATE outbox SET state='held', hold='first_contact'");
	life_case_pass(c, "2026-03-18T07:30:00+01:00");
	life_case_assert_told(c, "");
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

#define BOTH_SECTIONS                                                                                \
	"27 kap. 5 § socialtjänstlagen (2025:400); 24 e § lagen (1993:387) om stöd och service " \
	"till vissa funktionshindrade"

/* Until it is known which law it is, both stand: in the case, and in all that is mailed of it. */
static void
test_both_laws(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	static const char source[] = "SELECT source FROM clock WHERE rule='start'";
	static const char told[] =
		"SELECT group_concat(DISTINCT (e.value->>'$.source')||(e.value->>'$.wording')) FROM"
		" outbox o,json_each(o.facts,'$.agenda') e"
		" WHERE o.notice='%s' AND e.value->>'$.rule'='start'";
	static const char *const notices[] = { "assignment", "digest" };

	life_case_act(c, "assessed", NULL);
	life_case_act(c, "investigator_assigned", NULL);
	world_assert_text(c->world, source, BOTH_SECTIONS);
	life_case_pass(c, "2026-03-23T07:30:00+01:00");
	for (gsize i = 0; i < G_N_ELEMENTS(notices); i++) {
		g_autofree char *sql = g_strdup_printf(told, notices[i]);

		g_test_message("%s", notices[i]);
		world_assert_text(c->world, sql, BOTH_SECTIONS "genast / utan dröjsmål");
	}
	life_case_act(c, "investigation_started", "law=LSS");
	world_assert_text(c->world, source,
		"24 e § lagen (1993:387) om stöd och service till vissa funktionshindrade");
}

/* Of each that may say why, the journal keeps it. */
static void
test_reasons(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	static const char *const acts[] = { "investigator_assigned", "investigation_started",
		"linked", "joined" };

	world_take_mail(c->world, 2, "b@kommun.example", "", "En annan rapport.");
	life_case_act(c, "assessed", NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(acts); i++) {
		g_autofree char *sql = g_strdup_printf(
			"SELECT d.detail->>'$.reason' FROM event e JOIN event_detail d USING(seq)"
			" WHERE e.kind='%s'",
			acts[i]);

		life_case_act(c, acts[i], "case=LS-2026-0002");
		world_assert_text(c->world, sql, "Skäl.");
	}
}

/* A login has a title only as somebody says, and no report can be laid beside it. */
static void
test_login_signs_nothing(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	static const char *const acts[] = { "assessed", "declined", "noted" };

	life_case_act(c, "protected", NULL);
	c->actor = "root";
	for (gsize i = 0; i < G_N_ELEMENTS(acts); i++) {
		g_autoptr(GError) error = NULL;

		g_assert_false(life_case_try(c, acts[i], "by=|title=chef", &error));
		g_assert_error(error, LEX_ERROR, LEX_ERROR_INPUT);
		g_assert_nonnull(strstr(error->message, "must be known who signs"));
	}
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
		{ "/life-store/one-bad-case", test_one_bad_case },
		{ "/life-store/clock-ahead", test_clock_ahead },
		{ "/life-store/first-contact-is-quiet", test_first_contact_is_quiet },
		{ "/life-store/unanswered", test_unanswered },
		{ "/life-store/other-rules", test_other_rules },
		{ "/life-store/reasons", test_reasons },
		{ "/life-store/login", test_login_signs_nothing },
		{ "/life-store/both-laws", test_both_laws },
	};

	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, LifeCase, NULL, life_case_set_up, tests[i].run,
			life_case_tear_down);
	return g_test_run();
}
