/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * The bytes of a masked copy (core/paper/masked-copy.h); g_bytes_unref() them. NOT_FOUND: there is
 * no such file, or it cannot be read; INPUT: it cannot be sent. Each names the path.
 */
GBytes *cli_read_copy(const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
