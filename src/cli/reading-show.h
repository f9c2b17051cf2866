/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/cli.h"
#include "core/form/reading.h"

/*
 * What was read from one document, for people: a line or paragraph for each
 * member that is written. Where a value could not be made out its text stands
 * in its place with "[?]". with_where adds the line or page and the confidence.
 */
void reading_show(const CliContext *context, Reading *reading, gboolean with_where);

/* Each flag of the reading with its sentence. */
void reading_show_flags(const CliContext *context, const Reading *reading);
