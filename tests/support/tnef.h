/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Makes winmail.dat files (MS-OXTNEF) for tests, honest and lying ones. */

/* A stream without attributes; g_byte_array_unref() it. */
GByteArray *tnef_new(void);

/* One attribute; lie is added to the length that it claims. */
void tnef_add(GByteArray *tnef, guint32 id, const void *data, gsize length, gint32 lie);

/* A block of count properties, to be filled with tnef_property(). */
GByteArray *tnef_block(guint32 count);

/* A property of one value of variable length; lie as above. */
void tnef_property(
	GByteArray *block, guint16 id, guint16 type, const void *data, gsize length, gint32 lie);

void tnef_u32(GByteArray *bytes, guint32 number);

/* An ordinary one: a text in rich text, and rapport.txt with that text in it. */
GBytes *tnef_sample(const char *attached);
