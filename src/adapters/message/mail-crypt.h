/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ports/mail-crypt.h"

/*
 * A MailCrypt of OpenPGP (gpg.h) and S/MIME (smime.h). settings is borrowed. Nothing is read or
 * started before the first mail that needs it; keys are taken from their files then, once.
 */
MailCrypt *mail_crypt_new(const Settings *settings);

/* Removes folders of keys that a process which was killed has left behind. */
void mail_crypt_sweep(const Settings *settings);
