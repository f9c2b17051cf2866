/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * At each step of all that the daemon does it is stopped hard, and at each it
 * fails once. Run again, it ends where an undisturbed run ends (isync's and
 * notmuch's crash tests, over every transaction and statement).
 *
 * It is not stopped twice where the disk, the mailbox and the recipients are the same: the
 * next process cannot know at which of these steps it was.
 *
 * Some of the steps, evenly spread, unless LEXSARAH_FAULTS=all, or =N for each Nth;
 * of the legs that LEXSARAH_FAULT_LEGS names.
 */
#include <glib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "adapters/fault.h"
#include "support/fault-vfs.h"
#include "support/journey-trial.h"

#ifdef ENABLE_FAULT_POINTS

#define LEAST_STEPS 2000
#define LEAST_KINDS 200
/* At which there was a round, when all are asked for, and when some are. */
#define LEAST_TRIED_OF_ALL  200
#define LEAST_TRIED_OF_SOME 40
/* A process that ended by itself, and never came to its step, as one of JOURNEY_STOPPED. */
#define MISSED 102
/* One in so many rounds of a leg may miss its step; or one. */
#define ROUNDS_FOR_A_MISS 100
/* Of each leg and way, when not all are asked for. */
#define SOME 12

static const struct {
	const char *name, *mode;
} ways[] = { { "stopped", "stop" }, { "failed", "error" } };

typedef struct {
	guint number;
	const char *kind; /* interned */
} Step;

typedef struct {
	JourneyTrial base;
	GArray *steps[G_N_ELEMENTS(ways)]; /* Step: those to be disturbed so */
	guint way, step;
	JourneyRounds *rounds; /* one for each way */
} Trial;

static struct {
	guint steps, states, rounds[G_N_ELEMENTS(ways)], missed, uncertain;
	GHashTable *kinds, *tried; /* of steps, of Step.kind */
} sum;

static void
run_disturbed(Journey *journey, gpointer user)
{
	const Trial *trial = user;
	g_autofree char *step = g_strdup_printf("%u", trial->step);
	g_autoptr(GError) error = NULL;

	g_setenv("LEXSARAH_FAULT_AT", step, TRUE);
	g_setenv("LEXSARAH_FAULT_MODE", ways[trial->way].mode, TRUE);
	if (!journey_run(journey, &error) && error)
		g_debug("%s", error->message);
	if (!fault_happened)
		_exit(MISSED);
}

static void
run_again(Journey *journey, gpointer user)
{
	Trial *trial = user;

	journey->world->now.fixed += trial->way ? 5 * WORLD_MINUTE : 0;
	journey_trial_finish(&trial->base, 1);
}

/* TRUE if the end is as it should be. */
static gboolean
disturb(Trial *trial, JourneyRounds *rounds)
{
	g_autofree char *what = g_strdup_printf("step %u %s", trial->step, ways[trial->way].name);
	int status = journey_trial_begin(&trial->base, run_disturbed, trial);

	gboolean missed = WIFEXITED(status) && WEXITSTATUS(status) == MISSED;
	gboolean stopped =
		trial->way == 0 && WIFEXITED(status) && WEXITSTATUS(status) == JOURNEY_STOPPED;

	g_atomic_int_add(&rounds->missed, missed);
	return (stopped || missed || journey_trial_ended(&trial->base, status, what)) &&
	       journey_trial_ended(
		       &trial->base, journey_trial_go_on(&trial->base, run_again, trial), what) &&
	       journey_trial_compare(&trial->base, what);
}

/* The step of a round; NULL: there are fewer. */
static const Step *
step_of(const Trial *trial, guint way, guint round)
{
	guint each = journey_trial_each();
	const GArray *steps = trial->steps[way];

	if (each == 0)
		each = (steps->len + SOME - 1) / SOME;
	/* Not only those that are a multiple of it. */
	guint place = steps->len > 0 ? way % each + round * each : 0;

	return place < steps->len ? &g_array_index(steps, Step, place) : NULL;
}

static void
disturb_in_way(Trial *trial)
{
	JourneyRounds *rounds = &trial->rounds[trial->way];
	const Step *step;
	guint round;

	while (journey_rounds_take(rounds, &round) &&
		(step = step_of(trial, trial->way, round)) != NULL) {
		trial->step = step->number;
		gboolean good = disturb(trial, rounds);
		journey_rounds_count(rounds, &trial->base, good);
	}
}

/* In one of several processes. */
static void
disturb_all(gpointer user)
{
	Trial *trial = user;

	for (trial->way = 0; trial->way < G_N_ELEMENTS(ways); trial->way++)
		disturb_in_way(trial);
}

/* A leg whose steps are others each time says little. */
static gboolean
is_good(const JourneyRounds *rounds)
{
	return rounds->wrong == 0 && rounds->missed <= MAX(1, rounds->rounds / ROUNDS_FOR_A_MISS);
}

static void
count(const Trial *trial, guint way)
{
	const JourneyRounds *rounds = &trial->rounds[way];

	for (guint i = 0; i < (guint) rounds->rounds; i++)
		g_hash_table_add(sum.tried, (gpointer) step_of(trial, way, i)->kind);
	sum.rounds[way] += (guint) (rounds->rounds - rounds->missed);
	sum.missed += (guint) rounds->missed;
	sum.uncertain += (guint) rounds->uncertain;
}

static void
tell(const Trial *trial)
{
	for (guint way = 0; way < G_N_ELEMENTS(ways); way++) {
		const JourneyRounds *rounds = &trial->rounds[way];

		g_printerr(
			"# %s, %s: %d of %u steps, %d not reached, %d wrong, %d notices uncertain\n",
			trial->base.leg->name, ways[way].name, rounds->rounds,
			trial->steps[way]->len, rounds->missed, rounds->wrong, rounds->uncertain);
		if (!is_good(rounds))
			g_test_fail();
		count(trial, way);
	}
}

/* A poll has two threads: there a step is in one state now, and in another the next time. */
static gboolean
is_steady(const char *name)
{
	return !g_str_has_prefix(name, "source") && !g_str_has_prefix(name, "intake") &&
	       !g_str_has_prefix(name, "mailbox");
}

static void
add_step(Trial *trial, const char *line, GHashTable *states)
{
	const char *name = strchr(line, ' ') + 1, *state = strchr(name, '\t') + 1;
	g_autofree char *kind = g_strndup(name, (gsize) (state - 1 - name));
	const Step step = { (guint) g_ascii_strtoull(line, NULL, 10), g_intern_string(kind) };
	gpointer number = GUINT_TO_POINTER(strtoul(state, NULL, 10));
	gboolean is_new = g_hash_table_add(states, number) || !is_steady(kind);

	sum.steps++;
	if (g_str_has_suffix(state, " fails"))
		g_array_append_val(trial->steps[1], step);
	if (is_new)
		g_array_append_val(trial->steps[0], step);
	g_hash_table_add(sum.kinds, (gpointer) step.kind);
}

static void
find_steps(Trial *trial, const char *log)
{
	g_autoptr(GHashTable) states = g_hash_table_new(NULL, NULL);
	g_autofree char *text = NULL;

	for (guint way = 0; way < G_N_ELEMENTS(ways); way++)
		trial->steps[way] = g_array_new(FALSE, FALSE, sizeof(Step));
	g_assert_true(g_file_get_contents(log, &text, NULL, NULL));
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	for (char **line = lines; **line; line++)
		add_step(trial, *line, states);
	sum.states += g_hash_table_size(states);
}

static void
try_leg(Journey *journey, const JourneyLeg *leg, JourneyStart *start)
{
	g_autofree char *log = g_build_filename(journey->world->folder, "steps", NULL);
	Trial trial = { .rounds = outside_memory(G_N_ELEMENTS(ways) * sizeof(JourneyRounds)) };

	g_unlink(log);
	journey_trial_set_up(&trial.base, journey, leg, start, log);
	find_steps(&trial, log);
	if (journey_trial_wants(leg)) {
		if (!journey_trial_in_parallel(&trial.base, disturb_all, &trial))
			g_test_fail();
		tell(&trial);
	}
	journey_trial_clear(&trial.base);
	for (guint way = 0; way < G_N_ELEMENTS(ways); way++)
		g_array_unref(trial.steps[way]);
}

/* Who asks for each Nth, or for some legs, judges by themselves. */
static guint
least_tried(void)
{
	guint each = journey_trial_each();

	if (each > 1 || g_getenv("LEXSARAH_FAULT_LEGS"))
		return 0;
	return each == 1 ? LEAST_TRIED_OF_ALL : LEAST_TRIED_OF_SOME;
}

static void
test_steps(void)
{
	Journey *journey = journey_new();
	JourneyStart start = { 0 };

	fault_vfs_install();
	fault_mark = outside_changes;
	sum.kinds = g_hash_table_new(NULL, NULL);
	sum.tried = g_hash_table_new(NULL, NULL);
	for (guint i = 0; i < journey_n_legs; i++)
		try_leg(journey, &journey_legs[i], &start);
	journey_start_clear(&start);
	journey_free(journey);
	g_printerr("# faults at steps: %u steps of %u kinds, in %u states, in an undisturbed run; "
		   "%u stopped, %u failed, at %u kinds; %u not reached, %u notices uncertain\n",
		sum.steps, g_hash_table_size(sum.kinds), sum.states, sum.rounds[0], sum.rounds[1],
		g_hash_table_size(sum.tried), sum.missed, sum.uncertain);
	g_assert_cmpuint(sum.steps, >=, LEAST_STEPS);
	g_assert_cmpuint(g_hash_table_size(sum.kinds), >=, LEAST_KINDS);
	g_assert_cmpuint(g_hash_table_size(sum.tried), >=, least_tried());
	g_hash_table_unref(sum.kinds);
	g_hash_table_unref(sum.tried);
}

#else

static void
test_steps(void)
{
	g_test_skip("configured without --enable-fault-points");
}

#endif

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_log_set_always_fatal(G_LOG_FATAL_MASK);
	g_test_add_func("/faults/steps", test_steps);
	return g_test_run();
}
