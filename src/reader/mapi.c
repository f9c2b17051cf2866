/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * MAPI properties in a TNEF stream. Every length is compared with what is left
 * before it is used: files that lie about them are sent to crash readers.
 */
#include "reader/mapi.h"

#include <string.h>

#include "reader/bytes.h"
#include "reader/charset.h"

enum {
	SEVERAL = 0x1000, /* in a type: many values */
	NAMED = 0x8000,   /* the first id of named properties */
	STRING8 = 0x1e,
	UNICODE = 0x1f,
	BINARY = 0x102,
	OBJECT = 0x0d,
};

/* Bytes of a value; those of two take four. */
static const struct {
	guint16 type;
	guint8 size;
} sizes[] = { { 0x01, 0 }, { 0x02, 4 }, { 0x03, 4 }, { 0x04, 4 }, { 0x05, 8 }, { 0x06, 8 },
	{ 0x07, 8 }, { 0x0a, 4 }, { 0x0b, 4 }, { 0x14, 8 }, { 0x40, 8 }, { 0x48, 16 } };

static gboolean
skip(MapiBlock *block, gsize n)
{
	if (block->length - block->at < n)
		return FALSE;
	block->at += n;
	return TRUE;
}

static gboolean
take_u32(MapiBlock *block, guint32 *ret_number)
{
	if (!skip(block, 4))
		return FALSE;
	*ret_number = bytes_u32(block->data + block->at - 4);
	return TRUE;
}

/* A length, so many bytes, and what rounds them up to four. */
static gboolean
take_counted(MapiBlock *block, const guint8 **ret_data, gsize *ret_length)
{
	guint32 length;

	if (!take_u32(block, &length) || !skip(block, length))
		return FALSE;
	*ret_data = block->data + block->at - length;
	*ret_length = length;
	/* The last value may come without what rounds it up. */
	block->at += MIN((4 - length % 4) % 4, block->length - block->at);
	return TRUE;
}

/* The name of a property that has one: a GUID and a number or a text. */
static gboolean
skip_name(MapiBlock *block)
{
	const guint8 *name;
	gsize length;
	guint32 kind;

	if (!skip(block, 16) || !take_u32(block, &kind))
		return FALSE;
	return kind == 0 ? skip(block, 4) : take_counted(block, &name, &length);
}

static gboolean
take_value(MapiBlock *block, guint16 type, const guint8 **ret_data, gsize *ret_length)
{
	if (type == STRING8 || type == UNICODE || type == BINARY || type == OBJECT)
		return take_counted(block, ret_data, ret_length);
	for (gsize i = 0; i < G_N_ELEMENTS(sizes); i++)
		if (sizes[i].type == type) {
			if (!skip(block, sizes[i].size))
				return FALSE;
			*ret_data = block->data + block->at - sizes[i].size;
			*ret_length = sizes[i].size;
			return TRUE;
		}
	return FALSE;
}

static gboolean
take_property(MapiBlock *block, MapiValue *value)
{
	guint32 tag, count = 1;
	guint16 type;

	if (!take_u32(block, &tag))
		return FALSE;
	value->id = (guint16) (tag >> 16);
	type = (guint16) (tag & 0xffff & ~(guint32) SEVERAL);
	value->type = type;
	if (value->id >= NAMED && !skip_name(block))
		return FALSE;
	gboolean counted = (tag & SEVERAL) || type == STRING8 || type == UNICODE ||
			   type == BINARY || type == OBJECT;
	if (counted && !take_u32(block, &count))
		return FALSE;
	/* Each value takes at least as much as its length does: a count is at most that. */
	if (count > (block->length - block->at) / 4 + 1)
		return FALSE;
	for (guint32 i = 0; i < count; i++) {
		const guint8 *data;
		gsize length;

		if (!take_value(block, type, &data, &length))
			return FALSE;
		value->data = i == 0 ? data : value->data;
		value->length = i == 0 ? length : value->length;
	}
	return TRUE;
}

gboolean
mapi_open(MapiBlock *block, const guint8 *data, gsize length)
{
	*block = (MapiBlock){ .data = data, .length = length };
	return take_u32(block, &block->left);
}

gboolean
mapi_next(MapiBlock *block, MapiValue *value, gboolean *ret_broken)
{
	*value = (MapiValue){ .data = block->data };
	if (block->left == 0)
		return FALSE;
	block->left--;
	if (take_property(block, value))
		return TRUE;
	*ret_broken = TRUE;
	return FALSE;
}

char *
mapi_text(const MapiValue *value, guint codepage)
{
	g_autofree char *text = NULL;

	if (value->type == UNICODE)
		codepage = CHARSET_UTF16;
	else if (value->type != STRING8)
		return NULL;
	text = charset_decode(value->data, value->length, codepage);
	/* What charset_decode() makes of the NUL that ends it. */
	return g_strdup(g_strchomp(text));
}
