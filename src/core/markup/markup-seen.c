/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Declarations that are known to hide nothing: what mail programs write, by property and value.
 * What is in no table here is not known, so that no trick of tomorrow commands anything.
 */
#include "core/markup/markup-seen.h"

#include <string.h>

#include "core/markup/markup-number.h"
#include "core/markup/markup-property.h"

/* What moves or draws an element over others, whatever it says. */
static const char *const moving[] = { "position", "inset*", "left", "right", "top", "bottom",
	"transform*", "-webkit-transform", "translate", "rotate", "scale", "zoom", "offset*",
	"z-index", "box-shadow", "margin*", "-webkit-box-shadow", "float" };

/* Units, and how many of each are as much as a point, or more. */
static const struct {
	const char *unit;
	double points;
} units[] = { { "pt", 1 }, { "px", 0.75 }, { "em", 12 }, { "rem", 12 }, { "ex", 6 }, { "ch", 6 },
	{ "cm", 28.3 }, { "mm", 2.83 }, { "in", 72 }, { "pc", 12 }, { "%", 5 } };

/* In points, roughly; FALSE: it is no such length. */
static gboolean
read_points(MarkupSpan value, double *ret, MarkupSpan *ret_unit)
{
	double number;

	if (!markup_number_read(value, &number, ret_unit))
		return FALSE;
	if (!ret_unit->length && number == 0) {
		*ret = 0;
		return TRUE;
	}
	for (gsize i = 0; i < G_N_ELEMENTS(units); i++)
		if (markup_span_is(*ret_unit, units[i].unit)) {
			*ret = number * units[i].points;
			return TRUE;
		}
	return FALSE;
}

static gboolean
is_one_of(MarkupSpan value, const char *words)
{
	MarkupSpan rest = { words, strlen(words) }, word;

	while (markup_span_take(&rest, '|', &word))
		if (word.length == value.length &&
			g_ascii_strncasecmp(word.text, value.text, word.length) == 0)
			return TRUE;
	return FALSE;
}

static gboolean
is_relative_unit(MarkupSpan unit)
{
	return markup_span_is(unit, "%") || markup_span_is(unit, "em");
}

static MarkupSeen
judge_letters(MarkupSpan value)
{
	MarkupSpan unit;
	double points, number;

	if (is_one_of(value, "xx-small|x-small|small|medium|large|x-large|xx-large|larger"))
		return MARKUP_SEEN_YES;
	if (markup_span_is(value, "smaller"))
		return MARKUP_SEEN_SMALLER;
	if (!read_points(value, &points, &unit) || !markup_number_read(value, &number, &unit))
		return MARKUP_SEEN_UNKNOWN;
	if (is_relative_unit(unit)) {
		double part = markup_span_is(unit, "%") ? number / 100 : number;

		if (part < 0.7 || part > 5)
			return MARKUP_SEEN_UNKNOWN;
		return part < 1 ? MARKUP_SEEN_SMALLER : MARKUP_SEEN_YES;
	}
	return points >= 5 && points <= 100 ? MARKUP_SEEN_YES : MARKUP_SEEN_UNKNOWN;
}

gboolean
markup_seen_font(MarkupSpan value, MarkupSpan *ret_size)
{
	MarkupSpan word, size;

	while (markup_span_take(&value, ' ', &word)) {
		MarkupSpan whole = word;

		if (!word.length || (!g_ascii_isdigit(*word.text) && *word.text != '.'))
			continue;
		/* 700 is no size, but how bold it is. */
		if (word.length == 3 && word.text[1] == '0' && word.text[2] == '0')
			continue;
		if (!markup_span_take(&whole, '/', &size))
			return FALSE;
		*ret_size = size;
		return TRUE;
	}
	return FALSE;
}

/* Each of one to four lengths from least to most, or a word. */
static gboolean
are_between(MarkupSpan value, double least, double most, const char *words)
{
	MarkupSpan word, unit;
	double points;

	if (!value.length)
		return FALSE;
	while (markup_span_take(&value, ' ', &word))
		if (word.length && !is_one_of(word, words) &&
			(!read_points(word, &points, &unit) || points < least || points > most))
			return FALSE;
	return TRUE;
}

static gboolean
is_line(MarkupSpan value)
{
	MarkupSpan unit;
	double number;

	if (markup_span_is(value, "normal"))
		return TRUE;
	if (!markup_number_read(value, &number, &unit))
		return FALSE;
	if (!unit.length || markup_span_is(unit, "em"))
		return number >= 0.8 && number <= 10;
	if (markup_span_is(unit, "%"))
		return number >= 80 && number <= 1000;
	return are_between(value, 6, 200, "");
}

static gboolean
is_opaque(MarkupSpan value)
{
	MarkupSpan unit;
	double number;

	return markup_number_read(value, &number, &unit) &&
	       number >= (markup_span_is(unit, "%") ? 50 : 0.5) &&
	       (!unit.length || markup_span_is(unit, "%"));
}

static MarkupSeen
judge(const MarkupProperty *property, MarkupSpan value)
{
	gboolean good = FALSE;

	switch (property->kind) {
	case MARKUP_PROPERTY_ANY:
		return MARKUP_SEEN_YES;
	case MARKUP_PROPERTY_LETTERS:
		return judge_letters(value);
	case MARKUP_PROPERTY_FONT:
		/* Its size is judged as one. */
		good = markup_seen_font(value, &(MarkupSpan){ 0 });
		break;
	case MARKUP_PROPERTY_WORDS:
		good = is_one_of(value, property->words);
		break;
	case MARKUP_PROPERTY_BOX:
		good = are_between(value, 0, 250, "auto|");
		break;
	case MARKUP_PROPERTY_MARGIN:
		good = are_between(value, -1, 250, "auto|");
		break;
	case MARKUP_PROPERTY_INDENT:
		good = are_between(value, -36, 100, "");
		break;
	case MARKUP_PROPERTY_LINE:
		good = is_line(value);
		break;
	case MARKUP_PROPERTY_SPACING:
		good = are_between(value, -0.5, 6, "normal");
		break;
	case MARKUP_PROPERTY_OPACITY:
		good = is_opaque(value);
		break;
	case MARKUP_PROPERTY_OFFSET:
		good = are_between(value, 0, 0, "auto");
		break;
	}
	return good ? MARKUP_SEEN_YES : MARKUP_SEEN_UNKNOWN;
}

/* As Word sets tables: into the margin, over nothing. */
static gboolean
is_into_margin(MarkupSpan property, MarkupSpan value)
{
	return markup_span_is(property, "margin-left") && are_between(value, -15, 250, "auto");
}

static gboolean
moves(MarkupSpan property)
{
	for (gsize i = 0; i < G_N_ELEMENTS(moving); i++)
		if (markup_property_is(property, moving[i]))
			return TRUE;
	return FALSE;
}

MarkupSeen
markup_seen(MarkupSpan property, MarkupSpan value)
{
	const MarkupProperty *known = markup_property_find(property);

	if (is_one_of(value, "initial|inherit|unset|revert") || is_into_margin(property, value))
		return MARKUP_SEEN_YES;
	MarkupSeen seen = known ? judge(known, value) : MARKUP_SEEN_UNKNOWN;
	return seen == MARKUP_SEEN_UNKNOWN && moves(property) ? MARKUP_SEEN_MOVED : seen;
}
