/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Letters and boxes of pictures.
 */
#include <glib.h>
#include <string.h>

#include "adapters/reading-json.h"
#include "core/error.h"
#include "reader/format.h"
#include "reader/read-file.h"
#include "reader/scan/scan.h"
#include "support/reading-tools.h"
#include "support/truth.h"

#define SMALL 20 /* pixels: the height of a small letter on the pages drawn here */

static void
draw_rectangle(PIX *ink, int x, int y, int width, int height)
{
	BOX *box = boxCreate(x, y, width, height);

	pixSetInRect(ink, box);
	boxDestroy(&box);
}

static void
draw_square(PIX *ink, int x, int y, int size)
{
	draw_rectangle(ink, x, y, size, 2);
	draw_rectangle(ink, x, y + size - 2, size, 2);
	draw_rectangle(ink, x, y, 2, size);
	draw_rectangle(ink, x + size - 2, y, 2, size);
}

static void
draw_empty(PIX *ink)
{
	draw_square(ink, 100, 100, 36);
}

static void
draw_crossed(PIX *ink)
{
	draw_square(ink, 100, 100, 36);
	pixRenderLine(ink, 103, 103, 133, 133, 3, L_SET_PIXELS);
	pixRenderLine(ink, 103, 133, 133, 103, 3, L_SET_PIXELS);
}

/* By hand: out of the box at its upper right. */
static void
draw_ticked(PIX *ink)
{
	draw_square(ink, 100, 100, 36);
	pixRenderLine(ink, 106, 115, 116, 130, 3, L_SET_PIXELS);
	pixRenderLine(ink, 116, 130, 150, 85, 3, L_SET_PIXELS);
}

static void
draw_filled(PIX *ink)
{
	draw_rectangle(ink, 104, 104, 28, 28);
	draw_square(ink, 100, 100, 36);
}

/* A scanner leaves holes. */
static void
draw_worn(PIX *ink)
{
	draw_square(ink, 100, 100, 36);
	for (int at = 105; at < 130; at += 12)
		for (int wide = 0; wide < 2; wide++) {
			pixSetPixel(ink, at + wide, 100, 0);
			pixSetPixel(ink, at + wide, 101, 0);
			pixSetPixel(ink, 134, at + wide, 0);
			pixSetPixel(ink, 135, at + wide, 0);
		}
}

/* The squares for the digits of a date. */
static void
draw_comb(PIX *ink)
{
	for (int i = 0; i < 8; i++)
		draw_square(ink, 100 + 34 * i, 100, 36);
}

static void
draw_table(PIX *ink)
{
	draw_square(ink, 100, 100, 400);
	draw_rectangle(ink, 100, 300, 400, 2);
	draw_rectangle(ink, 300, 100, 2, 400);
}

/* A letter O, drawn as a frame without corners. */
static void
draw_round(PIX *ink)
{
	draw_rectangle(ink, 110, 100, 16, 4);
	draw_rectangle(ink, 110, 132, 16, 4);
	draw_rectangle(ink, 100, 110, 4, 16);
	draw_rectangle(ink, 132, 110, 4, 16);
	pixRenderLine(ink, 102, 110, 110, 102, 4, L_SET_PIXELS);
	pixRenderLine(ink, 126, 102, 133, 110, 4, L_SET_PIXELS);
	pixRenderLine(ink, 102, 126, 110, 133, 4, L_SET_PIXELS);
	pixRenderLine(ink, 126, 133, 133, 126, 4, L_SET_PIXELS);
}

/* What has four sides and a neighbour is a letter of some font. */
static void
draw_beside(PIX *ink)
{
	draw_square(ink, 100, 100, 30);
	draw_rectangle(ink, 135, 90, 5, 40);
	draw_rectangle(ink, 90, 90, 5, 40);
}

static void
draw_at_edge(PIX *ink)
{
	draw_square(ink, 2, 2, 36);
	draw_square(ink, 558, 558, 36);
}

static void
test_boxes(void)
{
	static const struct {
		const char *what;
		void (*draw)(PIX *ink);
		guint boxes, ticked;
	} cases[] = {
		{ "nothing", NULL, 0, 0 },
		{ "empty", draw_empty, 1, 0 },
		{ "crossed", draw_crossed, 1, 1 },
		{ "ticked by hand", draw_ticked, 1, 1 },
		{ "filled", draw_filled, 1, 1 },
		{ "worn", draw_worn, 1, 0 },
		{ "squares for digits", draw_comb, 0, 0 },
		{ "table", draw_table, 0, 0 },
		{ "round", draw_round, 0, 0 },
		{ "between letters", draw_beside, 0, 0 },
		{ "at the edge of the paper", draw_at_edge, 2, 0 },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(ScanPix) ink = pixCreate(600, 600, 1);
		guint ticked = 0;

		g_test_message("%s", cases[i].what);
		if (cases[i].draw)
			cases[i].draw(ink);
		g_autoptr(GArray) boxes = scan_find_boxes(ink, SMALL);
		for (guint b = 0; b < boxes->len; b++)
			ticked += g_array_index(boxes, ScanBox, b).ticked;
		g_assert_cmpuint(boxes->len, ==, cases[i].boxes);
		g_assert_cmpuint(ticked, ==, cases[i].ticked);
	}
}

