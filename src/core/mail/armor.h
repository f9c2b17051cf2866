/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * OpenPGP among the words of a text: messages in ASCII armor (RFC 9580 section 6.2), and texts
 * that are signed in clear (section 7). Finds them and opens nothing. text is bytes in any
 * charset of which ASCII is a part.
 */
typedef enum { ARMOR_MESSAGE, ARMOR_SIGNED } ArmorKind;

typedef struct {
	ArmorKind kind;
	gsize begin,
		end; /* of its lines, from the one that begins it through the one that ends it */
} ArmorBlock;

/*
 * The next whole block that begins at from or behind. Its lines begin with no other character:
 * what is quoted or indented is none. FALSE: there is none.
 */
gboolean armor_next(const char *text, gsize length, gsize from, ArmorBlock *ret_block);

/*
 * The charset of that name, if it is one in which ASCII reads as ASCII and that people here write
 * in; else NULL. Nobody signed a label. name may be NULL. Static.
 */
const char *armor_known_charset(const char *name);

/* The one that the headers of a block name, in the same way. */
const char *armor_charset(const char *block, gsize length);

/*
 * TRUE if a text signed in clear is one that programs read alike: no headers but Hash:, no control
 * characters, no line of endless length.
 */
gboolean armor_is_plain(const char *block, gsize length);

/*
 * TRUE if such lines may stand in the bytes of a mail, as they are or in base64: rather too
 * often, and without looking for parts.
 */
gboolean armor_may_stand(const char *data, gsize length);
