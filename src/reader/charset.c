/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which charset a text is in, without a label. Must never give up on a text.
 */
#include "reader/charset.h"

#include <string.h>

#define PEEK          4096 /* bytes looked at */
#define DOS           "CP850"
#define DOS_SECTION   0x15 /* a paragraph sign there, where others have a control character */
#define UTF8_CODEPAGE 65001
#define DOS_END       0x1a /* ends a file */

static const struct {
	const char *charset;
	const char *mark;
	gsize length;
} marks[] = {
	{ "UTF-8", "\xef\xbb\xbf", 3 },
	{ "UTF-32LE", "\xff\xfe\x00\x00", 4 }, /* before UTF-16, whose mark it begins with */
	{ "UTF-32BE", "\x00\x00\xfe\xff", 4 },
	{ "UTF-16LE", "\xff\xfe", 2 },
	{ "UTF-16BE", "\xfe\xff", 2 },
};

/*
 * Charsets of old programs, by the letters that make a text Swedish: what they
 * are there, windows-1252 has signs for, which do not stand between letters.
 */
static const struct {
	const char *charset;
	const char *small; /* åäöé */
	const char *great; /* ÅÄÖ */
} olds[] = {
	{ DOS, "\x86\x84\x94\x82", "\x8f\x8e\x99" }, /* CP437 has the same */
	{ "MACINTOSH", "\x8c\x8a\x9a\x8e", "\x81\x80\x85" },
};

/* What charset_to_utf8() may need to convert from. */
static const char *const charsets[] = { "WINDOWS-1252", "ISO-8859-1", "ISO-8859-15", DOS,
	"MACINTOSH" };

/* Wide characters without a mark: of Latin letters all bytes but one are zero. */
static const char *
guess_wide(const guint8 *data, gsize length)
{
	static const struct {
		const char *charset;
		guint8 zero[4]; /* for each byte of four: 1 zero, 0 not */
	} wides[] = {
		{ "UTF-32LE", { 0, 1, 1, 1 } },
		{ "UTF-32BE", { 1, 1, 1, 0 } },
		{ "UTF-16LE", { 0, 1, 0, 1 } },
		{ "UTF-16BE", { 1, 0, 1, 0 } },
	};
	gsize zeros[4] = { 0 }, all[4] = { 0 }, seen = MIN(length, (gsize) PEEK), odd = 0;

	for (gsize i = 0; i < seen; i++) {
		zeros[i & 3] += data[i] == 0;
		all[i & 3]++;
		odd += data[i] && data[i] < '\t';
	}
	if (odd > seen / 20)
		return NULL;
	for (gsize i = 0; i < G_N_ELEMENTS(wides); i++) {
		gboolean fits = length >= 2;

		for (guint k = 0; k < 4; k++)
			fits = fits && (wides[i].zero[k] ? zeros[k] * 3 >= all[k] * 2
							 : zeros[k] < seen / 100 + 1);
		if (fits)
			return wides[i].charset;
	}
	return NULL;
}

static gboolean
is_one_of(guint8 c, const char *set)
{
	return c && strchr(set, (char) c);
}

/* Its letters in the text: small ones within words, great ones where words begin. */
static guint
count_letters(const guint8 *data, gsize length, const char *small, const char *great)
{
	guint found = 0;

	for (gsize i = 1; i + 1 < length; i++) {
		gboolean after = g_ascii_isalpha(data[i - 1]) || is_one_of(data[i - 1], small);
		gboolean before = g_ascii_isalpha(data[i + 1]) || is_one_of(data[i + 1], small);

		found += (after && before && is_one_of(data[i], small)) ||
			 (!g_ascii_islower(data[i - 1]) && before && is_one_of(data[i], great));
	}
	return found;
}

/* One byte a letter: what Windows writes, unless the words are Swedish in an older charset only. */
static const char *
guess_narrow(const guint8 *data, gsize length)
{
	gsize seen = MIN(length, (gsize) PEEK), signs = 0, currency = 0;
	guint best = 0, common = count_letters(data, seen, "\xe5\xe4\xf6\xe9", "\xc5\xc4\xd6");
	const char *charset = "WINDOWS-1252";

	for (gsize i = 0; i < G_N_ELEMENTS(olds) && common == 0; i++) {
		guint found = count_letters(data, seen, olds[i].small, olds[i].great);

		charset = found > best ? olds[i].charset : charset;
		best = MAX(best, found);
	}
	for (gsize i = 0; i < length; i++) {
		signs += data[i] >= 0x80 && data[i] <= 0x9f;
		currency += data[i] == 0xa4;
	}
	/* Nobody writes the general sign of a currency: there it is the euro. */
	return best == 0 && currency > 0 && signs == 0 ? "ISO-8859-15" : charset;
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
	return g_utf8_validate_len((const char *) data, length, NULL) ? "UTF-8"
								      : guess_narrow(data, length);
}

void
charset_warm(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(charsets); i++)
		g_free(g_convert("a", 1, "UTF-8", charsets[i], NULL, NULL, NULL));
}

