/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "core/error.h"
#include "support/life-case.h"

/* Two who change one case at once: nobody puts aside what they cannot have known of. */

#define ANNA "anna@kommun.example"
#define BO   "bo@kommun.example"

static gint64
newest(LifeCase *c)
{
	return world_number(c->world, "SELECT max(seq) FROM event");
}

static void
act_as(LifeCase *c, const char *actor, const char *event, const char *text)
{
	c->actor = actor;
	life_case_act(c, event, text);
}

/* The other's word, name and hour, and how to go on; and nothing has changed. */
static void
assert_second(LifeCase *c, const char *event, const char *text, const char *first)
{
	g_autoptr(GError) error = NULL;
	gint64 before = newest(c);

	g_assert_false(life_case_try(c, event, text, &error));
	g_test_message("%s", error->message);
	g_assert_error(error, LEX_ERROR, LEX_ERROR_INPUT);
	g_assert_nonnull(strstr(error->message, first));
	g_assert_nonnull(strstr(error->message, "2026-03-17 13:00"));
	g_assert_nonnull(strstr(error->message, "lexsarah case show " LIFE_CASE_ID));
	g_assert_cmpint(newest(c), ==, before);
	world_assert_proved(c->world);
}

static void
look(LifeCase *c, const char *actor)
{
	StoreActor who = world_actor(c->world);
	g_autofree char *json = NULL;
	g_autoptr(GError) error = NULL;

	who.actor = actor;
	who.user = c->user ? c->user : who.user;
	g_assert_true(c->world->store->view(
		c->world->store, VIEW_CASE, LIFE_CASE_ID, &who, &json, &error));
	g_assert_no_error(error);
}

#define TO_START "protected assessed investigator_assigned investigation_started proposed decided"

/* What the first and the second do, after the acts of before (so many of TO_START). */
static const struct {
	guint before;
	const char *event, *first, *then, *second;
	const char *says; /* of the first; NULL: both hold */
} rows[] = {
	{ 2, "investigator_assigned", "investigator=x@kommun.example", "investigator_assigned",
		NULL, "investigator_assigned: x@kommun.example" },
	{ 2, "investigator_assigned", "investigator=x@kommun.example", "investigation_started",
		NULL, "investigator_assigned: x@kommun.example" },
	{ 0, "registered", NULL, "registered", "number=AMN 2026-9", "AMN 2026-0123" },
	{ 0, "registered", NULL, "registered", NULL, "AMN 2026-0123" },
	{ 0, "protected", NULL, "protection_not_needed", NULL, "protected" },
	{ 2, "clock_extended", "board=|due=2026-06-01", "clock_extended", "board=|due=2026-07-01",
		"investigate, 2026-06-01" },
	{ 2, "clock_extended", "board=|due=2026-06-01", "clock_extended",
		"board=|due=2026-07-01|clock=acknowledge", NULL },
	{ 4, "proposed", NULL, "proposed", "outcome=no_misconduct", "proposed: misconduct" },
	{ 5, "proposed", "outcome=no_misconduct", "decided", "outcome=no_misconduct",
		"proposed: no_misconduct" },
	{ 6, "follow_up_set", "due=2026-06-01", "follow_up_set", "due=2026-07-01", "2026-06-01" },
	{ 6, "reported_to_board", NULL, "reported_to_board", NULL, "reported_to_board" },
	{ 0, "report_withdrawn", NULL, "report_withdrawn", NULL, "report_withdrawn" },
	/* Another thing, or one more of the same, hurts nobody. */
	{ 0, "noted", NULL, "noted", NULL, NULL },
	{ 0, "registered", NULL, "assessed", NULL, NULL },
	{ 0, "measure_planned", "due=2026-06-01", "measure_planned", "due=2026-06-01", NULL },
	{ 0, "linked", "case=LS-2026-0002", "linked", "case=LS-2026-0002", NULL },
};

static void
do_before(LifeCase *c, guint n)
{
	g_auto(GStrv) acts = g_strsplit(TO_START, " ", -1);

	world_take_mail(c->world, 2, "b@kommun.example", "", "En annan rapport.");
	for (guint i = 0; i < n; i++)
		life_case_act(c, acts[i], NULL);
}

static void
test_row(LifeCase *c, gconstpointer row)
{
	guint i = GPOINTER_TO_UINT(row);

	do_before(c, rows[i].before);
	c->knows = newest(c);
	act_as(c, ANNA, rows[i].event, rows[i].first);
	c->actor = BO;
	if (!rows[i].says) {
		life_case_act(c, rows[i].then, rows[i].second);
		return;
	}
	assert_second(c, rows[i].then, rows[i].second, ANNA);
	assert_second(c, rows[i].then, rows[i].second, rows[i].says);
	/* Who has looked, or only comes now, may do it. */
	c->knows = newest(c);
	life_case_act(c, rows[i].then, rows[i].second);
}

/* Two windows of one person are two, too. */
static void
test_same_person(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	c->knows = newest(c);
	act_as(c, ANNA, "registered", NULL);
	assert_second(c, "registered", "number=AMN 2026-9", ANNA);
}

/* Who looks without a word of who they are, and then acts with one, has seen what they saw. */
static void
test_looked_without_a_name(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	c->user = "bo";
	look(c, "bo");
	c->user = "anna";
	act_as(c, ANNA, "registered", NULL);
	c->user = "bo";
	c->actor = BO;
	c->knows = newest(c);
	assert_second(c, "registered", "number=AMN 2026-9", ANNA);
	look(c, "bo");
	life_case_act(c, "registered", "number=AMN 2026-9");
}

