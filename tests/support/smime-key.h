/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * A certificate and its key, made by openssl(1) for a test: FOLDER/NAME.pem and
 * FOLDER/NAME.key (0600). kind: SMIME_KEY_RSA or SMIME_KEY_EC, which is made sooner.
 */
#define SMIME_KEY_RSA "rsa:2048"
#define SMIME_KEY_EC  "ec -pkeyopt ec_paramgen_curve:P-256"
void smime_key_make(const char *folder, const char *name, const char *address, const char *kind);

/*
 * Runs "openssl cms" with these arguments, split at spaces, in folder, input on standard
 * input. NULL if it ends badly. g_bytes_unref() it.
 */
GBytes *smime_key_run(const char *folder, GBytes *input, const char *arguments);
