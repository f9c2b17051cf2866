/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From labelled bytes to UTF-8. Must never turn a letter into another one: a
 * label that the bytes refute is no label.
 */
#include "adapters/message/message-text.h"

#include <string.h>

#include "core/text.h"

/* Charsets of one byte a letter, of which ASCII is a part; any bytes would be text in them. */
static const char *const one_byte[] = { "iso-8859-1", "latin1", "latin-1", "iso8859-1",
	"iso_8859-1", "windows-1252", "cp1252", "iso-8859-15", "us-ascii", "ascii" };

static gboolean
is_one_byte(const char *charset)
{
	for (gsize i = 0; i < G_N_ELEMENTS(one_byte); i++)
		if (g_ascii_strcasecmp(charset, one_byte[i]) == 0)
			return TRUE;
	return FALSE;
}

static gboolean
is_ascii(const char *data, gsize length)
{
	for (gsize i = 0; i < length; i++)
		if (data[i] & 0x80)
			return FALSE;
	return TRUE;
}

/*
 * TRUE if data is UTF-8 with some bytes that are not: a list's footer behind
 * base64, a cut letter. Read as anything else every letter would be wrong.
 */
static gboolean
is_mostly_utf8(const char *data, gsize length)
{
	const char *end = data + length, *bad = data;
	gsize letters = 0, broken = 0;

	for (const char *p = data; p < end; p = bad + 1, broken++) {
		gboolean good = g_utf8_validate_len(p, (gsize) (end - p), &bad);

		for (const char *c = p; c < bad; c++)
			letters += (guint8) *c >= 0xc0;
		if (good)
			break;
	}
	return letters > broken;
}

char *
message_text_decode(const char *data, gsize length, const char *charset)
{
	gboolean narrow = charset && is_one_byte(charset);
	gsize written = 0;
	char *text = NULL;

	if (!charset)
		return NULL;
	if (length == 0)
		return g_strdup("");
	/* Bytes beyond ASCII that happen to be UTF-8 are no coincidence. */
	if (narrow && (is_ascii(data, length) || g_utf8_validate_len(data, length, NULL)))
		charset = "UTF-8";
	else if (narrow && g_ascii_strcasecmp(charset, "iso-8859-15") != 0)
		charset = "ISO-8859-1"; /* leaves no byte undefined; mended below */
	text = g_convert_with_fallback(
		data, (gssize) length, "UTF-8", charset, "?", NULL, &written, NULL);
	if (!text && g_ascii_strcasecmp(charset, "utf-8") == 0 && is_mostly_utf8(data, length)) {
		text = g_utf8_make_valid(data, (gssize) length);
		written = strlen(text);
	}
	if (!text)
		return NULL;
	for (gsize i = 0; i < written; i++)
		if (text[i] == '\0')
			text[i] = ' ';
	/* iconv lets characters beyond U+10FFFF through. */
	if (!g_utf8_validate_len(text, written, NULL)) {
		char *valid = g_utf8_make_valid(text, (gssize) written);
		g_free(text);
		text = valid;
	}
	return narrow ? text_take_mended(text) : text;
}
