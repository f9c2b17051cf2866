/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/markup-tag.h"

/*
 * Whether an element of HTML is shown, by what it says itself: its attributes "hidden", "style",
 * "class", "color" and "bgcolor", and by what it is: what is struck out is taken back. What a style
 * sheet or a script says of it is not known.
 */
typedef enum {
	MARKUP_HIDDEN_GONE = 1 << 0,   /* with all that is in it */
	MARKUP_HIDDEN_UNSEEN = 1 << 1, /* but what is in it may say otherwise: visibility */
	MARKUP_HIDDEN_TINY = 1 << 2,   /* the same: letters of no size */
	MARKUP_HIDDEN_PALE = 1 << 3,   /* the same: letters of the colour of paper */
	MARKUP_HIDDEN_GROUND = 1 << 4, /* another colour is behind them: pale ones are seen */
} MarkupHidden;

/* MarkupHidden bits of an element in one that has those of outer. */
guint markup_hidden(const MarkupTag *tag, guint outer);

/* TRUE if with those bits nobody sees it. */
gboolean markup_hidden_is(guint bits);
