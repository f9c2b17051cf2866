/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What is looked for: words that stand one after the other. */
typedef struct {
	char *text;      /* UTF-8, composed (NFC); holds a letter or digit */
	gboolean prefix; /* the last word may go on */
} SearchWord;

/*
 * What a person wrote in a search: words, all of which are wanted; "several words" in
 * quotation marks, which stand so; and word*, the beginning of a word of at least three
 * letters. Everything else is itself and has no meaning of its own. What holds no letter
 * or digit is left out. Transfers an array of SearchWord *; USAGE if nothing is left, or
 * too much.
 */
GPtrArray *search_words_parse(const char *text, GError **error);

void search_word_free(SearchWord *word);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SearchWord, search_word_free)
