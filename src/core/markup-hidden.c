/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a person does not see of a page must command nothing: the usual ways to hide text, which
 * newsletters use for the line that an inbox shows.
 */
#include "core/markup-hidden.h"

#include <string.h>

#define NOTHING "0" /* any number that is zero, in any unit */

static const struct {
	const char *property, *value;
	MarkupHidden bit;
} ways[] = {
	{ "display", "none", MARKUP_HIDDEN_GONE },
	{ "mso-hide", "all", MARKUP_HIDDEN_GONE },
	{ "opacity", NOTHING, MARKUP_HIDDEN_GONE },
	{ "max-height", NOTHING, MARKUP_HIDDEN_GONE },
	{ "max-width", NOTHING, MARKUP_HIDDEN_GONE },
	{ "visibility", "hidden", MARKUP_HIDDEN_UNSEEN },
	{ "visibility", "collapse", MARKUP_HIDDEN_UNSEEN },
	{ "font-size", NOTHING, MARKUP_HIDDEN_TINY },
};

/* What the makers of newsletters call that line. */
static const char *const classes[] = { "preheader", "preview-text", "hidden-preheader" };

/* "0", "0px", ".0em", "0 !important". */
static gboolean
is_nothing(MarkupSpan value)
{
	gsize i = 0;
	gboolean digit = FALSE;

	for (; i < value.length && (value.text[i] == '0' || value.text[i] == '.'); i++)
		digit |= value.text[i] == '0';
	return digit && (i == value.length || !g_ascii_isdigit(value.text[i]));
}

static gboolean
has_value(MarkupSpan value, const char *wanted)
{
	gsize length = strlen(wanted);

	if (strcmp(wanted, NOTHING) == 0)
		return is_nothing(value);
	return markup_span_begins(value, wanted) &&
	       (value.length == length || strchr(" !", value.text[length]));
}

/* A size that is a part of the one around it, of which nothing is nothing. */
static gboolean
is_relative(MarkupSpan value)
{
	const char *last = value.text + value.length - 1;

	if (!value.length || *last == '%' || markup_span_is(value, "inherit"))
		return TRUE;
	return value.length > 2 && g_ascii_strncasecmp(last - 1, "em", 2) == 0 && last[-2] != 'r';
}

/* What one declaration of a style says; the last one of a property counts. */
static void
apply(MarkupSpan property, MarkupSpan value, guint *own, guint *inherited)
{
	for (gsize i = 0; i < G_N_ELEMENTS(ways); i++) {
		guint all_ways = 1u << i;

		if (!markup_span_is(property, ways[i].property))
			continue;
		*own &= ~all_ways;
		if (has_value(value, ways[i].value))
			*own |= all_ways;
		else if (!is_relative(value))
			*inherited &= ~(guint) ways[i].bit;
	}
}

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

guint
markup_hidden(const MarkupTag *tag, guint outer)
{
	MarkupSpan style = tag->style, rest;
	guint own = 0, inherited = outer;

	while (markup_span_take(&style, ';', &rest)) {
		MarkupSpan property, value = { 0 };

		if (markup_span_take(&rest, ':', &property))
			value = markup_span_trim(rest);
		if (value.length)
			apply(property, value, &own, &inherited);
	}
	/* Nothing in it can undo that. */
	inherited |= outer & MARKUP_HIDDEN_GONE;
	for (gsize i = 0; i < G_N_ELEMENTS(ways); i++)
		if (own & 1u << i)
			inherited |= ways[i].bit;
	if (tag->hidden || has_class(tag->class))
		inherited |= MARKUP_HIDDEN_GONE;
	return inherited;
}
