/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "core/text.h"

static void
test_to_line(void)
{
	static const struct {
		const char *text;
		gsize max;
		const char *line;
	} cases[] = {
		{ "Rapport\r\nBcc: x@example.org", 0, "Rapport Bcc: x@example.org" },
		{ "a\x1b[31mb", 0, "a[31mb" },
		{ "a\xe2\x80\xae"
		  "b",
			0, "ab" },
		{ "  a \t b  ", 0, "a b" },
		{ "åäö", 2, "åä…" },
		{ "\xff", 0, "\xef\xbf\xbd" },
		{ NULL, 0, "" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *line = text_to_line(cases[i].text, cases[i].max);
		g_assert_cmpstr(line, ==, cases[i].line);
	}
}

static void
test_fold(void)
{
	g_autofree char *folded = text_fold("  Härbärgen  M.FL. ");
	g_autofree char *lines = text_to_lines("a \r\n b\x07");

	g_assert_cmpstr(folded, ==, "harbargen m.fl.");
	g_assert_cmpstr(lines, ==, "a\nb");
}

/* What folding means, by the tables of Unicode alone. g_free() it. */
static char *
fold_by_unicode(const char *text)
{
	g_autofree char *squeezed = text_squeeze(text);
	g_autofree char *folded = g_utf8_casefold(squeezed, -1);
	g_autofree char *apart = g_utf8_normalize(folded, -1, G_NORMALIZE_NFKD);
	GString *out = g_string_new(NULL);

	for (const char *p = apart; *p; p = g_utf8_next_char(p))
		if (g_unichar_type(g_utf8_get_char(p)) != G_UNICODE_NON_SPACING_MARK)
			g_string_append_unichar(out, g_utf8_get_char(p));
	return g_string_free(out, FALSE);
}

/* Each character alone, between letters, beside marks and beside itself. */
static void
test_fold_every_character(void)
{
	static const char *const around[][2] = { { "", "" }, { "Å", "ö" }, { "a ", " b" },
		{ " \xcc\x81", "\xcc\x84 x" }, { "\xe3\x80\xae", "\xcc\xa7\xcc\x81" } };

	for (gunichar c = 1; c <= 0x2ffff; c++) {
		char one[7] = { 0 };

		if (!g_unichar_validate(c))
			continue;
		g_unichar_to_utf8(c, one);
		for (gsize i = 0; i < G_N_ELEMENTS(around); i++) {
			g_autofree char *text =
				g_strconcat(around[i][0], one, one, around[i][1], NULL);
			g_autofree char *folded = text_fold(text);
			g_autofree char *expected = fold_by_unicode(text);

			if (strcmp(folded, expected) != 0)
				g_test_message("U+%04X, row %" G_GSIZE_FORMAT, c, i);
			g_assert_cmpstr(folded, ==, expected);
		}
	}
	g_autofree char *broken = text_fold("\xff\xc3 \xc5Q\xed\xa0\x80z");
	g_autofree char *mended = g_utf8_make_valid("\xff\xc3 \xc5Q\xed\xa0\x80z", -1);
	g_autofree char *expected = fold_by_unicode(mended);
	g_autofree char *none = text_fold(NULL);
	g_assert_cmpstr(broken, ==, expected);
	g_assert_cmpstr(none, ==, "");
}

static void
test_address(void)
{
	static const struct {
		const char *address;
		gboolean good;
	} cases[] = {
		{ "a.b@kommun.example", TRUE },
		{ "åsa@kommun.example", TRUE },
		{ "a@b@c", FALSE },
		{ "a@", FALSE },
		{ "@b", FALSE },
		{ "a b@c.example", FALSE },
		{ "a@c.example\r\nRCPT TO:<x@y>", FALSE },
		{ "<a@c.example>", FALSE },
		{ NULL, FALSE },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
		g_assert_cmpint(text_is_address(cases[i].address), ==, cases[i].good);
	g_autofree char *domain = text_address_domain("X@Kommun.Example");
	g_assert_cmpstr(domain, ==, "kommun.example");
}

static void
test_fold_address(void)
{
	static const struct {
		const char *address, *folded;
	} cases[] = {
		{ " Alva@Kommun.Example\r\n", "alva@kommun.example" },
		{ "ÅSA.ÖBERG@KOMMUN.EXAMPLE", "åsa.öberg@kommun.example" },
		/* Whatever letters a reader of Turkish has. */
		{ "INFO@KOMMUN.EXAMPLE", "info@kommun.example" },
		{ "A\xff\xc3@X", "a\xff\xc3@x" },
		{ "", "" },
		{ NULL, "" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *folded = text_fold_address(cases[i].address);
		g_assert_cmpstr(folded, ==, cases[i].folded);
		/* Nobody has no address. */
		g_assert_cmpint(text_is_same_address(cases[i].address, folded), ==, *folded != 0);
	}
	g_assert_false(text_is_same_address("alva@kommun.example", "alvar@kommun.example"));
}

static void
test_escape_json(void)
{
	g_autofree char *escaped = text_escape_json(
		"{\n \"a\": \"å\xc2\x9b\xe2\x80\xae\xef\xbb\xbf\xf3\xa0\x80\x81\x7f 😀\"}");

	g_assert_cmpstr(
		escaped, ==, "{\n \"a\": \"å\\u009b\\u202e\\ufeff\\udb40\\udc01\\u007f 😀\"}");
}

static void
test_mask_addresses(void)
{
	g_autofree char *reply = text_mask_addresses(
		"550 5.1.1 <alva@kommun.example>: unknown (\"b@c.example\") sorry");
	g_autofree char *none = text_mask_addresses("451 try again");

	g_assert_cmpstr(reply, ==, "550 5.1.1 <address> unknown <address> sorry");
	g_assert_cmpstr(none, ==, "451 try again");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/text/to-line", test_to_line);
	g_test_add_func("/text/fold", test_fold);
	g_test_add_func("/text/fold-every-character", test_fold_every_character);
	g_test_add_func("/text/address", test_address);
	g_test_add_func("/text/fold-address", test_fold_address);
	g_test_add_func("/text/escape-json", test_escape_json);
	g_test_add_func("/text/mask-addresses", test_mask_addresses);
	return g_test_run();
}
