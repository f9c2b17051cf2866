/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/mail/mail.h"

/*
 * What a person wrote at the top of an answer, above what the mail program quotes: where commands
 * may stand. Everything else of the mail is somebody else's, older, or said by a program.
 */

/* Why the lines end where they do. */
typedef enum {
	ANSWER_END_MAIL,        /* with the mail: nothing is quoted */
	ANSWER_END_QUOTED,      /* lines with ">", or what the page says is a quotation */
	ANSWER_END_ATTRIBUTION, /* "Den tors 19 nov. 2026 kl 10:11 skrev …:" */
	ANSWER_END_HEADERS,     /* "Från: … Skickat: … Till: … Ämne: …" */
	ANSWER_END_ORIGINAL,    /* "-----Ursprungligt meddelande-----" */
	ANSWER_END_SIGNATURE,   /* "-- " (RFC 3676 section 4.3), or what the page says is one */
	ANSWER_END_GREETING,    /* "Med vänlig hälsning": name and title follow */
	ANSWER_END_PHONE,       /* "Skickat från min iPhone" */
	ANSWER_END_DISCLAIMER,  /* a line of "_", below which no mail is quoted */
	ANSWER_END_LIMIT,       /* there is more than is looked at: what follows is not known */
	ANSWER_END_COUNT
} AnswerEnd;

/* "attribution", as tests and journals write it. */
const char *answer_end_name(AnswerEnd end);

typedef struct {
	guint number;   /* 1 is the first line that is not empty; empty ones count */
	char *text;     /* fit to be shown (text_to_line()), never empty; marks such as "*" of bold
			 * words may stand in it */
	gboolean hides; /* mail_hides_something() of it as it was written, or it is not certain that
			 * its reader sees it (markup_hidden_may_be()) */
} AnswerLine;

typedef struct {
	GPtrArray *lines; /* AnswerLine *: those that are not empty, in their order */
	AnswerEnd end;
	guint end_line; /* the number of the line that is none of theirs any more; 0: with the mail
			 */
	gboolean below; /* something of the person's own stands where it was not read: below the
			 * quotation or between its lines, below what a phone adds, or in the
			 * frame of the signature when nothing stands above it. Not known of
			 * Outlook's quotations, which mark no lines: there nothing below the header
			 * lines counts as the person's */
	GPtrArray *under;  /* AnswerLine *: what that is; of the html if both parts have some */
	gboolean presumed; /* only by its words is the end one of a quotation: nothing marks what
			    * stands below it, and no code of ours (reply_token_find()) stands there
			    */
	gboolean page;     /* the lines are those of the html part */
} Answer;

/*
 * Finds it. mail is borrowed and may hold anything; there is an answer always, without lines where
 * nobody wrote any, and of a mail that is limited. Of a part in text and html the text counts.
 * Where the html has not the same, the lines count that it has, too.
 * Where both say the same words above the quotation the lines are those of the html, for programs
 * break lines of text where the person did not. What a page hides (markup-hidden.h) is not there.
 * Pictures, files, and mails inside the mail say nothing here.
 *
 * Takes time in proportion to the mail, of which 256 KiB or 5,000 lines of a part are looked at,
 * less where message-words.c kept less.
 */
Answer *answer_find(const Mail *mail);

void answer_free(Answer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Answer, answer_free)
