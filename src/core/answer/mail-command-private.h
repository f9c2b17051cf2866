/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/answer/mail-command.h"

/*
 * The tables of commands by mail, and what reads with them.
 *
 * Phrases are folded as text_fold() does. In them "(a|b)" is one of both, "[a|b]" one or
 * none, "#" a number of up to four digits, and a space is white space with a colon or a
 * comma before it or not.
 */

/* How a value may be said. */
enum {
	MAIL_SLOT_HERE = 1,   /* without its name */
	MAIL_SLOT_EARLY = 2,  /* without its name, before the command's colon */
	MAIL_SLOT_NAMED = 4,  /* with it */
	MAIL_SLOT_FREE = 8,   /* what is left, after a colon */
	MAIL_SLOT_BEFORE = 16 /* as FREE, and names of others may follow */
};

typedef struct {
	LifeValue value;
	guint how; /* 0: no more slots */
} MailSlot;

#define MAIL_FORM_SLOTS 8

typedef struct {
	const char *head[2]; /* what it begins with, written back; Swedish, English */
	const char *how[2];  /* an example */
	MailSlot slots[MAIL_FORM_SLOTS];
	guint32 asks;       /* values it must have beside life_act_needs() */
	const char *group;  /* commands that cannot differ in one mail; NULL: they can */
	guint32 each;       /* values of which each has its own group */
	guint32 settles;    /* values that must be the same */
	gboolean narrative; /* its text may have any words in it */
	gboolean hours;     /* LIFE_WHEN is a moment, not a day */
} MailForm;

/* NULL for what cannot be done by mail. */
const MailForm *mail_form(guint what);

typedef struct {
	const char *phrase;
	guint what;
	gboolean several; /* it could mean something else, too */
} MailHead;

extern const MailHead mail_heads[];
extern const guint mail_n_heads;

typedef struct {
	const char *phrase;
	LifeValue value;
	guint how;
	guint only; /* command; MAIL_SAYS_NOTHING: all */
} MailLabel;

enum {
	MAIL_LABEL_COLON = 1,  /* a colon must follow */
	MAIL_LABEL_STRONG = 2, /* counts in the middle of another value */
	MAIL_LABEL_COMMA = 4   /* a comma must stand before it */
};

extern const MailLabel mail_labels[];
extern const guint mail_n_labels;

/* What a value is called; Swedish, English. */
extern const char *const mail_value_names[LIFE_VALUE_COUNT][2];

/* A phrase and what it means. */
typedef struct {
	const char *phrase;
	const char *meaning;
} MailMeaning;

extern const MailMeaning mail_outcomes[]; /* meaning NULL: to be asked */
extern const guint mail_n_outcomes;
extern const MailMeaning mail_kinds[], mail_clocks[];
extern const guint mail_n_kinds, mail_n_clocks;

/* Words by which one command becomes another; the same: they are its decoration. */
typedef struct {
	const char *phrase;
	guint from, to;
} MailTurn;

extern const MailTurn mail_turns[];
extern const guint mail_n_turns;

/* Words that put a line into doubt. */
typedef struct {
	const char *phrase;
	MailDoubt doubt;
} MailDoubtWord;

extern const MailDoubtWord mail_doubt_words[];
extern const guint mail_n_doubt_words;

/* Phrases of one kind, ended by NULL. */
extern const char *const mail_greetings[],
	*const mail_thanks[], *const mail_closings[], *const mail_openers[],
							      *const mail_politeness[],
								      *const mail_covers[];

/* Verbs of commands in other forms: a sentence with one is about a command. */
extern const MailHead mail_verbs[];
extern const guint mail_n_verbs;

/* Where phrase ends if at begins with it, as a whole word; else NULL. ret_number may be NULL. */
const char *mail_match(const char *at, const char *phrase, guint *ret_number);

/* Where the first of phrases that stands at at ends; else NULL. */
const char *mail_match_any(const char *at, const char *const *phrases);

/* The head at at that reaches furthest, and where it ends; NULL if there is none. */
const MailHead *mail_match_head(const char *at, const char **ret_end, guint *ret_number);

/* The meaning that reaches furthest, and where it ends; NULL if there is none. */
const MailMeaning *mail_match_meaning(
	const char *at, const MailMeaning *meanings, guint n, const char **ret_end);

