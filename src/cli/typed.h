/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#define TYPED_MAX 100000 /* bytes */

/*
 * A text from standard input, to its end: what stands on a command line everybody at the machine
 * can read. Without the line ends behind it. ret_text: g_free() it. Errors: INPUT (nothing, not
 * UTF-8, over TYPED_MAX bytes, or it cannot be read).
 */
gboolean typed_read(char **ret_text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
