/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <qpdf/qpdf-c.h>

/* What the letters of fonts may be, by what a PDF says of them. */

typedef enum {
	PDF_FONTS_SYMBOLS = 1, /* some may be boxes and ticks */
	/*
	 * Some may be no text: poppler leaves them out of the words, and a box or a tick
	 * may be among them.
	 */
	PDF_FONTS_MUTE = 2,
} PdfFontKinds;

/* What is known of the fonts of a file; g_hash_table_unref() it. */
GHashTable *pdf_fonts_new(void);

/* The kinds of all fonts of resources. What is no font may be anything. */
PdfFontKinds pdf_fonts_look(GHashTable *known, qpdf_data pdf, qpdf_oh resources);
