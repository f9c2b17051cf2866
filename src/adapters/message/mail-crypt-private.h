/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "adapters/message/gpg.h"
#include "ports/mail-crypt.h"

/* What the files of a MailCrypt share. */

/* What a board's keys are ready for. */
typedef struct {
	const Board *board;
	const Settings *settings;
	Gpg *gpg;
	gboolean loaded;     /* its own OpenPGP key was taken in */
	char *fingerprint;   /* of that */
	GHashTable *senders; /* char * path of an OpenPGP key -> char * fingerprint, taken in */
	GMutex mutex;        /* for senders */
} CryptDesk;

/* The board's OpenPGP key, to open and sign with. */
GpgSecret crypt_desk_secret(const CryptDesk *desk);

/* Adds data to the content of a part, in lines (RFC 2045 section 6.8). */
void crypt_append_base64(GString *entity, const guint8 *data, gsize length);

/*
 * Opens a mail, layer by layer: MailCrypt.open, for the desk of the board.
 */
MailSeal *crypt_desk_open(CryptDesk *desk, GBytes *raw, GBytes **ret_opened);

/* Who is judged by a signature: From:, if the configuration has a key of that address. */
typedef struct {
	const MailKey *key;      /* NULL: none */
	const char *fingerprint; /* of its OpenPGP key, which was taken in; NULL: none */
	char *address;           /* folded */
} CryptSender;

/* desk keeps what is borrowed. Clear the result. */
CryptSender crypt_sender_find(CryptDesk *desk, const Mail *mail);
void crypt_sender_clear(CryptSender *sender);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CryptSender, crypt_sender_clear)

/* TRUE if the signature holds and is by the sender's key. */
gboolean crypt_sender_made(const CryptSender *sender, const GpgSignature *signature);

/* What the seal says of a signature. valid: it is the sender's. */
void crypt_sender_judge(const CryptSender *sender, MailSeal *seal, gboolean there, gboolean valid);

/*
 * The mail with what stands in OpenPGP among its words in the place of that, transferred; NULL if
 * nothing does, or all of it stays closed. ret_beside: nobody signed all that the mail says then.
 */
GBytes *crypt_inline_open(CryptDesk *desk, GBytes *raw, const CryptSender *sender, MailSeal *seal,
	gboolean *ret_beside);
