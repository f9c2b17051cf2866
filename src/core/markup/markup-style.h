/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/markup/markup-color.h"
#include "core/markup/markup-tag.h"

/* What hides an element of HTML, or shows it within one that is hidden. */
typedef enum {
	MARKUP_HIDDEN_GONE = 1 << 0,   /* with all that is in it */
	MARKUP_HIDDEN_UNSEEN = 1 << 1, /* but what is in it may say otherwise: visibility */
	MARKUP_HIDDEN_TINY = 1 << 2,   /* the same: letters of no size */
	MARKUP_HIDDEN_PALE = 1 << 3,   /* the same: letters of the colour of paper */
	MARKUP_HIDDEN_GROUND = 1 << 4, /* another colour is behind them: pale ones are seen */
} MarkupHidden;

typedef enum {
	MARKUP_GROUND_NONE, /* nothing is said of what is behind the letters */
	MARKUP_GROUND_PAPER,
	MARKUP_GROUND_OTHER,
} MarkupGround;

/* What declarations of CSS say of whether an element is seen. */
typedef struct {
	guint32 ways;  /* a bit for each way to hide that they take */
	guint32 named; /* for each of which they have the property */
	guint shows;   /* MarkupHidden bits of what is around that they take back */
	MarkupGround ground;
	MarkupShade letters, behind; /* the shades of letters, and of what they stand on */
	gboolean odd;                /* they may hide in a way that is not judged */
	gboolean covers;             /* they may hide what stands beside it */
	gboolean smaller;            /* letters, by a part of what they were */
} MarkupStyle;

/* text is what an attribute "style" or the braces of a rule hold. */
MarkupStyle markup_style_read(MarkupSpan text);

/* The same of an attribute as the page has it, with its character references read. */
MarkupStyle markup_style_of_attribute(MarkupSpan value);

/* The value of an attribute with its character references read. g_free() it. */
char *markup_style_meant(MarkupSpan value);

/* Adds what goes before what is in *style: the last one of a property counts. */
void markup_style_add(MarkupStyle *style, const MarkupStyle *more);

/* The same for an attribute: a colour of letters, or one behind them. */
MarkupStyle markup_style_of_color(MarkupSpan color);
MarkupStyle markup_style_of_ground(MarkupSpan ground);

/* MarkupHidden bits of an element by those ways. */
guint markup_style_hides(guint32 ways);

/* TRUE if they may hide a part of what is in the element: nothing runs over an edge that it has. */
gboolean markup_style_cuts(guint32 ways);

/*
 * CSS without comments and without what stands in quotes or in url(), so that what is left can be
 * parted at its marks (CSS Syntax Level 3, section 4.3). *ret_odd, else untouched, becomes TRUE
 * where one of these has no end or may be another. g_free() it.
 */
char *markup_style_clean(MarkupSpan text, gboolean *ret_odd);
