/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/mail/arrival.h"
#include "core/mail/forward.h"
#include "core/intake/intake.h"
#include "core/record.h"

/* What the intake*.c files share. */

/* All that a plan is made from, in one hand. */
typedef struct {
	const Mail *mail;
	const IntakeOrigin *origin;
	const IntakeKnown *known;
	const Settings *settings;
	const Board *board;
	gint64 now;
	GTimeZone *zone;
} IntakeMatter;

/* TRUE if address is that of one of the boards: what comes from it, we sent. */
gboolean intake_is_own_address(const Settings *settings, const char *address);

/*
 * Looks for what only one person may know; the flags of that. Before the notices,
 * behind the reporter. author: who wrote what the mail passes on, or NULL.
 */
void intake_plan_discretion(
	IntakePlan *plan, const IntakeMatter *matter, const ForwardAuthor *author);

/* Holds the notices that it calls for, and tells the one who decides. After the notices. */
void intake_hold_discreetly(IntakePlan *plan, const IntakeMatter *matter);

/* Adds the notices of a mail that people are told of; the plan's flags are there already. */
void intake_plan_notices(IntakePlan *plan, const IntakeMatter *matter);

/* What a delivery status notification changes: its notice, and who is told of that. */
void intake_plan_bounce(IntakePlan *plan, const IntakeMatter *matter);

/* TRUE if it answers a notice of the case that it joins, with lines that command. */
gboolean intake_is_errand(const IntakeMatter *matter);

/*
 * TRUE if what the responsible themselves, or a system at their address, add to a case: they are
 * not told of it.
 */
gboolean intake_is_of_responsible(const IntakePlan *plan, const IntakeMatter *matter);

/* TRUE if the one whom the notice went to answers it with more than thanks, or with files. */
gboolean intake_is_letter(const IntakeMatter *matter);

/* TRUE if the mail answers somebody who works on the case, and has files. */
gboolean intake_brings_form(const IntakeMatter *matter);

/*
 * TRUE if mail of own staff is in doubt. Who answers a question with what stands in it has
 * read the mailbox that it went to, which proves as much where no server proves more.
 */
gboolean intake_is_doubtful(const IntakePlan *plan, const IntakeMatter *matter);

/* TRUE if it commands, as the one whom the notice went to, and is no account of what happened. */
gboolean intake_is_of_worker(const IntakePlan *plan, const IntakeMatter *matter);

/* TRUE if it does nothing else: what was done tells of it, and there is no letter to read. */
gboolean intake_is_settled(const IntakePlan *plan, const IntakeMatter *matter);

/*
 * The words of the mail as far as they may say whom the report concerns: without whom somebody who
 * works on the case names in a command. g_free() it; NULL: there are none.
 */
char *intake_words(const IntakePlan *plan, const IntakeMatter *matter);

/* Adds a flag; format gives its message: Swedish, with values. */
void intake_add_flag(IntakePlan *plan, const char *code, const char *format, ...)
	G_GNUC_PRINTF(3, 4);

/* Adds the flags of a mail that people are told of. */
void intake_plan_flags(IntakePlan *plan, const IntakeMatter *matter, const Arrival *arrival);

/* Adds the event of that kind; the rest of the plan is there already. */
void intake_plan_event(
	IntakePlan *plan, const IntakeMatter *matter, const char *kind, const Arrival *arrival);

/*
 * What a further report of the mail adds to its plan, by the same rules as of a first one:
 * nothing if the plan is for the mail. Who reports, by its form; what was found in it; what
 * notices may say of it; the question for what it lacks, unless something holds the case.
 */
void intake_further_reporter(IntakePlan *plan, const IntakeMatter *matter);
void intake_further_flags(IntakePlan *plan, const IntakeMatter *matter);
void intake_further_facts(Record *facts, const IntakeMatter *matter);
void intake_further_ask(IntakePlan *plan, const IntakeMatter *matter);
