/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The power is cut at each call of the disk, which kept all, some or nothing of what it was not
 * told to sync, or lied about that: opening and migrating, intake, reading, commands, clocks,
 * sending, deleting. When it is back all comes to its end, and nothing is forgotten that anybody
 * outside was told, but by a disk that lied.
 *
 * Some of the calls, in growing gaps, unless LEXSARAH_FAULTS=all, or =N for each Nth;
 * of the legs that LEXSARAH_FAULT_LEGS names.
 */
#include <glib.h>
#include <sys/wait.h>

#include "support/fault-vfs.h"
#include "support/journey-trial.h"
#include "support/power-cut.h"

static const char *const losses[POWER_CUT_LOSS_COUNT] = {
	[POWER_CUT_NONE] = "nothing unsynced survives",
	[POWER_CUT_SOME] = "every second write survives",
	[POWER_CUT_TORN] = "all survives but half a write",
	[POWER_CUT_LOST] = "a sync was lost",
	[POWER_CUT_DEAF] = "that sync and all after it were lost",
};

typedef struct {
	JourneyTrial base;
	PowerCutLoss loss;
	guint at;
	JourneyRounds *rounds; /* one a loss */
} Trial;

/* Shared by those who try. */
static struct {
	gint rounds, cuts;
} * sum;

static void
run_until_cut(Journey *journey, gpointer user)
{
	Trial *trial = user;
	g_autoptr(GError) error = NULL;

	power_cut_at(trial->at, trial->loss);
	gboolean done = journey_run(journey, &error);
	g_assert_no_error(error);
	g_assert_true(done);
	power_cut_end();
}

/* What somebody outside was told, or what is gone from there, must be here, if the disk keeps its
 * word. */
static void
assert_kept(Journey *journey)
{
	const Outside *outside = journey->outside;

	for (guint i = 0; i < outside->n_mails; i++) {
		g_autofree char *sql = g_strdup_printf(
			"SELECT count(*) FROM mail JOIN ledger ON ledger.mail=mail.id"
			" WHERE ledger.uid=%u AND mail.state='handled'",
			i + 1);

		if (outside->mails[i].marked || outside->mails[i].gone)
			g_assert_cmpint(world_number(journey->world, sql), ==, 1);
	}
	for (guint i = 0; i < outside->n_given; i++) {
		g_autofree char *sql =
			g_strdup_printf("SELECT count(*) FROM outbox WHERE message_id='%s'"
					" AND (state='sending' OR state='sent' OR state='uncertain'"
					" OR state='bounced')",
				outside->given[i].message_id);

		g_assert_cmpint(world_number(journey->world, sql), ==, 1);
	}
}

static gboolean
lies(PowerCutLoss loss)
{
	return loss == POWER_CUT_LOST || loss == POWER_CUT_DEAF;
}

static void
run_with_power(Journey *journey, gpointer user)
{
	Trial *trial = user;

	if (!lies(trial->loss))
		assert_kept(journey);
	journey_trial_finish(&trial->base, 1);
}

/* FALSE: the power stayed until the end. */
static gboolean
cut(Trial *trial, JourneyRounds *rounds)
{
	g_autofree char *what =
		g_strdup_printf("power cut at %u, %s", trial->at, losses[trial->loss]);
	int status = journey_trial_begin(&trial->base, run_until_cut, trial);
	gboolean was_cut = WIFEXITED(status) && WEXITSTATUS(status) == POWER_CUT_EXIT;

	gboolean ended = was_cut || journey_trial_ended(&trial->base, status, what);
	gboolean good = ended &&
			journey_trial_ended(&trial->base,
				journey_trial_go_on(&trial->base, run_with_power, trial), what) &&
			journey_trial_compare(&trial->base, what);

	g_atomic_int_inc(&sum->rounds);
	g_atomic_int_add(&sum->cuts, was_cut);
	if (was_cut || !good)
		journey_rounds_count(rounds, &trial->base, good);
	return was_cut || !ended;
}

static void
cut_all(Trial *trial)
{
	JourneyRounds *rounds = &trial->rounds[trial->loss];
	guint round;

	while (journey_rounds_take(rounds, &round)) {
		trial->at = journey_trial_call(round, 3);
		if (!cut(trial, rounds))
			g_atomic_int_set(&rounds->ended, TRUE);
	}
}

/* In one of several processes. */
static void
cut_losses(gpointer user)
{
	Trial *trial = user;

	for (guint loss = 0; loss < POWER_CUT_LOSS_COUNT; loss++) {
		trial->loss = (PowerCutLoss) loss;
		/* What was moved by the word of such a disk lies where nobody looks any more. */
		if (trial->base.leg->after != AFTER_MOVE || !lies(trial->loss))
			cut_all(trial);
	}
}

static void
cut_leg(Journey *journey, const JourneyLeg *leg, JourneyStart *start)
{
	Trial trial = { .rounds = outside_memory(POWER_CUT_LOSS_COUNT * sizeof(JourneyRounds)) };

	journey_trial_set_up(&trial.base, journey, leg, start, NULL);
	if (!journey_trial_in_parallel(&trial.base, cut_losses, &trial))
		g_test_fail();
	for (guint loss = 0; loss < POWER_CUT_LOSS_COUNT; loss++) {
		g_autofree char *what = g_strconcat("power cut, ", losses[loss], NULL);

		journey_rounds_tell(leg->name, what, &trial.rounds[loss]);
	}
	journey_trial_clear(&trial.base);
}

static void
test_power(void)
{
	journey_trial_legs(cut_leg, 0, journey_n_legs);
	g_assert_cmpint(sum->cuts, >, 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_log_set_always_fatal(G_LOG_FATAL_MASK);
	fault_vfs_install();
	/* Milliseconds: who is refused for ever is refused a few times. */
	g_setenv("LEXSARAH_FAULT_PATIENCE", "50", TRUE);
	sum = outside_memory(sizeof *sum);
	g_test_add_func("/faults/power", test_power);
	int failed = g_test_run();
	g_printerr("# faults of the power: %d rounds, %d cuts\n", sum->rounds, sum->cuts);
	return failed;
}
