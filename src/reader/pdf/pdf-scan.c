/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A page of a PDF as it looks: drawn by poppler and cairo, for what its text
 * does not say. Must never draw a page larger than memory is, whatever size
 * it claims.
 */
#include "reader/pdf/pdf.h"

#include <math.h>
#include <string.h>

#include "reader/format.h"
#include "reader/scan/ocr.h"
#include "reader/pdf/pdf-ink.h"
#include "reader/pdf/pdf-lines.h"

#define POINTS      72.0 /* an inch */
#define READ_DPI    300.0
#define BOXES_DPI   100.0
#define PIXELS_MAX  12000000.0
#define SIDE_MAX    32767.0 /* pixels: cairo draws no longer ones */
#define FEW_LETTERS 100     /* on a page that is a picture: a header that the scanner printed */
#define COVERED     0.4     /* of a page, by one picture: it is a picture */
#define SMALL       5.0     /* points: height of the small letters of a form */
#define SIDE_LEAST  4.5     /* points: a shorter line is no side of a box */
#define SIDE_MOST   27.0
#define CUT         2    /* dots */
#define MARGIN      0.15 /* of the width of the text, at both its edges */
#define FEW_ENDS    0.5  /* of the words at the left edge: fewer at the right is a form */
#define DARK        150
#define STRETCH     32   /* pixels */
#define TOUCH       0.25 /* of a square that a word covers: it is no box beside the word */
#define CERTAIN     1.0

static double
size_of(PopplerPage *source, double *ret_width, double *ret_height)
{
	poppler_page_get_size(source, ret_width, ret_height);
	return *ret_width * *ret_height;
}

static gboolean
is_picture(PopplerPage *source)
{
	double width = 0, height = 0, area = size_of(source, &width, &height);
	GList *images = poppler_page_get_image_mapping(source);
	gboolean covered = FALSE;

	for (GList *entry = images; entry; entry = entry->next) {
		const PopplerRectangle *place = &((PopplerImageMapping *) entry->data)->area;

		covered = covered ||
			  fabs((place->x2 - place->x1) * (place->y2 - place->y1)) > COVERED * area;
	}
	poppler_page_free_image_mapping(images);
	return covered;
}

gboolean
pdf_scan_is_needed(PopplerPage *source, const PdfLetters *letters)
{
	return letters->letters == 0 || (letters->letters < FEW_LETTERS && is_picture(source));
}

/* A white surface, with all bits of its pixels set; NULL if it is too large or memory ends. */
static cairo_surface_t *
white_surface(double width, double height)
{
	static const cairo_user_data_key_t key;

	if (!(width <= SIDE_MAX && height <= SIDE_MAX))
		return NULL;
	int stride = cairo_format_stride_for_width(CAIRO_FORMAT_RGB24, (int) width);
	gsize size = (gsize) stride * (gsize) height;
	guint8 *data = g_try_malloc(size + 1);
	if (!data)
		return NULL;
	memset(data, 0xff, size);
	cairo_surface_t *surface = cairo_image_surface_create_for_data(
		data, CAIRO_FORMAT_RGB24, (int) width, (int) height, stride);
	if (cairo_surface_set_user_data(surface, &key, data, g_free) == CAIRO_STATUS_SUCCESS)
		return surface;
	cairo_surface_destroy(surface);
	g_free(data);
	return NULL;
}

/* The page on white, NULL if it is too large or memory ends. cairo_surface_destroy() it. */
static cairo_surface_t *
draw(PopplerPage *source, double dpi, double *ret_scale)
{
	double width = 0, height = 0, area = size_of(source, &width, &height);
	double scale = MIN(dpi / POINTS, sqrt(PIXELS_MAX / MAX(area, 1)));
	cairo_surface_t *surface = white_surface(ceil(width * scale), ceil(height * scale));

	if (!surface)
		return NULL;
	cairo_t *cairo = cairo_create(surface);
	cairo_scale(cairo, scale, scale);
	poppler_page_render(source, cairo);
	gboolean drawn = cairo_status(cairo) == CAIRO_STATUS_SUCCESS;
	cairo_destroy(cairo);
	cairo_surface_flush(surface);
	*ret_scale = scale;
	if (drawn)
		return surface;
	cairo_surface_destroy(surface);
	return NULL;
}