/* What makes text doubtful, the first of its words that does; MAIL_DOUBT_NONE if none. */
MailDoubt mail_match_doubt(const char *text);

/* The character after any white space. */
const char *mail_skip_space(const char *at);

/* TRUE if text says something: it has a letter or digit. */
gboolean mail_has_letter(const char *text);

/* Past the word at at, or past one character that is not of a word. */
const char *mail_skip_word(const char *at);

typedef enum { MAIL_DATE_NONE, MAIL_DATE_READ, MAIL_DATE_DOUBTFUL } MailDate;

/* The date that at begins with; later: one that is set. ret_end only if there is one. */
MailDate mail_read_date(
	const char *at, CivilDate today, gboolean later, CivilDate *ret_date, const char **ret_end);

/* The time of day that stands behind a date, at at. ret_end only if there is one. */
gboolean mail_read_hour(const char *at, guint *ret_hour, guint *ret_minute, const char **ret_end);

/* Who is meant, as an address: a name, an address, "mig". NULL if nobody for certain. */
char *mail_read_person(const char *text, const MailCommandContext *context, gboolean investigators);

/* The commissioning board of that id or name. NULL if none for certain. Borrowed. */
const char *mail_read_board(const char *text, const MailCommandContext *context);

/* The same for what at begins with; ret_end only if there is one. */
const char *mail_match_board(
	const char *at, const MailCommandContext *context, const char **ret_end);

/* TRUE if text is nothing but a registration number. */
gboolean mail_is_number(const char *text);

/* TRUE if line is the name of the writer or of somebody at the board. */
gboolean mail_is_name(const char *line, const MailCommandContext *context);

/* A command that is being read. */
typedef struct {
	const MailCommandContext *context;
	MailCommand *command;
	guint head; /* what it was before other words made it something else */
	const MailForm *form;
	const char *at;
	/* What was passed before at. */
	gboolean comma, stop, dash, colon;
	gboolean closed; /* a parenthesis or a value, then a colon */
	guint items;     /* values read */
	gboolean turned; /* it is said which of several it is */
} MailParse;

/* Passes what parts values, and notes it. */
void mail_parse_skip_separators(MailParse *parse);

/* TRUE if the form has that value and it can be said in one of these ways. */
gboolean mail_parse_has_slot(const MailParse *parse, LifeValue value, guint how);

/* Where the name of a value of the form ends, or NULL; only those that count anywhere if strong. */
const char *mail_parse_match_label(
	const MailParse *parse, const MailLabel *label, const char *at, gboolean strong);

/* What stands from from on as one value, and where it ends; NULL if too long. g_free() it. */
char *mail_parse_cut_value(const MailParse *parse, const char *from, const char **ret_end);

/* TRUE if nothing is left at at but thanks, or "/Anna". */
gboolean mail_is_politeness(const char *at);

/* TRUE if a colon is next. */
gboolean mail_is_colon(const char *at);

/*
 * Reads the value that stands at from, and moves on behind it. FALSE if there is none;
 * named: it must be one, for its name stands before it.
 */
gboolean mail_parse_read(MailParse *parse, LifeValue value, const char *from, gboolean named);

/*
 * The text that stands at at, and moves on behind it; NULL if there is none. A doubt about
 * it is noted; named: its name stands before it, so that it may begin with "inte". g_free() it.
 */
char *mail_parse_take_text(MailParse *parse, LifeValue value, gboolean named);

/* Reads all that stands behind the head, and sets the command's state. */
void mail_parse_values(MailParse *parse);

/* Makes the command unclear. */
void mail_command_doubt(MailCommand *command, MailDoubt why);

/* The text as it looks; NULL if it has no letters that look like others. g_free() it. */
char *mail_look_of(const char *text);

/* Makes commands (MailCommand *) that contradict each other unclear. */
void mail_find_contradictions(GPtrArray *commands);

/* TRUE if text is the line of a quote. */
gboolean mail_is_quote(const char *text);

/*
 * Reads one command in text, which text_to_line() has made; state, what, values, missing
 * and doubt are set. Transfers it.
 */
MailCommand *mail_command_parse(const char *text, const MailCommandContext *context);
