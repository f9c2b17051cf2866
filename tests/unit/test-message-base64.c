/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gmime/gmime.h>
#include <string.h>

#include "adapters/message/message-base64.h"

typedef gsize (*Step)(const guint8 *in, gsize length, guint8 *out, int *state, guint32 *save);

/* Decodes text in pieces of the given size. */
static GByteArray *
decode(Step step, const char *text, gsize length, gsize piece)
{
	GByteArray *whole = g_byte_array_new();
	g_autofree guint8 *out = g_malloc(length + 1);
	guint32 save = 0;
	int state = 0;

	for (gsize i = 0; i < length; i += piece) {
		gsize n = MIN(piece, length - i);

		n = step((const guint8 *) text + i, n, out, &state, &save);
		g_byte_array_append(whole, out, (guint) n);
	}
	return whole;
}

static void
check_same(const char *text, gsize length, gsize piece)
{
	g_autoptr(GByteArray) ours = decode(message_base64_step, text, length, piece);
	g_autoptr(GByteArray) theirs =
		decode(g_mime_encoding_base64_decode_step, text, length, piece);

	g_assert_cmpmem(ours->data, ours->len, theirs->data, theirs->len);
}

static void
test_plain(void)
{
	g_autofree char *text = NULL;
	guint8 bytes[1000];

	for (gsize i = 0; i < sizeof bytes; i++)
		bytes[i] = (guint8) g_test_rand_int();
	text = g_base64_encode(bytes, sizeof bytes);
	for (gsize piece = 1; piece < 100; piece++) {
		g_autoptr(GByteArray) got = decode(message_base64_step, text, strlen(text), piece);
		g_assert_cmpmem(got->data, got->len, bytes, sizeof bytes);
	}
}

/* Every byte at every place of a block: what one processor takes no other may refuse. */
static void
test_every_byte(void)
{
	char text[81];

	for (gsize place = 0; place < sizeof text; place++)
		for (int byte = 0; byte < 256; byte++) {
			memset(text, 'Q', sizeof text);
			text[place] = (char) byte;
			check_same(text, sizeof text, sizeof text);
		}
}

/* Whatever stands in a body: the same bytes as GMime's, however the body is cut. */
static void
test_as_gmime(void)
{
	static const char often[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	static const char odd[] = "\r\n\r\n\r\n==- .\t!\xe5\x00\xff";
	char text[300];

	for (int round = 0; round < 20000; round++) {
		gsize length = (gsize) g_test_rand_int_range(0, sizeof text);
		int oddity = g_test_rand_int_range(0, 100);

		for (gsize i = 0; i < length; i++)
			text[i] = g_test_rand_int_range(0, 400) < oddity
					  ? odd[g_test_rand_int_range(0, sizeof odd)]
					  : often[g_test_rand_int_range(0, sizeof often - 1)];
		check_same(text, length, MAX(length, 1));
		check_same(text, length, (gsize) g_test_rand_int_range(1, 200));
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/message-base64/plain", test_plain);
	g_test_add_func("/message-base64/every-byte", test_every_byte);
	g_test_add_func("/message-base64/as-gmime", test_as_gmime);
	return g_test_run();
}
