/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/form/form-vocabulary.h"

/*
 * Loads every *.conf in folder, in the order of their names, into one
 * vocabulary. Errors: CONFIG, naming file and line (an unknown key, a field
 * that does not exist, a label without a text, no file at all).
 */
FormVocabulary *vocabulary_load(const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;
