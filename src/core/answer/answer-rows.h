/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/markup/markup-sheet.h"

/* What the files of answer.h share: a mail as the lines that a person sees. */

/* What is known of the place of a line before it is read. */
typedef enum {
	ANSWER_PLACE_OPEN,
	ANSWER_PLACE_INDENT,    /* set in, as a quotation or as the writer's own */
	ANSWER_PLACE_SIGNATURE, /* of the program's making */
	ANSWER_PLACE_QUOTE,
} AnswerPlace;

/* What begins with a line and has no end that is known. AnswerRow bits. */
typedef enum {
	ANSWER_FROM_QUOTE = 1 << 0,     /* a quotation, of which some lines may be the writer's */
	ANSWER_FROM_REST = 1 << 1,      /* a quotation, to the end of the mail */
	ANSWER_FROM_SIGNATURE = 1 << 2, /* a signature */
} AnswerFrom;

typedef struct {
	char *text; /* text_to_line(): "" for an empty line */
	AnswerPlace place;
	guint from;
	gboolean hides; /* what cannot be seen stands in it, and is not in text; or all of it may
			 * be seen by nobody */
} AnswerRow;

typedef struct {
	GArray *rows; /* AnswerRow */
	gboolean cut; /* there is more */
} AnswerRows;

AnswerRows *answer_rows_new(void);
void answer_rows_free(AnswerRows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AnswerRows, answer_rows_free)

/* Adds a line, as the mail has it; FALSE, and rows cut, if there are too many. */
gboolean answer_rows_add(
	AnswerRows *rows, const char *text, AnswerPlace place, guint from, gboolean hides);

/* Adds the lines of text, whichever way they end. */
void answer_rows_add_text(AnswerRows *rows, const char *text);

/* Adds those of html (answer-page.c); sheet: of all pages of the mail. */
void answer_rows_add_page(AnswerRows *rows, const char *html, MarkupSheet *sheet);

/* NULL behind the last one. */
const AnswerRow *answer_rows_at(const AnswerRows *rows, guint i);

/* The first from i on that is not empty; the number of rows if there is none. */
guint answer_rows_next(const AnswerRows *rows, guint i);
