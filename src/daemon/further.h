/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "daemon/handler.h"

/* The reports of a mail beside that of its own case, as the store takes them. */
typedef struct {
	GPtrArray *reports; /* FurtherReport *; NULL: there are none */
	HandlerPlanner planner;
	GPtrArray *split; /* ReadingFile *, the mail's own among them */
	GPtrArray *texts; /* char *: their readings as JSON */
	Mail *mail;
} Further;

/*
 * Takes the further reports of a mail that opened a case, or the new ones of an answer, out of its
 * reading, which keeps its own report and all that is none by itself. found: what is said in any of
 * them that not everybody may hear; ask: whoever is asked for what they lack, or NULL.
 * ret_further: further_clear() it. FALSE: try again, or what is wrong with the mail.
 */
gboolean further_take(const Daemon *daemon, const ReadingJob *job, ReadingFile **file,
	const Discretion *found, const char *ask, Further *ret_further,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The reading of a report; its flags may be added to until further_write(). */
ReadingFile *further_reading(const Further *further, guint report);

/* Writes each reading as it is now. */
void further_write(Further *further);

void further_clear(Further *further);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Further, further_clear)
