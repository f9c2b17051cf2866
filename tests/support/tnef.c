/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/tnef.h"

#include <string.h>

void
tnef_u32(GByteArray *bytes, guint32 number)
{
	guint32 little = GUINT32_TO_LE(number);

	g_byte_array_append(bytes, (const guint8 *) &little, 4);
}

static void
add_u16(GByteArray *bytes, guint16 number)
{
	guint16 little = GUINT16_TO_LE(number);

	g_byte_array_append(bytes, (const guint8 *) &little, 2);
}

GByteArray *
tnef_new(void)
{
	GByteArray *tnef = g_byte_array_new();

	tnef_u32(tnef, 0x223e9f78);
	add_u16(tnef, 1);
	return tnef;
}

void
tnef_add(GByteArray *tnef, guint32 id, const void *data, gsize length, gint32 lie)
{
	guint8 level = (id & 0xffff) >= 0x9002 && (id & 0xffff) != 0x9003 ? 2 : 1;
	guint16 sum = 0;

	for (gsize i = 0; i < length; i++)
		sum = (guint16) (sum + ((const guint8 *) data)[i]);
	g_byte_array_append(tnef, &level, 1);
	tnef_u32(tnef, id);
	tnef_u32(tnef, (guint32) length + (guint32) lie);
	g_byte_array_append(tnef, data, (guint) length);
	add_u16(tnef, sum);
}

GByteArray *
tnef_block(guint32 count)
{
	GByteArray *block = g_byte_array_new();

	tnef_u32(block, count);
	return block;
}

void
tnef_property(
	GByteArray *block, guint16 id, guint16 type, const void *data, gsize length, gint32 lie)
{
	tnef_u32(block, (guint32) id << 16 | type);
	tnef_u32(block, 1);
	tnef_u32(block, (guint32) length + (guint32) lie);
	g_byte_array_append(block, data, (guint) length);
	g_byte_array_append(block, (const guint8 *) "\0\0\0", (4 - length % 4) % 4);
}

/* Stored, not compressed: what compression does has tests of its own. */
static GByteArray *
rich_text(const char *text)
{
	GByteArray *rtf = g_byte_array_new();

	tnef_u32(rtf, (guint32) strlen(text) + 12);
	tnef_u32(rtf, (guint32) strlen(text));
	tnef_u32(rtf, 0x414c454d);
	tnef_u32(rtf, 0);
	g_byte_array_append(rtf, (const guint8 *) text, (guint) strlen(text));
	return rtf;
}

GBytes *
tnef_sample(const char *attached)
{
	static const guint8 name[] = "r\0a\0p\0p\0o\0r\0t\0.\0t\0x\0t\0\0";
	g_autoptr(GByteArray) rtf = rich_text("{\\rtf1\\ansi Rapport bifogas.\\par}");
	g_autoptr(GByteArray) message = tnef_block(1), file = tnef_block(1);
	GByteArray *tnef = tnef_new();

	tnef_property(message, 0x1009, 0x102, rtf->data, rtf->len, 0);
	tnef_property(file, 0x3707, 0x1f, name, sizeof name, 0);
	tnef_add(tnef, 0x00069003, message->data, message->len, 0);
	tnef_add(tnef, 0x00069002, "\1\0\xff\xff\xff\xff\0\0\0\0\0\0\0\0", 14, 0);
	tnef_add(tnef, 0x00018010, "RAPPOR~1.TXT", 13, 0);
	tnef_add(tnef, 0x0006800f, attached, strlen(attached), 0);
	tnef_add(tnef, 0x00069005, file->data, file->len, 0);
	return g_byte_array_free_to_bytes(tnef);
}
