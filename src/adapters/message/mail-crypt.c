/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which key and which program a mail needs, and the MIME around what is encrypted. A board
 * opens with its own keys only: each has a folder of keys of its own.
 */
#include "adapters/message/mail-crypt.h"

#include <string.h>

#include "adapters/message/mail-crypt-private.h"
#include "adapters/login/secret.h"
#include "adapters/message/smime.h"
#include "core/error.h"
#include "core/mail/sealed.h"

#define KEY_BYTES (1024 * 1024)

typedef struct {
	MailCrypt crypt;
	const Settings *settings;
	char *folder;
	GMutex mutex;
	GPtrArray *desks; /* CryptDesk * */
} Crypt;

static void
desk_free(CryptDesk *desk)
{
	gpg_free(desk->gpg);
	g_free(desk->fingerprint);
	g_hash_table_unref(desk->senders);
	g_mutex_clear(&desk->mutex);
	g_free(desk);
}

static void
crypt_free(MailCrypt *self)
{
	Crypt *crypt = (Crypt *) self;

	g_ptr_array_unref(crypt->desks);
	g_free(crypt->folder);
	g_mutex_clear(&crypt->mutex);
	g_free(crypt);
}

/* Its private key goes into its folder of keys. */
static gboolean
load_own(CryptDesk *desk, GError **error)
{
	const BoardKey *key = &desk->board->openpgp;
	GByteArray *file = secret_read_file("openpgp.key_file", key->key_file, KEY_BYTES, error);
	g_auto(GpgKey) found = { 0 };

	if (!file)
		return FALSE;
	g_autoptr(GBytes) bytes = g_bytes_new_static(file->data, file->len);
	gboolean good =
		gpg_look(desk->gpg, bytes, &found, error) && gpg_import(desk->gpg, bytes, error);
	if (good)
		desk->fingerprint = g_steal_pointer(&found.fingerprint);
	secret_bytes_free(file);
	return good;
}

/* A key of ours that does not work keeps no mail from going out, unsigned. */
static void
load(CryptDesk *desk)
{
	g_autoptr(GError) error = NULL;

	if (desk->loaded || !desk->board->openpgp.key_file)
		return;
	desk->loaded = load_own(desk, &error);
	if (!desk->loaded)
		g_message("%s: %s", desk->board->id, error->message);
}

/* The board's, ready as far as it can be. */
static CryptDesk *
find_desk(Crypt *crypt, const Board *board)
{
	CryptDesk *desk = NULL;

	g_mutex_lock(&crypt->mutex);
	for (guint i = 0; i < crypt->desks->len && !desk; i++) {
		CryptDesk *other = g_ptr_array_index(crypt->desks, i);

		if (other->board == board)
			desk = other;
	}
	if (!desk) {
		desk = g_new0(CryptDesk, 1);
		desk->board = board;
		desk->settings = crypt->settings;
		desk->gpg = gpg_new(crypt->folder);
		desk->senders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
		g_mutex_init(&desk->mutex);
		g_ptr_array_add(crypt->desks, desk);
	}
	load(desk);
	g_mutex_unlock(&crypt->mutex);
	return desk;
}

GpgSecret
crypt_desk_secret(const CryptDesk *desk)
{
	return (GpgSecret){ desk->fingerprint, desk->board->openpgp.passphrase_file };
}

static void
append_crlf(GString *text, GBytes *lines)
{
	gsize length;
	const char *data = g_bytes_get_data(lines, &length);

	for (gsize i = 0; i < length; i++) {
		if (data[i] == '\n' && (i == 0 || data[i - 1] != '\r'))
			g_string_append_c(text, '\r');
		g_string_append_c(text, data[i]);
	}
}

/* RFC 3156 section 4. A "=_" stands in no line of armor. */
static GString *
wrap_openpgp(GBytes *message)
{
	g_autofree char *boundary = g_uuid_string_random();
	GString *entity = g_string_new(NULL);

	g_string_printf(entity,
		"Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\";\r\n"
		"\tboundary=\"=_%s\"\r\n"
		"\r\n"
		"--=_%s\r\n"
		"Content-Type: application/pgp-encrypted\r\n"
		"\r\n"
		"Version: 1\r\n"
		"\r\n"
		"--=_%s\r\n"
		"Content-Type: application/octet-stream; name=\"encrypted.asc\"\r\n"
		"Content-Disposition: inline; filename=\"encrypted.asc\"\r\n"
		"\r\n",
		boundary, boundary, boundary);
	append_crlf(entity, message);
	g_string_append_printf(entity, "\r\n--=_%s--\r\n", boundary);
	return entity;
}

