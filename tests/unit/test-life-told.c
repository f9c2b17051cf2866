/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is told in whose place: recusal and absence together, and one case by way of another. */
#include <glib.h>

#include "support/life-case.h"

#define OTHER "LS-2026-0002"

/* "notice>recipient" of what came since the last look, in order; "~" and why it is somebody else.
 */
static void
assert_told(LifeCase *c, const char *wanted)
{
	world_assert_text(c->world,
		"SELECT coalesce(group_concat(notice||'>'||substr(recipient,1,instr(recipient,'@')-1)"
		"||CASE WHEN facts->>'$.stand_in_for.recused' THEN '~recused'"
		" WHEN facts->>'$.stand_in_for.by_answer' THEN '~answer'"
		" WHEN facts->>'$.stand_in_for.away' THEN '~away' ELSE '' END,' '),'')"
		" FROM (SELECT * FROM outbox WHERE notice<>'receipt' AND state='queued' ORDER BY id)",
		wanted);
	world_change(c->world, "DELETE FROM outbox WHERE notice<>'receipt' AND state='queued'");
}

static void
recuse(LifeCase *c, const char *person, const char *stand_in)
{
	g_autofree char *sql =
		g_strdup_printf("INSERT INTO recusal(case_no,person,stand_in,reason,since)"
				" VALUES(1,'%s@kommun.example','%s@kommun.example','jäv',0)",
			person, stand_in);

	world_change(c->world, sql);
}

/* The mailbox of that person answers by itself. */
static void
answer_for(LifeCase *c, const char *person)
{
	g_autofree char *sql = g_strdup_printf(
		"INSERT INTO away VALUES('%s@kommun.example','2026-03-31',1)", person);

	world_change(c->world, sql);
}

/* Whoever was named in the place of who is recused keeps the case while that one is away. */
static void
test_recused_and_away(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	recuse(c, "ansvarig", "ordforande");
	answer_for(c, "ansvarig");
	life_case_pass(c, "2026-03-17T13:00:00+01:00");
	assert_told(c, "reminder>ordforande~recused reminder>direktor");
	life_case_act(c, "serious", NULL);
	assert_told(c, "ivo_due>ordforande~recused ivo_due>direktor");
	c->world->board->responsible.away_from = g_strdup("2026-03-01");
	life_case_act(c, "ivo_notified", NULL);
	assert_told(c, "ivo_notified>ordforande~recused ivo_notified>registrator");
}

/* Who stands in for absence is recused, too: then it is for who was named in that place. */
static void
test_stand_in_is_recused(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	recuse(c, "stf", "ordforande");
	answer_for(c, "ansvarig");
	life_case_act(c, "serious", NULL);
	assert_told(c, "ivo_due>ordforande~recused ivo_due>direktor");
}

/* What is to be done goes to who is away by their mailbox alone, and to who stands in. */
static void
test_absent_by_answer(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	answer_for(c, "kim.berg");
	answer_for(c, "direktor");
	life_case_act(c, "assessed", NULL);
	life_case_act(c, "investigator_assigned", NULL);
	world_assert_text(c->world,
		"SELECT group_concat(recipient) FROM (SELECT DISTINCT recipient FROM calendar_entry"
		" ORDER BY recipient)",
		"ansvarig@kommun.example,kim.berg@kommun.example");
	assert_told(c, "assignment>kim.berg assignment>ansvarig~answer");
	life_case_act(c, "investigation_started", NULL);
	life_case_act(c, "proposed", NULL);
	assert_told(c, "proposal>direktor proposal>ansvarig~answer");
}

/* Who has said so in the configuration is not looked for. */
static void
test_absent_by_configuration(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	Person *kim = g_ptr_array_index(c->world->board->investigators, 0);

	kim->away_from = g_strdup("2026-03-01");
	answer_for(c, "kim.berg");
	life_case_act(c, "assessed", NULL);
	life_case_act(c, "investigator_assigned", NULL);
	assert_told(c, "assignment>ansvarig~away");
}

