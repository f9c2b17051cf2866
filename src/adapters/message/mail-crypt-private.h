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

/*
 * Opens a mail, layer by layer: MailCrypt.open, for the desk of the board.
 */
MailSeal *crypt_desk_open(CryptDesk *desk, GBytes *raw, GBytes **ret_opened);
