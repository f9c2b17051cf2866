/* SPDX-License-Identifier: GPL-3.0-or-later */
/* winmail.dat as Outlook writes it, and as those do who want to crash a reader. */
#include <glib.h>
#include <string.h>

#include "core/error.h"
#include "reader/format.h"
#include "reader/lzfu.h"
#include "reader/mapi.h"
#include "support/tnef.h"

/* The members as "name=content", sorted as they come; NULL and the reason if there are none. */
static char *
unpack(GBytes *content, GError **error)
{
	g_autoptr(GPtrArray) members = NULL;
	GString *out = g_string_new(NULL);

	if (!format_tnef.unpack(content, &members, error)) {
		g_string_free(out, TRUE);
		return NULL;
	}
	for (guint i = 0; i < members->len; i++) {
		const FormatMember *member = members->pdata[i];
		gsize length = 0;
		const char *data = member->ask ? NULL : g_bytes_get_data(member->content, &length);

		g_string_append_printf(out, "%s%s%s=%.*s", i ? "|" : "", member->name,
			member->body ? "*" : "", (int) length, data ? data : "");
	}
	return g_string_free(out, FALSE);
}

static char *
unpack_bytes(GByteArray *tnef)
{
	g_autoptr(GBytes) content = g_bytes_new(tnef->data, tnef->len);
	g_autoptr(GError) error = NULL;
	char *shown = unpack(content, &error);

	g_assert_true(format_find("winmail.dat", content) == &format_tnef);
	if (!shown)
		g_assert_error(error, LEX_ERROR, LEX_ERROR_BAD_MESSAGE);
	return shown;
}

static void
test_sample(void)
{
	g_autoptr(GBytes) content = tnef_sample("Hej!");
	g_autoptr(GError) error = NULL;
	g_autofree char *shown = unpack(content, &error);

	g_assert_no_error(error);
	g_assert_cmpstr(
		shown, ==, "body.rtf*={\\rtf1\\ansi Rapport bifogas.\\par}|rapport.txt=Hej!");
}

/* The text of a message, of which there may be several kinds. */
static void
test_bodies(void)
{
	static const struct {
		const char *about;
		guint16 id, type;
		const char *data;
		gsize length;
		const char *shown;
	} cases[] = {
		{ "plain", MAPI_BODY, 0x1e, "F\xf6r\0", 4,
			"body.txt*=\xef\xbb\xbf"
			"För" },
		{ "wide", MAPI_BODY, 0x1f, "F\0\xf6\0r\0\0\0", 8,
			"body.txt*=\xef\xbb\xbf"
			"För" },
		{ "html", MAPI_HTML, 0x102, "<p>F\xf6r</p>", 10,
			"body.html*=\xef\xbb\xbf<p>För</p>" },
		{ "another property", 0x0037, 0x1e, "\xc4mne\0", 5, "" },
		{ "a number where text should be", MAPI_BODY, 0x102, "abc", 3, "" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GByteArray) block = tnef_block(1), tnef = tnef_new();

		g_test_message("%s", cases[i].about);
		tnef_property(block, cases[i].id, cases[i].type, cases[i].data, cases[i].length, 0);
		tnef_add(tnef, 0x00069003, block->data, block->len, 0);
		g_autofree char *shown = unpack_bytes(tnef);
		g_assert_cmpstr(shown, ==, cases[i].shown);
	}
}

