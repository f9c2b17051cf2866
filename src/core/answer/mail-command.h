/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/life/life.h"

/*
 * Commands that people write at the top of an answer by mail, Swedish or English, one
 * a line: "utred, eftersom ...", "tilldela: Bo Exempel", "stäng". Pure. Nothing is
 * guessed: what could be two things, denies, asks or has a condition is unclear, and
 * what lacks something says what. The values are text, for life_words_read() and
 * life_plan() to judge; who may, and what has to be confirmed, is not asked here.
 *
 * A line is read without what lists and politeness put around it: "1. ", "- ",
 * "Hej Anna, ", ", tack". Lines with ">" or "|" in front are quotes: plain, and no text goes
 * on over them.
 *
 * Free text (a reason, a note, a measure) goes on over the next lines, put together by
 * a space, until a blank line, a line that begins a command, a closing ("Mvh", "--",
 * "Skickat från min iPhone"), or the writer's name. It goes on where it has begun, where
 * a parenthesis is open, where the line ends in a colon or comma, or where the next
 * one begins with "eftersom" or "because". A next line that is neither the text nor a
 * command for certain makes both unclear. A plain line that may go on with the sentence of
 * a command without free text right above it ("stäng ärendet", "så fort IVO har svarat")
 * makes that unclear, and so does one below it that begins with "men", over a blank line,
 * too.
 *
 * Below a closing nothing is a command: what would be one is unclear, the rest is plain.
 */

/* What a command can be besides a LifeAct. */
enum {
	MAIL_SAYS_TAKE = LIFE_ACT_COUNT, /* LIFE_INVESTIGATOR is the writer */
	MAIL_SAYS_STATUS,
	MAIL_SAYS_HELP,
	MAIL_SAYS_YES, /* to what was asked to be confirmed */
	MAIL_SAYS_NO,
	MAIL_SAYS_COUNT,
	MAIL_SAYS_NOTHING = MAIL_SAYS_COUNT
};

typedef enum {
	MAIL_COMMAND_PLAIN,      /* text, not a command */
	MAIL_COMMAND_UNDERSTOOD, /* everything is there */
	MAIL_COMMAND_INCOMPLETE, /* missing says what is not */
	MAIL_COMMAND_UNCLEAR,    /* doubt says why; what is what it may have meant */
} MailCommandState;

typedef enum {
	MAIL_DOUBT_NONE,
	MAIL_DOUBT_DENIED,
	MAIL_DOUBT_QUESTION,
	MAIL_DOUBT_MAYBE,
	MAIL_DOUBT_CONDITION,
	MAIL_DOUBT_SENTENCE,
	MAIL_DOUBT_SEVERAL,
	MAIL_DOUBT_MORE,
	MAIL_DOUBT_TWICE,
	MAIL_DOUBT_TWO_COMMANDS,
	MAIL_DOUBT_CONTRADICTION,
	MAIL_DOUBT_RUNS_ON,
	MAIL_DOUBT_HIDDEN,
	MAIL_DOUBT_QUOTED,
	MAIL_DOUBT_BELOW_CLOSING,
	MAIL_DOUBT_TOO_LONG,
	MAIL_DOUBT_BESIDE, /* a yes, beside words that put it in doubt; said by errand.c */
	/* Of lines that are not read (answer.h), said by errand-rows.c: */
	MAIL_DOUBT_BELOW_QUOTATION,
	MAIL_DOUBT_PRESUMED, /* it is the first of those that are taken for a quotation */
	/* With MAIL_COMMAND_INCOMPLETE: why what was written is not the value. */
	MAIL_DOUBT_DATE,
	MAIL_DOUBT_HOUR,
	MAIL_DOUBT_WHO,
	MAIL_DOUBT_BOARD,
	MAIL_DOUBT_OUTCOME,
	MAIL_DOUBT_WHICH, /* of the four informations; nothing is in missing */
	MAIL_DOUBT_COUNT
} MailDoubt;

typedef struct {
	guint line, n_lines; /* the first, from 1, and how many it has */
	MailCommandState state;
	guint what;                     /* LifeAct, MAIL_SAYS_ ..., or MAIL_SAYS_NOTHING */
	char *values[LIFE_VALUE_COUNT]; /* NULL: not said */
	guint32 missing;                /* LIFE_BIT()s */
	MailDoubt doubt;
	char *text; /* as written, made valid UTF-8, for secure routes only */
} MailCommand;

/* By what an answer is read; all borrowed. */
typedef struct {
	CivilDate today;           /* of the answer */
	const char *writer;        /* its address; NULL: not known */
	const Board *board;        /* its people and commissioning boards; NULL: none */
	const char *const *clocks; /* ids of the rules, ended by NULL; NULL: the shipped ones */
	GTimeZone *zone;           /* of times of day; NULL: none is read */
} MailCommandContext;

/*
 * The lines, ended by NULL, without their line ends; the caller has taken off what is
 * quoted below the answer. Transfers an array of MailCommand *, one for each command
 * and each plain line that is not blank, in order. Commands that contradict each other
 * are all unclear. Reading takes time in proportion to the lines.
 *
 * Days without a year are the last such day where something happened, if that is at
 * most half a year ago, else the next one, if it is at most 300 days ahead. Where hours are counted
 * the time of day must stand behind it: "kl. 14.05", "14:05". LIFE_BY is the writer where it is
 * needed and nobody is named.
 */
GPtrArray *mail_commands_read(const char *const *lines, const MailCommandContext *context);

void mail_command_free(MailCommand *command);

/* What was said, as life_words_read() takes it; borrows from the command. */
LifeWords mail_command_words(const MailCommand *command);

/*
 * An understood command as one line that reads as the same command; NULL for others.
 * It holds what the writer wrote. g_free() it.
 */
char *mail_command_canonical(const MailCommand *command, gboolean english);

/* An example of how a command is written; NULL if it cannot be given by mail. Static. */
const char *mail_command_how(guint what, gboolean english);

/* What a command is called: how it begins. NULL as above. Static. */
const char *mail_command_name(guint what, gboolean english);

/*
 * TRUE if characters that cannot be seen stand between others, or any that turn or tag the
 * text. At the ends of a line programs put the first kind. text is valid UTF-8.
 */
gboolean mail_hides_something(const char *text);

/*
 * TRUE if line, of an answer, says nothing: it greets, thanks, is a name, or what stands below a
 * greeting begins with it.
 */
gboolean mail_line_is_courtesy(const char *line, const MailCommandContext *context);

/* TRUE if line says that a form or file comes with the mail, and nothing else. */
gboolean mail_line_is_cover(const char *line);

/* A sentence for people; "" for MAIL_DOUBT_NONE. Static. */
const char *mail_doubt_reason(MailDoubt doubt, gboolean english);

/* What people call a value that is missing: "källa", "source". Static. */
const char *mail_command_value_name(LifeValue value, gboolean english);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(MailCommand, mail_command_free)
