/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/form/document.h"
#include "core/form/form-match.h"
#include "core/form/form-vocabulary.h"

/*
 * What form-scan.c knows while it walks the words of a part, and where a label
 * may stand there. Everything is borrowed.
 */
typedef struct {
	const FormIndex *index; /* of the part */
	const Document *document;
	const char *part;
	const FormWord *words;
	guint n_words;
	const char *section;
	gboolean prose;   /* in the value of a field of many lines */
	guint after;      /* the word right after the last label */
	gboolean peeking; /* looks for the next label: none that asks for one itself */
	GArray *hits;
	GHashTable *found; /* ids of the labels in hits */
} FormScan;

/* The text of the cell of a word. */
const char *form_place_text_of(const FormScan *scan, const FormWord *word);

/* What stands after the brackets that explain a label, "(texta)"; rest if there are none. */
const char *form_place_skip_brackets(const char *rest);

/* TRUE if the label that ends with last is closed: by its line's end, a colon or a "?". */
gboolean form_place_is_closed(const FormScan *scan, const FormWord *last);

/* TRUE if word next begins another cell than the one before it. */
gboolean form_place_ends_line(const FormScan *scan, guint next);

/* TRUE if a box stands right before word. */
gboolean form_place_follows_box(const FormScan *scan, const FormWord *word);

/* TRUE if the word before i is a possessive that begins the line. */
gboolean form_place_is_possessed(const FormScan *scan, guint i);

/*
 * How many words from next on, right after a label, are printed too: they go on
 * with it to the end of the line, "Enhet som händelsen rör", or are no value of
 * its kind, "Telefon dagtid". 0: none.
 */
guint form_place_tail(const FormScan *scan, const FormLabel *label, guint next);

/* TRUE if word i stands where labels begin. */
gboolean form_place_begins(const FormScan *scan, guint i);

/* TRUE if a label of n words may stand at word i. */
gboolean form_place_may_stand(const FormScan *scan, const FormLabel *label, guint i, guint n);

/*
 * TRUE if a label of n words at word i counts in a section that it was not made
 * for, as forms order their questions differently: a box beside it, or nothing
 * else on its line, and not asked before.
 */
gboolean form_place_counts_elsewhere(
	const FormScan *scan, const FormLabel *label, guint i, guint n);

/* TRUE if word begins its line and last stands right before a colon. */
gboolean form_place_has_colon(const FormScan *scan, const FormWord *word, const FormWord *last);
