/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The font table of a rich text: a font says which charset bytes are in.
 */
#include "reader/rtf-fonts.h"

#define FONTS_MAX 2000

/* Charsets of Windows fonts and their code pages. */
static const struct {
	gint32 charset;
	guint codepage;
} charsets[] = {
	{ 77, 10000 },
	{ 128, 932 },
	{ 129, 949 },
	{ 134, 936 },
	{ 136, 950 },
	{ 161, 1253 },
	{ 162, 1254 },
	{ 163, 1258 },
	{ 177, 1255 },
	{ 178, 1256 },
	{ 186, 1257 },
	{ 204, 1251 },
	{ 222, 874 },
	{ 238, 1250 },
	{ 254, 437 },
	{ 255, 850 },
};

static void
font_free(gpointer data)
{
	RtfFont *font = data;

	g_string_free(font->name, TRUE);
	g_free(font);
}

GHashTable *
rtf_fonts_new(void)
{
	return g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, font_free);
}

RtfFont *
rtf_fonts_add(GHashTable *fonts, gint32 number)
{
	RtfFont *font = g_hash_table_lookup(fonts, GINT_TO_POINTER(number));

	if (font || g_hash_table_size(fonts) >= FONTS_MAX)
		return font;
	font = g_new0(RtfFont, 1);
	font->name = g_string_new(NULL);
	g_hash_table_insert(fonts, GINT_TO_POINTER(number), font);
	return font;
}

void
rtf_font_set_charset(RtfFont *font, gint32 charset)
{
	for (gsize i = 0; i < G_N_ELEMENTS(charsets); i++)
		if (charsets[i].charset == charset)
			font->codepage = charsets[i].codepage;
}
