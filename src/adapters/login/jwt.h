/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * Signs claims, a JSON object, as a JSON Web Token with RS256 (RFC 7519,
 * RFC 7515 section 7.1, RFC 7518 section 3.3). pem holds an RSA key that has no
 * passphrase. With a certificate: pem holds that of the key too, and the header
 * names it by x5t and x5t#S256 (RFC 7515 sections 4.1.7 and 4.1.8). where names
 * the file in messages. CONFIG if the file does not serve. g_free() it.
 */
char *jwt_sign(const GByteArray *pem, gboolean with_certificate, const char *claims,
	const char *where, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Until when the first certificate in pem is valid, an instant in ms. FALSE if there is none. */
gboolean jwt_certificate_end(const GByteArray *pem, gint64 *ret_end) G_GNUC_WARN_UNUSED_RESULT;
