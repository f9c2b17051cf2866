/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "core/error.h"
#include "support/life-case.h"

/* Who is not to decide, assess, propose or investigate, by all that happened in the matter. */

#define OTHER  "LS-2026-0002"
#define THIRD  "LS-2026-0003"
#define BO     "bo@kommun.example"
#define LO     "lo@kommun.example"
#define TITLED "|title=chef"

static void
act_in(LifeCase *c, const char *id, const char *actor, const char *event, const char *text)
{
	c->id = id;
	c->actor = actor;
	life_case_act(c, event, text);
	c->id = c->actor = NULL;
}

static void
assert_refused(LifeCase *c, const char *event, const char *text, const char *why)
{
	g_autoptr(GError) error = NULL;

	g_assert_false(life_case_try(c, event, text, &error));
	g_test_message("%s", error->message);
	g_assert_error(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED);
	g_assert_nonnull(strstr(error->message, why));
	g_assert_nonnull(strstr(error->message, "--despite-conflict"));
}

/* The reason stands in the journal, with what it was given for. */
static void
assert_overridden(LifeCase *c, const char *event, const char *text)
{
	g_autofree char *with = g_strconcat(text, "|despite_conflict=Ingen annan finns.", NULL);
	g_autofree char *sql = g_strdup_printf(
		"SELECT group_concat(detail->>'$.despite_conflict') FROM event e JOIN event_detail d"
		" USING(seq) WHERE kind='%s' AND case_id='" LIFE_CASE_ID "'",
		event);

	life_case_act(c, event, with);
	world_assert_text(c->world, sql, "Ingen annan finns.");
	world_assert_proved(c->world);
}

static void
take_from(LifeCase *c, guint32 uid, const char *id, const char *from)
{
	g_autofree char *raw = g_strdup_printf(
		"From: %s\r\nTo: lexsarah@kommun.example\r\nSubject: Rapport\r\n"
		"Date: Tue, 17 Mar 2026 12:00:00 +0000\r\nMessage-ID: <%s>\r\n\r\nNr %u.\r\n",
		from, id, uid);

	intake_plan_free(world_take(c->world, uid, raw));
}

/* Kim investigates and proposes, unless somebody else did. */
static void
go_to_proposal(LifeCase *c)
{
	life_case_act(c, "assessed", NULL);
	life_case_act(c, "investigator_assigned", NULL);
	life_case_act(c, "investigation_started", NULL);
	act_in(c, NULL, LIFE_KIM, "proposed", NULL);
}

static void
test_reporter_of_a_joined_case(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	take_from(c, 2, "b@kommun.example", BO);
	act_in(c, OTHER, NULL, "joined", "case=" LIFE_CASE_ID);
	assert_refused(c, "assessed", "by=" BO TITLED, BO " reported " OTHER ", which was joined");
	assert_refused(c, "investigator_assigned", "investigator=" BO, OTHER);
	go_to_proposal(c);
	assert_refused(c, "decided", "by=Bo+lex@kommun.example" TITLED, OTHER);
	assert_overridden(c, "decided", "by=" BO TITLED);
}

/* What was joined to what was joined, and round about, is one event, too. */
static void
test_joined_by_way_of_another(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	take_from(c, 2, "b@kommun.example", LIFE_KIM);
	take_from(c, 3, "c@kommun.example", BO);
	act_in(c, THIRD, NULL, "joined", "case=" OTHER);
	act_in(c, OTHER, NULL, "joined", "case=" LIFE_CASE_ID);
	assert_refused(c, "assessed", "by=" BO TITLED, THIRD);
}

/* Who reported a case that only belongs together with it, or was taken up again, reported another.
 */
static void
test_linked_is_not_joined(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	take_from(c, 2, "b@kommun.example", BO);
	act_in(c, OTHER, NULL, "linked", "case=" LIFE_CASE_ID);
	life_case_act(c, "assessed", "by=" BO TITLED);
	act_in(c, OTHER, NULL, "joined", "case=" LIFE_CASE_ID);
	assert_refused(c, "investigator_assigned", "investigator=" BO, OTHER);
	act_in(c, OTHER, NULL, "reopened", NULL);
	life_case_act(c, "investigator_assigned", "investigator=" BO);
}

