/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * SHA-256 by OpenSSL's EVP. The algorithm is looked up once in the process,
 * because a look-up costs more than the digest of a short text. A failure of
 * EVP here means that libcrypto has no SHA-256 at all, so it stops the process
 * rather than let a wrong digest stand as evidence.
 */
#include "adapters/digest.h"

#include <openssl/evp.h>
#include <string.h>

struct Digest {
	EVP_MD_CTX *context;
};

static const EVP_MD *
algorithm(void)
{
	static gsize fetched;

	if (g_once_init_enter(&fetched)) {
		EVP_MD *md = EVP_MD_fetch(NULL, "SHA256", NULL);

		if (!md)
			g_error("libcrypto has no SHA-256: check the OpenSSL installation");
		g_once_init_leave(&fetched, (gsize) md);
	}
	return (const EVP_MD *) fetched;
}

static void
begin(Digest *digest)
{
	if (EVP_DigestInit_ex2(digest->context, algorithm(), NULL) != 1)
		g_error("SHA-256 could not be started");
}

Digest *
digest_new(void)
{
	Digest *digest = g_new(Digest, 1);

	digest->context = EVP_MD_CTX_new();
	g_assert(digest->context);
	begin(digest);
	return digest;
}

void
digest_update(Digest *digest, const void *data, gsize length)
{
	if (length && EVP_DigestUpdate(digest->context, data, length) != 1)
		g_error("SHA-256 could not be continued");
}

void
digest_update_number(Digest *digest, guint64 number)
{
	guint64 bytes = GUINT64_TO_BE(number);

	digest_update(digest, &bytes, sizeof(bytes));
}

void
digest_update_text(Digest *digest, const char *text)
{
	gsize length = text ? strlen(text) : 0;

	digest_update_number(digest, text ? length : G_MAXUINT64);
	digest_update(digest, text, length);
}

void
digest_finish(Digest *digest, guint8 ret_digest[DIGEST_BYTES])
{
	if (EVP_DigestFinal_ex(digest->context, ret_digest, NULL) != 1)
		g_error("SHA-256 could not be finished");
	begin(digest);
}

/* The key, filled with zeros to a block of SHA-256, each byte changed by pad. */
static void
update_key(Digest *digest, const guint8 *key, gsize length, guint8 pad)
{
	guint8 block[64];

	g_assert(length <= sizeof block);
	for (gsize i = 0; i < sizeof block; i++)
		block[i] = (i < length ? key[i] : 0) ^ pad;
	digest_update(digest, block, sizeof block);
	explicit_bzero(block, sizeof block);
}

void
digest_hmac(Digest *digest, const void *key, gsize key_length, const void *data, gsize length,
	guint8 ret_mac[DIGEST_BYTES])
{
	guint8 inner[DIGEST_BYTES];

	update_key(digest, key, key_length, 0x36);
	digest_update(digest, data, length);
	digest_finish(digest, inner);
	update_key(digest, key, key_length, 0x5c);
	digest_update(digest, inner, sizeof inner);
	digest_finish(digest, ret_mac);
}

void
digest_free(Digest *digest)
{
	if (!digest)
		return;
	EVP_MD_CTX_free(digest->context);
	g_free(digest);
}

void
digest_bytes(const void *data, gsize length, guint8 ret_digest[DIGEST_BYTES])
{
	g_autoptr(Digest) digest = digest_new();

	digest_update(digest, data, length);
	digest_finish(digest, ret_digest);
}
