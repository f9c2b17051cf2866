/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings.h"

/*
 * Reads lexsarah.conf (libconfig syntax; keys in lexsarah.conf(5)) into checked
 * settings. @include takes files from the configuration file's own folder.
 */

/*
 * Reads and checks file and collects every mistake. TRUE when it could be
 * read: ret_problems gets lines "FILE:LINE: KEY: what is wrong" (char *, full
 * ownership, empty if all is right), ret_settings the settings if all is right
 * and else NULL, ret_warnings such lines of what is lawful and hardly meant
 * (empty while there are problems). FALSE with CONFIG, file and line in the
 * message, when the file cannot be read or is no libconfig at all. Each ret_ may
 * be NULL.
 */
gboolean config_check(const char *file, Settings **ret_settings, GPtrArray **ret_problems,
	GPtrArray **ret_warnings, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * As config_check() for a program that wants to run: the settings, or NULL with
 * CONFIG and the first mistake (and how many more there are) in the message.
 */
Settings *config_load(const char *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;
