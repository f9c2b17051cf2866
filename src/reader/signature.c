/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The first bytes of PDF, PNG, JPEG and TIFF, and the size that the second and
 * third tell there. Must never say of a picture that it is small where a decoder
 * would see a larger one: what is not as it should be is not small.
 */
#include "reader/signature.h"

#include <string.h>

#include "reader/format.h"

#define PDF        "%PDF-"
#define PDF_WITHIN 1024 /* bytes in which a PDF begins, by the habit of its readers */

/* ISO/IEC 15948 section 11.2.2: IHDR is the first chunk. */
#define PNG_START "\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
#define PNG_AT    16 /* width, then height */

/* ITU-T T.81 section B.1.1: markers, and B.2.2: where a frame header has its size. */
#define JPEG_START 2
#define JPEG_FRAME 9 /* bytes from the marker until after the width */

static const struct {
	const char *magic;
	gsize length;
} pictures[] = { { "\xff\xd8\xff", 3 }, { "\x89PNG", 4 }, { "II*\0", 4 }, { "MM\0*", 4 } };

gboolean
signature_is_pdf(const char *name, const guint8 *data, gsize length)
{
	/* Other files may speak of PDFs: only one that says it is one may begin with something
	 * else. */
	gsize head = format_name_ends(name, ".pdf") ? PDF_WITHIN : strlen(PDF);

	return memmem(data, MIN(length, head), PDF, strlen(PDF)) != NULL;
}

gboolean
signature_is_picture(const char *name, const guint8 *data, gsize length)
{
	(void) name;
	for (gsize i = 0; i < G_N_ELEMENTS(pictures); i++)
		if (length > pictures[i].length &&
			memcmp(data, pictures[i].magic, pictures[i].length) == 0)
			return TRUE;
	return FALSE;
}

static guint
two_bytes(const guint8 *at)
{
	return (guint) at[0] << 8 | at[1];
}

/* A side, 0 if it is none. */
static guint
png_side(const guint8 *data, gsize length)
{
	if (length < PNG_AT + 8 || memcmp(data, PNG_START, PNG_AT) != 0 ||
		two_bytes(data + PNG_AT) != 0 || two_bytes(data + PNG_AT + 4) != 0)
		return 0;
	return MIN(two_bytes(data + PNG_AT + 2), two_bytes(data + PNG_AT + 6));
}

/* SOF0 to SOF15, but for the tables that stand among them (T.81 table B.1). */
static gboolean
is_frame(guint8 marker)
{
	return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 &&
	       marker != 0xcc;
}

/* The same of the first frame, if nothing but whole segments (0xc4, 0xdb to 0xfe) is before it. */
static guint
jpeg_side(const guint8 *data, gsize length)
{
	gsize at = JPEG_START;

	if (length < JPEG_START || data[0] != 0xff || data[1] != 0xd8)
		return 0;
	while (length - at >= JPEG_FRAME && data[at] == 0xff) {
		guint8 marker = data[at + 1];
		guint size = two_bytes(data + at + 2);

		if (is_frame(marker))
			return MIN(two_bytes(data + at + 5), two_bytes(data + at + 7));
		if ((marker != 0xc4 && marker < 0xdb) || marker == 0xff || size < 2 ||
			size > length - at - 2)
			return 0;
		at += 2 + size;
	}
	return 0;
}

gboolean
signature_is_small_picture(GBytes *content)
{
	gsize length = 0;
	const guint8 *data = g_bytes_get_data(content, &length);
	guint side = MAX(png_side(data, length), jpeg_side(data, length));

	return side > 0 && side < SIGNATURE_PAGE_SIDE;
}
