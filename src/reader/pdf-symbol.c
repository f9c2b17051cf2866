/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Boxes and ticks of the fonts that hold pictures in the places of letters.
 * Must never make a box of a letter of another font.
 */
#include "reader/pdf.h"

#include <string.h>

#define TICKED 0x2612
#define CLEAR  0x2610

/* The places of boxes and ticks, as Microsoft and Adobe number them. */
static const struct {
	const char *font;
	const char *clear, *ticked;
} fonts[] = {
	/* The more special name first: "Wingdings" is in "Wingdings2". */
	{ "Wingdings2", "\x2a\xa3", "\x4f\x50\x51\x52\x53\x54" },
	{ "Wingdings", "\x6f\x70\x71\x72\xa8", "\x78\xfb\xfc\xfd\xfe" },
	{ "Webdings", "\x63", "\x61\x72" },
	{ "Dingbats", "\x6f\x70\x71\x72", "\x33\x34\x35\x36\x37\x38\x6e" },
};

/* TRUE if name is in font, without the spaces and hyphens that font names have. */
static gboolean
is_font(const char *font, const char *name)
{
	g_autofree char *plain = g_strdup(font);
	char *end = plain;

	for (const char *p = font; *p; p++)
		if (*p != ' ' && *p != '-' && *p != '_')
			*end++ = *p;
	*end = '\0';
	return strstr(plain, name) != NULL;
}

gunichar
pdf_symbol(const char *font, gunichar code)
{
	/* Symbol fonts have their places at U+F000, or as if they were letters. */
	gunichar place = code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code;

	if (!font || place == 0 || place > 0xff || !strstr(font, "ing"))
		return code;
	for (gsize i = 0; i < G_N_ELEMENTS(fonts); i++) {
		if (!is_font(font, fonts[i].font))
			continue;
		if (strchr(fonts[i].clear, (int) place))
			return CLEAR;
		return strchr(fonts[i].ticked, (int) place) ? TICKED : code;
	}
	return code;
}
