/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/form/document.h"

/*
 * A page as words that stand somewhere, for formats that know places and not
 * lines. What is beside what, and what is below, is found here, the same way
 * for printed text, form fields and scans.
 */

/* Any unit, the same for the whole page; y grows downwards, x1 <= x2, y1 <= y2. */
typedef struct {
	double x1, y1, x2, y2;
} PageArea;

typedef struct {
	PageArea area;
	double confidence; /* 0..1 */
	const char *text;  /* never empty, valid UTF-8; the page's own */
	guint length;      /* bytes */
	gboolean box;      /* text is one of DOCUMENT_BOX_* */
} PageWord;

typedef struct {
	GArray *words; /* PageWord */
	GStringChunk *texts;
} Page;

/* A page without words. page_free() it. */
Page *page_new(void);
void page_free(Page *page);

/*
 * Adds a word, or several that belong together, such as the value of a field:
 * length bytes of text, -1 for all of it. Blank text is left out. A box is a
 * word of its own, in any way of writing one. area may be upside down.
 */
void page_add(Page *page, const char *text, gssize length, PageArea area, double confidence);

/*
 * Makes one of what stands in the same place: two boxes, the ticked one stays;
 * a cross typed over a box ticks it.
 */
void page_join_boxes(Page *page);

/*
 * Adds the page to document, in reading order: words beside each other are one
 * line, wide gaps part cells, lines with cells that follow each other are the
 * rows of a table whose columns are numbered by where they begin. A line that
 * continues a cell is a further line of that cell. White space between lines
 * becomes blank lines.
 */
void page_write(const Page *page, Document *document);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Page, page_free)
