/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/markup/markup-sheet.h"

/*
 * Whether an element of HTML is shown: by what it says itself, which are its attributes "hidden",
 * "style", "class", "color" and "bgcolor"; by what it is, for what is struck out is taken back; and
 * by the style sheets of the mail. What a script says of it is not known.
 */
typedef struct {
	guint known;   /* MarkupHidden bits, by what is certain */
	guint perhaps; /* those if all that may hide it does */
	MarkupShade letters, behind;
	guint shrinks;   /* how often letters have got smaller */
	gboolean glyphs; /* a font may show other letters */
} MarkupLook;

/* That of an element in one that looks so. */
MarkupLook markup_hidden(const MarkupTag *tag, MarkupLook outer, MarkupSheet *sheet);

/* TRUE if nobody sees it. */
gboolean markup_hidden_is(MarkupLook look);

/* TRUE if it is not certain that everybody sees it. */
gboolean markup_hidden_may_be(MarkupLook look);
