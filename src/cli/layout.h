/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdio.h>

/* Text on a terminal: widths and lines. Text must have been cleaned by core/text.h. */

/* Columns that a terminal gives to text: wide characters take two, combining ones none. */
guint layout_width_of(const char *text);

/*
 * Prints text from column indent, where the cursor stands already, and begins
 * each further line there too. Lines are broken at spaces so that they end
 * before column width; a longer word stands on a line of its own. Line ends in
 * text are kept. Ends with a newline.
 */
void layout_print_wrapped(FILE *out, const char *text, guint indent, guint width);
