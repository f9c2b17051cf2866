/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A disk that is full, breaks, or loses its power, at each call of it (SQLite's
 * do_faultsim_test): opening and migrating, intake, reading, commands, clocks,
 * sending, deleting, backup. Nothing ends the program but the power, nothing is done
 * by half, and when the disk is well again all comes to its end.
 *
 * Some of the calls, in growing gaps, unless LEXSARAH_FAULTS=all, or =N for each Nth;
 * of the legs that LEXSARAH_FAULT_LEGS names.
 */
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>

#include "support/fault-vfs.h"
#include "support/journey-trial.h"
#include "support/power-cut.h"

/* Each has a connection, on which a notice is in flight. */
#define BOARDS 2

static const char *const losses[POWER_CUT_LOSS_COUNT] = {
	[POWER_CUT_NONE] = "nothing unsynced survives",
	[POWER_CUT_SOME] = "every second write survives",
	[POWER_CUT_TORN] = "all survives but half a write",
	[POWER_CUT_LOST] = "a sync was lost",
	[POWER_CUT_DEAF] = "that sync and all after it were lost",
};

/* One for each kind of fault, once and lasting. */
#define LOOPS (2 * FAULT_VFS_COUNT)
/* The first tries what the second would. */
#define LASTING_WRITES     (2 * FAULT_VFS_FULL + 1)
#define LASTING_WRITES_TOO (2 * FAULT_VFS_WRITE + 1)

typedef struct {
	JourneyTrial base;
	FaultVfsKind kind;
	PowerCutLoss loss;
	gboolean lasting;
	guint at;
	JourneyPart part;      /* what is done on the bad disk */
	char *to;              /* path of the backup */
	JourneyRounds *rounds; /* LOOPS; for power cuts one a loss */
} Trial;

/* Shared by those who try. */
static struct {
	gint rounds, fired[FAULT_VFS_COUNT], cuts;
} * sum;

/* The call to try in a round, from 0; when not all are asked for the gaps grow. */
static guint
call_of(guint round, guint growth)
{
	guint each = journey_trial_each(), at = 1;

	if (each > 0)
		return 1 + round * each;
	while (round-- > 0)
		at = at * growth + 1;
	return at;
}

static void
run_on_bad_disk(Journey *journey, gpointer user)
{
	Trial *trial = user;
	g_autoptr(GError) error = NULL;

	fault_vfs_arm(trial->kind, trial->at, trial->lasting);
	gboolean done = journey_run(journey, &error);
	guint fired = fault_vfs_disarm();
	/* Whoever has to mend the disk is told what is wrong with it. */
	if (!done && error)
		g_assert_nonnull(strstr(error->message, "database "));
	journey->world->now.fixed += 5 * WORLD_MINUTE;
	journey_trial_finish(&trial->base, fired);
}

/* FALSE: there is no such call any more. A round that did not end is no such sign. */
static gboolean
disturb(Trial *trial, JourneyRounds *rounds)
{
	g_autofree char *what = g_strdup_printf("%s %u%s", fault_vfs_name(trial->kind), trial->at,
		trial->lasting ? " and all after it" : "");
	int status = journey_trial_begin(&trial->base, trial->part, trial);

	gboolean ended = journey_trial_ended(&trial->base, status, what);
	gboolean good = ended && journey_trial_compare(&trial->base, what);
	gboolean fired = !ended || trial->base.fired > 0;

	g_atomic_int_inc(&sum->rounds);
	g_atomic_int_add(&sum->fired[trial->kind], (gint) trial->base.fired);
	if (fired || !good)
		journey_rounds_count(rounds, &trial->base, good);
	return fired;
}

/* When no write succeeds any more it matters little what stands of each: by turns. */
static FaultVfsKind
kind_of(guint loop, guint round)
{
	return loop == LASTING_WRITES && round % 2 ? FAULT_VFS_WRITE : (FaultVfsKind) (loop / 2);
}

static void
disturb_all(Trial *trial, guint loop)
{
	JourneyRounds *rounds = &trial->rounds[loop];
	guint round;

	while (journey_rounds_take(rounds, &round)) {
		trial->at = call_of(round, 9);
		trial->kind = kind_of(loop, round);
		if (!disturb(trial, rounds))
			g_atomic_int_set(&rounds->ended, TRUE);
	}
}

/* In one of several processes. */
static void
try_loops(gpointer user)
{
	Trial *trial = user;

	trial->to = g_build_filename(trial->base.journey->world->folder, "backup", NULL);
	for (guint loop = 0; loop < LOOPS; loop++) {
		trial->lasting = loop % 2 > 0;
		trial->base.most_uncertain = trial->lasting ? BOARDS : 1;
		if (loop != LASTING_WRITES_TOO)
			disturb_all(trial, loop);
	}
	g_free(trial->to);
}

/* Fails the test if one of them was wrong. */
static void
tell(const char *leg, const char *what, const JourneyRounds *rounds)
{
	g_printerr("# %s, %s: %d rounds, %d wrong", leg, what, rounds->rounds, rounds->wrong);
	if (rounds->forgotten > 0)
		g_printerr(", %d deleted mails forgotten", rounds->forgotten);
	g_printerr("\n");
	if (rounds->wrong > 0)
		g_test_fail();
}

