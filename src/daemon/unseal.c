/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Between stored bytes and those who read them. Must cost a mail that is neither encrypted
 * nor signed nothing but a look, and keep none from being handled.
 */
#include "daemon/unseal.h"

#include <string.h>

#include "adapters/message/message-gmime.h"
#include "core/mail/armor.h"
#include "daemon/log.h"

/* What stands behind the "/" of a type that mail_is_sealed() knows and that hides words. */
static const char *const hiding[] = { "pgp-encrypted", "pkcs7-mime", "x-pkcs7-mime" };

/* TRUE if such a type, or OpenPGP, is anywhere: rather too often, without looking for parts. */
static gboolean
may_hide(GBytes *raw)
{
	gsize length;
	const char *data = g_bytes_get_data(raw, &length);
	const char *end = data + length;

	while (length && (data = memchr(data, '/', (gsize) (end - data)))) {
		data++;
		for (gsize i = 0; i < G_N_ELEMENTS(hiding); i++) {
			gsize n = strlen(hiding[i]);

			if ((gsize) (end - data) >= n &&
				g_ascii_strncasecmp(data, hiding[i], n) == 0)
				return TRUE;
		}
		length = (gsize) (end - data);
	}
	return armor_may_stand(g_bytes_get_data(raw, NULL), g_bytes_get_size(raw));
}

/* Takes mail, and gives what was inside, or itself. */
static Mail *
take_opened(Mail *mail, GBytes *opened, MailSeal *seal)
{
	Mail *inside = opened ? message_parse(opened, NULL, NULL) : NULL;

	if (inside)
		memcpy(inside->fingerprint, mail->fingerprint, sizeof mail->fingerprint);
	else
		inside = g_steal_pointer(&mail);
	mail_free(mail);
	/* Of what stands encrypted among words that is opened which stands there by itself. */
	if (!seal->closed && mail_has_armor(inside)) {
		seal->encrypted = TRUE;
		seal->opened = FALSE;
		seal->closed = g_strdup("an encrypted text stands among the words");
	}
	inside->seal = seal;
	return inside;
}

Mail *
unseal_parse(const Daemon *daemon, const Board *board, GBytes *raw, GError **error)
{
	Mail *mail = message_parse(raw, NULL, error);
	g_autoptr(GBytes) opened = NULL;

	if (!mail || !board || !daemon->crypt || !mail_is_sealed(mail))
		return mail;
	MailSeal *seal = daemon->crypt->open(daemon->crypt, board, raw, &opened);
	if (seal->closed)
		log_error(&(LogFields){ .board = board->id }, "a mail stays closed: %s",
			seal->closed);
	return take_opened(mail, opened, seal);
}

GBytes *
unseal_bytes(const Daemon *daemon, const Board *board, GBytes *raw)
{
	GBytes *opened = NULL;

	if (daemon->crypt && board && may_hide(raw))
		mail_seal_free(daemon->crypt->open(daemon->crypt, board, raw, &opened));
	return opened ? opened : g_bytes_ref(raw);
}
