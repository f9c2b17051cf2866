/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings.h"

/* Whose key is whose: a key belongs to an address, whatever role or board names it. */

/* Somebody of the configuration who has a key, borrowed from there. */
typedef struct {
	const Board *board;
	const char *path; /* of the group in the file: "boards[0].responsible" */
	const char *address;
	const MailKey *key;
} MailKeyHolder;

/* TRUE if mail can be encrypted with it. */
gboolean mail_key_is_set(const MailKey *key);

/* Calls take for each person and commissioning board that has a key, board by board. */
void mail_key_each(const Settings *settings,
	void (*take)(const MailKeyHolder *holder, gpointer user), gpointer user);

/*
 * What mail to address is encrypted with, NULL if nobody of that address has a key. Where
 * it stands several times, the first with a key counts. Borrowed.
 */
const MailKey *mail_key_find(const Settings *settings, const char *address);
