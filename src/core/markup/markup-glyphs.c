/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is read is letters, what is seen are the font's. Must never take a line for seen as it is
 * read where a font may say otherwise.
 */
#include "core/markup/markup-glyphs.h"

#include <string.h>

#include "core/markup/markup-style.h"

#define SPACE     " \t\r\n\f"
#define FOUND_MAX 500 /* of which each may take as long as the sheet is */

/* Of families, or a part of their names. */
static const char *const names[] = { "wingding", "webding", "dingbat", "marlett", "mt extra",
	"bookshelf", "fontawesome", "font awesome", "material icons", "material symbols", "mdl2",
	"fluent icons", "barcode", "code 39", "code128", "redacted", "adobe blank",
	"standard symbol", "monotype sorts", "d050000l", "ms outlook" };

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

		if (g_ascii_strncasecmp(behind, "mt", strlen("mt")) == 0)
			behind += strlen("mt");
		if ((at == text || strchr(SPACE ":,\"';/", at[-1])) && !g_ascii_isalnum(*behind) &&
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

/* p is behind a "\": appends the letter that is meant; NULL: it is none (CSS Syntax section 4.3.7).
 */
static const char *
read_escape(const char *p, GString *out)
{
	gsize length = 0;

	if (*p == '\n')
		return p + 1;
	while (length < 6 && g_ascii_isxdigit(p[length]))
		length++;
	g_autofree char *digits = g_strndup(p, length);
	guint64 meant = length ? g_ascii_strtoull(digits, NULL, 16) : (guchar) *p;
	if (meant >= 0x80 || (!g_ascii_isalnum((char) meant) && meant != ' '))
		return NULL;
	g_string_append_c(out, (char) meant);
	p += length ? length : 1;
	return length && strchr(SPACE, *p) && *p ? p + 1 : p;
}

/* With the letters that escapes mean, and one space for several. g_free() it. */
static char *
read_css(const char *css)
{
	GString *out = g_string_new(NULL);

	for (const char *p = css; *p;) {
		const char *behind = *p == '\\' ? read_escape(p + 1, out) : NULL;
		gsize space = strspn(p, SPACE);

		if (behind) {
			p = behind;
		} else if (space) {
			g_string_append_c(out, ' ');
			p += space;
		} else
			g_string_append_c(out, *p++);
	}
	return g_string_free(out, FALSE);
}

/* Comments part the words of a name as a space does. */
static gboolean
has_comment_in_font(const char *css)
{
	for (; (css = find(css, "font")); css++) {
		gssize length = (gssize) strcspn(css, ";{}");
		const char *begin = g_strstr_len(css, length, "/*");
		const char *end = g_strstr_len(css, length, "*/");

		/* Of what is a comment itself only the end follows. */
		if (begin && (!end || begin < end))
			return TRUE;
	}
	return FALSE;
}

gboolean
markup_glyphs_are_other(MarkupSpan value)
{
	if (!value.length)
		return FALSE;
	g_autofree char *meant = markup_style_meant(value);
	g_autofree char *text = read_css(meant);

	return has_name(text) || strchr(text, '&') || has_comment_in_font(text) ||
	       (find(text, "font") && has_escape(meant));
}

/* Behind the string that p begins. */
static const char *
skip_string(const char *p)
{
	const char quote = *p++;

	for (; *p && *p != quote; p++)
		if (*p == '\\' && p[1])
			p++;
	return *p ? p + 1 : p;
}

/* Where in a sheet something stands. */
typedef struct {
	const char
		*begin; /* of what stands in front of the braces around it; NULL: there are none */
	gboolean nowhere; /* in a comment */
} Place;

static Place
place_of(const char *css, const char *at)
{
	const char *begin = css;
	Place place = { 0 };

	for (const char *p = css; p < at;) {
		if (p[0] == '/' && p[1] == '*') {
			const char *end = strstr(p + 2, "*/");

			place.nowhere = !end || end >= at;
			p = end ? end + 2 : at;
		} else if (*p == '"' || *p == '\'') {
			p = skip_string(p);
		} else if (*p == '\\' && p[1]) {
			p += 2;
		} else {
			if (*p == '{')
				place.begin = begin;
			if (*p == '}')
				place.begin = NULL;
			if (strchr("{};", *p))
				begin = p + 1;
			p++;
		}
	}
	return place;
}

/* Behind what may stand in front of a rule and says nothing. */
static const char *
skip_nothing(const char *p)
{
	for (;;) {
		p += strspn(p, SPACE);
		const char *end = g_str_has_prefix(p, "/*") ? strstr(p + 2, "*/") : NULL;

		if (end)
			p = end + 2;
		else if (g_str_has_prefix(p, "<!--"))
			p += strlen("<!--");
		else if (g_str_has_prefix(p, "-->"))
			p += strlen("-->");
		else
			return p;
	}
}

/* TRUE if it is no rule for an element. */
static gboolean
is_said_of_fonts(const char *css, const char *at)
{
	static const char *const rules[] = { "@font-face", "@list" };
	const Place place = place_of(css, at);
	const char *rule = place.begin ? skip_nothing(place.begin) : NULL;

	for (gsize i = 0; rule && i < G_N_ELEMENTS(rules); i++)
		if (g_ascii_strncasecmp(rule, rules[i], strlen(rules[i])) == 0 &&
			strchr(SPACE "{:/", rule[strlen(rules[i])]))
			return TRUE;
	return place.nowhere;
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
	g_autofree char *written = g_strndup(css.text, css.length);
	g_autofree char *text = read_css(written);
	guint found = 0;

	if (brings_font(written) || has_comment_in_font(text))
		return TRUE;
	for (guint i = 0; i <= G_N_ELEMENTS(names); i++)
		for (const char *at = text; (at = find_name(at, i)); at++)
			if (++found > FOUND_MAX || !is_said_of_fonts(text, at))
				return TRUE;
	return FALSE;
}
