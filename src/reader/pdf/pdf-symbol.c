/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Boxes and ticks of symbol fonts, whose names PDF writes in its own way: with
 * the mark of a subset, without spaces, with a style ("ABCDEF+Wingdings-Regular").
 */
#include "reader/pdf/pdf.h"

#include <string.h>

#include "reader/symbol.h"

#define SUBSET_MARK 7 /* "ABCDEF+", ISO 32000-1 section 9.6.4 */

static const struct {
	const char *start, *font;
} names[] = {
	/* The longer name first. */
	{ "Wingdings2", "Wingdings 2" },
	{ "Wingdings3", "Wingdings 3" },
	{ "Wingdings", "Wingdings" },
	{ "Webdings", "Webdings" },
	{ "ZapfDingbats", "ZapfDingbats" },
	{ "ITCZapfDingbats", "ZapfDingbats" },
	{ "Dingbats", "ZapfDingbats" },
};

const char *
pdf_symbol_font(const char *font)
{
	const char *mark = font ? strchr(font, '+') : NULL;

	if (!font)
		return NULL;
	g_autofree char *name =
		g_strdup(mark == font + SUBSET_MARK - 1 ? font + SUBSET_MARK : font);
	char *end = name;

	for (const char *p = name; *p; p++)
		if (*p != ' ' && *p != '_')
			*end++ = *p;
	*end = '\0';
	for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
		if (g_str_has_prefix(name, names[i].start))
			return names[i].font;
	return NULL;
}

gunichar
pdf_symbol(const char *symbol_font, gunichar code)
{
	gunichar sign = symbol_font ? symbol_character(symbol_font, code) : 0;
	gboolean box = sign == g_utf8_get_char(DOCUMENT_BOX_TICKED) ||
		       sign == g_utf8_get_char(DOCUMENT_BOX_CLEAR);

	return box ? sign : code;
}
