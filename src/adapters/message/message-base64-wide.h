/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * Decodes blocks of 32 characters as long as nothing but the alphabet of base64
 * stands in them; out has room for length bytes. Returns how many characters
 * were read, three bytes for each four; 0 too on a processor that cannot.
 */
gsize message_base64_wide(const guint8 *in, gsize length, guint8 *out);
