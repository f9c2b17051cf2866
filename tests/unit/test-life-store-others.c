/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who hears of a case, and of one that belongs together with it, by what the database knows. */
#include <glib.h>

#include "core/error.h"
#include "support/life-case.h"

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
	g_autofree char *all = life_case_take_told(c);
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
	life_case_assert_told(
		c, "digest>ordforande digest>ordforande"); /* who decides, and nobody else */
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
	life_case_assert_told(c, "digest>stf digest>registrator digest>stf");
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

/* What turns out to be no report leaves no date of it in anybody's calendar. */
static void
test_no_report(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *case_id = NULL;

	life_case_act(c, "investigator_assigned", NULL);
	world_change(c->world, "UPDATE outbox SET state='sent'");
	world_assert_text(c->world, "SELECT rule||cancelled FROM calendar_entry", "investigate0");
	g_assert_true(world_file(c->world, 1, MAIL_KIND_SPAM, NULL, &case_id, &error));
	g_assert_no_error(error);
	world_assert_text(c->world,
		"SELECT group_concat(notice||'>'||recipient||' '||(facts->>'$.change.taken_back'))"
		" FROM outbox WHERE state='queued'",
		"changed>" LIFE_KIM " 1");
	world_assert_text(c->world, "SELECT rule||cancelled FROM calendar_entry", "investigate1");
	world_assert_text(c->world,
		"SELECT state||(SELECT count(*) FROM clock WHERE state='running'"
		" AND rule NOT IN('register','acknowledge')) FROM cases",
		"not_report0");
	world_assert_proved(c->world);
}

/* What IVO is to have of it ends when IVO has it, or when a person says that it is not serious. */
static void
test_no_report_at_ivo(LifeCase *c, gconstpointer notified)
{
	static const char *const ivo =
		"SELECT group_concat(rule||' '||state) FROM"
		" (SELECT * FROM clock WHERE rule LIKE 'ivo%' ORDER BY rule)";
	g_autoptr(GError) error = NULL;
	g_autofree char *case_id = NULL;

	life_case_act(c, "serious", NULL);
	if (notified)
		life_case_act(c, "ivo_notified", NULL);
	g_assert_true(world_file(c->world, 1, MAIL_KIND_SPAM, NULL, &case_id, &error));
	g_assert_no_error(error);
	world_assert_text(c->world, "SELECT state FROM cases", "not_report");
	world_assert_text(c->world, ivo,
		notified ? "ivo_investigation running,ivo_notify met" : "ivo_notify running");
	life_case_act(c, notified ? "investigation_sent" : "not_serious", NULL);
	world_assert_text(c->world, ivo,
		notified ? "ivo_investigation met,ivo_notify met" : "ivo_notify stopped");
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
	g_free(life_case_take_told(c));
	life_case_pass(c, "2026-03-18T07:30:00+01:00");
	world_assert_text(c->world, said, "stf 1, direktor -, registrator -, stf 1");
	g_free(life_case_take_told(c));
	life_case_pass(c, "2026-03-19T07:30:00+01:00");
	g_autofree char *all = life_case_take_told(c);
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
	g_free(life_case_take_told(c));
	life_case_pass(c, "2026-03-23T07:30:00+01:00");
	g_autofree char *all = life_case_take_told(c);
	g_assert_null(strstr(all, "reminder"));
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *path;
		void (*run)(LifeCase *c, gconstpointer unused);
	} tests[] = {
		{ "/life-store/recused", test_recused },
		{ "/life-store/held", test_held },
		{ "/life-store/concerned", test_concerned },
		{ "/life-store/other-case", test_other_case },
		{ "/life-store/withdrawn", test_withdrawn },
		{ "/life-store/no-report", test_no_report },
		{ "/life-store/away-by-answer", test_away_by_answer },
		{ "/life-store/joined-feedback", test_joined_feedback },
		{ "/life-store/not-a-report", test_not_a_report },
	};

	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, LifeCase, NULL, life_case_set_up, tests[i].run,
			life_case_tear_down);
	g_test_add("/life-store/no-report-serious", LifeCase, NULL, life_case_set_up,
		test_no_report_at_ivo, life_case_tear_down);
	g_test_add("/life-store/no-report-at-ivo", LifeCase, "notified", life_case_set_up,
		test_no_report_at_ivo, life_case_tear_down);
	return g_test_run();
}
