/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * base64 (RFC 2045 section 6.8) as g_mime_encoding_base64_decode_step() decodes
 * it, byte for byte, in a third of the time: attachments are most of what comes.
 */

/*
 * Decodes the next length bytes of a body. out has room for length bytes. state and save begin as
 * 0 and carry what the next call needs. Returns the number of bytes written.
 */
gsize message_base64_step(const guint8 *in, gsize length, guint8 *out, int *state, guint32 *save);