static gboolean
encrypt_openpgp(
	Crypt *crypt, const Board *board, const MailKey *key, GString **entity, GError **error)
{
	CryptDesk *desk = find_desk(crypt, board);
	const GpgSecret signs = crypt_desk_secret(desk), silent = { 0 };
	g_autoptr(GBytes) plain = g_bytes_new_static((*entity)->str, (*entity)->len);
	g_autoptr(GBytes) message = NULL;

	/* Not signed is better than not sent. */
	if ((!signs.fingerprint ||
		    !gpg_encrypt(desk->gpg, key->openpgp_key, &signs, plain, &message, NULL)) &&
		!gpg_encrypt(desk->gpg, key->openpgp_key, &silent, plain, &message, error))
		return FALSE;
	g_string_free(*entity, TRUE);
	*entity = wrap_openpgp(message);
	return TRUE;
}

void
crypt_append_base64(GString *entity, const guint8 *data, gsize length)
{
	g_autofree char *base64 = g_base64_encode(data, length);
	gsize left = strlen(base64);

	for (const char *p = base64; left; p += MIN(left, 76), left -= MIN(left, 76)) {
		g_string_append_len(entity, p, (gssize) MIN(left, 76));
		g_string_append(entity, "\r\n");
	}
}

/* RFC 8551 section 3.2. */
static GString *
wrap_smime(GBytes *message, const char *type)
{
	gsize length;
	const guint8 *data = g_bytes_get_data(message, &length);
	GString *entity = g_string_sized_new(length + length / 2 + 256);

	g_string_printf(entity,
		"Content-Type: application/pkcs7-mime; smime-type=%s;\r\n"
		"\tname=\"smime.p7m\"\r\n"
		"Content-Disposition: attachment; filename=\"smime.p7m\"\r\n"
		"Content-Transfer-Encoding: base64\r\n"
		"\r\n",
		type);
	crypt_append_base64(entity, data, length);
	return entity;
}

static GBytes *
entity_bytes(const GString *entity)
{
	return g_bytes_new(entity->str, entity->len);
}

/* Signed inside, so that nobody on the way sees by whom. */
static gboolean
encrypt_smime(const Board *board, const MailKey *key, GString **entity, GError **error)
{
	g_autoptr(GBytes) plain = entity_bytes(*entity);
	g_autoptr(GBytes) signature = NULL, message = NULL;

	if (board->smime.key_file && smime_sign(&board->smime, plain, &signature, NULL)) {
		g_string_free(*entity, TRUE);
		*entity = wrap_smime(signature, "signed-data");
		g_bytes_unref(plain);
		plain = entity_bytes(*entity);
	}
	if (!smime_encrypt(key->certificate, plain, &message, error))
		return FALSE;
	g_string_free(*entity, TRUE);
	*entity = wrap_smime(message, "enveloped-data");
	return TRUE;
}

static MailSeal *
crypt_open(MailCrypt *self, const Board *board, GBytes *raw, GBytes **ret_opened)
{
	return crypt_desk_open(find_desk((Crypt *) self, board), raw, ret_opened);
}

static gboolean
crypt_seal(MailCrypt *self, const Board *board, const MailKey *key, GBytes *mail,
	GBytes **ret_sealed, GError **error)
{
	g_auto(SealedMail) sealed = { 0 };

	sealed_split(mail, &sealed);
	if (!(key->openpgp_key ? encrypt_openpgp((Crypt *) self, board, key, &sealed.entity, error)
			       : encrypt_smime(board, key, &sealed.entity, error)))
		return FALSE;
	*ret_sealed = sealed_join(&sealed);
	return TRUE;
}

void
mail_crypt_sweep(const Settings *settings)
{
	g_autofree char *folder = g_path_get_dirname(settings->database);

	gpg_sweep(folder);
}

MailCrypt *
mail_crypt_new(const Settings *settings)
{
	static const MailCrypt port = {
		.seal = crypt_seal, .open = crypt_open, .free = crypt_free
	};
	Crypt *crypt = g_new0(Crypt, 1);

	crypt->crypt = port;
	crypt->settings = settings;
	crypt->folder = g_path_get_dirname(settings->database);
	g_mutex_init(&crypt->mutex);
	crypt->desks = g_ptr_array_new_with_free_func((GDestroyNotify) desk_free);
	return &crypt->crypt;
}
