/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "reader/signature.h"

#define PNG       "\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
#define PNG_TAIL  "\b\2\0\0\0"
#define JPEG      "\xff\xd8"
#define APP0      "\xff\xe0\0\6JFIF"
#define DQT       "\xff\xdb\0\4\0\0"
#define DHT       "\xff\xc4\0\4\0\0"
#define SOF(h, w) "\xff\xc0\0\13\b" h w "\1\1\21\0"

/* Bytes with NULs among them. */
#define BYTES(text) text, sizeof(text) - 1

/* The shorter side of a page has 500 pixels: 0x1f4. */
static const struct {
	const char *what, *bytes;
	gsize length;
	gboolean small;
} pictures[] = {
	{ "a logotype", BYTES(PNG "\0\0\0\x78\0\0\0\x28" PNG_TAIL), TRUE },
	{ "a long line", BYTES(PNG "\0\0\7\xd0\0\0\0\2" PNG_TAIL), TRUE },
	{ "one pixel less", BYTES(PNG "\0\0\x1f\x40\0\0\1\xf3" PNG_TAIL), TRUE },
	{ "a page", BYTES(PNG "\0\0\1\xf4\0\0\1\xf4" PNG_TAIL), FALSE },
	{ "wider than 16 bits tell", BYTES(PNG "\0\1\0\1\0\1\0\1" PNG_TAIL), FALSE },
	{ "no width", BYTES(PNG "\0\0\0\0\0\0\0\x28" PNG_TAIL), FALSE },
	{ "another chunk first", BYTES("\x89PNG\r\n\x1a\n\0\0\0\rtEXt\0\0\0\1\0\0\0\1" PNG_TAIL),
		FALSE },
	{ "a small JPEG", BYTES(JPEG APP0 DQT DHT SOF("\0\x28", "\0\x78")), TRUE },
	{ "a progressive one", BYTES(JPEG "\xff\xc2\0\13\b\1\xf3\7\xd0\1\1\21\0"), TRUE },
	{ "a JPEG that is a page", BYTES(JPEG APP0 DQT SOF("\2\x58", "\2\x58")), FALSE },
	{ "a thumbnail inside another segment",
		BYTES(JPEG "\xff\xe1\0\17" SOF("\0\1", "\0\1") SOF("\2\x58", "\2\x58")), FALSE },
	{ "a height that comes later", BYTES(JPEG SOF("\0\0", "\0\x78")), FALSE },
	{ "arithmetic coding's tables", BYTES(JPEG "\xff\xcc\0\4\0\0" SOF("\0\1", "\0\1")), FALSE },
	{ "bytes between segments", BYTES(JPEG APP0 "\0" SOF("\0\1", "\0\1")), FALSE },
	{ "a segment without its length", BYTES(JPEG "\xff\xe0\0\1" SOF("\0\1", "\0\1")), FALSE },
	{ "a segment that is longer than the file",
		BYTES(JPEG "\xff\xe0\xff\xff" SOF("\0\1", "\0\1")), FALSE },
	{ "a TIFF", BYTES("II*\0\b\0\0\0\0\0"), FALSE },
	{ "nothing", BYTES(""), FALSE },
};

static gboolean
is_small(const char *bytes, gsize length)
{
	/* Of its own size, so that a look beyond its end is seen. */
	g_autoptr(GBytes) content = g_bytes_new(bytes, length);

	return signature_is_small_picture(content);
}

static void
test_small(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(pictures); i++) {
		g_test_message("%s", pictures[i].what);
		g_assert_cmpint(
			is_small(pictures[i].bytes, pictures[i].length), ==, pictures[i].small);
	}
}

/* What is cut off is small only if its size is still there. */
static void
test_cut(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(pictures); i++)
		for (gsize length = 0; length < pictures[i].length; length++)
			if (is_small(pictures[i].bytes, length))
				g_assert_true(pictures[i].small);
}

static void
test_kinds(void)
{
	static const struct {
		const char *name, *bytes;
		gsize length;
		gboolean pdf, picture;
	} cases[] = {
		{ "a", BYTES("%PDF-1.4\n"), TRUE, FALSE },
		{ "a.txt", BYTES("En %PDF-1.4\n"), FALSE, FALSE },
		{ "a.PDF", BYTES("\n\n%PDF-1.4\n"), TRUE, FALSE },
		{ "a.pdf", BYTES("%PDF"), FALSE, FALSE },
		{ "a", BYTES("\xff\xd8\xff\xe0"), FALSE, TRUE },
		{ "a", BYTES("\xff\xd8\xff"), FALSE, FALSE },
		{ "a", BYTES("\x89PNG\r"), FALSE, TRUE },
		{ "a", BYTES("II*\0\b"), FALSE, TRUE },
		{ "a", BYTES("MM\0*\0"), FALSE, TRUE },
		{ "a", BYTES("MM\0"), FALSE, FALSE },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		const guint8 *data = (const guint8 *) cases[i].bytes;

		g_test_message("%s", cases[i].bytes);
		g_assert_cmpint(
			signature_is_pdf(cases[i].name, data, cases[i].length), ==, cases[i].pdf);
		g_assert_cmpint(signature_is_picture(cases[i].name, data, cases[i].length), ==,
			cases[i].picture);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/signature/small", test_small);
	g_test_add_func("/signature/cut", test_cut);
	g_test_add_func("/signature/kinds", test_kinds);
	return g_test_run();
}
