/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "reader/charset.h"

#define TEXT "Ärendet gäller förskolan på Ängsvägen, å ena sidan. Café."

static char *
read_text(const char *bytes, gsize length)
{
	g_autoptr(GBytes) content = g_bytes_new(bytes, length);

	return charset_to_utf8(content);
}

/* The same sentence, however a program saved it. */
static void
test_same(void)
{
	static const struct {
		const char *charset, *mark;
		gsize mark_length;
	} cases[] = {
		{ "UTF-8", "", 0 },
		{ "UTF-8", "\xef\xbb\xbf", 3 },
		{ "UTF-16LE", "", 0 },
		{ "UTF-16LE", "\xff\xfe", 2 },
		{ "UTF-16BE", "", 0 },
		{ "UTF-16BE", "\xfe\xff", 2 },
		{ "UTF-32LE", "", 0 },
		{ "UTF-32LE", "\xff\xfe\x00\x00", 4 },
		{ "UTF-32BE", "", 0 },
		{ "UTF-32BE", "\x00\x00\xfe\xff", 4 },
		{ "WINDOWS-1252", "", 0 },
		{ "ISO-8859-1", "", 0 },
		{ "ISO-8859-15", "", 0 },
		{ "MACINTOSH", "", 0 },
		{ "CP850", "", 0 },
		{ "CP437", "", 0 },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		gsize length = 0;
		g_autofree char *bytes =
			g_convert(TEXT, -1, cases[i].charset, "UTF-8", NULL, &length, NULL);
		g_autoptr(GByteArray) all = g_byte_array_new();

		g_byte_array_append(
			all, (const guint8 *) cases[i].mark, (guint) cases[i].mark_length);
		g_byte_array_append(all, (const guint8 *) bytes, (guint) length);
		g_autofree char *text = read_text((const char *) all->data, all->len);
		g_test_message("%s, mark of %zu bytes", cases[i].charset, cases[i].mark_length);
		g_assert_cmpstr(text, ==, TEXT);
		g_assert_true(charset_is_text(all->data, all->len));
	}
}

/* Where two charsets would both do, or none does. */
static void
test_doubt(void)
{
#define ROW(bytes) bytes, sizeof(bytes) - 1
	static const struct {
		const char *bytes;
		gsize length;
		const char *text;
	} cases[] = {
		{ ROW(""), "" },
		{ ROW("Hej"), "Hej" },
		{ ROW("H\0e\0j\0"), "Hej" },
		{ ROW("Hon sade \x93nej\x94 \x96 10 \x80"), "Hon sade “nej” – 10 €" },
		{ ROW("Hon sade \x84nej\x94 till mig"), "Hon sade „nej” till mig" },
		{ ROW("it\x92s\x85 so \x99"), "it’s… so ™" },
		{ ROW("S\xe5 \x84h\xe4r\x94 ord\x94och"), "Så „här” ord”och" },
		{ ROW("f\x94r SoL 27 kap. 2 \x15"), "för SoL 27 kap. 2 §" },
		{ ROW("\x8ftg\x84rd"), "Åtgärd" },
		{ ROW("\x8ftg\x84rd\r\n\x1a"), "Åtgärd\r\n " },
		{ ROW("\x81tg\x8ard"), "Åtgärd" },
		{ ROW("10 \xa4 f\xf6r"), "10 € för" },
		{ ROW("10 \xa4 \x96 f\xf6r"), "10 ¤ – för" },
		{ ROW("a\x81\xe5"), "a\xc2\x81å" },
		/* Cut in the middle of a character, or half of a pair. */
		{ ROW("\xff\xfeH\0e\0j"), "He" },
		{ ROW("\xff\xfe\x3d\xd8\x00\xde!\0"), "\xf0\x9f\x98\x80!" },
		{ ROW("\xff\xfe\x3d\xd8!\0"), "\xef\xbf\xbd!" },
		{ ROW("\xff\xfe\0\0\xff\xff\xff\xff"), "\xef\xbf\xbd" },
		{ ROW("\xff\xfe"), "" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *text = read_text(cases[i].bytes, cases[i].length);

		g_test_message("row %zu", i);
		g_assert_cmpstr(text, ==, cases[i].text);
	}
}

static void
test_binary(void)
{
	static const struct {
		const char *bytes;
		gsize length;
	} cases[] = {
		{ ROW("\x89PNG\r\n\x1a\n\x01") },
		{ ROW("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1x") },
		{ ROW("\x01\x02\x03") },
		{ ROW("PK\x03\x04\x14") },
		{ ROW("\0\1") },
		{ ROW("\1\0\2\0\3\0\4\0") },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_test_message("row %zu", i);
		g_assert_false(charset_is_text((const guint8 *) cases[i].bytes, cases[i].length));
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/charset/same", test_same);
	g_test_add_func("/charset/doubt", test_doubt);
	g_test_add_func("/charset/binary", test_binary);
	return g_test_run();
}
