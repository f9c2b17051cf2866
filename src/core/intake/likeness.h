/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/form/reading.h"

/*
 * Whether two reports say the same in almost the same words, told by a few
 * numbers of each: the smallest hashes of its pairs of words (Broder, "On the
 * resemblance and containment of documents", 1997). A text of up to 65 words is
 * compared whole, a longer one by a sample. Pairs, and not longer runs, because a
 * single word that was changed in 20 still leaves four fifths of them.
 */
#define LIKENESS_HASHES 64

/* So many of its first hashes find a text again: two that are alike share one of them. */
#define LIKENESS_KEYS 4

typedef struct {
	guint32 hashes[LIKENESS_HASHES]; /* ascending, each once */
	guint n;                         /* 0: nothing to compare */
} Likeness;

/* Of text, which may be NULL; of fewer than 20 words only the whole counts. */
void likeness_of_text(const char *text, Likeness *ret);

/* Of what was written in one report. */
void likeness_of_report(const ReadingReport *report, Likeness *ret);

/*
 * Of what was written in the reports, without the words of the form. Nothing if
 * a file could not be read, for then the texts of two mails may be alike and what
 * they bring is not. file may be NULL.
 */
void likeness_of_reading(const ReadingFile *file, Likeness *ret);

/* How much of both is in both, in percent; 0 if there is nothing to compare. */
guint likeness_share(const Likeness *a, const Likeness *b);

/* TRUE if at least four fifths are in both. */
gboolean likeness_is_alike(const Likeness *a, const Likeness *b);
