/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * The words of HTML text, for looking for words in it: tags, comments, styles and
 * scripts are gone, the usual character references read. Not for showing: the
 * reader has a real parser. html: valid UTF-8. g_free() the result.
 */
char *markup_to_words(const char *html);
