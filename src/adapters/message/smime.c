/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Certificates and keys from files, and what libcrypto makes of them. Must never look a
 * signer up in the message itself: anybody can put a certificate there.
 */
#include "adapters/message/smime.h"

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <string.h>

#include "adapters/login/secret.h"
#include "core/date.h"
#include "core/error.h"

#define KEY_BYTES (1024 * 1024)

G_DEFINE_AUTOPTR_CLEANUP_FUNC(BIO, BIO_free_all)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CMS_ContentInfo, CMS_ContentInfo_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EVP_PKEY, EVP_PKEY_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(X509, X509_free)

static BIO *
open_bytes(GBytes *bytes)
{
	gsize length;
	const void *data = g_bytes_get_data(bytes, &length);

	return BIO_new_mem_buf(length ? data : "", (int) length);
}

static GBytes *
close_bytes(BIO *bio)
{
	char *data = NULL;
	long length = BIO_get_mem_data(bio, &data);

	return g_bytes_new(data, length > 0 ? (gsize) length : 0);
}

/* What libcrypto says is for who knows it; its queue of errors is of this thread. */
static gboolean
fail(GError **error, LexError code, const char *what, const char *file)
{
	ERR_clear_error();
	g_set_error(error, LEX_ERROR, code, "%s%s", what, file ? file : "");
	return FALSE;
}

static X509 *
load_certificate(const char *file)
{
	BIO *bio = BIO_new_file(file, "r");
	X509 *certificate = bio ? PEM_read_bio_X509(bio, NULL, NULL, NULL) : NULL;

	BIO_free(bio);
	ERR_clear_error();
	return certificate;
}

static int
give_passphrase(char *buffer, int size, int writing G_GNUC_UNUSED, void *user)
{
	const char *passphrase = user;
	int length = passphrase ? (int) strlen(passphrase) : -1;

	if (length > size)
		return -1;
	if (length > 0)
		memcpy(buffer, passphrase, (size_t) length);
	return length;
}

static EVP_PKEY *
load_key(const BoardKey *own, GError **error)
{
	g_autoptr(GError) inner = NULL;
	GByteArray *bytes = secret_read_file("smime.key_file", own->key_file, KEY_BYTES, error);
	char *passphrase = bytes && own->passphrase_file ? secret_read_line("smime.passphrase_file",
								   own->passphrase_file, &inner)
							 : NULL;
	BIO *bio = bytes && !inner ? BIO_new_mem_buf(bytes->data, (int) bytes->len) : NULL;
	EVP_PKEY *key =
		bio ? PEM_read_bio_PrivateKey(bio, NULL, give_passphrase, passphrase) : NULL;

	BIO_free(bio);
	secret_free(passphrase);
	if (inner)
		g_propagate_error(error, g_steal_pointer(&inner));
	else if (bytes && !key)
		(void) fail(error, LEX_ERROR_CONFIG,
			"no private key can be read from smime.key_file ", own->key_file);
	secret_bytes_free(bytes);
	return key;
}

static CMS_ContentInfo *
parse(GBytes *message)
{
	g_autoptr(BIO) bio = open_bytes(message);
	CMS_ContentInfo *cms = d2i_CMS_bio(bio, NULL);

	ERR_clear_error();
	return cms;
}

SmimeKind
smime_kind(GBytes *message)
{
	g_autoptr(CMS_ContentInfo) cms = parse(message);

	switch (cms ? OBJ_obj2nid(CMS_get0_type(cms)) : NID_undef) {
	case NID_pkcs7_enveloped:
	case NID_id_smime_ct_authEnvelopedData:
		return SMIME_ENCRYPTED;
	case NID_pkcs7_signed:
		return SMIME_SIGNED;
	default:
		return SMIME_OTHER;
	}
}

static gint64
end_of(const X509 *certificate)
{
	struct tm end;

	if (!ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &end))
		return INSTANT_NONE;
	return (gint64) timegm(&end) * 1000;
}