static void
try_kinds(Journey *journey, const JourneyLeg *leg, JourneyStart *start, JourneyPart part)
{
	Trial trial = { .part = part, .rounds = outside_memory(LOOPS * sizeof(JourneyRounds)) };

	journey_trial_set_up(&trial.base, journey, leg, start, NULL);
	if (!journey_trial_in_parallel(&trial.base, try_loops, &trial))
		g_test_fail();
	for (guint loop = 0; loop < LOOPS; loop++) {
		g_autofree char *what = g_strconcat(fault_vfs_name((FaultVfsKind) (loop / 2)),
			loop % 2 ? ", lasting" : "", NULL);

		tell(leg->name, what, &trial.rounds[loop]);
	}
	journey_trial_clear(&trial.base);
}

static void
try_leg(Journey *journey, const JourneyLeg *leg, JourneyStart *start)
{
	try_kinds(journey, leg, start, run_on_bad_disk);
}

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

static void
run_with_power(Journey *journey, gpointer user)
{
	Trial *trial = user;

	if (trial->loss != POWER_CUT_LOST && trial->loss != POWER_CUT_DEAF)
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
		trial->at = call_of(round, 3);
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

		tell(leg->name, what, &trial.rounds[loss]);
	}
	journey_trial_clear(&trial.base);
}

/* A backup is whole and of that name, or it is not there; what it is made from is as it was. */
static void
back_up(Journey *journey, gpointer user)
{
	Trial *trial = user;
	const char *path = journey->world->path;
	g_autofree char *log = g_strconcat(trial->to, "-journal", NULL);
	g_autofree char *complaint = NULL;
	g_autoptr(GError) error = NULL;

	fault_vfs_arm(trial->kind, trial->at, trial->lasting);
	gboolean made = db_copy(path, trial->to, &error);
	guint fired = fault_vfs_disarm();
	g_assert_true(made == !error);
	g_assert_true(made || g_access(trial->to, F_OK) != 0);
	g_assert_true(g_access(log, F_OK) != 0);
	g_clear_error(&error);
	gboolean looked = db_check_file(made ? trial->to : path, &complaint, &error);
	g_assert_no_error(error);
	g_assert_true(looked && !complaint);
	g_unlink(trial->to);
	journey_trial_finish(&trial->base, fired);
}

static void
back_up_leg(Journey *journey, const JourneyLeg *leg, JourneyStart *start)
{
	try_kinds(journey, leg, start, back_up);
}

typedef void (*TryLeg)(Journey *journey, const JourneyLeg *leg, JourneyStart *start);

static void
try_legs(TryLeg try_one, guint first, guint end)
{
	Journey *journey = journey_new();
	JourneyStart start = { 0 };

	for (guint i = 0; i < end; i++) {
		JourneyTrial undisturbed;

		if (i >= first && journey_trial_wants(&journey_legs[i])) {
			try_one(journey, &journey_legs[i], &start);
			continue;
		}
		journey_trial_set_up(&undisturbed, journey, &journey_legs[i], &start, NULL);
		journey_trial_clear(&undisturbed);
	}
	journey_start_clear(&start);
	journey_free(journey);
}

static void
test_disk(void)
{
	try_legs(try_leg, 0, journey_n_legs);
}

static void
test_power(void)
{
	try_legs(cut_leg, 0, journey_n_legs);
}

static void
test_backup(void)
{
	try_legs(back_up_leg, 2, 3);
}

/* -k: where one test fails the others are tried too. */
static void
init(int argc, char **argv)
{
	g_autoptr(GPtrArray) arguments = g_ptr_array_new();

	for (int i = 0; i < argc; i++)
		g_ptr_array_add(arguments, argv[i]);
	g_ptr_array_insert(arguments, 1, (gpointer) "-k");
	g_ptr_array_add(arguments, NULL);
	argc++;
	argv = (char **) arguments->pdata;
	g_test_init(&argc, &argv, NULL);
}

int
main(int argc, char **argv)
{
	init(argc, argv);
	g_log_set_always_fatal(G_LOG_FATAL_MASK);
	fault_vfs_install();
	/* Milliseconds: who is refused for ever is refused a few times. */
	g_setenv("LEXSARAH_FAULT_PATIENCE", "50", TRUE);
	sum = outside_memory(sizeof *sum);
	g_test_add_func("/faults/backup", test_backup);
	g_test_add_func("/faults/power", test_power);
	g_test_add_func("/faults/disk", test_disk);
	int failed = g_test_run();
	g_printerr("# faults of the disk: %d rounds, %d power cuts; calls that failed:",
		sum->rounds, sum->cuts);
	for (guint kind = 0; kind < FAULT_VFS_COUNT; kind++)
		g_printerr("%s %d %s", kind ? "," : "", sum->fired[kind],
			fault_vfs_name((FaultVfsKind) kind));
	g_printerr("\n");
	return failed;
}
