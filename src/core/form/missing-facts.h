/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/notice/planned.h"
#include "core/form/reading.h"

/*
 * What a report ought to tell (SoL 27 kap., SOSFS 2011:5 chapter 5) and does not, as far
 * as it could be read. A question to whoever reported, never a reason to refuse a report.
 */

/*
 * The titles of what is missing, ended by NULL; static texts, g_free() the list. Empty if
 * nothing is, if a file could not be read, and if the report has been investigated.
 */
const char **missing_facts_find(const Reading *reading, const char *language);

/*
 * The notice that asks for them, once a case and without a word of the report; NULL if
 * nothing is missing. recipient: who reported and got a receipt.
 */
PlannedNotice *missing_facts_plan(const ReadingFile *file, const Settings *settings,
	const Board *board, const char *case_id, const char *recipient, gint64 now);
