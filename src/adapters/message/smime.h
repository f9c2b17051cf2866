/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings.h"

/*
 * S/MIME (RFC 8551) by libcrypto: the cryptographic message syntax (RFC 5652), in memory.
 * Who issued a certificate is not asked: the one that the configuration names counts. All
 * functions may be called from any thread.
 */

typedef enum { SMIME_ENCRYPTED, SMIME_SIGNED, SMIME_OTHER } SmimeKind;

/* What a file smime.p7m holds. */
SmimeKind smime_kind(GBytes *message);

/*
 * Why nothing can be encrypted to the certificate in a file, as "has expired", or NULL.
 * ret_expires: instant of its end, INSTANT_NONE if it has none that can be read. Static.
 */
const char *smime_certificate_fault(const char *file, gint64 *ret_expires);

/* Signs text with the board's key: ret_message is of SMIME_SIGNED, transferred. CONFIG. */
gboolean smime_sign(const BoardKey *own, GBytes *text, GBytes **ret_message,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Encrypts to the certificate in a file: ret_message is of SMIME_ENCRYPTED. CONFIG. */
gboolean smime_encrypt(const char *certificate, GBytes *text, GBytes **ret_message,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Opens a message of SMIME_ENCRYPTED. Errors: BAD_MESSAGE (not for this key, damaged),
 * CONFIG (the key cannot be used).
 */
gboolean smime_decrypt(const BoardKey *own, GBytes *message, GBytes **ret_text,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What a message of SMIME_SIGNED says, whoever signed it; NULL if it holds nothing. */
GBytes *smime_signed_text(GBytes *message);

/*
 * TRUE if message is a signature of text (NULL: of what it holds) by the certificate in a
 * file, and by nobody else.
 */
gboolean smime_verify(GBytes *message, GBytes *text, const char *certificate);
