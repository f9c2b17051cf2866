/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The usual ways to hide text by declarations of CSS, which newsletters use for the line that an
 * inbox shows. What is not known to show must not be taken for seen.
 */
#include "core/markup-style.h"

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

/* What has to be reckoned before it is known, or is no colour that is judged. */
static gboolean
is_reckoned(MarkupSpan value)
{
	static const char *const known[] = { "rgb", "rect(", "inset(", "circle(", "scale",
		"translate", "rotate" };
	const char *mark = memchr(value.text, '(', value.length);
	gsize behind = mark ? value.length - (gsize) (mark + 1 - value.text) : 0;

	if (!mark)
		return FALSE;
	if (memchr(mark + 1, '(', behind))
		return TRUE;
	for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
		if (markup_span_begins(value, known[i]))
			return FALSE;
	return TRUE;
}

static gboolean
is_escaped(MarkupSpan span)
{
	return memchr(span.text, '\\', span.length) || memchr(span.text, '&', span.length);
}

static MarkupGround
ground_of(MarkupSpan value)
{
	if (!value.length || markup_span_begins(value, "transparent") ||
		markup_span_begins(value, "none") || markup_span_begins(value, "in"))
		return MARKUP_GROUND_NONE;
	return is_pale(value) ? MARKUP_GROUND_PAPER : MARKUP_GROUND_OTHER;
}

/* What one declaration says; the last one of a property counts. */
static void
apply(MarkupSpan property, MarkupSpan value, MarkupStyle *style)
{
	for (gsize i = 0; i < G_N_ELEMENTS(ways); i++) {
		guint32 way = 1u << i;

		if (!markup_span_is(property, ways[i].property))
			continue;
		style->named |= way;
		style->ways &= ~way;
		style->odd |= is_escaped(value) || is_reckoned(value);
		if (has_value(value, ways[i].value))
			style->ways |= way;
		else if (!is_relative(value))
			style->shows |= ways[i].bit & ~(guint) (FLAT | CUT);
	}
	if (!markup_span_is(property, "background") &&
		!markup_span_is(property, "background-color"))
		return;
	MarkupGround ground = ground_of(value);
	if (ground != MARKUP_GROUND_NONE)
		style->ground = ground;
}

void
markup_style_add(MarkupStyle *style, const MarkupStyle *more)
{
	style->ways = (style->ways & ~more->named) | more->ways;
	style->named |= more->named;
	style->shows |= more->shows;
	if (more->ground != MARKUP_GROUND_NONE)
		style->ground = more->ground;
	style->odd |= more->odd;
}

MarkupStyle
markup_style_of_color(MarkupSpan color)
{
	static const MarkupSpan property = { "color", 5 };
	MarkupStyle style = { 0 };

	if (color.length)
		apply(property, color, &style);
	return style;
}

MarkupStyle
markup_style_of_ground(MarkupSpan ground)
{
	return (MarkupStyle){ .ground = ground_of(ground) };
}

static MarkupStyle
read_declarations(MarkupSpan text)
{
	MarkupStyle style = { 0 };
	MarkupSpan rest;

	while (markup_span_take(&text, ';', &rest)) {
		MarkupSpan property, value = { 0 };

		if (!markup_span_take(&rest, ':', &property))
			continue;
		value = markup_span_trim(rest);
		style.odd |= is_escaped(property);
		if (value.length)
			apply(property, value, &style);
	}
	return style;
}

MarkupStyle
markup_style_read(MarkupSpan text)
{
	gboolean odd = FALSE;

	if (!text.length)
		return (MarkupStyle){ 0 };
	if (!memchr(text.text, '"', text.length) && !memchr(text.text, '\'', text.length) &&
		!memchr(text.text, '(', text.length) && !memchr(text.text, '*', text.length))
		return read_declarations(text);
	g_autofree char *clean = markup_style_clean(text, &odd);
	MarkupStyle style = read_declarations((MarkupSpan){ clean, strlen(clean) });
	style.odd |= odd;
	return style;
}

guint
markup_style_hides(guint32 taken)
{
	guint bits = 0;

	for (gsize i = 0; i < G_N_ELEMENTS(ways); i++)
		if (taken & 1u << i)
			bits |= ways[i].bit;
	if ((bits & (FLAT | CUT)) == (FLAT | CUT))
		bits |= MARKUP_HIDDEN_GONE;
	return bits & ~(guint) (FLAT | CUT);
}
