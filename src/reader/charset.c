/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which charset a text is in, without a label. Must never give up on a text.
 */
#include "reader/charset.h"

#include <string.h>

#define PEEK 4096 /* bytes looked at */

static const struct {
	const char *charset;
	const char *mark;
	gsize length;
} marks[] = {
	{ "UTF-8", "\xef\xbb\xbf", 3 },
	{ "UTF-16LE", "\xff\xfe", 2 },
	{ "UTF-16BE", "\xfe\xff", 2 },
};

/* UTF-16 without a mark: Latin letters leave every other byte zero. */
static const char *
guess_wide(const guint8 *data, gsize length)
{
	gsize zeros[2] = { 0, 0 }, seen = MIN(length, (gsize) PEEK);

	for (gsize i = 0; i < seen; i++)
		zeros[i & 1] += data[i] == 0;
	if (zeros[1] > seen / 3 && zeros[0] < seen / 50 + 1)
		return "UTF-16LE";
	return zeros[0] > seen / 3 && zeros[1] < seen / 50 + 1 ? "UTF-16BE" : NULL;
}

static const char *
guess(const guint8 *data, gsize length, gsize *ret_skip)
{
	const char *wide = guess_wide(data, length);

	*ret_skip = 0;
	for (gsize i = 0; i < G_N_ELEMENTS(marks); i++)
		if (length >= marks[i].length &&
			memcmp(data, marks[i].mark, marks[i].length) == 0) {
			*ret_skip = marks[i].length;
			return marks[i].charset;
		}
	if (wide)
		return wide;
	return g_utf8_validate_len((const char *) data, length, NULL) ? "UTF-8" : "WINDOWS-1252";
}

char *
charset_to_utf8(GBytes *content)
{
	gsize length = 0, skip = 0, written = 0;
	const guint8 *data = g_bytes_get_data(content, &length);
	const char *charset = length ? guess(data, length, &skip) : "UTF-8";
	const char *text = length ? (const char *) data + skip : "";
	g_autofree char *converted = NULL;

	length -= skip;
	if (!g_str_equal(charset, "UTF-8"))
		converted = g_convert_with_fallback(
			text, (gssize) length, "UTF-8", charset, "?", NULL, &written, NULL);
	/* windows-1252 leaves some bytes undefined; latin-1 leaves none. */
	if (!converted && g_str_equal(charset, "WINDOWS-1252"))
		converted = g_convert(
			text, (gssize) length, "UTF-8", "ISO-8859-1", NULL, &written, NULL);
	if (!converted) {
		converted = g_strndup(text, 0);
		converted = g_realloc(converted, length + 1);
		memcpy(converted, text, length);
		converted[length] = '\0';
		written = length;
	}
	for (gsize i = 0; i < written; i++)
		if (converted[i] == '\0')
			converted[i] = ' ';
	return g_utf8_make_valid(converted, (gssize) written);
}

gboolean
charset_is_text(const guint8 *data, gsize length)
{
	gsize seen = MIN(length, (gsize) PEEK), odd = 0, skip = 0;
	const char *charset = guess(data, length, &skip);

	if (g_str_has_prefix(charset, "UTF-16"))
		return TRUE;
	for (gsize i = 0; i < seen; i++)
		odd += data[i] < ' ' && !strchr("\t\n\r\f\033", data[i]);
	return odd == 0;
}
