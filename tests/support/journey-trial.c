/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A leg undisturbed, and then compared with what it is after each fault.
 */
#include "support/journey-trial.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* Of the rounds of one kind in a leg. */
#define MOST_WRONG 20

static void
write_state(const JourneyTrial *trial, guint fired, guint uncertain)
{
	g_autofree char *state = journey_digest(trial->journey, uncertain);
	g_autofree char *text = g_strdup_printf("%u %u\n%s", fired, uncertain, state);

	g_assert_true(g_file_set_contents(trial->state, text, -1, NULL));
}

/* The state of the last process; g_free() it. */
static char *
read_state(JourneyTrial *trial)
{
	g_autofree char *text = NULL;
	char *end;

	g_assert_true(g_file_get_contents(trial->state, &text, NULL, NULL));
	trial->fired = (guint) strtoul(text, &end, 10);
	trial->uncertain = (guint) strtoul(end, &end, 10);
	return g_strdup(end + 1);
}

static void
must_end(const JourneyTrial *trial, int status, const char *what)
{
	if (!journey_trial_ended(trial, status, what))
		g_error("without a fault");
}

static void
prepare(Journey *journey, gpointer user)
{
	const JourneyTrial *trial = user;

	trial->leg->prepare(journey);
}

static void
run_whole(Journey *journey, gpointer steps)
{
	g_autoptr(GError) error = NULL;

	if (steps)
		g_setenv("LEXSARAH_FAULT_LOG", steps, TRUE);
	gboolean done = journey_run(journey, &error);
	g_assert_no_error(error);
	g_assert_true(done);
}

static void
look(Journey *journey G_GNUC_UNUSED, gpointer user)
{
	write_state(user, 0, 0);
}

void
journey_trial_set_up(JourneyTrial *trial, Journey *journey, const JourneyLeg *leg,
	JourneyStart *start, const char *steps)
{
	*trial = (JourneyTrial){
		.journey = journey, .leg = leg, .start = *start, .most_uncertain = 1
	};
	trial->state = g_build_filename(journey->world->folder, "state", NULL);
	if (leg->prepare) {
		must_end(trial, journey_trial_begin(trial, prepare, trial), "prepared");
		journey_start_clear(&trial->start);
		journey_keep(journey, &trial->start);
	}
	must_end(trial, journey_trial_begin(trial, run_whole, (char *) steps), "undisturbed");
	must_end(trial, journey_trial_go_on(trial, look, trial), "looked at");
	trial->wanted = read_state(trial);
	if (g_test_verbose())
		g_test_message("%s leaves\n%s", leg->name, trial->wanted);
	g_assert_null(strstr(trial->wanted, "WRONG"));
	journey_keep(journey, start);
}

void
journey_trial_clear(JourneyTrial *trial)
{
	journey_start_clear(&trial->start);
	g_free(trial->state);
	g_free(trial->wanted);
}

int
journey_trial_begin(JourneyTrial *trial, JourneyPart part, gpointer user)
{
	trial->fired = trial->uncertain = trial->forgotten = 0;
	journey_begin(trial->journey, trial->leg, &trial->start);
	return journey_fork(trial->journey, part, user);
}

int
journey_trial_go_on(JourneyTrial *trial, JourneyPart part, gpointer user)
{
	return journey_fork(trial->journey, part, user);
}

gboolean
journey_trial_ended(const JourneyTrial *trial, int status, const char *what)
{
	g_autofree char *said = NULL;

	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return TRUE;
	if (g_file_get_contents(trial->journey->log, &said, NULL, NULL))
		g_printerr("%s", said);
	g_printerr("# %s, %s: ended with %#x%s\n", trial->leg->name, what, (guint) status,
		WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM ? ", it stood still" : "");
	return FALSE;
}

void
journey_trial_finish(JourneyTrial *trial, guint fired)
{
	g_autoptr(GError) error = NULL;
	guint uncertain = 0;
	gboolean done = journey_finish(trial->journey, &uncertain, &error);

	g_assert_no_error(error);
	g_assert_true(done);
	write_state(trial, fired, uncertain);
}

