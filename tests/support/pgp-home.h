/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Somebody who uses gpg: a folder of keys, in a folder of the test. */
typedef struct {
	char *folder;
	char *passphrase; /* of the key that was made last */
} PgpHome;

/* NULL where there is no gpg. parent: a folder. */
PgpHome *pgp_home_new(const char *parent);
void pgp_home_free(PgpHome *home);

/* Makes a key for address. expires: as of gpg, "never", "seconds=1". passphrase may be "". */
void pgp_home_make(PgpHome *home, const char *address, const char *expires, const char *passphrase);

/* Writes the key of address to a file in the parent: NAME, public or private (0600). g_free() it.
 */
char *pgp_home_export(PgpHome *home, const char *address, const char *name, gboolean secret);

/* Takes in a public key from a file. */
void pgp_home_import(PgpHome *home, const char *file);

/*
 * Runs gpg with these arguments, ended by NULL, input on standard input: what it writes. If
 * ret_good is NULL the test fails unless gpg ends well. g_bytes_unref() it.
 */
GBytes *pgp_home_run(PgpHome *home, GBytes *input, gboolean *ret_good, const char *first,
	...) G_GNUC_NULL_TERMINATED;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PgpHome, pgp_home_free)
