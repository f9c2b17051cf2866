/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/answer/reply-token.h"
#include "support/outside.h"
#include "support/world.h"

/*
 * What the daemon does over the days of a mailbox, in legs, for tests that disturb
 * it: each leg begins from a copy of what the one before left, and is run in a
 * process of its own, that may be ended anywhere. The mailbox and the recipients are
 * outside of it, and remember.
 */
typedef struct {
	World *world; /* nobody has its database open */
	Outside *outside;
	GPtrArray *rules;
	ReplyKeys *keys;
	char *log;         /* path: what the last process said */
	const char *event; /* what a person does in LS-2026-0001 by a command, or NULL */
	gboolean acted;
} Journey;

typedef struct {
	const char *name, *now;
	/* In a process without a fault: what came meanwhile. */
	void (*prepare)(Journey *journey);
	const char *event; /* "assessed"; NULL: nobody commands anything */
	AfterPolicy after; /* what becomes of handled mail in the mailbox */
} JourneyLeg;

extern const JourneyLeg journey_legs[];
extern const guint journey_n_legs;

Journey *journey_new(void);
void journey_free(Journey *journey);

/*
 * In a process that was forked to run legs beside others: from now on it has a folder,
 * a mailbox and recipients of its own. number: which of them it is.
 */
void journey_part(Journey *journey, guint number);

/* What a leg begins with, kept in the memory of whoever runs it again and again. */
typedef struct {
	char *bytes; /* of the database; NULL: there is none */
	gsize length;
	Outside outside;
} JourneyStart;

void journey_keep(Journey *journey, JourneyStart *ret_start);
void journey_begin(Journey *journey, const JourneyLeg *leg, const JourneyStart *start);
void journey_start_clear(JourneyStart *start);

/*
 * The rest is called in a process of its own (journey_fork()), for what it leaves open.
 * As lexsarahd --once: TRUE if nothing is left to do.
 */
gboolean journey_run(Journey *journey, GError **error);

/*
 * Runs until nothing is left to do, at most four times. Then a person has what is
 * uncertain sent once more. ret_uncertain: how many. Leaves the database open.
 */
gboolean journey_finish(Journey *journey, guint *ret_uncertain, GError **error);

/* The notices that are uncertain now. */
guint journey_count_uncertain(Journey *journey);

/*
 * The state as text, alike for all runs that ended well. Problems that no run may have
 * are lines that begin with "WRONG": so that somebody got more mails twice than were
 * uncertain, or lost by the disk. g_free() it.
 */
char *journey_digest(Journey *journey, guint uncertain);

/*
 * What a state must be where a disk lied: as it would be, but that nobody knows who
 * deleted the mails that are gone in vain, which nothing can bring back. ret_forgotten:
 * how many. g_free() it.
 */
char *journey_digest_forgetful(const char *state, const Outside *outside, guint *ret_forgotten);

/*
 * Runs part in a process of its own: how it ended, as of waitpid(); by SIGALRM when it
 * stood still.
 */
typedef void (*JourneyPart)(Journey *journey, gpointer user);
int journey_fork(Journey *journey, JourneyPart part, gpointer user);

#define JOURNEY_STOPPED 100 /* by a fault point */
#define JOURNEY_SECONDS 120 /* many times what a leg takes on a busy machine */
