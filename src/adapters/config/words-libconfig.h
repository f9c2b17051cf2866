/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings.h"

/*
 * The lists of sensitive.conf in folder. Error CONFIG names file, line and what
 * is wrong: a word that is silently not looked for protects nobody.
 */
SensitiveWords *words_load(const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * The lists of settings->words into settings->sensitive, unless they are there: for whoever
 * plans what is done about a mail. Errors as above.
 */
gboolean words_load_into(Settings *settings, GError **error) G_GNUC_WARN_UNUSED_RESULT;
