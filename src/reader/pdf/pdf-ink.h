/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/pdf/pdf-path.h"
#include "reader/scan/scan.h"

/*
 * Lines and rectangles that a page is painted with, kept until it is known
 * whether any of them may be of a box. Places are dots. What is filled and is no
 * rectangle counts as its outline.
 */

/* How something is painted: light takes ink away, and nothing is painted outside of clip. */
typedef struct {
	PageArea clip; /* on the page, whatever the file says */
	gboolean light;
} PdfBrush;

/* GArray of what was painted, in its order. g_array_unref() it. */
GArray *pdf_ink_new(void);

/* line: how wide a stroke is. */
void pdf_ink_stroke(GArray *ink, const PdfBrush *brush, const PdfPath *path, double line);
void pdf_ink_fill(GArray *ink, const PdfBrush *brush, const PdfPath *path, gboolean even_odd);

/* A part of a page: where it begins, and its dots. pixDestroy() them. */
typedef struct {
	gint32 x, y;
	PIX *pix; /* depth 1 */
} PdfPart;

/* PdfPart, without any. g_array_unref() it, which frees their dots. */
GArray *pdf_parts_new(void);

/*
 * The parts of a page of width and height within which everything is that may be
 * a side of a box from least to most dots, with room of most around it.
 */
GArray *pdf_ink_paint(const GArray *ink, gint32 width, gint32 height, gint32 least, gint32 most);
