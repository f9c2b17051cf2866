/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/pdf/page.h"
#include "reader/pdf/pdf-file.h"

/* The lines of a page of a PDF without its letters: what a form is drawn with. */

/* Which part of a page is shown, in its own units, and how it is put into dots. */
typedef struct {
	double left, top; /* the upper left corner; top is higher than what is below */
	double scale;     /* dots of a unit */
	gint32 width, height;
	const Page *words; /* what is written there: a picture with words on it may be a form */
} PdfSheet;

/*
 * Adds what is drawn on an open page to ink (pdf-ink.h). FALSE if that cannot be
 * known without drawing it as it looks: pictures of boxes or beneath words,
 * strange colours, too much of anything. file may be NULL: then nothing has a
 * name.
 */
gboolean pdf_lines_add(PdfFile *file, const PdfDrawing *page, const PdfSheet *sheet, GArray *ink);
