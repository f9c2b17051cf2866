/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as the content of a page of a PDF. */
#include <glib.h>

#include "fuzz.h"
#include "reader/pdf/pdf-ink.h"
#include "reader/pdf/pdf-lines.h"

#define WIDTH  827 /* dots of a page */
#define HEIGHT 1170
#define LEAST  6
#define MOST   37

const char fuzz_corpus[] = "pdf-lines";

static void
check_part(const PdfPart *part)
{
	g_assert_cmpint(part->x, >=, 0);
	g_assert_cmpint(part->y, >=, 0);
	g_assert_cmpint(part->x + pixGetWidth(part->pix), <=, WIDTH);
	g_assert_cmpint(part->y + pixGetHeight(part->pix), <=, HEIGHT);
	g_autoptr(GArray) boxes = scan_find_boxes(part->pix, LEAST);
	for (guint i = 0; i < boxes->len; i++)
		g_assert_cmpint(g_array_index(boxes, ScanBox, i).size, <=, MOST);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(GArray) ink = pdf_ink_new();
	g_autoptr(Page) words = page_new();
	PdfDrawing page = { .data = (guint8 *) data, .length = size };
	PdfSheet sheet = { 0, 842, 100.0 / 72, WIDTH, HEIGHT, words };

	(void) pdf_lines_add(NULL, &page, &sheet, ink);
	g_autoptr(GArray) parts = pdf_ink_paint(ink, WIDTH, HEIGHT, LEAST, MOST);
	for (guint i = 0; i < parts->len; i++)
		check_part(&g_array_index(parts, PdfPart, i));
	return 0;
}
