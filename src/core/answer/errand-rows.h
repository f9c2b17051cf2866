/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/answer/answer.h"
#include "core/answer/errand.h"

/* The rows of an answer, for errand.c. */

/* All that answer_lines (AnswerLine *) say, commands or not: mail_commands_read(), by number. */
GPtrArray *errand_commands(const GPtrArray *answer_lines, const ErrandOffice *office);

/* TRUE if text takes something back, puts it off, or asks. */
gboolean errand_is_cautious(const char *text);

/*
 * Unclear steps for what is not read: for where a quotation is presumed, and for each command below
 * one; of an answer to a question for each doubt there, too. g_ptr_array_unref() them.
 */
GPtrArray *errand_unread(const Answer *answer, const ErrandOffice *office);
