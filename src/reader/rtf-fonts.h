/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A font of a rich text: what it says of the bytes that are set in it. */
typedef struct {
	GString *name;
	guint codepage; /* 0: the document's */
} RtfFont;

/* A new table of fonts: numbers to RtfFont. g_hash_table_unref() it. */
GHashTable *rtf_fonts_new(void);

/* The font of that number, made if need be; NULL if there are too many. Borrowed. */
RtfFont *rtf_fonts_add(GHashTable *fonts, gint32 number);

/* \fcharset of a font. */
void rtf_font_set_charset(RtfFont *font, gint32 charset);