/* How light a pixel is (ITU-R BT.601). */
static guint
light_of(guint32 pixel)
{
	return (77 * ((pixel >> 16) & 255) + 150 * ((pixel >> 8) & 255) + 29 * (pixel & 255)) >> 8;
}

/* One line of a drawn page as bytes. */
static void
copy_light(l_uint32 *line, const guint32 *pixels, int width)
{
	for (int x = 0; x < width; x++)
		SET_DATA_BYTE(line, x, light_of(pixels[x]));
}

/* One line as ink; most of it is white, and is passed over by the stretch. */
static void
copy_ink(l_uint32 *line, const guint32 *pixels, int width)
{
	guint32 white[STRETCH];

	memset(white, 0xff, sizeof white);
	for (int from = 0; from < width; from += STRETCH) {
		int end = MIN(from + STRETCH, width);

		if (memcmp(pixels + from, white, (gsize) (end - from) * sizeof *pixels) == 0)
			continue;
		for (int x = from; x < end; x++)
			if (pixels[x] != white[0] && light_of(pixels[x]) < DARK)
				SET_DATA_BIT(line, x);
	}
}

/* The drawn page in depth bits a pixel: 8, or 1 for ink. */
static PIX *
to_pix(cairo_surface_t *surface, int depth)
{
	int width = cairo_image_surface_get_width(surface);
	int height = cairo_image_surface_get_height(surface);
	gsize stride = (gsize) cairo_image_surface_get_stride(surface);
	const guint8 *data = cairo_image_surface_get_data(surface);
	PIX *pix = pixCreate(width, height, depth);

	for (int y = 0; pix && data && y < height; y++) {
		l_uint32 *line = pixGetData(pix) + (gsize) y * (gsize) pixGetWpl(pix);
		/* cairo aligns lines for this. */
		const guint32 *pixels = (const void *) (data + (gsize) y * stride);

		if (depth == 8)
			copy_light(line, pixels, width);
		else
			copy_ink(line, pixels, width);
	}
	return pix;
}

static PIX *
picture_of(PopplerPage *source, double dpi, int depth, double *ret_scale)
{
	cairo_surface_t *surface = draw(source, dpi, ret_scale);
	PIX *pix = surface ? to_pix(surface, depth) : NULL;

	if (surface)
		cairo_surface_destroy(surface);
	return pix;
}

gboolean
pdf_scan_read(PopplerPage *source, Page *page, GError **error)
{
	double scale = 1;
	PIX *picture = picture_of(source, READ_DPI, 8, &scale);

	if (!picture)
		return format_fail(error, "a page cannot be drawn");
	return ocr_read(picture, page, error);
}

/* TRUE if few lines reach the right edge of the text: those of a form do not. */
static gboolean
looks_like_form(const Page *page)
{
	double left = INFINITY, right = -INFINITY;
	guint begin = 0, end = 0;

	for (guint i = 0; i < page->words->len; i++) {
		const PageArea *area = &g_array_index(page->words, PageWord, i).area;

		left = MIN(left, area->x1);
		right = MAX(right, area->x2);
	}
	for (guint i = 0; i < page->words->len; i++) {
		const PageArea *area = &g_array_index(page->words, PageWord, i).area;

		begin += area->x1 < left + MARGIN * (right - left);
		end += area->x2 > right - MARGIN * (right - left);
	}
	return end < FEW_ENDS * begin;
}

/* TRUE if a word that is no mark stands in the square: it is a letter, or a cell of a table. */
static gboolean
holds_word(const Page *page, const PageArea *square)
{
	for (guint i = 0; i < page->words->len; i++) {
		const PageWord *word = &g_array_index(page->words, PageWord, i);
		double across = MIN(word->area.x2, square->x2) - MAX(word->area.x1, square->x1);
		double along = MIN(word->area.y2, square->y2) - MAX(word->area.y1, square->y1);

		if (across > TOUCH * (square->x2 - square->x1) &&
			along > TOUCH * (square->y2 - square->y1) && !word->box &&
			g_ascii_strcasecmp(word->text, "x") != 0)
			return TRUE;
	}
	return FALSE;
}

