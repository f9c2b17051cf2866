/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The usual ways to hide text by declarations of CSS, which newsletters use for the line that an
 * inbox shows. What is not known to show must not be taken for seen.
 */
#include "core/markup/markup-style.h"

#include <string.h>

#include "core/markup/markup-seen.h"

#define NOTHING "0" /* any number that is zero, in any unit */
#define FAR     "-" /* 100 or more out of the page, in any unit */
#define SMALL   "2" /* no larger than two pixels or points */
#define PALE    "#" /* white, nearly white or none */
#define EDGE    "[" /* any extent */

/* Which of them only hide together: the height of nothing, or any, and that nothing runs over. */
#define FLAT    (1 << 8)
#define CUT     (1 << 9)
#define BOUND   (1 << 10)
#define PARTIAL (FLAT | CUT | BOUND)

static const struct {
	const char *property, *value;
	guint bit; /* MarkupHidden, or one of PARTIAL */
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
	{ "height", EDGE, BOUND },
	{ "width", EDGE, BOUND },
	{ "max-height", EDGE, BOUND },
	{ "max-width", EDGE, BOUND },
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

/* An edge somewhere. */
static gboolean
is_extent(MarkupSpan value)
{
	static const char *const none[] = { "auto", "none", "100%", "initial", "inherit", "unset" };

	for (gsize i = 0; i < G_N_ELEMENTS(none); i++)
		if (markup_span_is(value, none[i]))
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
		return markup_color_read(value) == MARKUP_SHADE_PALE;
	if (strcmp(wanted, EDGE) == 0)
		return is_extent(value);
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

static MarkupGround
ground_of(MarkupShade shade)
{
	if (shade == MARKUP_SHADE_NONE)
		return MARKUP_GROUND_NONE;
	return shade == MARKUP_SHADE_PALE ? MARKUP_GROUND_PAPER : MARKUP_GROUND_OTHER;
}

static void
apply_ground(MarkupSpan value, MarkupStyle *style)
{
	MarkupShade shade = markup_color_read_ground(value);

	if (shade == MARKUP_SHADE_NONE)
		return;
	style->ground = ground_of(shade);
	style->behind = shade;
}

/* TRUE if it hides for certain. */
static gboolean
apply_ways(MarkupSpan property, MarkupSpan value, MarkupStyle *style)
{
	gboolean hides = FALSE;

	for (gsize i = 0; i < G_N_ELEMENTS(ways); i++) {
		guint32 way = 1u << i;

		if (!markup_span_is(property, ways[i].property))
			continue;
		style->named |= way;
		style->ways &= ~way;
		if (has_value(value, ways[i].value)) {
			style->ways |= way;
			hides |= (ways[i].bit & (guint) PARTIAL) == 0;
		} else if (!is_relative(value))
			style->shows |= ways[i].bit & ~(guint) PARTIAL;
	}
	return hides;
}

/* What one declaration says; the last one of a property counts. */
static void
apply(MarkupSpan property, MarkupSpan value, MarkupStyle *style)
{
	gboolean hides = apply_ways(property, value, style);
	MarkupSeen seen = markup_seen(property, value);
	MarkupSpan size;

	style->odd |= !hides && (seen == MARKUP_SEEN_UNKNOWN || seen == MARKUP_SEEN_MOVED);
	style->covers |= seen == MARKUP_SEEN_MOVED;
	style->smaller |= seen == MARKUP_SEEN_SMALLER;
	if (markup_span_is(property, "color"))
		style->letters = markup_color_read(value);
	if (markup_span_is(property, "background") || markup_span_is(property, "background-color"))
		apply_ground(value, style);
	if (markup_span_is(property, "font") && markup_seen_font(value, &size))
		apply((MarkupSpan){ "font-size", strlen("font-size") }, size, style);
}

void
markup_style_add(MarkupStyle *style, const MarkupStyle *more)
{
	style->ways = (style->ways & ~more->named) | more->ways;
	style->named |= more->named;
	style->shows |= more->shows;
	if (more->ground != MARKUP_GROUND_NONE) {
		style->ground = more->ground;
		style->behind = more->behind;
	}
	if (more->letters != MARKUP_SHADE_NONE)
		style->letters = more->letters;
	style->odd |= more->odd;
	style->covers |= more->covers;
	style->smaller |= more->smaller;
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
	MarkupStyle style = { 0 };

	apply_ground(ground, &style);
	return style;
}

/* The next declaration of *text; what stands in brackets is parted by no mark. */
static gboolean
take_declaration(MarkupSpan *text, MarkupSpan *ret, gboolean *ret_odd)
{
	guint depth = 0;
	gsize i = 0;

	if (!text->length)
		return FALSE;
	for (; i < text->length && (depth || text->text[i] != ';'); i++) {
		char c = text->text[i];

		if (c == '(' || c == '[' || c == '{')
			depth++;
		else if (c == ')' || c == ']' || c == '}') {
			*ret_odd |= depth == 0;
			depth -= depth != 0;
		}
	}
	*ret_odd |= depth != 0;
	*ret = (MarkupSpan){ text->text, i };
	i += i < text->length;
	text->text += i;
	text->length -= i;
	return TRUE;
}

/* Takes "!important" off *value; what else has such a mark is no declaration. */
static gboolean
take_important(MarkupSpan *value, gboolean *ret_odd)
{
	const char *mark = memchr(value->text, '!', value->length);

	if (!mark)
		return FALSE;
	MarkupSpan word = { mark + 1, value->length - (gsize) (mark + 1 - value->text) };
	if (!markup_span_is(markup_span_trim(word), "important"))
		*ret_odd = TRUE;
	*value = markup_span_trim((MarkupSpan){ value->text, (gsize) (mark - value->text) });
	return TRUE;
}

/* Those that are important, or the others. */
static void
read_declarations(MarkupSpan text, gboolean important, MarkupStyle *style)
{
	MarkupSpan rest, property;

	while (take_declaration(&text, &rest, &style->odd)) {
		if (!markup_span_take(&rest, ':', &property) || !property.length)
			continue;
		MarkupSpan value = markup_span_trim(rest);
		if (value.length && take_important(&value, &style->odd) == important &&
			value.length)
			apply(property, value, style);
	}
}

MarkupStyle
markup_style_read(MarkupSpan text)
{
	static const char marks[] = "\"'(*\\[]{}";
	MarkupStyle style = { 0 };
	gboolean plain = TRUE;

	if (!text.length)
		return style;
	for (gsize i = 0; i < text.length && plain; i++)
		plain = text.text[i] && !strchr(marks, text.text[i]);
	g_autofree char *clean = plain ? NULL : markup_style_clean(text, &style.odd);
	MarkupSpan css = plain ? text : (MarkupSpan){ clean, strlen(clean) };
	/* What is important goes before what stands behind it. */
	read_declarations(css, FALSE, &style);
	read_declarations(css, TRUE, &style);
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
	return bits & ~(guint) PARTIAL;
}

gboolean
markup_style_cuts(guint32 taken)
{
	guint bits = 0;

	for (gsize i = 0; i < G_N_ELEMENTS(ways); i++)
		if (taken & 1u << i)
			bits |= ways[i].bit;
	return (bits & CUT) && (bits & BOUND);
}
