/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * CSS without what could make one of its marks look like another. What ends where it should not is
 * said to be odd, for a browser may go on at another place.
 */
#include "core/markup/markup-style.h"

#include <string.h>

#include "core/markup/markup.h"

/* Behind the end of the string that p, which is at its quote, begins; ends with the line, too. */
static const char *
skip_string(const char *p, const char *end, gboolean *ret_odd)
{
	char quote = *p++;

	for (; p < end && *p != quote; p++) {
		if (*p == '\n' || *p == '\r' || *p == '\f')
			break;
		if (*p == '\\' && p + 1 < end)
			p++;
	}
	if (p < end && *p == quote)
		return p + 1;
	*ret_odd = TRUE;
	return p;
}

static const char *
skip_comment(const char *p, const char *end, gboolean *ret_odd)
{
	for (p += 2; p + 1 < end; p++)
		if (p[0] == '*' && p[1] == '/')
			return p + 2;
	*ret_odd = TRUE;
	return end;
}

/* p is behind "url("; what stands there in quotes is a string as others are. */
static const char *
skip_address(const char *p, const char *end, gboolean *ret_odd)
{
	while (p < end && strchr(" \t\r\n\f", *p))
		p++;
	if (p < end && (*p == '"' || *p == '\''))
		return p;
	for (; p < end && *p != ')'; p++)
		*ret_odd |= strchr("\"'(\\", *p) != NULL;
	*ret_odd |= p == end;
	return p;
}

char *
markup_style_clean(MarkupSpan text, gboolean *ret_odd)
{
	GString *out = g_string_sized_new(text.length + 1);
	const char *end = text.text + text.length;

	for (const char *p = text.text; p < end;) {
		MarkupSpan left = { p, (gsize) (end - p) };

		if (*p == '"' || *p == '\'') {
			p = skip_string(p, end, ret_odd);
			g_string_append(out, "\"\"");
		} else if (markup_span_begins(left, "/*")) {
			p = skip_comment(p, end, ret_odd);
		} else if (markup_span_begins(left, "url(")) {
			p = skip_address(p + strlen("url("), end, ret_odd);
			g_string_append(out, "url(");
		} else if (*p == '\\' && p + 1 < end) {
			/* What is escaped is no mark. */
			g_string_append(out, "\\_");
			p += 2;
		} else
			g_string_append_c(out, *p++);
	}
	return g_string_free(out, FALSE);
}

char *
markup_style_meant(MarkupSpan value)
{
	g_autofree char *text = g_strndup(value.text, value.length);
	GString *out = g_string_sized_new(value.length + 1);

	for (const char *p = text; *p;) {
		const char *behind = *p == '&' ? markup_read_reference(p + 1, out) : NULL;

		if (!behind)
			g_string_append_c(out, *p);
		p = behind ? behind : p + 1;
	}
	return g_string_free(out, FALSE);
}

MarkupStyle
markup_style_of_attribute(MarkupSpan value)
{
	if (!value.length || !memchr(value.text, '&', value.length))
		return markup_style_read(value);
	g_autofree char *meant = markup_style_meant(value);
	MarkupStyle style = markup_style_read((MarkupSpan){ meant, strlen(meant) });
	style.odd |= strchr(meant, '&') != NULL;
	return style;
}
