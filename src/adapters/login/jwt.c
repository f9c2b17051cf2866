/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * JSON Web Tokens over libcrypto: what an application signs to prove who it is.
 * Must never show the key, and never ask a terminal for a passphrase.
 */
#include "adapters/login/jwt.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <time.h>

#include "core/error.h"

#define RSA_BITS_MIN 2048 /* RFC 7518 section 3.3 */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(EVP_PKEY, EVP_PKEY_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EVP_MD_CTX, EVP_MD_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(X509, X509_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BIO, BIO_free_all)

/* RFC 7515 section 2: base64url without padding. */
static char *
encode(const void *data, gsize length)
{
	char *text = g_base64_encode(data, length);

	g_strdelimit(text, "+", '-');
	g_strdelimit(text, "/", '_');
	text[strcspn(text, "=")] = '\0';
	return text;
}

static int
refuse_passphrase(char *buffer, int size, int writing, void *user)
{
	(void) buffer, (void) size, (void) writing, (void) user;
	return -1;
}

static EVP_PKEY *
read_key(const GByteArray *pem)
{
	g_autoptr(BIO) bio = BIO_new_mem_buf(pem->data, (int) pem->len);

	return PEM_read_bio_PrivateKey(bio, NULL, refuse_passphrase, NULL);
}

static X509 *
read_certificate(const GByteArray *pem)
{
	g_autoptr(BIO) bio = BIO_new_mem_buf(pem->data, (int) pem->len);

	return PEM_read_bio_X509(bio, NULL, refuse_passphrase, NULL);
}

static char *
thumbprint(const X509 *certificate, const EVP_MD *digest)
{
	unsigned char bytes[EVP_MAX_MD_SIZE];
	unsigned int length = 0;

	if (!X509_digest(certificate, digest, bytes, &length))
		return g_strdup("");
	return encode(bytes, length);
}

/* certificate may be NULL. */
static char *
make_header(const X509 *certificate)
{
	if (!certificate)
		return g_strdup("{\"alg\":\"RS256\",\"typ\":\"JWT\"}");
	g_autofree char *sha1 = thumbprint(certificate, EVP_sha1());
	g_autofree char *sha256 = thumbprint(certificate, EVP_sha256());
	return g_strdup_printf(
		"{\"alg\":\"RS256\",\"typ\":\"JWT\",\"x5t\":\"%s\",\"x5t#S256\":\"%s\"}", sha1,
		sha256);
}

static char *
sign(EVP_PKEY *key, const char *text)
{
	g_autoptr(EVP_MD_CTX) context = EVP_MD_CTX_new();
	gsize length = 0;

	if (EVP_DigestSignInit(context, NULL, EVP_sha256(), NULL, key) != 1 ||
		EVP_DigestSign(context, NULL, &length, (const guchar *) text, strlen(text)) != 1)
		return NULL;
	g_autofree guchar *bytes = g_malloc(length);
	if (EVP_DigestSign(context, bytes, &length, (const guchar *) text, strlen(text)) != 1)
		return NULL;
	return encode(bytes, length);
}

static const char *
find_fault(const EVP_PKEY *key, const X509 *certificate, gboolean with_certificate)
{
	if (!key)
		return "holds no private key in PEM form without a passphrase";
	if (EVP_PKEY_get_base_id(key) != EVP_PKEY_RSA || EVP_PKEY_get_bits(key) < RSA_BITS_MIN)
		return "holds another key than RSA of at least 2048 bits";
	if (with_certificate && !certificate)
		return "holds no certificate in PEM form";
	if (with_certificate && X509_check_private_key(certificate, key) != 1)
		return "holds a certificate and a key that do not belong together";
	return NULL;
}

char *
jwt_sign(const GByteArray *pem, gboolean with_certificate, const char *claims, const char *where,
	GError **error)
{
	g_autoptr(EVP_PKEY) key = read_key(pem);
	g_autoptr(X509) certificate = with_certificate ? read_certificate(pem) : NULL;
	const char *fault = find_fault(key, certificate, with_certificate);
	g_autofree char *signature = NULL;
	g_autofree char *signed_text = NULL;

	if (!fault) {
		g_autofree char *header = make_header(certificate);
		g_autofree char *first = encode(header, strlen(header));
		g_autofree char *second = encode(claims, strlen(claims));

		signed_text = g_strjoin(".", first, second, NULL);
		signature = sign(key, signed_text);
	}
	ERR_clear_error();
	if (signature)
		return g_strjoin(".", signed_text, signature, NULL);
	g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG, "%s: %s", where,
		fault ? fault : "cannot be signed with");
	return NULL;
}

gboolean
jwt_certificate_end(const GByteArray *pem, gint64 *ret_end)
{
	g_autoptr(X509) certificate = read_certificate(pem);
	struct tm end;

	ERR_clear_error();
	if (!certificate || ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &end) != 1)
		return FALSE;
	*ret_end = (gint64) timegm(&end) * 1000;
	return TRUE;
}
