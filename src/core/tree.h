/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * Looking into a record of lexsarah(1) as adapters/variant-json.h gives it: dictionaries in
 * dictionaries ("a{sv}"), by a path such as "reporter.name". What is not there, or of another
 * kind, is NULL or empty.
 */

/* Makes what the functions below give live as long as root; call it once with the whole. */
void tree_settle(GVariant *root);

/* The text there, or NULL. Borrowed from the root. */
const char *tree_text(GVariant *tree, const char *path);

/* The number there, or 0. */
gint64 tree_number(GVariant *tree, const char *path);

/* TRUE if the truth value there is. */
gboolean tree_flag(GVariant *tree, const char *path);

/* The dictionary or list there; NULL if there is none. g_variant_unref() it. */
GVariant *tree_get(GVariant *tree, const char *path);

/* How many dictionaries are in the list there, and number i of them; g_variant_unref() it. */
guint tree_count(GVariant *tree, const char *path);
GVariant *tree_child(GVariant *tree, const char *path, guint i);

/* The texts of the list there, ended by NULL; g_free() the array, not the texts. */
const char **tree_texts(GVariant *tree, const char *path);
