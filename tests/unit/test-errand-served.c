/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers that wait, when one of them cannot be served: it alone is set aside, and not in silence.
 */
#include <string.h>

#include "adapters/store/store.h"
#include "core/error.h"
#include "core/life/life.h"
#include "daemon/clock-room.h"
#include "support/errand-trial.h"
#include "support/life-desk.h"

#define DAYS_UNTIL_LAPSED 60

static void
assert_holds(ErrandTrial *trial, const char *sql, const char *expected)
{
	world_assert_text(trial->world, sql, expected);
}

#define STATES "SELECT group_concat(state) FROM (SELECT state FROM errand ORDER BY mail)"
#define WHY                                                                                        \
	"SELECT group_concat(mail||': '||(detail->>'$.text'),'; ') FROM event"                     \
	" JOIN event_detail USING(seq) WHERE kind='errand_failed'"
#define TOLD_OF_FAILURE                                                                            \
	"SELECT group_concat(recipient) FROM outbox WHERE notice='transcript'"                     \
	" AND facts LIKE '%Inget har ändrats%'"

#define DAMAGE(column)                                                                             \
	"UPDATE reply SET " column "='?' WHERE outbox=(SELECT id FROM outbox"                      \
	" WHERE notice='registrar')"

/* What a row may hold that no version of ours wrote. */
static void
test_damaged(void)
{
	static const char *const damages[] = {
		"UPDATE outbox SET audience='?' WHERE notice='registrar'",
		DAMAGE("purpose"),
		DAMAGE("expires"),
	};

	for (gsize i = 0; i < G_N_ELEMENTS(damages); i++) {
		ErrandTrial own = { 0 };

		errand_trial_set_up(&own, NULL);
		g_autofree char *id = errand_trial_notice(&own, "registrar", REGISTRAR);
		g_autofree char *other = errand_trial_notice(&own, "new_case", RESPONSIBLE);
		errand_trial_take(&own, id, REGISTRAR, PROVED, "dnr AMN 2026-6666");
		errand_trial_take(&own, other, RESPONSIBLE, PROVED,
			"skydd: gjort i dag, samtal med den boende");
		world_change(own.world, damages[i]);
		errand_trial_serve(&own);
		assert_holds(&own, STATES, "failed,done");
		assert_holds(&own, "SELECT dnr FROM cases", NULL);
		assert_holds(&own, WHY, "2: what is stored of the answer is damaged");
		assert_holds(&own, TOLD_OF_FAILURE, REGISTRAR);
		errand_trial_tear_down(&own, NULL);
	}
}

/* A question that cannot be read holds up neither who answers it nor what comes behind. */
static void
test_damaged_question(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = errand_trial_notice(trial, "registrar", REGISTRAR);
	g_autofree char *other = errand_trial_notice(trial, "new_case", RESPONSIBLE);

	errand_trial_answer(trial, id, REGISTRAR, SILENT, "dnr AMN 2026-6666");
	g_autofree char *question = errand_trial_notice(trial, "confirmation", REGISTRAR);
	world_change(trial->world, DAMAGE("expires"));
	errand_trial_take(trial, question, REGISTRAR, SILENT, "Ja");
	errand_trial_take(
		trial, other, RESPONSIBLE, PROVED, "skydd: gjort i dag, samtal med den boende");
	errand_trial_serve(trial);
	assert_holds(trial, STATES, "asked,failed,done");
	assert_holds(trial, "SELECT dnr FROM cases", NULL);
	assert_holds(trial, TOLD_OF_FAILURE, REGISTRAR);
	trial->world->now.fixed += DAYS_UNTIL_LAPSED * WORLD_DAY;
	errand_trial_serve(trial);
	assert_holds(trial, STATES, "failed,failed,done");
}