static void
release(LifeCase *c, const char *case_id)
{
	const NoticeChoice all = { .case_id = case_id };
	StoreActor who = world_actor(c->world);
	g_autoptr(GError) error = NULL;
	gint64 moved;

	g_assert_true(c->world->store->move_notices(
		c->world->store, &all, OUTBOX_QUEUED, &who, &moved, &error));
	g_assert_no_error(error);
}

/* A second case of which nobody may hear yet, investigated by Ove. */
static void
hold_other(LifeCase *c)
{
	world_take_mail(c->world, 2, "b@kommun.example", "", "En annan rapport.");
	world_change(c->world, "DELETE FROM outbox");
	world_change(c->world, "UPDATE cases SET investigator='ove@kommun.example' WHERE id=2");
	world_change(c->world, "INSERT INTO case_hold(case_no,finding,hold,since)"
			       " VALUES(2,'protected_identity','protected',0)");
}

/* Its number goes out to nobody, the reporter neither, until a person has decided about it. */
static void
test_joined_to_held(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	hold_other(c);
	life_case_act(c, "investigator_assigned", NULL);
	assert_told(c, "assignment>kim.berg");
	life_case_act(c, "joined", "case=" OTHER);
	assert_told(c, "");
	release(c, LIFE_CASE_ID); /* a word about the other case */
	assert_told(c, "");
	release(c, OTHER);
	assert_told(c, "changed>alva changed>kim.berg changed>ove changed>ansvarig"
		       " changed>registrator");
	world_assert_proved(c->world);
}

/* Whom a proposal waits for hears that there is nothing to decide on any more. */
static void
test_joined_proposal(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	world_take_mail(c->world, 2, "b@kommun.example", "", "En annan rapport.");
	life_case_act(c, "investigator_assigned", NULL);
	life_case_act(c, "assessed", NULL);
	life_case_act(c, "investigation_started", "law=SoL");
	life_case_act(c, "proposed", NULL);
	world_change(c->world, "DELETE FROM outbox");
	life_case_act(c, "joined", "case=" OTHER);
	assert_told(c, "changed>alva changed>kim.berg changed>direktor changed>ansvarig"
		       " changed>registrator");
}

/* What is held for the own case, too, waits for both. */
static void
test_both_held(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	hold_other(c);
	life_case_act(c, "investigator_assigned", NULL);
	world_change(c->world, "INSERT INTO case_hold(case_no,finding,hold,since)"
			       " VALUES(1,'protected_identity','protected',0)");
	world_change(c->world, "DELETE FROM outbox");
	life_case_act(c, "linked", "case=" OTHER);
	release(c, OTHER);
	assert_told(c, "");
	release(c, LIFE_CASE_ID);
	assert_told(c, "changed>kim.berg changed>ansvarig changed>ove");
}

/* Who is recused there meanwhile does not hear of it here. */
static void
test_recused_meanwhile(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	hold_other(c);
	life_case_act(c, "investigator_assigned", NULL);
	assert_told(c, "assignment>kim.berg");
	life_case_act(c, "linked", "case=" OTHER);
	world_change(c->world, "INSERT INTO recusal(case_no,person,stand_in,reason,since)"
			       " VALUES(2,'kim.berg@kommun.example','x@kommun.example','jäv',0)");
	release(c, OTHER);
	assert_told(c, "changed>ansvarig changed>ove");
	world_assert_text(c->world,
		"SELECT state FROM outbox WHERE recipient='kim.berg@kommun.example'", "cancelled");
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *path;
		void (*run)(LifeCase *c, gconstpointer unused);
	} tests[] = {
		{ "/told/recused-and-away", test_recused_and_away },
		{ "/told/stand-in-is-recused", test_stand_in_is_recused },
		{ "/told/absent-by-answer", test_absent_by_answer },
		{ "/told/absent-by-configuration", test_absent_by_configuration },
		{ "/told/joined-to-held", test_joined_to_held },
		{ "/told/joined-proposal", test_joined_proposal },
		{ "/told/both-held", test_both_held },
		{ "/told/recused-meanwhile", test_recused_meanwhile },
	};

	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, LifeCase, NULL, life_case_set_up, tests[i].run,
			life_case_tear_down);
	return g_test_run();
}
