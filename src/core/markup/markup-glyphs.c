/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is read is letters, what is seen are the font's. Must never take a line for seen as it is
 * read where a font may say otherwise.
 */
#include "core/markup/markup-glyphs.h"

#include <string.h>

#define FOUND_MAX 500 /* of which each may take as long as the sheet is */

/* Of families, or a part of their names. */
static const char *const names[] = { "wingding", "webding", "dingbat", "marlett", "mt extra",
	"bookshelf", "fontawesome", "font awesome", "material icons", "material symbols", "mdl2",
	"fluent icons", "barcode", "code 39", "code128", "redacted", "adobe blank" };

static const char *
find(const char *text, const char *name)
{
	gsize length = strlen(name);

	for (; *text; text++)
		if (g_ascii_strncasecmp(text, name, length) == 0)
			return text;
	return NULL;
}

/* TRUE if text, of which at is a place, has "Segoe UI " in front of that. */
static gboolean
is_of_segoe(const char *text, const char *at)
{
	static const char whose[] = "segoe ui ";
	gsize length = strlen(whose);

	return (gsize) (at - text) >= length &&
	       g_ascii_strncasecmp(at - length, whose, length) == 0;
}

/* Adobe's and Word's Symbol, and not "Segoe UI Symbol", which has the letters that it is asked for.
 */
static const char *
find_symbol(const char *text)
{
	for (const char *at = text; (at = find(at, "symbol")); at++) {
		const char *behind = at + strlen("symbol");

		if ((at == text || strchr(" \t\r\n:,\"';", at[-1])) && !g_ascii_isalnum(*behind) &&
			*behind != '-' && !is_of_segoe(text, at))
			return at;
	}
	return NULL;
}

/* Where the name of that number stands in text next; NULL: nowhere. */
static const char *
find_name(const char *text, guint number)
{
	return number < G_N_ELEMENTS(names) ? find(text, names[number]) : find_symbol(text);
}

static gboolean
has_name(const char *text)
{
	for (guint i = 0; i <= G_N_ELEMENTS(names); i++)
		if (find_name(text, i))
			return TRUE;
	return FALSE;
}

static gboolean
has_escape(const char *text)
{
	for (; (text = strchr(text, '\\')); text++)
		if (g_ascii_isalnum(text[1]))
			return TRUE;
	return FALSE;
}

/* References and escapes that hide a letter; those of quotes are written by honest programs. */
static gboolean
is_disguised(const char *text)
{
	static const char *const honest[] = { "&#39;", "&#34;", "&#x27;", "&#x22;" };

	if (has_escape(text))
		return TRUE;
	for (const char *p = text; (p = strstr(p, "&#")); p++) {
		gboolean is = FALSE;

		for (gsize i = 0; i < G_N_ELEMENTS(honest); i++)
			is |= g_ascii_strncasecmp(p, honest[i], strlen(honest[i])) == 0;
		if (!is)
			return TRUE;
	}
	return FALSE;
}

gboolean
markup_glyphs_are_other(MarkupSpan value)
{
	if (!value.length)
		return FALSE;
	g_autofree char *text = g_strndup(value.text, value.length);

	return has_name(text) || (find(text, "font") && is_disguised(text));
}

/* What stands in front of the braces that hold at: "@font-face", ".x"; g_free() it. NULL: nothing.
 */
static char *
prelude_of(const char *css, const char *at)
{
	const char *open = at;

	while (open > css && *open != '{')
		open--;
	/* A brace that stands in a comment holds nothing. */
	const char *comment = g_strstr_len(open, at - open, "*/");
	if (*open != '{' || comment)
		return NULL;
	const char *begin = open;
	while (begin > css && !strchr("{}", begin[-1]))
		begin--;
	return g_strndup(begin, (gsize) (open - begin));
}

static gboolean
is_said_of_fonts(const char *css, const char *at)
{
	g_autofree char *prelude = prelude_of(css, at);
	const char *rule = prelude ? strrchr(prelude, '@') : NULL;

	return rule && (g_ascii_strncasecmp(rule, "@font-face", strlen("@font-face")) == 0 ||
			       g_ascii_strncasecmp(rule, "@list", strlen("@list")) == 0);
}

/* A font of the mail's own: its letters are what it says. */
static gboolean
brings_font(const char *css)
{
	guint found = 0;

	for (const char *face = css; (face = find(face, "@font-face")); face++) {
		const char *end = strchr(face, '}');
		g_autofree char *block = g_strndup(face, end ? (gsize) (end - face) : strlen(face));

		if (++found > FOUND_MAX || find(block, "src") || has_escape(block) ||
			strstr(block, "/*"))
			return TRUE;
	}
	return FALSE;
}

gboolean
markup_glyphs_in_sheet(MarkupSpan css)
{
	g_autofree char *text = g_strndup(css.text, css.length);

	guint found = 0;

	if (brings_font(text))
		return TRUE;
	for (guint i = 0; i <= G_N_ELEMENTS(names); i++)
		for (const char *at = text; (at = find_name(at, i)); at++)
			if (++found > FOUND_MAX || !is_said_of_fonts(text, at))
				return TRUE;
	return FALSE;
}
