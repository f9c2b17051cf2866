/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * The words of HTML text, for looking for words in it: tags, comments, styles and
 * scripts are gone, the usual character references read. Not for showing: the
 * reader has a real parser. html: valid UTF-8. g_free() the result.
 */
char *markup_to_words(const char *html);

/* TRUE if a tag or a comment begins at p, which is then at its "<". */
gboolean markup_is_tag(const char *p);

/* TRUE if an element of that name, which is in small letters, begins at p. */
gboolean markup_tag_begins(const char *p, const char *name);

/*
 * What follows a comment or an element whose content nobody reads (its end tag
 * follows), of which p is at the "<"; NULL: something else begins there.
 */
const char *markup_skip_unread(const char *p);

/*
 * p is behind an "&": appends the character that is meant and returns what follows;
 * NULL, and out untouched: it is no reference, or one of a character that is rare.
 */
const char *markup_read_reference(const char *p, GString *out);
