/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * The bytes of a text part in UTF-8, by the charset that its label names (may be
 * NULL). A label is believed only as far as the bytes bear it out: what is called
 * ISO-8859-1 is read as windows-1252, as browsers and mail programs do, and what
 * has letters in UTF-8 is UTF-8 whatever one-byte charset the label says, and what is
 * called UTF-8 and mostly is has marks (U+FFFD) where it is not. NULL if
 * the label is none that is known, or the bytes are not of it: then the reader
 * has to guess. NUL bytes become spaces. g_free() the result.
 */
char *message_text_decode(const char *data, gsize length, const char *charset);
