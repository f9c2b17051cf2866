/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whose signature counts: the configured key's of the address in From:, and nobody's else.
 */
#include <string.h>

#include "adapters/message/mail-crypt-private.h"
#include "core/mail/mail-key.h"
#include "core/text.h"

/* The fingerprint of a sender's key, which is taken in at the first use; NULL: it is of no use. */
static const char *
know_sender(CryptDesk *desk, const char *file)
{
	g_mutex_lock(&desk->mutex);
	const char *known = g_hash_table_lookup(desk->senders, file);
	char *data = NULL;
	gsize length;

	if (!known && g_file_get_contents(file, &data, &length, NULL)) {
		g_autoptr(GBytes) bytes = g_bytes_new_take(data, length);
		g_auto(GpgKey) key = { 0 };

		if (gpg_look(desk->gpg, bytes, &key, NULL) && key.keys == 1 && !key.secret &&
			gpg_import(desk->gpg, bytes, NULL)) {
			known = key.fingerprint;
			g_hash_table_insert(
				desk->senders, g_strdup(file), g_steal_pointer(&key.fingerprint));
		}
	}
	g_mutex_unlock(&desk->mutex);
	return known;
}

void
crypt_sender_clear(CryptSender *sender)
{
	g_free(sender->address);
}

CryptSender
crypt_sender_find(CryptDesk *desk, const Mail *mail)
{
	const MailKey *key =
		mail->from_address ? mail_key_find(desk->settings, mail->from_address) : NULL;
	CryptSender sender = { .key = key };

	if (key && key->openpgp_key)
		sender.fingerprint = know_sender(desk, key->openpgp_key);
	if (key)
		sender.address = text_fold_address(mail->from_address);
	return sender;
}

void
crypt_sender_judge(const CryptSender *sender, MailSeal *seal, gboolean there, gboolean valid)
{
	g_clear_pointer(&seal->signer, g_free);
	seal->is_signed = there;
	seal->valid = there && valid;
	seal->doubtful = there && !valid && sender->key;
	if (seal->valid)
		seal->signer = g_strdup(sender->address);
}

gboolean
crypt_sender_made(const CryptSender *sender, const GpgSignature *signature)
{
	return signature->valid && sender->fingerprint &&
	       strcmp(signature->fingerprint, sender->fingerprint) == 0;
}
