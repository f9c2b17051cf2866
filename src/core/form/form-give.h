/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/form/form-layout.h"
#include "core/form/form-value.h"

#define CERTAIN_INLINE 1.0  /* on the line of its label or in the next cell */
#define CERTAIN_NEAR   0.9  /* below or above it */
#define CERTAIN_LOOSE  0.85 /* without a label */
#define CERTAIN_REST   0.5  /* what is left over */

/*
 * Each adds a FormValue to layout->values and claims the pieces that it is made
 * of. Those that may find nothing return FALSE then, and add nothing.
 */

/* Label index is there, its value is not. */
void form_give_nothing(FormLayout *layout, gint index);

/* Piece number p, with the rest of its table cell. */
void form_give_piece(FormLayout *layout, gint index, guint p, double certainty);

/* All text between label index and the next. */
gboolean form_give_text(FormLayout *layout, gint index);

/* All text below label index, the head of a column. */
gboolean form_give_column(FormLayout *layout, gint index);

/* The free pieces of owner that fit what label->standard says: one, or all of a text. */
void form_give_standard(FormLayout *layout, const FormLabel *label, gint owner);

/* The first free piece of section that fits what label->standard says. */
void form_give_head(FormLayout *layout, const FormLabel *label, const char *section);

/* What nothing has taken, as one text; NULL if nothing is left. form_value_free() it. */
FormValue *form_give_rest(FormLayout *layout);
