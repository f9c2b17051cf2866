/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/answer/answer.h"

/* TRUE if both have the same letters and digits, however they are set and broken into lines. */
gboolean answer_agrees(const Answer *one, const Answer *other);

/* Takes out the lines that are not in the other too, alone or with those behind them. */
void answer_keep_shared(Answer *answer, const Answer *other);
