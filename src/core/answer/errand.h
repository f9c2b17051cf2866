/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/answer/mail-command.h"
#include "core/answer/mail-right.h"
#include "core/mail/mail.h"
#include "core/answer/reply-token.h"

/*
 * What is to be done about each line of an answer that commands: by what was understood,
 * by who the sender is, and by what the token was given for. Pure; nothing is done here.
 */
typedef enum {
	ERRAND_DO,
	ERRAND_ASK,     /* done when the one who may has said yes to a question by mail */
	ERRAND_TELL,    /* asks for an answer and changes nothing: status, help */
	ERRAND_FORBID,  /* not by somebody with these roles, or not by mail */
	ERRAND_CROWD,   /* one of more than ERRAND_STEPS_MAX */
	ERRAND_UNCLEAR, /* not understood, or something is missing */
	ERRAND_EMPTY,   /* yes or no to nothing that was asked */
	ERRAND_DROP,    /* it was asked about, and the answer was no */
	ERRAND_LAPSE,   /* it was asked about, and nobody answered in time */
	ERRAND_PAST,    /* of the answer before the question: done, or told of, then */
	/* Of a form that came back: */
	ERRAND_SAME,    /* it is on record as the form says it */
	ERRAND_DIFFERS, /* something else is on record, and stays */
	ERRAND_LACKS,   /* something is missing, or cannot be read */
	ERRAND_KEPT,    /* no act in the case, and filed with the form */
	ERRAND_FATE_COUNT
} ErrandFate;

#define ERRAND_STEPS_MAX 50 /* that one answer may have; of more none is done */

typedef struct {
	MailCommand *command; /* owned */
	ErrandFate fate;
	LifeAct act; /* for ERRAND_DO and ERRAND_ASK */
	char *place; /* of a form: which of its fields; NULL: a line of an answer */
	char *why;   /* what is told of it beside the rest, or NULL */
} ErrandStep;

/* A step of no line: a command that is understood, without values. For errand_steps_new(). */
ErrandStep *errand_step_new(guint what);

/* An array of ErrandStep * that owns them. */
GPtrArray *errand_steps_new(void);

/* Who answers, and with what; borrowed. */
typedef struct {
	const Board *board;
	const char *investigator; /* of the case, or NULL */
	const char *writer;       /* whom the notice went to */
	gboolean proven;          /* that the mail is from there */
	ReplyPurpose purpose;
	CivilDate today;           /* on which the answer came */
	const char *const *clocks; /* ids of the rules, ended by NULL */
	GTimeZone *zone;
	const CaseFile *file; /* the case; NULL: not loaded, and nobody stands in for another */
} ErrandOffice;

/*
 * TRUE if something that is no command, no mere courtesy, and says more than that files come with
 * it, stands at the top of the answer.
 */
gboolean errand_has_letter(const Mail *mail, const ErrandOffice *office);

/*
 * The lines of the answer that are no plain text, in their order: ErrandStep *,
 * transferred. An answer without any is correspondence.
 */
GPtrArray *errand_read(const Mail *mail, const ErrandOffice *office);

/* Whether the step is done, asked about or forbidden. */
void errand_step_judge(ErrandStep *step, const ErrandOffice *office);

/*
 * What was forbidden before the case was loaded is judged again with office->file: who stands in
 * for somebody who is recused may do more.
 */
void errand_judge_again(GPtrArray *steps, const ErrandOffice *office);

/* TRUE if nothing stands at the top of the answer but what asks for status or help. */
gboolean errand_only_asks(const Mail *mail, const ErrandOffice *office);

/* For the journal: "done", "asked", … ; of a step that was tried it is what was tried. Static. */
const char *errand_fate_name(ErrandFate fate);

/*
 * Who has nothing to do with the case any more is told nothing of it, and asked nothing,
 * either: what would be is ERRAND_FORBID, without a word of the step's own.
 */
void errand_silence(GPtrArray *steps);

/* Whether a token for that lets somebody with these roles say it: a LifeAct, or MAIL_SAYS_... */
gboolean errand_may(guint what, guint roles, ReplyPurpose purpose);

/*
 * What the answer leaves to be done of what was asked about, which was ERRAND_ASK. Where
 * nothing of it is allowed any more that is ERRAND_FORBID still.
 */
void errand_confirm(GPtrArray *steps, gboolean yes);

/* What is left of it when no answer came: nothing is done. */
void errand_lapse(GPtrArray *steps);

/* TRUE if the answer says yes, and neither no nor anything that makes that doubtful. */
gboolean errand_says_yes(const GPtrArray *steps);
gboolean errand_says_no(const GPtrArray *steps);

gboolean errand_has(const GPtrArray *steps, ErrandFate fate);
