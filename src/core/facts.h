/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Members of the facts of a notice (core/notice.h), which are texts ready to be shown. */

/* Inserts text under key; nothing if it is NULL or empty: the template leaves its place out. */
void facts_put_text(GVariantDict *facts, const char *key, const char *text);

/* Inserts number in decimal digits. */
void facts_put_number(GVariantDict *facts, const char *key, gint64 number);

/* Inserts what a section of a template asks: yes or no. */
void facts_put_boolean(GVariantDict *facts, const char *key, gboolean value);
