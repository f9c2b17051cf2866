/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Colours, by how light they are. What is not in the table or not written as mail programs write
 * it must be said to be unknown.
 */
#include "core/markup/markup-color.h"

#include <string.h>

#include "core/markup/markup-number.h"

/* Of 255, as eyes see it. */
#define DARK_MAX   115
#define MIDDLE_MAX 199
#define PALE_MIN   240 /* of each part */

static const struct {
	const char *name;
	MarkupShade shade;
} names[] = {
	{ "black", MARKUP_SHADE_DARK },
	{ "windowtext", MARKUP_SHADE_DARK },
	{ "blue", MARKUP_SHADE_DARK },
	{ "navy", MARKUP_SHADE_DARK },
	{ "darkblue", MARKUP_SHADE_DARK },
	{ "red", MARKUP_SHADE_DARK },
	{ "darkred", MARKUP_SHADE_DARK },
	{ "maroon", MARKUP_SHADE_DARK },
	{ "green", MARKUP_SHADE_DARK },
	{ "darkgreen", MARKUP_SHADE_DARK },
	{ "purple", MARKUP_SHADE_DARK },
	{ "teal", MARKUP_SHADE_DARK },
	{ "olive", MARKUP_SHADE_DARK },
	{ "dimgray", MARKUP_SHADE_DARK },
	{ "dimgrey", MARKUP_SHADE_DARK },
	{ "gray", MARKUP_SHADE_MIDDLE },
	{ "grey", MARKUP_SHADE_MIDDLE },
	{ "lime", MARKUP_SHADE_MIDDLE },
	{ "fuchsia", MARKUP_SHADE_MIDDLE },
	{ "magenta", MARKUP_SHADE_MIDDLE },
	{ "orange", MARKUP_SHADE_MIDDLE },
	{ "aqua", MARKUP_SHADE_MIDDLE },
	{ "cyan", MARKUP_SHADE_MIDDLE },
	{ "silver", MARKUP_SHADE_MIDDLE },
	{ "lightgray", MARKUP_SHADE_LIGHT },
	{ "lightgrey", MARKUP_SHADE_LIGHT },
	{ "yellow", MARKUP_SHADE_LIGHT },
	{ "white", MARKUP_SHADE_PALE },
	{ "window", MARKUP_SHADE_PALE },
	{ "transparent", MARKUP_SHADE_PALE },
	{ "inherit", MARKUP_SHADE_NONE },
	{ "currentcolor", MARKUP_SHADE_NONE },
};

/* parts: red, green, blue of 255 each. */
static MarkupShade
shade_of(const double *parts)
{
	double light = 0.299 * parts[0] + 0.587 * parts[1] + 0.114 * parts[2];

	if (MIN(parts[0], MIN(parts[1], parts[2])) >= PALE_MIN)
		return MARKUP_SHADE_PALE;
	if (light <= DARK_MAX)
		return MARKUP_SHADE_DARK;
	return light <= MIDDLE_MAX ? MARKUP_SHADE_MIDDLE : MARKUP_SHADE_LIGHT;
}

/* Behind "#". */
static MarkupShade
read_hex(MarkupSpan value)
{
	gsize each = value.length == 6 ? 2 : 1;
	double parts[3];

	if (value.length != 3 && value.length != 6)
		return MARKUP_SHADE_UNKNOWN;
	for (gsize i = 0; i < 3; i++) {
		int high = g_ascii_xdigit_value(value.text[i * each]);
		int low = g_ascii_xdigit_value(value.text[i * each + each - 1]);

		if (high < 0 || low < 0)
			return MARKUP_SHADE_UNKNOWN;
		parts[i] = high * 16 + low;
	}
	return shade_of(parts);
}

/* Behind "rgb(" or "rgba(": three parts, and how much of it there is before white paper. */
static MarkupShade
read_parts(MarkupSpan value)
{
	double parts[4] = { 0, 0, 0, 1 };
	guint n = 0;

	while (value.length && *value.text != ')') {
		if (strchr(" ,/", *value.text)) {
			value.text++, value.length--;
			continue;
		}
		if (n == G_N_ELEMENTS(parts) || !markup_number_take(&value, &parts[n++]))
			return MARKUP_SHADE_UNKNOWN;
	}
	if (n < 3 || value.length != 1 || parts[3] < 0.5)
		return MARKUP_SHADE_UNKNOWN;
	for (guint i = 0; i < 3; i++)
		parts[i] =
			CLAMP(parts[i], 0, 255) * MIN(parts[3], 1) + 255 * (1 - MIN(parts[3], 1));
	return shade_of(parts);
}

MarkupShade
markup_color_read(MarkupSpan value)
{
	static const char *const functions[] = { "#", "rgb(", "rgba(" };

	for (gsize i = 0; i < G_N_ELEMENTS(functions); i++) {
		gsize length = strlen(functions[i]);
		const MarkupSpan rest = { value.text + length, value.length - length };

		if (markup_span_begins(value, functions[i]))
			return i == 0 ? read_hex(rest) : read_parts(rest);
	}
	for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
		if (markup_span_is(value, names[i].name))
			return names[i].shade;
	return MARKUP_SHADE_UNKNOWN;
}

MarkupShade
markup_color_read_ground(MarkupSpan value)
{
	static const char *const nothing[] = { "transparent", "none", "initial", "inherit", "unset",
		"rgba(0, 0, 0, 0)", "rgba(0,0,0,0)" };

	for (gsize i = 0; i < G_N_ELEMENTS(nothing); i++)
		if (markup_span_is(value, nothing[i]))
			return MARKUP_SHADE_NONE;
	return value.length ? markup_color_read(value) : MARKUP_SHADE_NONE;
}

gboolean
markup_color_is_seen(MarkupShade letters, MarkupShade ground)
{
	static const gboolean seen[MARKUP_SHADE_UNKNOWN + 1][MARKUP_SHADE_UNKNOWN + 1] = {
		[MARKUP_SHADE_DARK] = { [MARKUP_SHADE_MIDDLE] = TRUE,
			[MARKUP_SHADE_LIGHT] = TRUE,
			[MARKUP_SHADE_PALE] = TRUE },
		[MARKUP_SHADE_MIDDLE] = { [MARKUP_SHADE_PALE] = TRUE },
		[MARKUP_SHADE_LIGHT] = { [MARKUP_SHADE_DARK] = TRUE },
		[MARKUP_SHADE_PALE] = { [MARKUP_SHADE_DARK] = TRUE },
	};

	return seen[letters ? letters : MARKUP_SHADE_DARK][ground ? ground : MARKUP_SHADE_PALE];
}
