/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One pass over HTML, in which nothing is refused: what is no tag is text.
 */
#include "core/markup/markup.h"

#include <stdlib.h>
#include <string.h>

#include "core/markup/markup-tag.h"

/* Elements whose content nobody reads, and no tag is in (HTML section 13.2.6.2). */
static const char *const silent[] = { "style", "script", "title", "xmp", "iframe", "noembed",
	"noframes", "textarea" };

static const struct {
	const char *name;
	gunichar c;
} references[] = {
	{ "aring;", 0xe5 },
	{ "auml;", 0xe4 },
	{ "ouml;", 0xf6 },
	{ "Aring;", 0xc5 },
	{ "Auml;", 0xc4 },
	{ "Ouml;", 0xd6 },
	{ "eacute;", 0xe9 },
	{ "amp;", '&' },
	{ "lt;", '<' },
	{ "gt;", '>' },
	{ "quot;", '"' },
	{ "nbsp;", ' ' },
	{ "apos;", '\'' },
	{ "ndash;", 0x2013 },
	{ "mdash;", 0x2014 },
	{ "rsquo;", 0x2019 },
	{ "lsquo;", 0x2018 },
	{ "rdquo;", 0x201d },
	{ "ldquo;", 0x201c },
	{ "hellip;", 0x2026 },
	{ "sect;", 0xa7 },
};

/* p is at "<style": "</style" of any case behind that tag, or the end of the text. */
static const char *
find_closing(const char *p, const char *name)
{
	gsize length = strlen(name);
	gboolean is_tag;
	MarkupTag tag;

	for (p = markup_tag_read(p, &tag, &is_tag); *p; p++)
		if (p[0] == '<' && p[1] == '/' && g_ascii_strncasecmp(p + 2, name, length) == 0 &&
			(!p[2 + length] || strchr(" \t\r\n\f/>", p[2 + length])))
			return p;
	return p;
}

gboolean
markup_tag_begins(const char *p, const char *name)
{
	gsize length = strlen(name);

	return *p == '<' && g_ascii_strncasecmp(p + 1, name, length) == 0 &&
	       (!p[1 + length] || strchr(" \t\r\n\f/>", p[1 + length]));
}

/* HTML section 13.2.5.43 and what follows it: "<!-->" is whole, and "--!>" ends one too. */
static const char *
find_comment_end(const char *p)
{
	for (p += strlen("<!"); (p = strstr(p, "--")); p++)
		if (p[2] == '>' || (p[2] == '!' && p[3] == '>'))
			return p + (p[2] == '>' ? 3 : 4);
	return NULL;
}

const char *
markup_skip_unread(const char *p)
{
	if (g_str_has_prefix(p, "<!--")) {
		const char *end = find_comment_end(p);

		return end ? end : p + strlen(p);
	}
	if (markup_tag_begins(p, "plaintext"))
		return p + strlen(p);
	for (gsize i = 0; i < G_N_ELEMENTS(silent); i++)
		if (markup_tag_begins(p, silent[i]))
			return find_closing(p, silent[i]);
	return NULL;
}

/* p is at "<": what follows the tag, and what it holds if that is silent. */
static const char *
skip_tag(const char *p)
{
	const char *behind = markup_tag_begins(p, "template") ? find_closing(p, "template")
							      : markup_skip_unread(p);
	gboolean is_tag;
	MarkupTag tag;

	return behind ? behind : markup_tag_read(p, &tag, &is_tag);
}

const char *
markup_read_reference(const char *p, GString *out)
{
	if (*p == '#') {
		gboolean hex = p[1] == 'x' || p[1] == 'X';
		char *end = NULL;
		gulong c = strtoul(p + (hex ? 2 : 1), &end, hex ? 16 : 10);

		if (end == p + (hex ? 2 : 1) || *end != ';' || c == 0 ||
			!g_unichar_validate((gunichar) MIN(c, G_MAXUINT32)))
			return NULL;
		g_string_append_unichar(out, (gunichar) c);
		return end + 1;
	}
	for (gsize i = 0; i < G_N_ELEMENTS(references); i++)
		if (g_str_has_prefix(p, references[i].name)) {
			g_string_append_unichar(out, references[i].c);
			return p + strlen(references[i].name);
		}
	return NULL;
}

/* Tags that stand within words: all others end one. */
static gboolean
is_within_words(const char *tag)
{
	static const char *const inner[] = { "a", "b", "i", "u", "em", "strong", "span", "font",
		"o:p" };
	const char *name = tag + 1 + (tag[1] == '/');

	for (gsize i = 0; i < G_N_ELEMENTS(inner); i++) {
		gsize length = strlen(inner[i]);

		if (g_ascii_strncasecmp(name, inner[i], length) == 0 &&
			!g_ascii_isalnum(name[length]))
			return TRUE;
	}
	return FALSE;
}

gboolean
markup_is_tag(const char *p)
{
	return *p == '<' && p[1] && (g_ascii_isalpha(p[1]) || strchr("/!?", p[1]));
}

char *
markup_to_words(const char *html)
{
	GString *out = g_string_new(NULL);

	for (const char *p = html; *p;) {
		const char *behind = *p == '&' ? markup_read_reference(p + 1, out) : NULL;

		if (markup_is_tag(p)) {
			if (!is_within_words(p))
				g_string_append_c(out, '\n');
			p = skip_tag(p);
		} else if (behind) {
			p = behind;
		} else {
			g_string_append_c(out, *p++);
		}
	}
	return g_string_free(out, FALSE);
}
