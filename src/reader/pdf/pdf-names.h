/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/pdf/pdf-file.h"

/* What a content stream sets by a name of its resources. */

typedef enum {
	PDF_COLOUR_UNKNOWN,
	PDF_COLOUR_LIGHT, /* grey, RGB or CMYK by the number of its values */
	PDF_COLOUR_INK,   /* one value: how much ink */
} PdfColour;

PdfColour pdf_names_find_colour(PdfFile *file, PdfObject resources, const char *name);

/*
 * FALSE if the graphics state of that name is not known or makes what is drawn
 * transparent. ret_line is set where it has a width of lines.
 */
gboolean pdf_names_find_state(
	PdfFile *file, PdfObject resources, const char *name, double *ret_line);
