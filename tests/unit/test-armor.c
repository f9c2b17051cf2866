/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where OpenPGP stands in a text, and where it only seems to. */
#include <string.h>

#include "core/mail/armor.h"

#define MESSAGE   "-----BEGIN PGP MESSAGE-----\r\n\r\nabc=\r\n-----END PGP MESSAGE-----\r\n"
#define SIGNATURE "-----BEGIN PGP SIGNATURE-----\n\nabc=\n-----END PGP SIGNATURE-----\n"
#define SIGNED    "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\nutred\n" SIGNATURE

/* blocks: for each "kind begin end", of what begins there and what stands right behind it. */
static const struct {
	const char *text;
	guint messages, texts;
	const char *first; /* what the first block is; NULL: there is none */
} rows[] = {
	{ "", 0, 0, NULL },
	{ "Hej", 0, 0, NULL },
	{ MESSAGE, 1, 0, MESSAGE },
	{ "Hej\r\n" MESSAGE "Mvh", 1, 0, MESSAGE },
	{ SIGNED, 0, 1, SIGNED },
	{ MESSAGE SIGNED MESSAGE, 2, 1, MESSAGE },
	/* Its last line may have no end, and lines have blanks behind them. */
	{ "-----BEGIN PGP MESSAGE----- \t\nabc\n-----END PGP MESSAGE-----", 1, 0,
		"-----BEGIN PGP MESSAGE----- \t\nabc\n-----END PGP MESSAGE-----" },
	/* Quoted, indented, or within a line. */
	{ "> -----BEGIN PGP MESSAGE-----\n> \n> abc\n> -----END PGP MESSAGE-----\n", 0, 0, NULL },
	{ " -----BEGIN PGP MESSAGE-----\nabc\n -----END PGP MESSAGE-----\n", 0, 0, NULL },
	{ "Hej -----BEGIN PGP MESSAGE-----\nabc\n-----END PGP MESSAGE-----\n", 0, 0, NULL },
	/* Without an end, or with another's. */
	{ "-----BEGIN PGP MESSAGE-----\nabc\n", 0, 0, NULL },
	{ "-----BEGIN PGP MESSAGE-----\nabc\n-----END PGP SIGNATURE-----\n", 0, 0, NULL },
	{ "-----BEGIN PGP MESSAGE-----\nabc\n" MESSAGE, 1, 0, MESSAGE },
	{ "-----BEGIN PGP SIGNED MESSAGE-----\n\nutred\n" SIGNED, 0, 1, SIGNED },
	/* What a signed text would escape ends it. */
	{ "-----BEGIN PGP SIGNED MESSAGE-----\n\n" MESSAGE SIGNATURE, 1, 0, MESSAGE },
	{ SIGNATURE, 0, 0, NULL },
	{ "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nabc\n-----END PGP PUBLIC KEY BLOCK-----\n", 0, 0,
		NULL },
};

static void
test_blocks(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		gsize length = strlen(rows[i].text), at = 0;
		guint found[2] = { 0 };
		g_autofree char *first = NULL;

		g_test_message("row %zu", i);
		for (ArmorBlock block; armor_next(rows[i].text, length, at, &block);
			at = block.end) {
			g_assert_cmpuint(block.begin, >=, at);
			g_assert_cmpuint(block.end, >, block.begin);
			g_assert_cmpuint(block.end, <=, length);
			found[block.kind]++;
			if (!first)
				first = g_strndup(
					rows[i].text + block.begin, block.end - block.begin);
		}
		g_assert_cmpuint(found[ARMOR_MESSAGE], ==, rows[i].messages);
		g_assert_cmpuint(found[ARMOR_SIGNED], ==, rows[i].texts);
		g_assert_cmpstr(first, ==, rows[i].first);
	}
}

/* At each place that a text may be cut at nothing is read behind it. */
static void
test_cut(void)
{
	static const char text[] = "Hej\n" MESSAGE SIGNED;
	ArmorBlock block;

	for (gsize length = 0; length < strlen(text); length++) {
		g_autofree char *cut = g_memdup2(text, length);

		(void) armor_next(cut, length, 0, &block);
		(void) armor_charset(cut, length);
		(void) armor_is_plain(cut, length);
		(void) armor_may_stand(cut, length);
	}
}

#define BEGIN "-----BEGIN PGP MESSAGE-----\n"

static void
test_charset(void)
{
	static const char *const texts[][2] = {
		{ BEGIN "Charset: ISO-8859-1\n\nabc\n", "iso-8859-1" },
		{ BEGIN "Version: x\r\ncharset: utf-8\r\n\r\nabc\r\n", "utf-8" },
		{ BEGIN "\nCharset: utf-8\n", NULL },
		/* In which letters could become others. */
		{ BEGIN "Charset: UTF-7\n\nabc\n", NULL },
		{ BEGIN "Charset: utf-16\n\nabc\n", NULL },
		{ BEGIN "Charset: \n\nabc\n", NULL },
		{ BEGIN, NULL },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
		g_assert_cmpstr(armor_charset(texts[i][0], strlen(texts[i][0])), ==, texts[i][1]);
}

static void
test_plain(void)
{
	g_autofree char *line = g_strnfill(5000, 'a');
	g_autofree char *endless =
		g_strconcat("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n", line, "\n",
			SIGNATURE, NULL);
	static const struct {
		const char *text;
		gboolean plain;
	} texts[] = {
		{ SIGNED, TRUE },
		{ "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256,SHA512\n\n\tja\r\n", TRUE },
		{ "-----BEGIN PGP SIGNED MESSAGE-----\nNotDashEscaped: x\n\nutred\n", FALSE },
		{ "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\nutred\n\nja\n", FALSE },
		{ "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\nja\f\nnej\n", FALSE },
		{ "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\nja\rnej\n", FALSE },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
		g_assert_cmpint(
			armor_is_plain(texts[i].text, strlen(texts[i].text)), ==, texts[i].plain);
	g_assert_false(armor_is_plain(endless, strlen(endless)));
	g_assert_false(armor_is_plain("-----BEGIN PGP SIGNED MESSAGE-----\nHash: x\n\nj\0a\n", 47));
}

/* In base64, behind each number of other bytes, in lines as mail programs make them. */
static void
test_may_stand(void)
{
	static const char *const texts[] = { MESSAGE, SIGNED };

	g_assert_false(armor_may_stand(NULL, 0));
	g_assert_false(armor_may_stand("Hej", 3));
	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_assert_true(armor_may_stand(texts[i], strlen(texts[i])));
		for (gsize before = 0; before < 200; before++) {
			g_autofree char *some = g_strnfill(before, 'x');
			g_autofree char *text = g_strconcat(some, "\n", texts[i], NULL);
			g_autofree char *base64 =
				g_base64_encode((const guint8 *) text, strlen(text));
			g_autoptr(GString) lines = g_string_new(NULL);

			for (const char *p = base64; *p; p += MIN(76, strlen(p)))
				g_string_append_printf(lines, "%.76s\r\n", p);
			g_assert_true(armor_may_stand(lines->str, lines->len));
		}
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/armor/blocks", test_blocks);
	g_test_add_func("/armor/cut", test_cut);
	g_test_add_func("/armor/charset", test_charset);
	g_test_add_func("/armor/plain", test_plain);
	g_test_add_func("/armor/may-stand", test_may_stand);
	return g_test_run();
}
