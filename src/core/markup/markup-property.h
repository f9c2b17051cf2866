/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/markup/markup-tag.h"

/* By what it is judged whether a declaration of CSS leaves text as it is seen. */
typedef enum {
	MARKUP_PROPERTY_ANY,     /* whatever it says */
	MARKUP_PROPERTY_WORDS,   /* one of these: "a|b" */
	MARKUP_PROPERTY_LETTERS, /* a size of letters */
	MARKUP_PROPERTY_FONT,
	MARKUP_PROPERTY_BOX, /* what is left free around */
	MARKUP_PROPERTY_MARGIN,
	MARKUP_PROPERTY_INDENT,
	MARKUP_PROPERTY_LINE,
	MARKUP_PROPERTY_SPACING,
	MARKUP_PROPERTY_OPACITY,
	MARKUP_PROPERTY_OFFSET, /* from where it would stand */
} MarkupPropertyKind;

typedef struct {
	const char *property; /* with "*" at its end: all that begin so */
	MarkupPropertyKind kind;
	const char *words;
} MarkupProperty;

/* NULL: it is not known. Static. */
const MarkupProperty *markup_property_find(MarkupSpan name);

/* TRUE if name is pattern, or begins as one does that ends in "*". */
gboolean markup_property_is(MarkupSpan name, const char *pattern);
