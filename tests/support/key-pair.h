/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <glib.h>

/* A key with its certificate, made for a test. */
typedef struct {
	EVP_PKEY *key;
	X509 *certificate;
} KeyPair;

/* days: how long the certificate is valid from now, may be negative. */
static inline KeyPair
key_pair_new(int bits, int days)
{
	KeyPair pair = { EVP_RSA_gen(bits), X509_new() };

	X509_set_version(pair.certificate, X509_VERSION_3);
	ASN1_INTEGER_set(X509_get_serialNumber(pair.certificate), 1);
	X509_gmtime_adj(X509_getm_notBefore(pair.certificate), -86400L * 400);
	X509_time_adj_ex(X509_getm_notAfter(pair.certificate), days, 60, NULL);
	X509_set_pubkey(pair.certificate, pair.key);
	g_assert_cmpint(X509_sign(pair.certificate, pair.key, EVP_sha256()), >, 0);
	return pair;
}

static inline void
key_pair_clear(KeyPair *pair)
{
	EVP_PKEY_free(pair->key);
	X509_free(pair->certificate);
}

/* What of the pair is not NULL, as PEM. */
static inline GByteArray *
key_pair_pem(EVP_PKEY *key, X509 *certificate)
{
	GByteArray *pem = g_byte_array_new();
	BIO *bio = BIO_new(BIO_s_mem());
	char *data;

	if (certificate)
		g_assert_cmpint(PEM_write_bio_X509(bio, certificate), ==, 1);
	if (key)
		g_assert_cmpint(
			PEM_write_bio_PrivateKey(bio, key, NULL, NULL, 0, NULL, NULL), ==, 1);
	long length = BIO_get_mem_data(bio, &data);
	g_byte_array_append(pem, (const guint8 *) data, (guint) length);
	BIO_free(bio);
	return pem;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KeyPair, key_pair_clear)
