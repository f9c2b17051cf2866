/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <leptonica/allheaders.h>

#include "reader/pdf/page.h"

/*
 * Pictures of pages, before their letters are read. Everything is measured in
 * pixels; how large a letter is, is found on the page itself.
 */

/* A page that lies straight. */
typedef struct {
	PIX *gray;   /* 8 bits a pixel, dark on white, without specks */
	PIX *ink;    /* the same in 1 bit: 1 is ink */
	guint small; /* height of most of its small letters */
} Scan;

/*
 * Takes a picture of any depth and makes it straight, upright, evenly lit and
 * clean. FALSE if there is nothing on it, or memory ends. scan_clear() it.
 */
gboolean scan_take(PIX *picture, Scan *ret_scan);
void scan_clear(Scan *scan);

/*
 * Finds the check boxes of a page, adds each to page as ticked or not, and
 * takes them out of the picture, so that no letter is made of them.
 */
void scan_take_boxes(Scan *scan, Page *page);

/*
 * The check boxes in ink, small being the height of small letters: a box is
 * four lines, with something between them if it is ticked. GArray of ScanBox.
 */
typedef struct {
	gint32 x, y, size;
	gboolean ticked;
} ScanBox;

GArray *scan_find_boxes(PIX *ink, guint small);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Scan, scan_clear)

static inline void
scan_pix_free(PIX *pix)
{
	pixDestroy(&pix);
}

typedef PIX ScanPix;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ScanPix, scan_pix_free)

/* A straight stroke of ink: what is around it. */
typedef struct {
	gint32 x, y, width, height; /* pixels */
} ScanStroke;

/*
 * The strokes across of ink (depth 1): parts of rows that are at least so many
 * pixels long, with no more than gap missing between two, and what touches them
 * in the rows beside. GArray of ScanStroke, by their upper left ends;
 * g_array_unref() it.
 */
GArray *scan_find_strokes(PIX *ink, gint32 gap, gint32 least);

/* ink with rows for columns; NULL if memory ends. pixDestroy() it. */
PIX *scan_transpose(PIX *ink);
