/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/clock/clock-rule.h"

/*
 * Loads every *.conf in folder (lexsarah-rules(5)). ret_rules: ClockRule *, in
 * the order of files and lines, or NULL when there are problems. ret_problems:
 * char *, all that is wrong as "FILE:LINE: KEY: what would be right": keys and
 * values, rules that contradict themselves or each other, and duties of law that
 * the installed rules have and folder lacks. FALSE and CONFIG when the folder
 * has no file.
 */
gboolean rules_check(const char *folder, GPtrArray **ret_rules, GPtrArray **ret_problems,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* As rules_check(): the rules (full ownership), or CONFIG with the first problem. */
GPtrArray *rules_load(const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* SHA-256 of what stands in the folder's files, in hexadecimal: other rules, another one. g_free()
 * it. */
char *rules_fingerprint(const char *folder, GError **error);

/* The folder of the installed rules. g_free() it. */
char *rules_installed(void);
