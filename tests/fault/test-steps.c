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
#include <string.h>
#include <sys/wait.h>

#include "adapters/fault.h"
#include "support/fault-vfs.h"
#include "support/journey-trial.h"

#ifdef ENABLE_FAULT_POINTS

#define LEAST_STEPS 2000
#define LEAST_KINDS 150
/* Of each leg and way, when not all are asked for. */
#define SOME 12

static const struct {
	const char *name, *mode;
} ways[] = { { "stopped", "stop" }, { "failed", "error" } };

typedef struct {
	JourneyTrial base;
	GArray *steps[G_N_ELEMENTS(ways)]; /* guint: those to be disturbed so */
	guint way, step;
	JourneyRounds *rounds; /* one for each way */
} Trial;

static struct {
	guint steps, states, rounds[G_N_ELEMENTS(ways)], uncertain;
	GHashTable *kinds; /* of steps */
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
disturb(Trial *trial)
{
	g_autofree char *what = g_strdup_printf("step %u %s", trial->step, ways[trial->way].name);
	int status = journey_trial_begin(&trial->base, run_disturbed, trial);

	gboolean stopped =
		trial->way == 0 && WIFEXITED(status) && WEXITSTATUS(status) == JOURNEY_STOPPED;

	return (stopped || journey_trial_ended(&trial->base, status, what)) &&
	       journey_trial_ended(
		       &trial->base, journey_trial_go_on(&trial->base, run_again, trial), what) &&
	       journey_trial_compare(&trial->base, what);
}

static void
disturb_in_way(Trial *trial)
{
	guint each = journey_trial_each(), round;
	const GArray *steps = trial->steps[trial->way];

	if (each == 0)
		each = (steps->len + SOME - 1) / SOME;
	JourneyRounds *rounds = &trial->rounds[trial->way];
	while (journey_rounds_take(rounds, &round)) {
		/* Not only those that are a multiple of it. */
		guint place = trial->way % each + round * each;

		if (place >= steps->len)
			break;
		trial->step = g_array_index(steps, guint, place);
		gboolean good = disturb(trial);
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

static void
tell(const Trial *trial)
{
	for (guint way = 0; way < G_N_ELEMENTS(ways); way++) {
		const JourneyRounds *rounds = &trial->rounds[way];

		g_printerr("# %s, %s: %d of %u steps, %d wrong, %d notices uncertain\n",
			trial->base.leg->name, ways[way].name, rounds->rounds,
			trial->steps[way]->len, rounds->wrong, rounds->uncertain);
		if (rounds->wrong > 0)
			g_test_fail();
		sum.rounds[way] += (guint) rounds->rounds;
		sum.uncertain += (guint) rounds->uncertain;
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
	guint step = (guint) g_ascii_strtoull(line, NULL, 10);
	const char *name = strchr(line, ' ') + 1, *state = strchr(name, '\t') + 1;
	char *kind = g_strndup(name, (gsize) (state - 1 - name));
	gboolean is_new = g_hash_table_add(states, g_strdup(state)) || !is_steady(kind);

	g_array_append_val(trial->steps[1], step);
	if (is_new)
		g_array_append_val(trial->steps[0], step);
	g_hash_table_add(sum.kinds, kind);
}

static void
find_steps(Trial *trial, const char *log)
{
	g_autoptr(GHashTable) states = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autofree char *text = NULL;

	for (guint way = 0; way < G_N_ELEMENTS(ways); way++)
		trial->steps[way] = g_array_new(FALSE, FALSE, sizeof(guint));
	g_assert_true(g_file_get_contents(log, &text, NULL, NULL));
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	for (char **line = lines; **line; line++)
		add_step(trial, *line, states);
	sum.steps += trial->steps[1]->len;
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

static void
test_steps(void)
{
	Journey *journey = journey_new();
	JourneyStart start = { 0 };

	fault_vfs_install();
	fault_mark = outside_changes;
	sum.kinds = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	for (guint i = 0; i < journey_n_legs; i++)
		try_leg(journey, &journey_legs[i], &start);
	journey_start_clear(&start);
	journey_free(journey);
	g_printerr("# faults at steps: %u steps of %u kinds, in %u states, in an undisturbed run; "
		   "%u rounds, %u stopped, %u failed, %u notices uncertain\n",
		sum.steps, g_hash_table_size(sum.kinds), sum.states, sum.rounds[0] + sum.rounds[1],
		sum.rounds[0], sum.rounds[1], sum.uncertain);
	g_assert_cmpuint(sum.steps, >=, LEAST_STEPS);
	g_assert_cmpuint(g_hash_table_size(sum.kinds), >=, LEAST_KINDS);
	g_hash_table_unref(sum.kinds);
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
