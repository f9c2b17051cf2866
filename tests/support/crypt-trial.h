/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "support/pgp-home.h"
#include "support/world.h"

/* What tests of encrypted mail stand on: a board, somebody it knows, and somebody it does not. */
typedef struct {
	World *world;
	Board *board;
	PgpHome *board_home, *ada, *mallory;
	const char *folder;
} CryptTrial;

#define WORD   "fallolycka"
#define ENTITY "Content-Type: text/plain; charset=utf-8\r\n\r\nEn " WORD " i kapprummet.\r\n"
#define ADA    "ansvarig@kommun.example"

#define HEAD(from)                                                                                 \
	"From: " from "\r\nTo: lexsarah@kommun.example\r\nSubject: ...\r\n"                        \
	"Message-ID: <a@kommun.example>\r\nDate: Tue, 17 Mar 2026 09:00:00 +0100\r\n"              \
	"MIME-Version: 1.0\r\n"

void crypt_trial_set_up(CryptTrial *trial, gconstpointer unused);
void crypt_trial_tear_down(CryptTrial *trial, gconstpointer unused);

/*
 * The board has a key, Ada one that is configured, and Mallory one that names Ada. FALSE, and the
 * test is skipped: there is no gpg.
 */
gboolean crypt_trial_give_keys(CryptTrial *trial);

GBytes *crypt_trial_bytes(const char *text);
char *crypt_trial_text(GBytes *bytes);

/* What sender makes of entity for to; sign: "--sign", or "--yes", which does nothing. */
GBytes *crypt_trial_encrypt(PgpHome *sender, const char *entity, const char *to, const char *sign);

/* The mail as the daemon sees it. */
Mail *crypt_trial_open(CryptTrial *trial, GBytes *raw);

gboolean crypt_trial_says(const Mail *mail, const char *word);