/* Properties of every type before the one that matters. */
static void
test_properties(void)
{
	g_autoptr(GByteArray) block = tnef_block(6), tnef = tnef_new();

	tnef_u32(block, 0x0017u << 16 | 0x0003); /* a number */
	tnef_u32(block, 7);
	tnef_u32(block, 0x0e06u << 16 | 0x0040); /* a time */
	tnef_u32(block, 1);
	tnef_u32(block, 2);
	tnef_u32(block, 0x8001u << 16 | 0x000b); /* a name that is a number */
	g_byte_array_append(block, (const guint8 *) "0123456789abcdef", 16);
	tnef_u32(block, 0);
	tnef_u32(block, 5);
	tnef_u32(block, 1);
	tnef_u32(block, 0x8002u << 16 | 0x101e); /* a name that is a text, two values */
	g_byte_array_append(block, (const guint8 *) "0123456789abcdef", 16);
	tnef_u32(block, 1);
	tnef_u32(block, 6);
	g_byte_array_append(block, (const guint8 *) "a\0b\0\0\0\0\0", 8);
	tnef_u32(block, 2);
	tnef_u32(block, 2);
	g_byte_array_append(block, (const guint8 *) "x\0\0\0", 4);
	tnef_u32(block, 1);
	g_byte_array_append(block, (const guint8 *) "\0\0\0\0", 4);
	tnef_u32(block, 0x3fdeu << 16 | 0x0003); /* the code page of what follows */
	tnef_u32(block, 1250);
	tnef_property(block, MAPI_BODY, 0x1e, "\xf8", 1, 0);
	tnef_add(tnef, 0x00069003, block->data, block->len, 0);
	g_autofree char *shown = unpack_bytes(tnef);
	g_assert_cmpstr(shown, ==, "body.txt*=\xef\xbb\xbfř");
}

/* A message that hangs on a message, and an attachment without any name. */
static void
test_attached(void)
{
	g_autoptr(GBytes) inner = tnef_sample("Inre");
	g_autoptr(GByteArray) object = g_byte_array_new(), block = tnef_block(1);
	g_autoptr(GByteArray) tnef = tnef_new();
	gsize length = 0;
	const guint8 *data = g_bytes_get_data(inner, &length);
	g_autoptr(GPtrArray) members = NULL;

	g_byte_array_append(object, (const guint8 *) "\x07\3\2\0\0\0\0\0\xc0\0\0\0\0\0\0F", 16);
	g_byte_array_append(object, data, (guint) length);
	tnef_property(block, MAPI_ATTACHED, 0x0d, object->data, object->len, 0);
	tnef_add(tnef, 0x00069002, "", 0, 0);
	tnef_add(tnef, 0x00069005, block->data, block->len, 0);
	g_autoptr(GBytes) content = g_bytes_new(tnef->data, tnef->len);
	g_assert_true(format_tnef.unpack(content, &members, NULL));
	g_assert_cmpuint(members->len, ==, 1);
	const FormatMember *member = members->pdata[0];
	g_assert_cmpstr(member->name, ==, "bilaga utan namn");
	g_assert_true(g_bytes_equal(member->content, inner));
}

/* Lengths that lie: what stands before is given, with a word on the rest. */
static void
test_lies(void)
{
	static const gint32 lies[] = { 1, 3, 1000, 0x7fffffff, -1, -2, -13, (gint32) 0x80000000 };

	for (gsize i = 0; i < G_N_ELEMENTS(lies); i++) {
		g_autoptr(GByteArray) outer = tnef_new(), inner = tnef_new();
		g_autoptr(GByteArray) block = tnef_block(1);

		g_test_message("lie of %d", lies[i]);
		tnef_add(outer, 0x0002800c, "Hej", 3, 0);
		tnef_add(outer, 0x0006800f, "0123456789ab", 12, lies[i]);
		g_autofree char *first = unpack_bytes(outer);
		if (lies[i] > 2)
			g_assert_cmpstr(
				first, ==, "body.txt*=\xef\xbb\xbfHej|resten av winmail.dat=");
		tnef_property(block, MAPI_ATTACHED, 0x102, "0123456789ab", 12, lies[i]);
		tnef_add(inner, 0x0002800c, "Hej", 3, 0);
		tnef_add(inner, 0x00069005, block->data, block->len, 0);
		g_autofree char *second = unpack_bytes(inner);
		if (lies[i] > 3)
			g_assert_cmpstr(
				second, ==, "body.txt*=\xef\xbb\xbfHej|resten av winmail.dat=");
	}
}

