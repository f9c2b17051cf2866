/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * What stands in the place of a text in which OpenPGP may stand, in UTF-8; NULL if it stays.
 * text: the decoded bytes of a part, not ended by NUL. charset: its label, or NULL.
 */
typedef char *(*MessageArmorRead)(
	const char *text, gsize length, const char *charset, gpointer user);

/*
 * The mail in which texts of its own (text/plain, no attachment) are replaced by what read says,
 * transferred; NULL if all stay. A page that says the same as a replaced text beside it
 * (multipart/alternative) goes; all else is kept. ret_replaced: how many were.
 */
GBytes *message_armor_replace(
	GBytes *raw, MessageArmorRead read, gpointer user, guint *ret_replaced);
