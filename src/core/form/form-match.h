/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/form/document.h"
#include "core/form/form-vocabulary.h"

/*
 * Tolerant matching of labels: case, accents, a letter or two of OCR noise,
 * endings, line breaks inside a label, and words glued to their neighbours
 * ("ansvarigDnr", "Datum2019").
 */
typedef struct {
	guint cell;       /* number in the document */
	gsize start, end; /* bytes in the cell's text */
	char *folded;     /* lives as long as the words around it */
	char *owned;      /* goes with this word; NULL: nothing */
	FormShape shape;  /* of folded */
	gboolean leads;   /* nothing but numbers, marks and a marker stands before it in its cell */
	gboolean glued;   /* a capital right after the word before it, without a space */
	gboolean capital; /* begins with a capital letter */
} FormWord;

/* text cut into folded words. g_strfreev() it. */
char **form_match_split(const char *text);

/* Bytes of what numbers a line at its beginning: "7. ", "b) ", "C. ", "Steg 3. "; 0: nothing does.
 */
gsize form_match_marker(const char *text);

/* Words that follow each other. */
typedef struct {
	const FormWord *at;
	guint n;
} FormWords;

/*
 * The words of cells first..end-1. All of a document are cut when some are asked
 * for, and kept with it: they are gone when a cell is added.
 */
FormWords form_match_words(const Document *document, guint first, guint end);

/* How much of a phrase may be illegible. */
typedef enum {
	FORM_MATCH_MOST_WORDS, /* one word in six: of headings and questions */
	FORM_MATCH_EVERY_WORD, /* none: where one word makes the difference */
} FormMatchCare;

/*
 * How many of words, from the first on, are phrase; 0 if they are not.
 * ret_likeness: 1 for letter by letter, less for each letter that differs.
 */
guint form_match_phrase(const Document *document, const FormPhrase *phrase, const FormWord *words,
	guint n_words, FormMatchCare care, double *ret_likeness);

/* The shape of a folded word. */
FormShape form_match_shape(const char *folded);

#define FORM_MATCH_EXACT_UNDER 6 /* letters */
#define FORM_MATCH_ENDING_MAX  3 /* letters */

/* As form_match_shaped(), for words that their shapes do not tell apart. */
int form_match_letters(const char *a, FormShape a_shape, const char *b, FormShape b_shape);

/* As form_match_word(), for words whose shapes are known: they tell most words apart. */
static inline int
form_match_shaped(const char *a, FormShape a_shape, const char *b, FormShape b_shape)
{
	guint shorter = MIN(a_shape.length, b_shape.length);
	guint longer = MAX(a_shape.length, b_shape.length);
	gboolean may = shorter < FORM_MATCH_EXACT_UNDER
			       ? shorter == longer && a_shape.letters == b_shape.letters
			       : longer - shorter <= FORM_MATCH_ENDING_MAX;

	return may ? form_match_letters(a, a_shape, b, b_shape) : -1;
}

/*
 * How many letters differ between two folded words if they may be the same
 * word, else -1. Words under six letters must be the same.
 */
int form_match_word(const char *a, const char *b);

/*
 * TRUE if two names may be one person's: every word of the shorter is in the
 * longer one, initials and letters of noise apart. A name without words is anybody's.
 */
gboolean form_match_names(const char *a, const char *b);