/* Makes a file; the test is over if that is not possible here. */
static GBytes *
make(const char *kind)
{
	GBytes *content = reading_tools_pdf(kind);

	if (!content)
		g_test_skip("no python3 or no pdftoppm to make a picture with");
	g_test_message("%s", kind);
	return content;
}

static ReadingFile *
read_bytes(const char *name, GBytes *content, GError **error)
{
	g_autoptr(FormVocabulary) vocabulary = reading_tools_vocabulary();

	return read_file(vocabulary, name, content, error);
}

typedef struct {
	const char *kind, *truth, *format;
} Sample;

static const Sample samples[] = {
	{ "scan", "scan", "pdf" },
	{ "layered", "layered", "pdf" },
	{ "photo.jpg", "photo", "image" },
	{ "skewed.png", "photo", "image" },
	{ "skewed.tif", "photo", "image" },
};

static void
test_truth(gconstpointer data)
{
	const Sample *sample = data;
	g_autofree char *path =
		g_strdup_printf("tests/corpus/reports/%s.truth.json", sample->truth);
	g_autofree char *truth = truth_source(path);
	g_autoptr(GBytes) content = make(sample->kind);
	g_autoptr(GError) error = NULL;

	if (!content)
		return;
	g_autoptr(ReadingFile) file = read_bytes("bilaga", content, &error);
	g_assert_no_error(error);
	g_assert_cmpstr(file->format, ==, sample->format);
	g_autofree char *json = reading_json_write(file);
	truth_assert(truth, json);
}

static void
test_hostile(void)
{
	static const struct {
		const char *kind, *message;
	} cases[] = {
		{ "huge.png", "too large to be read: 40000 x 40000 pixels" },
		{ "huge.jpg", "too large to be read: 40000 x 40000 pixels" },
		{ "huge.tif", "too large to be read: 40000 x 40000 pixels" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GBytes) content = make(cases[i].kind);
		g_autoptr(GError) error = NULL;

		if (!content)
			return;
		g_autoptr(ReadingFile) file = read_bytes("x", content, &error);
		g_assert_null(file);
		g_assert_error(error, LEX_ERROR, LEX_ERROR_BAD_MESSAGE);
		g_assert_nonnull(strstr(error->message, cases[i].message));
	}
}

/* Cut anywhere: a reason or what could be read, and no harm. */
static void
test_truncated(void)
{
	static const char *const kinds[] = { "blank.jpg", "blank.png", "blank.tif" };

	for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
		g_autoptr(GBytes) whole = make(kinds[i]);

		for (gsize part = 0; whole && part < 20; part++) {
			g_autoptr(GBytes) content = g_bytes_new_from_bytes(
				whole, 0, g_bytes_get_size(whole) * part / 20);
			g_autoptr(GError) error = NULL;
			g_autoptr(ReadingFile) file = read_bytes("x.jpg", content, &error);

			g_assert_true(!file == !!error);
		}
	}
}

/* A mail with one file, read; its flag for what a person has to open. */
static const ReadingFlag *
flag_of_mail(GBytes *content, ReadingFile **ret_file)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *base64 =
		g_base64_encode(g_bytes_get_data(content, NULL), g_bytes_get_size(content));
	g_autofree char *mail = g_strdup_printf(
		"Received: by a.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
		"--b\r\n\r\nHej!\r\n--b\r\nContent-Type: image/png; name=bild.png\r\n"
		"Content-Transfer-Encoding: base64\r\n\r\n%s\r\n--b--\r\n",
		base64);
	g_autoptr(GBytes) bytes = g_bytes_new(mail, strlen(mail));

	*ret_file = read_bytes("mail.eml", bytes, &error);
	g_assert_no_error(error);
	g_assert_cmpuint((*ret_file)->documents->len, ==, 1);
	return reading_find_flag((*ret_file)->documents->pdata[0], "attachment_unread");
}

