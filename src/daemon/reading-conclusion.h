/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "daemon/daemon.h"

/* What follows from an answer of the reader to a job, with the flags that its values call for. */
typedef struct ReadingConclusion ReadingConclusion;

/*
 * json: the reading, or NULL, and fault says why it failed. A reading that makes no sense is a
 * failed one. job is borrowed until reading_conclusion_free(). NULL: try again, or what is
 * wrong with the mail. Asks the database little, so that nobody waits for it.
 */
ReadingConclusion *reading_conclusion_new(const Daemon *daemon, const ReadingJob *job,
	const char *json, const GError *fault, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void reading_conclusion_free(ReadingConclusion *conclusion);

/*
 * Compares it with other cases and records it, once: what fails is concluded anew. Within
 * together() of the store, for of two alike one is to find the other.
 */
gboolean reading_conclusion_record(
	ReadingConclusion *conclusion, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Why a reading that came makes no sense, NULL if it does. */
const GError *reading_conclusion_nonsense(const ReadingConclusion *conclusion);

/* When it is recorded: a line for each case that was opened for one more report in the mail. */
void reading_conclusion_log(const ReadingConclusion *conclusion);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ReadingConclusion, reading_conclusion_free)
