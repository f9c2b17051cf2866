/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Signed assertions, checked with the public key as a token endpoint does.
 */
#include <string.h>

#include "adapters/login/jwt.h"
#include "core/error.h"
#include "support/key-pair.h"

#define CLAIMS "{\"iss\":\"klient\",\"å\":\"?>~\"}"

/* Base64url to bytes; g_byte_array_unref() it. */
static GByteArray *
decode(const char *text)
{
	g_autoptr(GString) plain = g_string_new(text);
	GByteArray *out = g_byte_array_new();
	gsize length;

	g_assert_null(strpbrk(text, "+/="));
	g_string_replace(plain, "-", "+", 0);
	g_string_replace(plain, "_", "/", 0);
	while (plain->len % 4)
		g_string_append_c(plain, '=');
	g_autofree guchar *bytes = g_base64_decode(plain->str, &length);
	g_byte_array_append(out, bytes, (guint) length);
	return out;
}

static void
assert_part(const char *part, const char *wanted)
{
	g_autoptr(GByteArray) bytes = decode(part);

	g_assert_cmpmem(bytes->data, bytes->len, wanted, strlen(wanted));
}

static void
assert_signed(const char *jwt, EVP_PKEY *key)
{
	const char *dot = strrchr(jwt, '.');
	g_autoptr(GByteArray) signature = decode(dot + 1);
	EVP_MD_CTX *context = EVP_MD_CTX_new();

	g_assert_cmpint(EVP_DigestVerifyInit(context, NULL, EVP_sha256(), NULL, key), ==, 1);
	g_assert_cmpint(EVP_DigestVerify(context, signature->data, signature->len,
				(const guchar *) jwt, (gsize) (dot - jwt)),
		==, 1);
	EVP_MD_CTX_free(context);
}

static void
test_plain(void)
{
	g_auto(KeyPair) pair = key_pair_new(2048, 90);
	g_autoptr(GByteArray) pem = key_pair_pem(pair.key, NULL);
	g_autoptr(GError) error = NULL;
	g_autofree char *jwt = jwt_sign(pem, FALSE, CLAIMS, "x", &error);

	g_assert_no_error(error);
	g_auto(GStrv) parts = g_strsplit(jwt, ".", -1);
	g_assert_cmpuint(g_strv_length(parts), ==, 3);
	assert_part(parts[0], "{\"alg\":\"RS256\",\"typ\":\"JWT\"}");
	assert_part(parts[1], CLAIMS);
	assert_signed(jwt, pair.key);
}

/* The header's thumbprints are those that "openssl x509 -fingerprint" shows. */
static void
test_certificate(void)
{
	g_auto(KeyPair) pair = key_pair_new(2048, 90);
	g_autoptr(GByteArray) pem = key_pair_pem(pair.key, pair.certificate);
	g_autofree char *jwt = jwt_sign(pem, TRUE, CLAIMS, "x", NULL);
	g_auto(GStrv) parts = g_strsplit(jwt, ".", -1);
	g_autoptr(GByteArray) header = decode(parts[0]);
	g_autofree char *text = g_strndup((const char *) header->data, header->len);
	static const struct {
		const char *key;
		const char *digest;
	} prints[] = { { "\"x5t\":\"", "SHA1" }, { "\"x5t#S256\":\"", "SHA256" } };

	assert_signed(jwt, pair.key);
	for (gsize i = 0; i < G_N_ELEMENTS(prints); i++) {
		unsigned char wanted[EVP_MAX_MD_SIZE];
		unsigned int length;
		const char *at = strstr(text, prints[i].key);

		g_assert_nonnull(at);
		at += strlen(prints[i].key);
		g_autofree char *value = g_strndup(at, strcspn(at, "\""));
		g_autoptr(GByteArray) got = decode(value);
		X509_digest(
			pair.certificate, EVP_get_digestbyname(prints[i].digest), wanted, &length);
		g_assert_cmpmem(got->data, got->len, wanted, length);
	}
}

static void
assert_refused(GByteArray *pem, gboolean with_certificate, const char *words)
{
	g_autoptr(GError) error = NULL;

	g_assert_null(jwt_sign(pem, with_certificate, CLAIMS, "file x", &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_CONFIG);
	g_assert_true(g_str_has_prefix(error->message, "file x: "));
	g_assert_nonnull(strstr(error->message, words));
	g_assert_null(strstr(error->message, "BEGIN"));
}

static void
test_files_that_do_not_serve(void)
{
	g_auto(KeyPair) pair = key_pair_new(2048, 90);
	g_auto(KeyPair) other = key_pair_new(2048, 90);
	g_auto(KeyPair) small = key_pair_new(1024, 90);
	g_autoptr(GByteArray) nothing = g_byte_array_new();
	g_autoptr(GByteArray) key = key_pair_pem(pair.key, NULL);
	g_autoptr(GByteArray) certificate = key_pair_pem(NULL, pair.certificate);
	g_autoptr(GByteArray) mixed = key_pair_pem(pair.key, other.certificate);
	g_autoptr(GByteArray) weak = key_pair_pem(small.key, small.certificate);

	assert_refused(nothing, FALSE, "no private key");
	assert_refused(certificate, TRUE, "no private key");
	assert_refused(key, TRUE, "no certificate");
	assert_refused(mixed, TRUE, "do not belong together");
	assert_refused(weak, TRUE, "2048 bits");
}

static void
test_end(void)
{
	g_auto(KeyPair) pair = key_pair_new(2048, 12);
	g_autoptr(GByteArray) pem = key_pair_pem(pair.key, pair.certificate);
	g_autoptr(GByteArray) key = key_pair_pem(pair.key, NULL);
	gint64 end = 0, days;

	g_assert_true(jwt_certificate_end(pem, &end));
	days = (end - g_get_real_time() / 1000) / (24 * 60 * 60 * 1000);
	g_assert_cmpint(days, ==, 12);
	g_assert_false(jwt_certificate_end(key, &end));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/jwt/plain", test_plain);
	g_test_add_func("/jwt/certificate", test_certificate);
	g_test_add_func("/jwt/refused", test_files_that_do_not_serve);
	g_test_add_func("/jwt/end", test_end);
	return g_test_run();
}
