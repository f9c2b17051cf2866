/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * Bytes of text as UTF-8: by byte order mark, else UTF-8 if they are valid,
 * UTF-16 or UTF-32 if zero bytes stand as in those; else windows-1252, or
 * CP850, MacRoman or ISO-8859-15 where the words are Swedish only so. NUL
 * characters become spaces. Never NULL; g_free() it.
 */
char *charset_to_utf8(GBytes *content);

/*
 * The same where something says that the charset is label: believed unless the
 * bytes are plainly UTF-8, UTF-16 or UTF-32, or not of it. Western labels mean
 * windows-1252, as in browsers.
 */
char *charset_labelled_to_utf8(GBytes *content, const char *label);

#define CHARSET_UTF16 1200 /* of the code pages: wide characters, least byte first */

/*
 * Bytes of a code page by Microsoft's number (0: windows-1252; 65001: UTF-8;
 * CHARSET_UTF16); of
 * one that is not known, or if they are not of it, as ISO-8859-1. Never NULL; g_free() it.
 */
char *charset_decode(const guint8 *data, gsize length, guint codepage);

/* TRUE if the bytes look like text in one of those. */
gboolean charset_is_text(const guint8 *data, gsize length);

/* Loads what converts from these, so that nothing is opened later. */
void charset_warm(void);
