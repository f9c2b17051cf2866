/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/markup/markup-tag.h"

/* How light a colour of CSS is (CSS Color Module Level 4), as far as letters need to stand out. */
typedef enum {
	MARKUP_SHADE_NONE, /* nothing is said of it */
	MARKUP_SHADE_DARK,
	MARKUP_SHADE_MIDDLE,
	MARKUP_SHADE_LIGHT,
	MARKUP_SHADE_PALE,    /* white, nearly so, or no colour at all */
	MARKUP_SHADE_UNKNOWN, /* is not judged */
} MarkupShade;

/* Of one colour, for letters. */
MarkupShade markup_color_read(MarkupSpan value);

/* Of what is behind letters: where nothing is, or what is around is seen through, NONE. */
MarkupShade markup_color_read_ground(MarkupSpan value);

/* TRUE if letters of the one on the other are read with ease; of NONE they are black, on white. */
gboolean markup_color_is_seen(MarkupShade letters, MarkupShade ground);