static void
say_what_differs(const char *wanted, const char *state)
{
	g_auto(GStrv) lines = g_strsplit(wanted, "\n", -1);
	g_auto(GStrv) found = g_strsplit(state, "\n", -1);

	for (char **line = lines; *line; line++)
		if (!g_strv_contains((const char *const *) found, *line))
			g_printerr("# missing: %s\n", *line);
	for (char **line = found; *line; line++)
		if (!g_strv_contains((const char *const *) lines, *line))
			g_printerr("# too much: %s\n", *line);
}

gboolean
journey_trial_compare(JourneyTrial *trial, const char *what)
{
	g_autofree char *state = read_state(trial);
	g_autofree char *wanted =
		journey_digest_forgetful(trial->wanted, trial->journey->outside, &trial->forgotten);

	if (g_str_equal(state, wanted) && trial->uncertain <= trial->most_uncertain)
		return TRUE;
	g_printerr("# %s, %s: %u uncertain\n", trial->leg->name, what, trial->uncertain);
	say_what_differs(wanted, state);
	return FALSE;
}

gboolean
journey_rounds_take(JourneyRounds *rounds, guint *ret_number)
{
	if (g_atomic_int_get(&rounds->ended) || g_atomic_int_get(&rounds->wrong) >= MOST_WRONG)
		return FALSE;
	*ret_number = (guint) g_atomic_int_add(&rounds->next, 1);
	return TRUE;
}

void
journey_rounds_count(JourneyRounds *rounds, const JourneyTrial *trial, gboolean good)
{
	g_atomic_int_inc(&rounds->rounds);
	g_atomic_int_add(&rounds->wrong, !good);
	g_atomic_int_add(&rounds->uncertain, (gint) trial->uncertain);
	g_atomic_int_add(&rounds->forgotten, (gint) trial->forgotten);
}

static guint
count_jobs(void)
{
	const char *wish = g_getenv("LEXSARAH_FAULT_JOBS");
	guint jobs = wish ? (guint) g_ascii_strtoull(wish, NULL, 10) : g_get_num_processors();

	return MAX(jobs, 1);
}

/* It does not outlive this process, whoever ends that. */
static pid_t
begin_work(JourneyTrial *trial, guint number, JourneyWork work, gpointer user)
{
	pid_t child = fork();

	g_assert_cmpint(child, >=, 0);
	if (child > 0)
		return child;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	journey_part(trial->journey, number);
	g_free(trial->state);
	trial->state = g_build_filename(trial->journey->world->folder, "state", NULL);
	work(user);
	_exit(0);
}

gboolean
journey_trial_in_parallel(JourneyTrial *trial, JourneyWork work, gpointer user)
{
	guint jobs = count_jobs();
	g_autofree pid_t *children = g_new(pid_t, jobs);
	gboolean good = TRUE;

	for (guint i = 0; i < jobs; i++)
		children[i] = begin_work(trial, i, work, user);
	for (guint i = 0; i < jobs; i++) {
		int status;

		g_assert_cmpint(waitpid(children[i], &status, 0), ==, children[i]);
		good = good && status == 0;
	}
	return good;
}

guint
journey_trial_each(void)
{
	const char *wish = g_getenv("LEXSARAH_FAULTS");

	if (g_strcmp0(wish, "all") == 0)
		return 1;
	return wish ? (guint) g_ascii_strtoull(wish, NULL, 10) : 0;
}

gboolean
journey_trial_wants(const JourneyLeg *leg)
{
	const char *wish = g_getenv("LEXSARAH_FAULT_LEGS");
	g_auto(GStrv) names = g_strsplit(wish ? wish : "", " ", 0);

	return !*names || g_strv_contains((const char *const *) names, leg->name);
}

guint
journey_trial_call(guint round, guint growth)
{
	guint each = journey_trial_each(), at = 1;

	if (each > 0)
		return 1 + round * each;
	while (round-- > 0)
		at = at * growth + 1;
	return at;
}

void
journey_rounds_tell(const char *leg, const char *what, const JourneyRounds *rounds)
{
	g_printerr("# %s, %s: %d rounds, %d wrong", leg, what, rounds->rounds, rounds->wrong);
	if (rounds->forgotten > 0)
		g_printerr(", %d deleted mails forgotten", rounds->forgotten);
	g_printerr("\n");
	if (rounds->wrong > 0)
		g_test_fail();
}

void
journey_trial_legs(JourneyTry try_one, guint first, guint end)
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
