/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fonts whose letters are signs: a tick in Wingdings is stored as "ü" or "þ",
 * and must never be read as that.
 */
#include "reader/symbol.h"

#include <string.h>

#define PRIVATE 0xf000 /* where Microsoft's programs put the codes of symbol fonts */

enum {
	BOX = 0x2610,
	TICKED = 0x2612,
};

/* The charts of the fonts; a box may be drawn in several ways. */
static const struct {
	const char *font;
	guint8 code;
	gunichar sign;
} signs[] = {
	{ "Wingdings", 0x6e, TICKED }, /* black square */
	{ "Wingdings", 0x6f, BOX },
	{ "Wingdings", 0x70, BOX },
	{ "Wingdings", 0x71, BOX },
	{ "Wingdings", 0x72, BOX },
	{ "Wingdings", 0x78, TICKED },
	{ "Wingdings", 0xa8, BOX },
	{ "Wingdings", 0xfb, TICKED },
	{ "Wingdings", 0xfc, TICKED },
	{ "Wingdings", 0xfd, TICKED },
	{ "Wingdings", 0xfe, TICKED },
	{ "Wingdings 2", 0x4f, TICKED },
	{ "Wingdings 2", 0x50, TICKED },
	{ "Wingdings 2", 0x51, TICKED },
	{ "Wingdings 2", 0x52, TICKED },
	{ "Wingdings 2", 0x53, TICKED },
	{ "Wingdings 2", 0x54, TICKED },
	{ "Wingdings 2", 0xa3, BOX },
	{ "Webdings", 0x61, TICKED },
	{ "Webdings", 0x63, BOX },
	{ "Webdings", 0x72, TICKED },
	{ "ZapfDingbats", 0x33, TICKED },
	{ "ZapfDingbats", 0x34, TICKED },
	{ "ZapfDingbats", 0x38, TICKED },
	{ "ZapfDingbats", 0x6e, TICKED },
	{ "ZapfDingbats", 0x6f, BOX },
	{ "ZapfDingbats", 0x71, BOX },
};

static const char *const fonts[] = { "Wingdings", "Wingdings 2", "Wingdings 3", "Webdings",
	"ZapfDingbats", "Symbol", "Marlett" };

gboolean
symbol_is_font(const char *font)
{
	for (gsize i = 0; font && i < G_N_ELEMENTS(fonts); i++)
		if (g_ascii_strcasecmp(font, fonts[i]) == 0)
			return TRUE;
	return FALSE;
}

gunichar
symbol_character(const char *font, gunichar code)
{
	gunichar low = code >= PRIVATE && code <= PRIVATE + 0xff ? code - PRIVATE : code;

	if (low < 0x20 || !g_unichar_validate(code))
		return 0;
	for (gsize i = 0; font && i < G_N_ELEMENTS(signs); i++)
		if (low == signs[i].code && g_ascii_strcasecmp(font, signs[i].font) == 0)
			return signs[i].sign;
	return low <= 0xff && symbol_is_font(font) ? PRIVATE + low : code;
}
