/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Compressed rich text. Must never read or write beyond its buffers, whatever
 * the sizes and references in it say.
 */
#include "reader/lzfu.h"

#include <string.h>

#include "reader/bytes.h"
#include "reader/format.h"

#define HEADER   16
#define RING     4096 /* bytes that references may point back to */
#define PACKED   0x75465a4c
#define UNPACKED 0x414c454d

/* What the ring holds at first (MS-OXRTFCP 2.1.2.1). */
static const char dictionary[] =
	"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
	"\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0"
	"\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

typedef struct {
	guint8 ring[RING];
	gsize at; /* where the next byte goes */
	GByteArray *out;
} Unpack;

static void
put(Unpack *unpack, guint8 byte)
{
	unpack->ring[unpack->at] = byte;
	unpack->at = (unpack->at + 1) % RING;
	g_byte_array_append(unpack->out, &byte, 1);
}

/* Two bytes: where in the ring, how many bytes. FALSE at the end, which points at itself. */
static gboolean
put_reference(Unpack *unpack, const guint8 *reference)
{
	gsize from = (gsize) reference[0] << 4 | reference[1] >> 4;
	gsize count = (reference[1] & 0xf) + 2u;

	if (from == unpack->at)
		return FALSE;
	for (gsize i = 0; i < count; i++)
		put(unpack, unpack->ring[(from + i) % RING]);
	return TRUE;
}

/* TRUE if the text came to its end. */
static gboolean
unpack_all(Unpack *unpack, const guint8 *data, gsize length, gsize size)
{
	guint flags = 0;
	gsize at = 0;

	for (guint n = 0; unpack->out->len < size; n++) {
		if (n % 8 == 0) {
			if (at >= length)
				return FALSE;
			flags = data[at++];
		}
		gsize needed = flags & 1 ? 2 : 1;
		if (length - at < needed)
			return FALSE;
		if (needed == 1)
			put(unpack, data[at]);
		else if (!put_reference(unpack, data + at))
			return TRUE;
		at += needed;
		flags >>= 1;
	}
	return TRUE;
}

GBytes *
lzfu_unpack(const guint8 *data, gsize length, GError **error)
{
	gboolean whole = length >= HEADER;
	guint32 size = whole ? bytes_u32(data + 4) : 0, kind = whole ? bytes_u32(data + 8) : 0;
	g_autoptr(GByteArray) out = g_byte_array_new();
	Unpack unpack = { .at = sizeof dictionary - 1, .out = out };

	if (!whole || size > LZFU_MAX || (kind != PACKED && kind != UNPACKED)) {
		format_fail(error, "the compressed rich text is broken or too large");
		return NULL;
	}
	memcpy(unpack.ring, dictionary, sizeof dictionary - 1);
	if (kind == UNPACKED)
		g_byte_array_append(out, data + HEADER, (guint) MIN(size, length - HEADER));
	else if (!unpack_all(&unpack, data + HEADER, length - HEADER, size)) {
		format_fail(error, "the compressed rich text ends too early");
		return NULL;
	}
	return g_byte_array_free_to_bytes(g_steal_pointer(&out));
}
