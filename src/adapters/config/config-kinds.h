/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "adapters/config/config-schema.h"

/*
 * What a text of each kind has to look like, and the form in which it is kept.
 * Pure: reads no file.
 */

/* What would be right, in words that follow "must be": "a mail address". g_free() it. */
char *config_kind_describe(const ConfigKey *key);

/*
 * Checks a text for a key. NULL if it is right. Otherwise a static sentence
 * that says what is wrong in particular, or "" if config_kind_describe() says
 * enough.
 */
const char *config_kind_check(const ConfigKey *key, const char *text);

/* The text as it is kept; NULL for an empty CONFIG_OPTIONAL. folder: for paths. g_free() it. */
char *config_kind_keep(const ConfigKey *key, const char *text, const char *folder);

/* The index of text in choices, or -1. */
int config_kind_choice(const char *const *choices, const char *text);

/* Minutes after midnight of "HH:MM"; FALSE leaves ret_minutes untouched. */
gboolean config_kind_minutes(const char *text, guint *ret_minutes) G_GNUC_WARN_UNUSED_RESULT;
