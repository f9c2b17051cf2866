/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a person does not see of a page must command nothing: the usual ways to hide text, which
 * newsletters use for the line that an inbox shows.
 */
#include "core/markup-hidden.h"

#include <string.h>

#define NOTHING "0" /* any number that is zero, in any unit */
#define FAR     "-" /* 100 or more out of the page, in any unit */
#define SMALL   "2" /* no larger than two pixels or points */
#define PALE    "#" /* white, nearly white or none */

/* Which of them only hide together: the height of nothing, and that nothing runs over. */
#define FLAT (1 << 8)
#define CUT  (1 << 9)

static const struct {
	const char *property, *value;
	guint bit; /* MarkupHidden, FLAT or CUT */
} ways[] = {
	{ "display", "none", MARKUP_HIDDEN_GONE },
	{ "mso-hide", "all", MARKUP_HIDDEN_GONE },
	{ "opacity", NOTHING, MARKUP_HIDDEN_GONE },
	{ "max-height", NOTHING, MARKUP_HIDDEN_GONE },
	{ "max-width", NOTHING, MARKUP_HIDDEN_GONE },
	{ "left", FAR, MARKUP_HIDDEN_GONE },
	{ "right", FAR, MARKUP_HIDDEN_GONE },
	{ "top", FAR, MARKUP_HIDDEN_GONE },
	{ "margin-left", FAR, MARKUP_HIDDEN_GONE },
	{ "margin-top", FAR, MARKUP_HIDDEN_GONE },
	{ "text-indent", FAR, MARKUP_HIDDEN_GONE },
	{ "clip", "rect(0", MARKUP_HIDDEN_GONE },
	{ "clip", "rect(1px", MARKUP_HIDDEN_GONE },
	{ "clip-path", "inset(50%", MARKUP_HIDDEN_GONE },
	{ "clip-path", "inset(100%", MARKUP_HIDDEN_GONE },
	{ "clip-path", "circle(0", MARKUP_HIDDEN_GONE },
	{ "transform", "scale(0", MARKUP_HIDDEN_GONE },
	{ "text-decoration", "line-through", MARKUP_HIDDEN_GONE },
	{ "text-decoration-line", "line-through", MARKUP_HIDDEN_GONE },
	{ "height", NOTHING, FLAT },
	{ "width", NOTHING, FLAT },
	{ "overflow", "hidden", CUT },
	{ "visibility", "hidden", MARKUP_HIDDEN_UNSEEN },
	{ "visibility", "collapse", MARKUP_HIDDEN_UNSEEN },
	{ "font-size", SMALL, MARKUP_HIDDEN_TINY },
	{ "color", PALE, MARKUP_HIDDEN_PALE },
};

G_STATIC_ASSERT(G_N_ELEMENTS(ways) < 32);

/* What the makers of newsletters call that line. */
static const char *const classes[] = { "preheader", "preview-text", "hidden-preheader" };

/* What is not shown, or is taken back. */
static const char *const elements[] = { "noscript", "textarea", "select", "s", "strike", "del" };

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
is_far(MarkupSpan value)
{
	guint digits = 0;

	if (!value.length || value.text[0] != '-')
		return FALSE;
	for (gsize i = 1; i < value.length && g_ascii_isdigit(value.text[i]); i++)
		digits++;
	return digits >= 3;
}

/* "1px", "2pt", "0.5px"; a part of the size around it is not known to be small. */
static gboolean
is_small(MarkupSpan value)
{
	MarkupSpan unit = value;

	if (is_nothing(value))
		return TRUE;
	while (unit.length && (g_ascii_isdigit(unit.text[0]) || unit.text[0] == '.'))
		unit.text++, unit.length--;
	if (!markup_span_begins(unit, "px") && !markup_span_begins(unit, "pt"))
		return FALSE;
	return value.text[0] == '.' ||
	       (strchr("012", value.text[0]) && !g_ascii_isdigit(value.text[1]));
}