/* A logotype is passed over; a photograph without letters is for a person to look at. */
static void
test_pictures_in_mail(void)
{
	static const struct {
		int width, height;
		gboolean flagged;
	} cases[] = { { 300, 100, FALSE }, { 1200, 200, FALSE }, { 800, 1100, TRUE } };

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(ScanPix) pix = pixCreate(cases[i].width, cases[i].height, 8);
		g_autoptr(ReadingFile) file = NULL;
		l_uint8 *data = NULL;
		size_t size = 0;

		pixSetAll(pix);
		g_assert_cmpint(pixWriteMemPng(&data, &size, pix, 0), ==, 0);
		g_autoptr(GBytes) content = g_bytes_new(data, size);
		lept_free(data);
		const ReadingFlag *flag = flag_of_mail(content, &file);
		g_test_message("%d x %d", cases[i].width, cases[i].height);
		g_assert_cmpint(flag != NULL, ==, cases[i].flagged);
		const Reading *reading = file->documents->pdata[0];
		g_assert_cmpstr(reading->report.description.value, ==, "Hej!");
	}
}

/* Drawn with few pixels, lines of one and two fall where they may: no box is quite square. */
static void
test_small_boxes(void)
{
	for (int width = 10; width <= 20; width++)
		for (int height = width - 1; height <= width + 1; height++)
			for (int thick = 1; thick <= 2; thick++) {
				g_autoptr(ScanPix) ink = pixCreate(100, 100, 1);

				draw_rectangle(ink, 40, 40, width, thick);
				draw_rectangle(ink, 40, 40 + height - 1, width, 1);
				draw_rectangle(ink, 40, 40, thick, height);
				draw_rectangle(ink, 40 + width - 1, 40, 1, height);
				g_autoptr(GArray) boxes = scan_find_boxes(ink, 6);
				g_test_message("%d x %d, %d thick", width, height, thick);
				g_assert_cmpuint(boxes->len, ==, 1);
				g_assert_false(g_array_index(boxes, ScanBox, 0).ticked);
			}
}

/* The strokes of ink are those that leptonica finds by the shapes of ink, away from the edges. */
static void
test_strokes(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(1);

	for (int width = 61; width <= 131; width += 7) {
		g_autoptr(ScanPix) ink = pixCreate(width, 90, 1);

		for (int i = 0; i < 60; i++)
			draw_rectangle(ink, g_rand_int_range(random, 8, width - 30),
				g_rand_int_range(random, 8, 80), g_rand_int_range(random, 1, 20),
				g_rand_int_range(random, 1, 3));
		g_autoptr(ScanPix) whole = pixCloseBrick(NULL, ink, 3, 1);
		g_autoptr(ScanPix) strokes = pixOpenBrick(NULL, whole, 6, 1);
		BOXA *wanted = pixConnCompBB(strokes, 8);
		g_autoptr(GArray) found = scan_find_strokes(ink, 2, 6);

		g_assert_cmpuint(found->len, ==, (guint) boxaGetCount(wanted));
		for (guint i = 0; i < found->len; i++) {
			const ScanStroke *stroke = &g_array_index(found, ScanStroke, i);
			gint32 x = 0, y = 0, w = 0, h = 0;

			boxaGetBoxGeometry(wanted, (gint32) i, &x, &y, &w, &h);
			g_assert_cmpint(stroke->x, ==, x);
			g_assert_cmpint(stroke->y, ==, y);
			g_assert_cmpint(stroke->width, ==, w);
			g_assert_cmpint(stroke->height, ==, h);
		}
		boxaDestroy(&wanted);
		g_autoptr(ScanPix) turned = scan_transpose(ink);
		g_autoptr(ScanPix) back = scan_transpose(turned);
		gint32 same = 0;
		pixEqual(ink, back, &same);
		g_assert_true(same);
		g_assert_cmpint(pixGetWidth(turned), ==, 90);
	}
}

/* Words that a scanner could not make out are read with doubt. */
static void
test_doubt(void)
{
	g_autoptr(GBytes) content = make("scribble.png");
	g_autoptr(GError) error = NULL;

	if (!content)
		return;
	g_autoptr(ReadingFile) file = read_bytes("x.png", content, &error);
	g_assert_null(file);
	g_assert_error(error, LEX_ERROR, LEX_ERROR_BAD_MESSAGE);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	format_warm();
	g_test_add_func("/scan/boxes", test_boxes);
	g_test_add_func("/scan/strokes", test_strokes);
	g_test_add_func("/scan/small-boxes", test_small_boxes);
	for (gsize i = 0; i < G_N_ELEMENTS(samples); i++) {
		g_autofree char *path = g_strconcat("/scan/truth/", samples[i].kind, NULL);
		g_test_add_data_func(path, &samples[i], test_truth);
	}
	g_test_add_func("/scan/hostile", test_hostile);
	g_test_add_func("/scan/truncated", test_truncated);
	g_test_add_func("/scan/pictures-in-mail", test_pictures_in_mail);
	g_test_add_func("/scan/doubt", test_doubt);
	return g_test_run();
}
