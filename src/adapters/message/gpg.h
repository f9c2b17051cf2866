/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * OpenPGP by gpg(1), of GnuPG 2.2 or newer, in a folder of keys of its own. It is run for
 * each mail, by an argument list, without configuration, terminal, passphrase dialogue,
 * network, or anybody's keyring; what it says comes as status lines (GnuPG's doc/DETAILS).
 * All functions may be called from any thread once the keys are in.
 */
typedef struct Gpg Gpg;

/*
 * folder: in which its folder of keys is made at the first use, 0700. Never fails: what is
 * wrong shows at the first use.
 */
Gpg *gpg_new(const char *folder);

/* Ends its agent, and removes its folder. NULL is fine. */
void gpg_free(Gpg *gpg);

/* Removes the folders of keys in folder, of which no other process may use one. */
void gpg_sweep(const char *folder);

/* What a file of keys holds. Clear it. */
typedef struct {
	guint keys;
	char *fingerprint;    /* of the first: its primary key, upper-case; NULL if keys is 0 */
	gboolean secret;      /* the first is a private one */
	gboolean may_encrypt; /* and can be encrypted to, now */
	const char *wrong;    /* "has expired", "was revoked", or NULL. Static */
	gint64 expires;       /* instant, INSTANT_NONE: never */
} GpgKey;

/* Looks at keys without taking them in. Errors: CONFIG, TEMPORARY, WAIT. */
gboolean gpg_look(
	Gpg *gpg, GBytes *keys, GpgKey *ret_key, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same for a file. */
gboolean gpg_look_file(
	Gpg *gpg, const char *file, GpgKey *ret_key, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Why nothing can be encrypted to it, as "has expired", or NULL. Static. */
const char *gpg_key_fault(const GpgKey *key);

void gpg_key_clear(GpgKey *key);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GpgKey, gpg_key_clear)

/* Takes keys in, to verify with or to open with. Errors: CONFIG, TEMPORARY, WAIT. */
gboolean gpg_import(Gpg *gpg, GBytes *keys, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A private key that was taken in, and how to use it. */
typedef struct {
	const char *fingerprint;     /* NULL: none, nothing is signed */
	const char *passphrase_file; /* NULL: it has none */
} GpgSecret;

/*
 * Encrypts to the one key that the file key_file holds, signed by secret. ret_message:
 * armored, lines end with "\n"; transferred. Errors: CONFIG (a key is of no use),
 * TEMPORARY, WAIT.
 */
gboolean gpg_encrypt(Gpg *gpg, const char *key_file, const GpgSecret *secret, GBytes *plain,
	GBytes **ret_message, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What is known of a signature. Clear it. */
typedef struct {
	gboolean there;
	gboolean valid;    /* of a key that was taken in, over all of the text, and the only one */
	char *fingerprint; /* of the primary key that made a valid one */
} GpgSignature;

void gpg_signature_clear(GpgSignature *signature);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(GpgSignature, gpg_signature_clear)

/*
 * Opens a message. limit: no more bytes may be in it. secret: whose passphrase is used.
 * ret_plain: transferred. Errors: BAD_MESSAGE (not for a key of ours, damaged, not
 * protected against changes, too large, no encrypted message), TEMPORARY, WAIT.
 */
gboolean gpg_decrypt(Gpg *gpg, const GpgSecret *secret, GBytes *message, gsize limit,
	GBytes **ret_plain, GpgSignature *ret_signature, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Verifies a detached signature. Errors: TEMPORARY, WAIT. */
gboolean gpg_verify(Gpg *gpg, GBytes *text, GBytes *signature, GpgSignature *ret_signature,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Reads a text that is signed in clear. limit: no more bytes may be in it. ret_text: what was
 * signed, as far as gpg says so, transferred. Errors: BAD_MESSAGE (it is none), TEMPORARY, WAIT.
 */
gboolean gpg_read_signed(Gpg *gpg, GBytes *message, gsize limit, GBytes **ret_text,
	GpgSignature *ret_signature, GError **error) G_GNUC_WARN_UNUSED_RESULT;
