/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/form/document.h"

/*
 * The lines of a document that stand in controls with tags and nowhere else: whatever label
 * they stand below, they are the controls'. The strings are its own. g_hash_table_unref() it.
 */
GHashTable *form_stray_lines(const Document *document);

/* text without those lines; NULL: none of them is in it. g_free() it. */
char *form_stray_leave_out(GHashTable *lines, const char *text);