/* Questions that nobody answered: one of which cannot be let go. */
static void
test_lapse_fails(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = errand_trial_notice(trial, "registrar", REGISTRAR);
	guint failures = 0;

	errand_trial_answer(trial, id, REGISTRAR, SILENT, "dnr AMN 2026-6666");
	errand_trial_answer(trial, id, REGISTRAR, SILENT, "dnr AMN 2026-7777");
	world_change(trial->world, "CREATE TRIGGER broken BEFORE UPDATE OF state ON errand"
				   " WHEN OLD.mail=2 AND NEW.state='done'"
				   " BEGIN SELECT raise(ABORT,'broken'); END");
	trial->world->now.fixed += DAYS_UNTIL_LAPSED * WORLD_DAY;
	for (g_autoptr(GError) error = NULL; !errand_room_catch_up(trial->room, &error);) {
		g_clear_error(&error);
		failures++;
		/* The other one is not behind it for long. */
		if (failures == 2)
			assert_holds(trial, STATES, "asked,done");
		g_assert_cmpuint(failures, <, 10);
	}
	assert_holds(trial, STATES, "failed,done");
	assert_holds(trial, WHY, "2: it has failed again and again");
	assert_holds(trial, TOLD_OF_FAILURE, REGISTRAR);
}

static guint
look_once(const CaseFile *file G_GNUC_UNUSED, const GPtrArray *notes G_GNUC_UNUSED,
	gpointer user G_GNUC_UNUSED)
{
	return 1;
}

/* A number for the case that is said to be about another one, which there is not. */
static LifePlan *
plan_about_nothing(CaseFile *file, guint step G_GNUC_UNUSED, gpointer user, GError **error)
{
	const ErrandTrial *trial = user;
	const Daemon *daemon = &trial->world->daemon;
	LifeWords words = { .given = { [LIFE_NUMBER] = "AMN 2026-0123" } };
	const LifeOffice office = { daemon->settings, trial->world->board, REGISTRAR,
		.clocks = clock_room_office(
			daemon->settings, daemon->rules, trial->world->now.fixed, daemon->zone) };
	gboolean read = life_words_read(&words, trial->world->now.fixed, daemon->zone, error);
	LifePlan *plan = read ? life_plan(file, LIFE_REGISTER, &words, &office, error) : NULL;

	if (plan)
		plan->other_case = "LS-1999-0001";
	return plan;
}

static GPtrArray *
tell_nobody(const CaseFile *file G_GNUC_UNUSED, gpointer user G_GNUC_UNUSED)
{
	return NULL;
}

static char *
record_nothing(gpointer user G_GNUC_UNUSED)
{
	return g_strdup("{}");
}

/* What was planned and could not be kept was not refused: who asked must not hear that it is done.
 */
static void
test_kept_or_undone(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = errand_trial_notice(trial, "registrar", REGISTRAR);
	const ErrandRun run = { look_once, plan_about_nothing, tell_nobody, record_nothing,
		.user = trial };
	const StoreActor who = world_actor(trial->world);
	CaseStore *store = trial->world->store;
	g_auto(Errand) errand = { 0 };
	g_autoptr(GError) error = NULL;
	gboolean found;

	errand_trial_take(trial, id, REGISTRAR, PROVED, "dnr AMN 2026-0123");
	g_assert_true(store->claim_errand(store, &found, &errand, &error));
	g_assert_true(found);
	g_assert_false(store->run_errand(store, &errand, &run, &who, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_NOT_FOUND);
	assert_holds(trial, STATES, "pending");
	assert_holds(trial, "SELECT count(*) FROM event WHERE kind='answered'", "0");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_log_set_always_fatal(G_LOG_FATAL_MASK);
#define ADD(path, function)                                                                        \
	g_test_add(path, ErrandTrial, NULL, errand_trial_set_up, function, errand_trial_tear_down)
	g_test_add_func("/errand-served/damaged", test_damaged);
	ADD("/errand-served/damaged-question", test_damaged_question);
	ADD("/errand-served/lapse-fails", test_lapse_fails);
	ADD("/errand-served/kept-or-undone", test_kept_or_undone);
#undef ADD
	return g_test_run();
}
