/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/answer/answer-rows.h"
#include "core/answer/answer.h"

/* Why an answer ends at row i, which there is; ANSWER_END_MAIL: it does not. */
AnswerEnd answer_end_at(const AnswerRows *rows, guint i);

/* TRUE if a row from i on, where the answer ended for this reason, may be the person's. */
gboolean answer_end_find_below(const AnswerRows *rows, guint i, AnswerEnd end);
