/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/form/reading.h"
#include "core/record.h"

/*
 * What a case and its notices take from a reading. file may be NULL: the
 * reading failed.
 */

/* PlannedFlag * for each flag of each document; owned array. */
GPtrArray *reading_facts_flags(const ReadingFile *file);

/*
 * Facts (core/notice/notice.h) for the notices that waited: flags with titles, and, for
 * secure routes, the fields that were read. language: of the titles. g_free() them.
 */
char *reading_facts_make(const ReadingFile *file, const char *language);

/* Of these the fields that were read. */
void reading_facts_put_reports(Record *facts, const ReadingFile *file);

/* The reporter as the first form names them; borrowed, NULL if none does. */
const char *reading_facts_reporter_name(const ReadingFile *file);
const char *reading_facts_reporter_address(const ReadingFile *file);
