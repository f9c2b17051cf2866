/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/answer/answer-rows.h"
#include "core/answer/answer.h"

/* Why an answer ends at row i, which there is; ANSWER_END_MAIL: it does not. */
AnswerEnd answer_end_at(const AnswerRows *rows, guint i);

/*
 * The rows from i on, where the answer ended for this reason, that may be the person's: guint.
 * g_array_unref() it.
 */
GArray *answer_end_find_below(const AnswerRows *rows, guint i, AnswerEnd end);

/* What presumed of Answer says of an answer that ended at row i for this reason. */
gboolean answer_end_is_presumed(const AnswerRows *rows, guint i, AnswerEnd end);