/* What was done at that keyboard since then they know, in whosever name. */
static void
test_did_it_at_that_keyboard(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	c->user = "bo";
	look(c, "bo");
	act_as(c, ANNA, "registered", NULL);
	c->actor = BO;
	c->knows = newest(c);
	life_case_act(c, "registered", "number=AMN 2026-9");
}

/* Who looks, and does something an hour later, knows what they saw. */
static void
test_since_they_looked(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	look(c, BO);
	c->knows = newest(c);
	act_as(c, ANNA, "registered", NULL);
	c->world->now.fixed += WORLD_HOUR;
	c->actor = "BO@kommun.example";
	c->knows = newest(c);
	assert_second(c, "registered", "number=AMN 2026-9", ANNA);
	look(c, BO);
	life_case_act(c, "registered", "number=AMN 2026-9");
	/* What they did themselves they know. */
	c->knows = newest(c);
	life_case_act(c, "registered", "number=AMN 2026-8");
}

/* A correction is as much a word as what it corrects. */
static void
test_corrections(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	act_as(c, ANNA, "registered", NULL);
	c->knows = newest(c);
	life_case_act(c, "registered", "correct=|number=AMN 2026-7");
	c->actor = BO;
	assert_second(c, "registered", "correct=|number=AMN 2026-8", "corrected: registered");
	assert_second(c, "registered", "number=AMN 2026-8", "AMN 2026-7");
	life_case_act(c, "protected", NULL);
}

/* A refusal for another reason says what has brought that about. */
static void
test_refused_by_the_state(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(GError) error = NULL;

	c->knows = newest(c);
	act_as(c, ANNA, "assessed", NULL);
	c->actor = BO;
	g_assert_false(life_case_try(c, "assessed", NULL, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED);
	g_assert_nonnull(strstr(error->message, "assessed already"));
	g_assert_nonnull(strstr(error->message, "meanwhile: 2026-03-17 13:00 by " ANNA));
}

/* Whatever it is, if the case is to be as it was; but what reminds and looks is nothing. */
static void
test_if_unchanged(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(GError) error = NULL;

	c->unchanged = world_number(
		c->world, "SELECT max(seq) FROM event WHERE case_id='" LIFE_CASE_ID "'");
	look(c, BO);
	act_as(c, ANNA, "noted", NULL);
	c->actor = BO;
	assert_second(c, "assessed", NULL, "noted");
	c->unchanged = newest(c);
	look(c, ANNA);
	life_case_act(c, "assessed", NULL);
	c->unchanged = newest(c) + 1;
	g_assert_false(life_case_try(c, "noted", NULL, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_INPUT);
	g_assert_nonnull(strstr(error->message, "has no event"));
}

static gboolean
correct_arrival(LifeCase *c, const char *actor, GError **error)
{
	StoreActor who = world_actor(c->world);

	who.actor = actor;
	who.knows = c->knows;
	return c->world->store->set_arrival(c->world->store, LIFE_CASE_ID,
		c->world->now.fixed - WORLD_DAY, "Fel dag.", &who, error);
}

static gboolean
recuse(LifeCase *c, const char *actor, const char *person, GError **error)
{
	StoreActor who = world_actor(c->world);
	const Recusal recusal = { person, "z@kommun.example", "Berörs.", 0 };
	gint64 moved;

	who.actor = actor;
	who.knows = c->knows;
	return c->world->store->recuse(
		c->world->store, LIFE_CASE_ID, &recusal, &who, &moved, error);
}

static void
test_arrival_and_recusal(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(GError) error = NULL;

	c->knows = newest(c);
	g_assert_true(correct_arrival(c, ANNA, NULL));
	g_assert_false(correct_arrival(c, BO, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_INPUT);
	g_assert_nonnull(strstr(error->message, "arrival_corrected"));
	g_clear_error(&error);
	g_assert_true(recuse(c, ANNA, "x@kommun.example", NULL));
	g_assert_true(recuse(c, BO, "y@kommun.example", NULL));
	g_assert_false(recuse(c, BO, "x@kommun.example", &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_INPUT);
}

static const struct {
	const char *path;
	void (*run)(LifeCase *c, gconstpointer unused);
} tests[] = {
	{ "/since/same-person", test_same_person },
	{ "/since/looked", test_since_they_looked },
	{ "/since/looked-without-a-name", test_looked_without_a_name },
	{ "/since/did-it-at-that-keyboard", test_did_it_at_that_keyboard },
	{ "/since/corrections", test_corrections },
	{ "/since/state", test_refused_by_the_state },
	{ "/since/if-unchanged", test_if_unchanged },
	{ "/since/arrival-and-recusal", test_arrival_and_recusal },
};

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_log_set_always_fatal(G_LOG_FATAL_MASK);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *path =
			g_strdup_printf("/since/row/%u-%s-%s", i, rows[i].event, rows[i].then);

		g_test_add(path, LifeCase, GUINT_TO_POINTER(i), life_case_set_up, test_row,
			life_case_tear_down);
	}
	for (guint i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, LifeCase, NULL, life_case_set_up, tests[i].run,
			life_case_tear_down);
	return g_test_run();
}
