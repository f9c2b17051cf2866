/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Scans and photographs: JPEG, PNG and TIFF, of which each page is read. Must
 * never unpack a picture before its size is known.
 */
#include "reader/format.h"

#include <string.h>

#include "reader/scan/ocr.h"
#include "reader/signature.h"

#define PAGES_MAX   200
#define PIXELS_MAX  G_GINT64_CONSTANT(100000000)
#define BYTES_MAX   G_GINT64_CONSTANT(200000000) /* unpacked */
#define JPEG_PIXELS G_GINT64_CONSTANT(16000000)  /* more are unpacked to a half, or less */
#define WORDS_LEAST 5
#define SURE_LEAST  0.5

typedef struct {
	const guint8 *data;
	gsize length;
	gint32 format; /* IFF_* */
	gint32 width, height;
	gint32 bits; /* a pixel */
} Picture;

static gboolean
open_picture(GBytes *content, Picture *ret_picture)
{
	Picture picture = { 0 };
	gint32 bits = 0, samples = 0;

	picture.data = g_bytes_get_data(content, &picture.length);
	if (pixReadHeaderMem(picture.data, picture.length, &picture.format, &picture.width,
		    &picture.height, &bits, &samples, NULL) != 0 ||
		picture.width < 1 || picture.height < 1)
		return FALSE;
	picture.bits = bits * MAX(samples, 1);
	*ret_picture = picture;
	return TRUE;
}

/* Logotypes and lines are small, if not always in bytes; one that is broken is one, too. */
static gboolean
is_ornament(GBytes *content)
{
	Picture picture;

	if (!open_picture(content, &picture))
		return g_bytes_get_size(content) < FORMAT_ORNAMENT_BYTES;
	return MIN(picture.width, picture.height) < SIGNATURE_PAGE_SIDE;
}

static gboolean
check_size(const Picture *picture, GError **error)
{
	gint64 pixels = (gint64) picture->width * picture->height;
	gint64 bits = picture->bits > 8 ? 32 : picture->bits;

	/* Colours of a TIFF are unpacked twice. */
	if (picture->format != IFF_PNG && picture->bits > 8)
		bits *= 2;
	/* A JPEG is unpacked to a fraction of itself. */
	if (pixels <= PIXELS_MAX &&
		(picture->format == IFF_JFIF_JPEG || pixels * bits / 8 <= BYTES_MAX))
		return TRUE;
	return format_fail(error, "the picture is too large to be read: %d x %d pixels",
		picture->width, picture->height);
}

static PIX *
unpack_jpeg(const Picture *picture)
{
	gint64 pixels = (gint64) picture->width * picture->height;
	gint32 part = 1;

	while (pixels / (part * part) > JPEG_PIXELS && part < 8)
		part *= 2;
	return pixReadMemJpeg(picture->data, picture->length, 0, part, NULL, 0);
}

static gboolean
read_page(PIX *pix, Document *document, GError **error)
{
	g_autoptr(Page) page = page_new();

	document->page++;
	if (!pix)
		return format_fail(error, "the picture is broken");
	if (!ocr_read(pix, page, error))
		return FALSE;
	page_join_boxes(page);
	page_write(page, document);
	return TRUE;
}

/* Each page of a TIFF has a size of its own. */
static gboolean
read_tiff(const Picture *picture, Document *document, GError **error)
{
	Picture one = *picture;
	gint32 bits = 0, samples = 0, page = 0;

	for (; readHeaderMemTiff(picture->data, picture->length, page, &one.width, &one.height,
		       &bits, &samples, NULL, NULL, NULL) == 0;
		page++) {
		one.bits = bits * MAX(samples, 1);
		if (page == PAGES_MAX)
			return format_fail(error, "the picture has more than %d pages", PAGES_MAX);
		if (!check_size(&one, error) ||
			!read_page(pixReadMemTiff(picture->data, picture->length, page), document,
				error))
			return FALSE;
	}
	return page > 0 || format_fail(error, "the picture is broken");
}

/* What looks like letters in a photograph of something else is no text. */
static gboolean
check_text(const Document *document, GError **error)
{
	double sure = 0, letters = 0;
	guint words = 0;

	for (guint i = 0; i < document->cells->len; i++) {
		const DocumentCell *cell = document_cell(document, i);
		double length = (double) strlen(cell->text);

		for (const char *p = cell->text; p; p = strchr(p + 1, ' '))
			words++;
		sure += cell->confidence * length;
		letters += length;
	}
	return (words >= WORDS_LEAST && sure >= SURE_LEAST * letters) ||
	       format_fail(error, "no text can be read in the picture");
}

static gboolean
image_read(GBytes *content, Document *document, GError **error)
{
	Picture picture;

	if (!open_picture(content, &picture))
		return format_fail(error, "the picture is broken");
	if (!check_size(&picture, error))
		return FALSE;
	gboolean read =
		picture.format == IFF_JFIF_JPEG ? read_page(unpack_jpeg(&picture), document, error)
		: picture.format == IFF_PNG
			? read_page(pixReadMemPng(picture.data, picture.length), document, error)
			: read_tiff(&picture, document, error);
	return read && check_text(document, error);
}

/* What leptonica says of a picture is of no use to anybody. */
static void
silence(void)
{
	setMsgSeverity(L_SEVERITY_NONE);
}

const Format format_image = {
	.name = "image",
	.sniff = signature_is_picture,
	.warm = silence,
	.warm_scans = ocr_warm,
	.is_ornament = is_ornament,
	.read = image_read,
};