/* One character of two or four bytes, and how many bytes it took; U+FFFD for what is none. */
static gunichar
next_wide(const guint8 *p, gsize left, gsize unit, gboolean little, gsize *ret_taken)
{
	gunichar c[2] = { 0, 0 };
	gsize n = MIN(left / unit, (gsize) 2);

	for (gsize i = 0; i < n * unit; i++)
		c[i / unit] |= (gunichar) p[i] << 8 * (little ? i % unit : unit - 1 - i % unit);
	*ret_taken = unit;
	if (unit == 2 && n == 2 && c[0] >> 10 == 0xd800 >> 10 && c[1] >> 10 == 0xdc00 >> 10) {
		*ret_taken = 4;
		return 0x10000 + ((c[0] & 0x3ff) << 10) + (c[1] & 0x3ff);
	}
	return g_unichar_validate(c[0]) ? c[0] : 0xfffd;
}

static char *
from_wide(const guint8 *data, gsize length, const char *charset)
{
	gsize unit = strstr(charset, "32") ? 4 : 2, taken = unit;
	GString *out = g_string_sized_new(length);

	for (gsize i = 0; i + unit <= length; i += taken) {
		gunichar c = next_wide(
			data + i, length - i, unit, g_str_has_suffix(charset, "LE"), &taken);

		g_string_append_unichar(out, c ? c : ' ');
	}
	return g_string_free(out, FALSE);
}

/* NULL if they are not of that charset, or nobody knows it. */
static char *
try_narrow(const guint8 *data, gsize length, const char *charset)
{
	g_autofree char *text = g_memdup2(data, length);
	gboolean dos = g_str_equal(charset, DOS);

	for (gsize i = 0; i < length; i++)
		if (text[i] == '\0' || text[i] == DOS_END)
			text[i] = ' ';
		else if (text[i] == DOS_SECTION && dos)
			text[i] = '\xf5';
	return g_convert(text, (gssize) length, "UTF-8", charset, NULL, NULL, NULL);
}

/* One byte a character, whatever the byte: windows-1252 leaves some undefined, latin-1 none. */
static char *
from_narrow(const guint8 *data, gsize length, const char *charset)
{
	char *converted = try_narrow(data, length, charset);

	return converted ? converted : try_narrow(data, length, "ISO-8859-1");
}

char *
charset_decode(const guint8 *data, gsize length, guint codepage)
{
	static const struct {
		guint codepage;
		const char *charset;
	} names[] = { { 0, "WINDOWS-1252" }, { 1252, "WINDOWS-1252" }, { 10000, "MACINTOSH" },
		{ 28591, "ISO-8859-1" }, { 28605, "ISO-8859-15" } };
	g_autofree char *name = g_strdup_printf("CP%u", codepage);
	const char *charset = name;

	if (length == 0)
		return g_strdup("");
	if (codepage == CHARSET_UTF16)
		return from_wide(data, length, "UTF-16LE");
	if (codepage == UTF8_CODEPAGE)
		return g_utf8_make_valid((const char *) data, (gssize) length);
	for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
		if (names[i].codepage == codepage)
			charset = names[i].charset;
	return from_narrow(data, length, charset);
}

char *
charset_to_utf8(GBytes *content)
{
	gsize length = 0, skip = 0;
	const guint8 *data = g_bytes_get_data(content, &length);
	const char *charset = length ? guess(data, length, &skip) : "UTF-8";

	if (length == skip)
		return g_strdup("");
	data += skip;
	length -= skip;
	if (g_str_has_prefix(charset, "UTF-16") || g_str_has_prefix(charset, "UTF-32"))
		return from_wide(data, length, charset);
	if (!g_str_equal(charset, "UTF-8"))
		return from_narrow(data, length, charset);
	g_autofree char *text = g_malloc(length);
	for (gsize i = 0; i < length; i++)
		text[i] = (char) (data[i] == '\0' || data[i] == DOS_END ? ' ' : data[i]);
	return g_utf8_make_valid(text, (gssize) length);
}

char *
charset_labelled_to_utf8(GBytes *content, const char *label)
{
	/* What says one of these is made by programs that mean the other. */
	static const char *const western[] = { "us-ascii", "ascii", "iso-8859-1", "latin1" };
	gsize length = 0, skip = 0;
	const guint8 *data = g_bytes_get_data(content, &length);
	const char *seen = length ? guess(data, length, &skip) : "UTF-8";

	if (skip || g_str_has_prefix(seen, "UTF-"))
		return charset_to_utf8(content);
	for (gsize i = 0; i < G_N_ELEMENTS(western); i++)
		if (g_ascii_strcasecmp(label, western[i]) == 0)
			return from_narrow(data, length, "WINDOWS-1252");
	char *text = try_narrow(data, length, label);
	return text ? text : charset_to_utf8(content);
}

gboolean
charset_is_text(const guint8 *data, gsize length)
{
	gsize seen = MIN(length, (gsize) PEEK), odd = 0, skip = 0;
	const char *charset = guess(data, length, &skip);
	gboolean dos = g_str_equal(charset, DOS);

	if (g_str_has_prefix(charset, "UTF-16") || g_str_has_prefix(charset, "UTF-32"))
		return TRUE;
	for (gsize i = 0; i < seen; i++)
		odd += data[i] < ' ' && !strchr("\t\n\r\f\033", data[i]) &&
		       !(dos && data[i] == DOS_SECTION) && !(data[i] == DOS_END && i + 1 == length);
	return odd == 0;
}
