/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/answer/answer.h"

/* The answer of a mail that has this body; page: in html. */
Answer *answer_of_body(const char *text, gboolean page);

/* Adds a body to mail. */
void answer_add_body(Mail *mail, const char *text, gboolean page, guint alternative);

/* AnswerLine *: "1 utred | 3 notera: x"; "-" for none. g_free() it. */
char *answer_show(const GPtrArray *lines);
char *answer_show_lines(const Answer *answer);
