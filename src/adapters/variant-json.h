/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdarg.h>

/*
 * Dictionaries as JSON, for what is kept in the database: a{sv} of strings,
 * booleans, 64-bit integers, dictionaries, lists of dictionaries ("aa{sv}") and
 * lists of strings ("as").
 */

/* Compact JSON with sorted keys; g_free() it. Other types are fatal. */
char *variant_to_json(GVariant *dictionary);

/* The same of pairs of key and text, ended by a NULL key; pairs with NULL are left out. */
char *texts_to_json(const char *first, va_list pairs);

/* A full (not floating) reference; NULL and BAD_MESSAGE if json is not an object. Members
 * of other kinds than the above are left out; an empty list is one of dictionaries. */
GVariant *variant_from_json(const char *json, GError **error);