/* Counts that lie, and types that there are not. */
static void
test_counts(void)
{
	static const guint32 counts[] = { 2, 1000, 0x10000000, 0xffffffff };

	for (gsize i = 0; i < G_N_ELEMENTS(counts); i++) {
		g_autoptr(GByteArray) block = tnef_block(counts[i]), tnef = tnef_new();
		g_autoptr(GByteArray) several = tnef_block(1), other = tnef_new();

		tnef_property(block, MAPI_BODY, 0x1e, "Hej", 3, 0);
		tnef_add(tnef, 0x00069003, block->data, block->len, 0);
		g_autofree char *shown = unpack_bytes(tnef);
		g_assert_cmpstr(shown, ==, "body.txt*=\xef\xbb\xbfHej|resten av winmail.dat=");
		tnef_u32(several, (guint32) MAPI_BODY << 16 | 0x1001);
		tnef_u32(several, counts[i]);
		tnef_add(other, 0x00069003, several->data, several->len, 0);
		g_autofree char *none = unpack_bytes(other);
		g_assert_true(!none || !none[0]);
	}
}

static void
test_truncated(void)
{
	g_autoptr(GBytes) content = tnef_sample("Hej!");
	gsize length = 0;
	const guint8 *data = g_bytes_get_data(content, &length);

	for (gsize cut = 5; cut < length; cut++) {
		g_autofree guint8 *copy = g_memdup2(data, cut);
		g_autoptr(GBytes) part = g_bytes_new(copy, cut);
		g_autofree char *shown = unpack(part, NULL);

		g_assert_true(!shown || !strstr(shown, "Hej!") || cut > length - 80);
	}
}

/* The example of MS-OXRTFCP 3.1, one that repeats itself, and broken ones. */
static void
test_compressed(void)
{
#define HEAD(size, kind) "\x2d\0\0\0" size "\0\0\0" kind "\xf1\xc5\xc7\xa7"
#define ROW(bytes)       bytes, sizeof(bytes) - 1
	static const struct {
		const char *bytes;
		gsize length;
		const char *text;
	} cases[] = {
		{ ROW(HEAD("\x2b", "LZFu") "\x03\0\x0a\0rcpg125\x42\x32\x0a\xf3 hel\x09\0\x20\x62"
					   "w\x05\xb0ld}\x0a\x80\x0f\xa0"),
			"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n" },
		{ ROW(HEAD("\x04", "MELA") "{\\rt"), "{\\rt" },
		{ ROW(HEAD("\xff", "MELA") "{\\rt"), "{\\rt" },
		{ ROW(HEAD("\x2b", "LZFu") "\x03\0\x0a\0rcpg"), NULL },
		{ ROW(HEAD("\x2b", "LZFu") "\xff\xff"), NULL },
		{ ROW(HEAD("\x2b", "LZFu")), NULL },
		{ ROW(HEAD("\x2b", "none") "abc"), NULL },
		{ ROW("\x2d\0\0\0\xff\xff\xff\xffLZFu\0\0\0\0\0a"), NULL },
		{ ROW("\x2d\0\0"), NULL },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree guint8 *copy = g_memdup2(cases[i].bytes, cases[i].length);
		g_autoptr(GError) error = NULL;
		g_autoptr(GBytes) bytes = lzfu_unpack(copy, cases[i].length, &error);
		gsize length = 0;
		const char *text = bytes ? g_bytes_get_data(bytes, &length) : NULL;

		g_test_message("row %zu", i);
		g_assert_cmpint(text != NULL, ==, cases[i].text != NULL);
		if (text)
			g_assert_cmpmem(text, length, cases[i].text, strlen(cases[i].text));
		else
			g_assert_error(error, LEX_ERROR, LEX_ERROR_BAD_MESSAGE);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	format_warm();
	g_test_add_func("/tnef/sample", test_sample);
	g_test_add_func("/tnef/bodies", test_bodies);
	g_test_add_func("/tnef/properties", test_properties);
	g_test_add_func("/tnef/attached", test_attached);
	g_test_add_func("/tnef/lies", test_lies);
	g_test_add_func("/tnef/counts", test_counts);
	g_test_add_func("/tnef/truncated", test_truncated);
	g_test_add_func("/tnef/compressed", test_compressed);
	return g_test_run();
}
