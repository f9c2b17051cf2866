/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/form/reading.h"

/*
 * What the documentation of an investigation has to show and does not yet: what happened and
 * its consequences, when and how it was noticed, when it happened, causes, whether it has
 * happened before and can happen again, measures and when they were taken, what is proposed; of
 * the log that it has entries, and of
 * each its day, source, whether it is fact or assessment, and who wrote it with
 * title. The sources are those of the regulation that the clocks' rules name. A form without any
 * investigation lacks all of it. GPtrArray of char *, a short sentence each, without anything
 * that was written; transferred.
 */
GPtrArray *investigation_law_missing(const Reading *reading, gboolean english);

/* The same without what each entry lacks. logged: the case has entries that the form has not. */
GPtrArray *investigation_law_gaps(const Reading *reading, gboolean logged, gboolean english);

/* What a member of an entry is called in what is missing: "varifrån uppgiften kommer". Static. */
const char *investigation_law_entry_word(const char *member, gboolean english);
