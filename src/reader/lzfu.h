/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#define LZFU_MAX (16u << 20) /* bytes of one rich text, unpacked */

/*
 * The rich text of a message (PR_RTF_COMPRESSED), unpacked as MS-OXRTFCP says.
 * The sizes in it are not believed. Errors: BAD_MESSAGE.
 */
GBytes *lzfu_unpack(const guint8 *data, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
