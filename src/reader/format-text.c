/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Plain text in any common charset, with the marks that converters leave in
 * it: <input type="checkbox">, **bold**, tables drawn with tabs or pipes.
 */
#include "reader/format.h"

#include <string.h>

#include "core/text.h"
#include "reader/charset.h"
#include "reader/lines.h"

static gboolean
sniff(const char *name, const guint8 *data, gsize length)
{
	/* Letters, but written for programs. */
	static const char *const others[] = { "%PDF", "{\\rtf", "BEGIN:V" };

	(void) name;
	for (gsize i = 0; i < G_N_ELEMENTS(others); i++)
		if (length >= strlen(others[i]) && memcmp(data, others[i], strlen(others[i])) == 0)
			return FALSE;
	return charset_is_text(data, length);
}

static gboolean
replace_box(const GMatchInfo *match, GString *result, gpointer user)
{
	g_autofree char *tag = g_match_info_fetch(match, 0);

	(void) user;
	g_string_append(result, g_regex_match_simple("\\schecked\\b", tag, G_REGEX_CASELESS, 0)
					? DOCUMENT_BOX_TICKED
					: DOCUMENT_BOX_CLEAR);
	return FALSE;
}

/*
 * Takes bold marks out. Where bold begins right after a letter, a converter
 * glued a heading to the line above it: a line end parts them again.
 */
static void
strip_bold(char *line)
{
	for (char *p = line; (p = strstr(p, "**")); p += 2) {
		gboolean glued = p > line && !g_ascii_isspace(p[-1]) && p[2] &&
				 !g_ascii_isspace(p[2]) && strstr(p + 2, "**");

		p[0] = glued ? '\n' : ' ';
		p[1] = ' ';
	}
}

/* line with a box for each box of HTML that stands in it; NULL: there is none. */
static char *
replace_boxes(const char *line)
{
	static const GRegex *slot;

	if (!strchr(line, '<'))
		return NULL;
	return g_regex_replace_eval(
		text_pattern(&slot, "<input\\b[^<>]*\\bcheckbox\\b[^<>]*>", G_REGEX_CASELESS), line,
		-1, 0, 0, replace_box, NULL, NULL);
}

static void
add_line(Lines *lines, const char *line)
{
	g_autofree char *boxed = replace_boxes(line);
	g_autofree char *text = g_strdup(boxed ? boxed : line);

	strip_bold(text);
	g_auto(GStrv) parts = g_strsplit(text, "\n", -1);
	for (guint i = 0; parts[i]; i++) {
		/* What was one line of the file keeps one number. */
		lines->document->line -= i > 0;
		lines_add(lines, parts[i]);
	}
	if (!parts[0])
		lines_add(lines, "");
}

static gboolean
text_read(GBytes *content, Document *document, GError **error)
{
	g_autofree char *text = charset_to_utf8(content);
	Lines lines = { .document = document };

	document->page = strchr(text, '\f') ? 1 : 0;
	for (char *p = text, *end; p; p = end) {
		char stop;

		end = strpbrk(p, "\r\n\f");
		stop = end ? *end : '\0';
		if (end)
			*end++ = '\0';
		if (stop == '\r' && *end == '\n')
			end++;
		add_line(&lines, p);
		if (document->length > FORMAT_TEXT_MAX)
			return format_fail(
				error, "the text is longer than %u bytes", FORMAT_TEXT_MAX);
		/* A form feed is no line end: editors count the same. */
		document->page += stop == '\f';
		document->line -= stop == '\f';
	}
	return TRUE;
}

const Format format_text = { .name = "text", .sniff = sniff, .read = text_read };
