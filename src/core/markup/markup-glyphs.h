/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/markup/markup-tag.h"

/*
 * Fonts that show something else than the letters of the text: Wingdings and its like. value: of
 * an attribute "style" or "face". TRUE also where a name may be written in disguise.
 */
gboolean markup_glyphs_are_other(MarkupSpan value);

/*
 * The same of a style sheet as it was written: of its rules, and of fonts that it brings along.
 * What it only says of a font, or of the bullets of a list (@font-face, @list of Word), counts for
 * nothing.
 */
gboolean markup_glyphs_in_sheet(MarkupSpan css);
