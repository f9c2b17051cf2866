/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/form/reading.h"

/*
 * Which reports of an answer in a case are that case's, and which are new. The first filled form
 * of a case that has none is its own: most often it is what the case was asked for.
 */

typedef struct {
	guint n;           /* reports that are not the case's: each is a case of its own */
	guint forms;       /* filled forms of a report in the answer, whosever they are */
	gboolean doubtful; /* what was taken for the case's report is perhaps another */
} SeveralAnswer;

/*
 * Of each document of answer, 0 if it is the case's, else the number of its report, from 1 in the
 * order of the answer: guint, g_array_unref() it. had: ReadingFile *, what else was read in the
 * case and in those that came in the same mails. An investigation or a decision, and the report of
 * such a dossier, stay in the case.
 */
GArray *several_sort_answer(
	const ReadingFile *answer, const GPtrArray *had, SeveralAnswer *ret_answer);

/*
 * What the case keeps, and then each new report: ReadingFile *, with their documents, which are
 * taken out of answer; g_ptr_array_unref() it. of: as several_sort_answer() says. At most max
 * reports are new: the documents of the rest are the case's.
 */
GPtrArray *several_split_answer(ReadingFile *answer, const GArray *of, guint max);