const char *
smime_certificate_fault(const char *file, gint64 *ret_expires)
{
	g_autoptr(X509) certificate = load_certificate(file);
	const guint32 able = KU_KEY_ENCIPHERMENT | KU_KEY_AGREEMENT;

	*ret_expires = certificate ? end_of(certificate) : INSTANT_NONE;
	if (!certificate)
		return "is no certificate (PEM)";
	if (X509_cmp_current_time(X509_get0_notAfter(certificate)) < 0)
		return "has expired";
	/* Without the extension: all bits. */
	return X509_get_key_usage(certificate) & able ? NULL : "is not for encrypting";
}

static gboolean
write_message(CMS_ContentInfo *cms, GBytes **ret_message)
{
	g_autoptr(BIO) out = BIO_new(BIO_s_mem());

	if (!cms || i2d_CMS_bio(out, cms) != 1)
		return FALSE;
	*ret_message = close_bytes(out);
	return TRUE;
}

gboolean
smime_sign(const BoardKey *own, GBytes *text, GBytes **ret_message, GError **error)
{
	g_autoptr(X509) certificate = load_certificate(own->certificate);
	g_autoptr(EVP_PKEY) key = load_key(own, error);
	g_autoptr(BIO) in = open_bytes(text);

	if (!key)
		return FALSE;
	g_autoptr(CMS_ContentInfo) cms =
		certificate ? CMS_sign(certificate, key, NULL, in, CMS_BINARY) : NULL;
	return write_message(cms, ret_message) ||
	       fail(error, LEX_ERROR_CONFIG, "nothing can be signed with ", own->certificate);
}

gboolean
smime_encrypt(const char *certificate, GBytes *text, GBytes **ret_message, GError **error)
{
	gint64 expires;
	const char *fault = smime_certificate_fault(certificate, &expires);
	g_autoptr(X509) to = fault ? NULL : load_certificate(certificate);
	STACK_OF(X509) *all = sk_X509_new_null();
	g_autoptr(BIO) in = open_bytes(text);

	if (to)
		sk_X509_push(all, to);
	g_autoptr(CMS_ContentInfo) cms =
		to ? CMS_encrypt(all, in, EVP_aes_256_cbc(), CMS_BINARY) : NULL;
	sk_X509_free(all);
	if (write_message(cms, ret_message))
		return TRUE;
	ERR_clear_error();
	g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG, "the certificate %s %s", certificate,
		fault ? fault : "is of no use");
	return FALSE;
}

gboolean
smime_decrypt(const BoardKey *own, GBytes *message, GBytes **ret_text, GError **error)
{
	g_autoptr(CMS_ContentInfo) cms = parse(message);
	g_autoptr(X509) certificate = load_certificate(own->certificate);
	g_autoptr(EVP_PKEY) key = load_key(own, error);
	g_autoptr(BIO) out = BIO_new(BIO_s_mem());

	if (!key)
		return FALSE;
	if (!certificate)
		return fail(error, LEX_ERROR_CONFIG, "no certificate can be read from ",
			own->certificate);
	if (!cms || CMS_decrypt(cms, key, certificate, NULL, out, CMS_BINARY) != 1)
		return fail(error, LEX_ERROR_BAD_MESSAGE,
			"the encrypted part is damaged, or is encrypted to a key that the board "
			"does not have",
			NULL);
	*ret_text = close_bytes(out);
	return TRUE;
}

GBytes *
smime_signed_text(GBytes *message)
{
	g_autoptr(CMS_ContentInfo) cms = parse(message);
	ASN1_OCTET_STRING **content = cms ? CMS_get0_content(cms) : NULL;

	return content && *content ? g_bytes_new(ASN1_STRING_get0_data(*content),
					     (gsize) ASN1_STRING_length(*content))
				   : NULL;
}

gboolean
smime_verify(GBytes *message, GBytes *text, const char *certificate)
{
	g_autoptr(CMS_ContentInfo) cms = parse(message);
	g_autoptr(X509) signer = load_certificate(certificate);
	STACK_OF(X509) *all = sk_X509_new_null();
	g_autoptr(BIO) in = text ? open_bytes(text) : NULL;
	g_autoptr(BIO) out = BIO_new(BIO_s_mem());

	if (signer)
		sk_X509_push(all, signer);
	gboolean good = cms && signer &&
			CMS_verify(cms, all, NULL, in, out,
				CMS_NOINTERN | CMS_NO_SIGNER_CERT_VERIFY | CMS_BINARY) == 1;
	sk_X509_free(all);
	ERR_clear_error();
	return good;
}
