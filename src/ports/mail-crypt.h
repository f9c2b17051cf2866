/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/mail/mail.h"
#include "core/settings.h"

/*
 * Encrypts and opens mail with the keys of the configuration, and with no others. All
 * functions may be called from any thread; what is not needed is not started.
 */
typedef struct MailCrypt MailCrypt;

struct MailCrypt {
	/*
	 * Encrypts a mail of ours to the key of its recipient, and signs it inside with the
	 * board's key of that kind, if there is one. key is one that is set.
	 * ret_sealed: the mail in the same envelope, transferred. Blocks up to a minute.
	 * Errors: CONFIG (a key that cannot be used: which, and why), TEMPORARY, WAIT (a
	 * program that cannot be run now).
	 */
	gboolean (*seal)(MailCrypt *self, const Board *board, const MailKey *key, GBytes *mail,
		GBytes **ret_sealed, GError **error);

	/*
	 * Opens what is encrypted of a mail to the board, and verifies what is signed. Never
	 * fails: what stays closed says why. ret_opened: the mail with what was inside in its
	 * envelope, transferred; NULL if raw is all there is. mail_seal_free() the result.
	 */
	MailSeal *(*open)(MailCrypt *self, const Board *board, GBytes *raw, GBytes **ret_opened);

	void (*free)(MailCrypt *self);
};

static inline void
mail_crypt_free(MailCrypt *crypt)
{
	if (crypt)
		crypt->free(crypt);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(MailCrypt, mail_crypt_free)
