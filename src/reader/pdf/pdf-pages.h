/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <qpdf/qpdf-c.h>

/*
 * The pages of a PDF by their numbers, without reading more of the file than
 * leads to those that are asked for.
 */

typedef struct PdfPages PdfPages;

/* Until qpdf_oh_release_all(). */
typedef struct {
	qpdf_oh page;
	qpdf_oh resources; /* null where it has none */
	gboolean turned;   /* shown on its side, or upside down */
} PdfLeaf;

/* pdf is borrowed. pdf_pages_free() it. */
PdfPages *pdf_pages_new(qpdf_data pdf);
void pdf_pages_free(PdfPages *pages);

/* FALSE if page number page, from 0, is not there, or the way to it looks broken. */
gboolean pdf_pages_find(PdfPages *pages, guint page, PdfLeaf *ret_leaf);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PdfPages, pdf_pages_free)
