/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

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
	g_test_add_func("/text/address", test_address);
	g_test_add_func("/text/escape-json", test_escape_json);
	g_test_add_func("/text/mask-addresses", test_mask_addresses);
	return g_test_run();
}
