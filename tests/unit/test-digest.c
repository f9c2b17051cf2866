/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "adapters/digest.h"
#include "core/text.h"

/* FIPS 180-4 examples. */
static const struct {
	const char *text;
	const char *hex;
} known[] = {
	{ "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
	{ "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
	{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
		"248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
};

static void
assert_hex(const guint8 digest[DIGEST_BYTES], const char *wanted)
{
	g_autofree char *hex = text_to_hex(digest, DIGEST_BYTES);

	g_assert_cmpstr(hex, ==, wanted);
}

static void
test_known(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(known); i++) {
		guint8 digest[DIGEST_BYTES];

		digest_bytes(known[i].text, strlen(known[i].text), digest);
		assert_hex(digest, known[i].hex);
	}
}

/* Byte by byte, twice with one object. */
static void
test_pieces(void)
{
	g_autoptr(Digest) digest = digest_new();

	for (gsize round = 0; round < 2; round++) {
		for (gsize i = 0; i < G_N_ELEMENTS(known); i++) {
			guint8 result[DIGEST_BYTES];

			for (const char *p = known[i].text; *p; p++)
				digest_update(digest, p, 1);
			digest_update(digest, NULL, 0);
			digest_finish(digest, result);
			assert_hex(result, known[i].hex);
		}
	}
}

/* Neither a border moved between texts nor a missing text goes unnoticed. */
static void
test_texts(void)
{
	static const char *const lists[][2] = { { "ab", "c" }, { "a", "bc" }, { "abc", "" },
		{ "abc", NULL }, { NULL, "abc" } };
	guint8 results[G_N_ELEMENTS(lists)][DIGEST_BYTES];
	g_autoptr(Digest) digest = digest_new();

	for (gsize i = 0; i < G_N_ELEMENTS(lists); i++) {
		digest_update_text(digest, lists[i][0]);
		digest_update_text(digest, lists[i][1]);
		digest_finish(digest, results[i]);
		for (gsize j = 0; j < i; j++)
			g_assert_true(memcmp(results[i], results[j], DIGEST_BYTES) != 0);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/digest/known", test_known);
	g_test_add_func("/digest/pieces", test_pieces);
	g_test_add_func("/digest/texts", test_texts);
	return g_test_run();
}