/* The next of a colour's parts, of 255, as "#fff", "#ffffff" or "rgb(255, …" write it; -1: none. */
static int
take_part(MarkupSpan *value, gboolean hex, gsize digits)
{
	int part = 0;
	gsize i = 0;

	while (!hex && value->length && !g_ascii_isdigit(*value->text))
		value->text++, value->length--;
	for (; i < value->length && i < digits; i++) {
		int digit = hex ? g_ascii_xdigit_value(value->text[i])
				: g_ascii_digit_value(value->text[i]);

		if (digit < 0)
			break;
		part = part * (hex ? 16 : 10) + digit;
	}
	value->text += i;
	value->length -= i;
	if (!i)
		return -1;
	return hex && digits == 1 ? part * 17 : part;
}

/* White, nearly so, or no colour at all. */
static gboolean
is_pale(MarkupSpan value)
{
	gboolean hex = value.length && value.text[0] == '#';
	gsize run = 0;

	if (markup_span_begins(value, "white") || markup_span_begins(value, "transparent"))
		return TRUE;
	if (!hex && !markup_span_begins(value, "rgb"))
		return FALSE;
	if (hex)
		value.text++, value.length--;
	while (hex && run < value.length && g_ascii_isxdigit(value.text[run]))
		run++;
	for (guint i = 0; i < 3; i++)
		if (take_part(&value, hex, hex && run < 6 ? 1 : (hex ? 2 : 3)) < 240)
			return FALSE;
	return TRUE;
}

static gboolean
has_value(MarkupSpan value, const char *wanted)
{
	gsize length = strlen(wanted);

	if (strcmp(wanted, NOTHING) == 0)
		return is_nothing(value);
	if (strcmp(wanted, FAR) == 0)
		return is_far(value);
	if (strcmp(wanted, SMALL) == 0)
		return is_small(value);
	if (strcmp(wanted, PALE) == 0)
		return is_pale(value);
	return markup_span_begins(value, wanted) &&
	       (value.length == length ||
		       strchr(strchr(wanted, '(') ? " ,)p" : " !", value.text[length]));
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

/* What is behind the letters. */
static void
apply_ground(MarkupSpan value, guint *inherited)
{
	if (is_pale(value) && !markup_span_begins(value, "transparent"))
		*inherited &= ~(guint) MARKUP_HIDDEN_GROUND;
	else if (value.length && !markup_span_begins(value, "transparent") &&
		 !markup_span_begins(value, "none") && !markup_span_begins(value, "in"))
		*inherited |= MARKUP_HIDDEN_GROUND;
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
			*inherited &= ~ways[i].bit;
	}
	if (markup_span_is(property, "background") || markup_span_is(property, "background-color"))
		apply_ground(value, inherited);
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

static gboolean
is_never_shown(MarkupSpan name)
{
	for (gsize i = 0; i < G_N_ELEMENTS(elements); i++)
		if (markup_span_is(name, elements[i]))
			return TRUE;
	return FALSE;
}

/* What the style says goes before the attributes. */
static void
apply_attributes(const MarkupTag *tag, guint *own, guint *inherited)
{
	static const MarkupSpan color = { "color", 5 };

	if (tag->color.length)
		apply(color, tag->color, own, inherited);
	apply_ground(tag->ground, inherited);
}

guint
markup_hidden(const MarkupTag *tag, guint outer)
{
	MarkupSpan style = tag->style, rest;
	guint own = 0, inherited = outer, bits = 0;

	apply_attributes(tag, &own, &inherited);
	while (markup_span_take(&style, ';', &rest)) {
		MarkupSpan property, value = { 0 };

		if (markup_span_take(&rest, ':', &property))
			value = markup_span_trim(rest);
		if (value.length)
			apply(property, value, &own, &inherited);
	}
	for (gsize i = 0; i < G_N_ELEMENTS(ways); i++)
		if (own & 1u << i)
			bits |= ways[i].bit;
	if ((bits & (FLAT | CUT)) == (FLAT | CUT) || tag->hidden || has_class(tag->class) ||
		is_never_shown(tag->name))
		bits |= MARKUP_HIDDEN_GONE;
	/* Nothing in what is gone can undo that. */
	return inherited | (bits & ~(guint) (FLAT | CUT)) | (outer & MARKUP_HIDDEN_GONE);
}

gboolean
markup_hidden_is(guint bits)
{
	gboolean pale = (bits & MARKUP_HIDDEN_PALE) && !(bits & MARKUP_HIDDEN_GROUND);

	return pale || (bits & (MARKUP_HIDDEN_GONE | MARKUP_HIDDEN_UNSEEN | MARKUP_HIDDEN_TINY));
}