/* It was joined to another one; that this one belongs to that is not the same. */
static void
test_joined_to_another(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	take_from(c, 2, "b@kommun.example", LIFE_KIM);
	take_from(c, 3, "c@kommun.example", BO);
	act_in(c, THIRD, NULL, "linked", "case=" LIFE_CASE_ID);
	act_in(c, THIRD, NULL, "joined", "case=" OTHER);
	life_case_act(c, "assessed", "by=" BO TITLED);
}

static void
test_who_investigated_before(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	life_case_act(c, "investigator_assigned", "investigator=" BO);
	go_to_proposal(c);
	assert_refused(c, "decided", "by=" BO TITLED, BO " was named to investigate it");
	assert_refused(c, "decided", "by=" LIFE_KIM, LIFE_KIM " investigates it");
	assert_overridden(c, "decided", "by=" BO TITLED);
}

static void
test_who_investigated_what_was_joined(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	take_from(c, 2, "b@kommun.example", LO);
	act_in(c, OTHER, NULL, "investigator_assigned", "investigator=" BO);
	act_in(c, OTHER, NULL, "joined", "case=" LIFE_CASE_ID);
	go_to_proposal(c);
	assert_refused(c, "decided", "by=" BO TITLED, "named to investigate " OTHER);
}

/* Also who did it first, and the other proposal is the one that is decided. */
static void
test_who_proposed(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	go_to_proposal(c);
	act_in(c, NULL, BO, "proposed", NULL);
	act_in(c, NULL, LO, "proposed", NULL);
	assert_refused(c, "decided", "by=" BO TITLED, BO " proposed the outcome");
	assert_refused(c, "decided", "by=" LO TITLED, LO " proposed the outcome");
	assert_overridden(c, "decided", "by=" BO TITLED);
}

static void
test_propose_and_assess_all_the_same(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	assert_refused(c, "assessed", "by=" LIFE_REPORTER TITLED, "reported it");
	assert_overridden(c, "assessed", "by=" LIFE_REPORTER TITLED);
	life_case_act(c, "investigator_assigned", NULL);
	life_case_act(c, "investigation_started", NULL);
	c->actor = LIFE_REPORTER;
	assert_refused(c, "proposed", "by=", "reported it");
	assert_overridden(c, "proposed", "by=");
}

/* Whose part is none: who named, who noted, who is the responsible. */
static void
test_others_decide(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	act_in(c, NULL, LIFE_ANSVARIG, "noted", NULL);
	act_in(c, NULL, LIFE_ANSVARIG, "assessed", NULL);
	act_in(c, NULL, LIFE_ANSVARIG, "investigator_assigned", NULL);
	act_in(c, NULL, LIFE_ANSVARIG, "investigation_started", NULL);
	act_in(c, NULL, LIFE_KIM, "proposed", NULL);
	life_case_act(c, "decided", NULL);
}

/* Of a name that is no address nobody knows whose proposal they decide on. */
static void
test_unknown_proposer(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(GError) error = NULL;

	life_case_act(c, "assessed", NULL);
	life_case_act(c, "investigator_assigned", NULL);
	life_case_act(c, "investigation_started", NULL);
	c->actor = "bo";
	g_assert_false(life_case_try(c, "proposed", NULL, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_INPUT);
	g_assert_nonnull(strstr(error->message, "--as ADDRESS"));
	c->actor = BO;
	life_case_act(c, "proposed", NULL);
	c->actor = NULL;
	assert_refused(c, "decided", "by=" BO TITLED, BO " proposed the outcome");
}

static const struct {
	const char *path;
	void (*run)(LifeCase *c, gconstpointer unused);
} tests[] = {
	{ "/bias/joined/reporter", test_reporter_of_a_joined_case },
	{ "/bias/joined/further", test_joined_by_way_of_another },
	{ "/bias/joined/investigator", test_who_investigated_what_was_joined },
	{ "/bias/joined/elsewhere", test_joined_to_another },
	{ "/bias/linked", test_linked_is_not_joined },
	{ "/bias/investigated", test_who_investigated_before },
	{ "/bias/proposed", test_who_proposed },
	{ "/bias/unknown-proposer", test_unknown_proposer },
	{ "/bias/despite", test_propose_and_assess_all_the_same },
	{ "/bias/none", test_others_decide },
};

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_log_set_always_fatal(G_LOG_FATAL_MASK);
	for (guint i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, LifeCase, NULL, life_case_set_up, tests[i].run,
			life_case_tear_down);
	return g_test_run();
}
