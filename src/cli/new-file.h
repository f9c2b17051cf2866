/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * Writes bytes to a new file that only its owner can read: whole, or not at all. INPUT names
 * the path: something is there already, which stays as it is, or it cannot be written. TEMPORARY:
 * interrupt_check() said so.
 */
gboolean cli_write_new(const char *path, GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same for a command that writes one file: who interrupts it leaves nothing of that. */
gboolean cli_write_alone(const char *path, GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
