/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a person does not see of a page must command nothing.
 */
#include "core/markup/markup-glyphs.h"
#include "core/markup/markup-hidden.h"

#include <string.h>

/* What the makers of newsletters call the line that an inbox shows. */
static const char *const classes[] = { "preheader", "preview-text", "hidden-preheader" };

/* What is not shown, or is taken back. */
static const char *const elements[] = { "noscript", "select", "s", "strike", "del", "template",
	"datalist", "rp" };

/* Of letters of 12 points the fifth part has no more than 3. */
#define SHRINKS_MAX 3

static gboolean
has_class(MarkupSpan class)
{
	MarkupSpan word;

	while (markup_span_take(&class, ' ', &word))
		for (gsize i = 0; i < G_N_ELEMENTS(classes); i++)
			if (markup_span_is(word, classes[i]))
				return TRUE;
	return FALSE;
}

static gboolean
is_never_shown(const MarkupTag *tag)
{
	for (gsize i = 0; i < G_N_ELEMENTS(elements); i++)
		if (markup_span_is(tag->name, elements[i]))
			return TRUE;
	return tag->hidden || has_class(tag->class);
}

/* What some programs show only when it is opened, or in the place of something else. */
static gboolean
may_be_shut(const MarkupTag *tag)
{
	static const char *const shut[] = { "details", "dialog", "audio", "video", "object",
		"canvas", "applet", "marquee", "bdo", "rt" };

	for (gsize i = 0; i < G_N_ELEMENTS(shut); i++)
		if (markup_span_is(tag->name, shut[i]))
			return TRUE;
	return FALSE;
}

/* With that style, in an element with the bits of outer. */
static guint
settle(const MarkupTag *tag, const MarkupStyle *style, guint outer)
{
	guint inherited = outer & ~style->shows;
	guint bits = markup_style_hides(style->ways);

	if (style->ground == MARKUP_GROUND_PAPER)
		inherited &= ~(guint) MARKUP_HIDDEN_GROUND;
	else if (style->ground == MARKUP_GROUND_OTHER)
		inherited |= MARKUP_HIDDEN_GROUND;
	if (is_never_shown(tag))
		bits |= MARKUP_HIDDEN_GONE;
	/* Nothing in what is gone can undo that. */
	return inherited | bits | (outer & MARKUP_HIDDEN_GONE);
}

/* Of sheets is believed what hides, and nothing that shows: another rule may go before it. */
static guint
settle_perhaps(const MarkupTag *tag, const MarkupStyle *own, const MarkupStyle *sheets, guint outer)
{
	MarkupStyle style = *own;

	style.ways |= sheets->ways;
	if (sheets->ground != MARKUP_GROUND_NONE)
		style.ground = sheets->ground;
	gboolean odd = own->odd || sheets->odd || may_be_shut(tag) || markup_style_cuts(style.ways);
	return settle(tag, &style, outer) | (odd ? (guint) MARKUP_HIDDEN_GONE : 0);
}

static guint
count_shrinks(
	const MarkupTag *tag, const MarkupStyle *known, const MarkupStyle *perhaps, guint outer)
{
	static const char *const small[] = { "small", "sub", "sup" };
	guint shrinks = known->shows & MARKUP_HIDDEN_TINY ? 0 : outer;

	for (gsize i = 0; i < G_N_ELEMENTS(small); i++)
		if (markup_span_is(tag->name, small[i]))
			shrinks++;
	return known->smaller || perhaps->smaller ? shrinks + 1 : shrinks;
}

MarkupLook
markup_hidden(const MarkupTag *tag, MarkupLook outer, MarkupSheet *sheet)
{
	const MarkupStyle parts[] = { markup_style_of_color(tag->color),
		markup_style_of_ground(tag->ground), markup_style_of_attribute(tag->style) };
	MarkupStyle known, perhaps, own = { 0 };

	/* What a style says goes before the attributes. */
	markup_sheet_look(sheet, tag, &known, &perhaps);
	for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
		markup_style_add(&own, &parts[i]);
	}
	markup_style_add(&known, &own);
	return (MarkupLook){ settle(tag, &known, outer.known),
		settle_perhaps(tag, &own, &perhaps, outer.perhaps),
		known.letters ? known.letters : outer.letters,
		known.behind ? known.behind : outer.behind,
		count_shrinks(tag, &known, &perhaps, outer.shrinks),
		outer.glyphs || markup_glyphs_are_other(tag->style) ||
			markup_glyphs_are_other(tag->face) };
}

static gboolean
hides(guint bits)
{
	gboolean pale = (bits & MARKUP_HIDDEN_PALE) && !(bits & MARKUP_HIDDEN_GROUND);

	return pale || (bits & (MARKUP_HIDDEN_GONE | MARKUP_HIDDEN_UNSEEN | MARKUP_HIDDEN_TINY));
}

gboolean
markup_hidden_is(MarkupLook look)
{
	return hides(look.known);
}

gboolean
markup_hidden_may_be(MarkupLook look)
{
	return hides(look.known) || hides(look.perhaps) || look.shrinks > SHRINKS_MAX ||
	       !markup_color_is_seen(look.letters, look.behind);
}
