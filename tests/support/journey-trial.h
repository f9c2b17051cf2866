/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "support/journey.h"

/* A leg that is run again and again, with what it leaves when nothing disturbs it. */
typedef struct {
	Journey *journey;
	const JourneyLeg *leg;
	JourneyStart start;
	char *state;          /* path: what the last process saw */
	char *wanted;         /* what an undisturbed run leaves */
	guint most_uncertain; /* notices that a round may leave so: 1, or one a board */
	/* of the last round */
	guint uncertain; /* notices */
	guint fired;     /* faults */
	guint forgotten; /* mails that were deleted, which the disk forgot */
} JourneyTrial;

/* start: what the leg before left; becomes what this one leaves. steps: path, or NULL. */
void journey_trial_set_up(JourneyTrial *trial, Journey *journey, const JourneyLeg *leg,
	JourneyStart *start, const char *steps);
void journey_trial_clear(JourneyTrial *trial);

/* Runs part from the leg's beginning, or from where the last one ended: as of waitpid(). */
int journey_trial_begin(JourneyTrial *trial, JourneyPart part, gpointer user);
int journey_trial_go_on(JourneyTrial *trial, JourneyPart part, gpointer user);

/* FALSE, and says what the process said, unless it ended by itself and in good order. */
gboolean journey_trial_ended(const JourneyTrial *trial, int status, const char *what);

/* In the last process of a round: all is done, and how it is now. */
void journey_trial_finish(JourneyTrial *trial, guint fired);

/* After it: FALSE, and says how, if it is not as it should be. */
gboolean journey_trial_compare(JourneyTrial *trial, const char *what);

/*
 * Rounds that several processes share: each takes the next number that nobody has, and
 * what is wrong in one is counted, so that the others are tried too. Zeroed, it begins;
 * it lies in outside_memory().
 */
typedef struct {
	gint next, ended; /* a number, from 0; whether there is nothing more to try */
	gint rounds;
	gint wrong;     /* of these rounds */
	gint missed;    /* of these: what was to disturb them did not happen */
	gint uncertain; /* notices */
	gint forgotten; /* mails, as in a trial */
} JourneyRounds;

/* FALSE: there is none any more, or so many were wrong that the next would say the same. */
gboolean journey_rounds_take(JourneyRounds *rounds, guint *ret_number);

/* As a line on standard error; fails the test if one of them was wrong. */
void journey_rounds_tell(const char *leg, const char *what, const JourneyRounds *rounds);

/* What became of the last round of this process; good: it ended as it should. */
void journey_rounds_count(JourneyRounds *rounds, const JourneyTrial *trial, gboolean good);

/*
 * Calls work in LEXSARAH_FAULT_JOBS processes side by side, or one a processor; user
 * begins with the trial. TRUE if each ended by itself.
 */
typedef void (*JourneyWork)(gpointer user);
gboolean journey_trial_in_parallel(JourneyTrial *trial, JourneyWork work, gpointer user);

/* LEXSARAH_FAULTS: 1 if every fault is to be tried, N for each Nth, 0 for a few. */
guint journey_trial_each(void);

/* The call to disturb in a round, from 0, which is 1 or more; where not all are asked for the gaps
 * grow so. */
guint journey_trial_call(guint round, guint growth);

/* LEXSARAH_FAULT_LEGS: FALSE for a leg that others only begin from. */
gboolean journey_trial_wants(const JourneyLeg *leg);

/* Of the journey's legs those from first up to end, which are wanted; the others run undisturbed.
 */
typedef void (*JourneyTry)(Journey *journey, const JourneyLeg *leg, JourneyStart *start);
void journey_trial_legs(JourneyTry try_one, guint first, guint end);
