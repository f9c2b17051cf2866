/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* TRUE if the characters of that font (may be NULL) are signs, not letters. */
gboolean symbol_is_font(const char *font);

/*
 * The box or tick that a symbol font shows for a character, given as its code
 * or as U+F000 and its code (Microsoft's way); another sign is U+F000 and its
 * code, which no letter is. 0 if code is no character.
 */
gunichar symbol_character(const char *font, gunichar code);
