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

/* RFC 4231 section 4.4, nothing under nothing, and a key of a whole block (by Python's hmac). */
static void
test_hmac(void)
{
	static const struct {
		guint8 key;
		gsize key_length;
		guint8 data;
		gsize length;
		const char *hex;
	} cases[] = {
		{ 0xaa, 20, 0xdd, 50,
			"773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe" },
		{ 0, 0, 0, 0, "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad" },
		{ 0x61, 64, 0x62, 3,
			"6a558a4006a537a6635c7a8b4d9b7fa4d91c10d614737aede54a6d2a0a1cce6a" },
	};
	g_autoptr(Digest) digest = digest_new();

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		guint8 key[64], data[64], mac[DIGEST_BYTES];

		memset(key, cases[i].key, sizeof key);
		memset(data, cases[i].data, sizeof data);
		digest_hmac(digest, key, cases[i].key_length, data, cases[i].length, mac);
		assert_hex(mac, cases[i].hex);
	}
	/* And the object has nothing left in it. */
	guint8 empty[DIGEST_BYTES];
	digest_finish(digest, empty);
	assert_hex(empty, known[0].hex);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/digest/known", test_known);
	g_test_add_func("/digest/pieces", test_pieces);
	g_test_add_func("/digest/texts", test_texts);
	g_test_add_func("/digest/hmac", test_hmac);
	return g_test_run();
}
