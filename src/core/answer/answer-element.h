/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/answer/answer-rows.h"
#include "core/markup/markup-tag.h"

/* What an element of a page says of what is in it, which stands in outer. */
AnswerPlace answer_element_place(const MarkupTag *tag, AnswerPlace outer);

/* What it says of all that follows. AnswerFrom bits. */
guint answer_element_from(const MarkupTag *tag);
