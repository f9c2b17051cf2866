/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * Dictionaries as JSON, in the form of core/record.h, which writes what nobody has
 * to look into first: a{sv} of strings, booleans, 64-bit integers, dictionaries,
 * lists of dictionaries ("aa{sv}") and lists of strings ("as").
 */

/* Compact JSON with sorted keys; g_free() it. Other types are fatal. */
char *variant_to_json(GVariant *dictionary);

/* A full (not floating) reference; NULL and BAD_MESSAGE if json is not an object. Members
 * of other kinds than the above are left out; an empty list is one of dictionaries. */
GVariant *variant_from_json(const char *json, GError **error);