/* Takes the letters out: what is left is lines. */
static void
clear_words(PIX *ink, const Page *page, double scale)
{
	for (guint i = 0; i < page->words->len; i++) {
		const PageArea *area = &g_array_index(page->words, PageWord, i).area;
		BOX *word = boxCreate((int) (area->x1 * scale), (int) (area->y1 * scale),
			(int) ((area->x2 - area->x1) * scale),
			(int) ((area->y2 - area->y1) * scale));

		if (word && !g_array_index(page->words, PageWord, i).box)
			pixClearInRect(ink, word);
		boxDestroy(&word);
	}
}

static gboolean
has_clear_box(const Page *page)
{
	for (guint i = 0; i < page->words->len; i++)
		if (g_str_equal(g_array_index(page->words, PageWord, i).text, DOCUMENT_BOX_CLEAR))
			return TRUE;
	return FALSE;
}

/* The page as dots, if what is shown of it is as it is written. */
static gboolean
to_sheet(PopplerPage *source, const Page *page, PdfSheet *ret_sheet)
{
	PopplerRectangle crop;
	double width = 0, height = 0, scale = BOXES_DPI / POINTS;

	(void) size_of(source, &width, &height);
	poppler_page_get_crop_box(source, &crop);
	*ret_sheet =
		(PdfSheet){ crop.x1, crop.y2, scale, (gint32) ceil(MIN(width, SIDE_MAX) * scale),
			(gint32) ceil(MIN(height, SIDE_MAX) * scale), page };
	return fabs(crop.x2 - crop.x1 - width) < 1 && fabs(crop.y2 - crop.y1 - height) < 1 &&
	       width * height * scale * scale <= PIXELS_MAX;
}

/* The lines of a page that may be boxes: read where that is enough, and else as they look. */
static GArray *
lines_of(PdfFile *file, PopplerPage *source, const Page *page, double *ret_scale)
{
	g_auto(PdfDrawing) content = { 0 };
	g_autoptr(GArray) ink = pdf_ink_new();
	PdfSheet sheet;

	if (to_sheet(source, page, &sheet) &&
		pdf_file_open_page(file, (guint) poppler_page_get_index(source), &content) &&
		pdf_lines_add(file, &content, &sheet, ink)) {
		*ret_scale = sheet.scale;
		return pdf_ink_paint(ink, sheet.width, sheet.height,
			(gint32) (SIDE_LEAST * sheet.scale), (gint32) (SIDE_MOST * sheet.scale));
	}
	GArray *parts = pdf_parts_new();
	PdfPart whole = { .pix = picture_of(source, BOXES_DPI, 1, ret_scale) };
	if (whole.pix) {
		clear_words(whole.pix, page, *ret_scale);
		g_array_append_val(parts, whole);
	}
	return parts;
}

/* A line that is cut off at the edge of a part is no side. */
static gboolean
is_whole(PIX *ink, const ScanBox *box)
{
	return MIN(box->x, box->y) >= CUT && box->x + box->size < pixGetWidth(ink) - CUT &&
	       box->y + box->size < pixGetHeight(ink) - CUT;
}

static void
add_boxes(const PdfPart *part, double scale, Page *page)
{
	g_autoptr(GArray) boxes = scan_find_boxes(part->pix, (guint) (SMALL * scale));

	for (guint i = 0; i < boxes->len; i++) {
		const ScanBox *box = &g_array_index(boxes, ScanBox, i);
		double x = part->x + box->x, y = part->y + box->y;
		PageArea area = { x / scale, y / scale, (x + box->size) / scale,
			(y + box->size) / scale };

		if (is_whole(part->pix, box) && !holds_word(page, &area))
			page_add(page, box->ticked ? DOCUMENT_BOX_TICKED : DOCUMENT_BOX_CLEAR, -1,
				area, CERTAIN);
	}
}

void
pdf_scan_add_boxes(PdfFile *file, PopplerPage *source, Page *page)
{
	double scale = 1;

	/* Where empty boxes are letters or fields, they all are. */
	if (page->words->len == 0 || has_clear_box(page) || !looks_like_form(page))
		return;
	g_autoptr(GArray) parts = lines_of(file, source, page, &scale);
	pdf_file_close_page(file);
	for (guint i = 0; i < parts->len; i++)
		add_boxes(&g_array_index(parts, PdfPart, i), scale, page);
	page_join_boxes(page);
}

void
pdf_scan_warm(PopplerPage *source)
{
	double scale = 1;
	g_autoptr(ScanPix) ink = picture_of(source, POINTS, 1, &scale);

	g_assert(ink);
}
