/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/form/reading.h"

/*
 * Which documents of a file, or of all files of a mail, are one report and which
 * are several: each of these is a case of its own. The same form as docx and PDF
 * is one report; in doubt two are two, for one that is lost is worse than one that
 * a person joins.
 */

typedef struct {
	guint n;
	gboolean doubtful; /* some documents are one report that perhaps are several */
} SeveralCount;

/*
 * The number of the report that each document belongs to, from 0 in the order of
 * the file: guint, as many as there are documents; g_array_unref() it. What is no
 * filled form of a report (words, an empty form, an investigation alone) belongs to
 * the report with its registration number, else to the first, unless it has a
 * number and every report another one. ret_count: how many reports, at least 1.
 */
GArray *several_sort(const ReadingFile *file, SeveralCount *ret_count);

/* How many reports there may be: as several_sort(), or, without a form, accounts that differ. */
SeveralCount several_count(const ReadingFile *file);

/*
 * One ReadingFile * for each report, in that order, with its documents, which are
 * taken out of file. At most max: the documents of the rest belong to the first.
 * g_ptr_array_unref() it.
 */
GPtrArray *several_split(ReadingFile *file, guint max);

/*
 * Which reports (ReadingFile *) of a mail that is read again are which. own: what the mail's own
 * was before, without documents if that is not known; known: those that have a case by it
 * (likewise). The index in known of each of reports or, for the own (ret_own) and what is new,
 * -1: gint; g_array_unref() it. What says exactly the same goes before what is the same, and
 * that before what perhaps is; of each the own goes first. The rest is taken for what stands at
 * its place, so that a file that is read by better rules has as many reports as before.
 */
GArray *several_match(
	const GPtrArray *reports, const ReadingFile *own, const GPtrArray *known, guint *ret_own);
