/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A disk that is full, or breaks, at each call of it (SQLite's do_faultsim_test):
 * opening and migrating, intake, reading, commands, clocks, sending, deleting, backup.
 * Nothing ends the program, nothing is done by half, and when the disk is well again all
 * comes to its end.
 *
 * Some of the calls, in growing gaps, unless LEXSARAH_FAULTS=all, or =N for each Nth;
 * of the legs that LEXSARAH_FAULT_LEGS names.
 */
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "support/fault-vfs.h"
#include "support/journey-trial.h"

/* Each has a connection, on which a notice is in flight. */
#define BOARDS 2

/* One for each kind of fault, once and lasting. */
#define LOOPS (2 * FAULT_VFS_COUNT)
/* The first tries what the second would. */
#define LASTING_WRITES     (2 * FAULT_VFS_FULL + 1)
#define LASTING_WRITES_TOO (2 * FAULT_VFS_WRITE + 1)

typedef struct {
	JourneyTrial base;
	FaultVfsKind kind;
	gboolean lasting;
	guint at;
	JourneyPart part;      /* what is done on the bad disk */
	char *to;              /* path of the backup */
	JourneyRounds *rounds; /* LOOPS */
} Trial;

/* Shared by those who try. */
static struct {
	gint rounds, fired[FAULT_VFS_COUNT];
} * sum;

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
		trial->at = journey_trial_call(round, 9);
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

		journey_rounds_tell(leg->name, what, &trial.rounds[loop]);
	}
	journey_trial_clear(&trial.base);
}

static void
try_leg(Journey *journey, const JourneyLeg *leg, JourneyStart *start)
{
	try_kinds(journey, leg, start, run_on_bad_disk);
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

static void
test_disk(void)
{
	journey_trial_legs(try_leg, 0, journey_n_legs);
}

static void
test_backup(void)
{
	journey_trial_legs(back_up_leg, 2, 3);
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
	g_test_add_func("/faults/disk", test_disk);
	int failed = g_test_run();
	g_printerr("# faults of the disk: %d rounds; calls that failed:", sum->rounds);
	for (guint kind = 0; kind < FAULT_VFS_COUNT; kind++)
		g_printerr("%s %d %s", kind ? "," : "", sum->fired[kind],
			fault_vfs_name((FaultVfsKind) kind));
	g_printerr("\n");
	return failed;
}
