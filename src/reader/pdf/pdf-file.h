/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * The objects of a PDF as they are written, for what poppler-glib does not say:
 * what is drawn on a page. What is unusual is not opened at all.
 */

typedef struct PdfFile PdfFile;
typedef guint PdfObject; /* of the page that is open; 0 is none */

/* Something that is drawn by a content stream of its own. pdf_drawing_clear() it. */
typedef struct {
	guint8 *data;
	gsize length;
	PdfObject resources;
	double matrix[6];
	double box[4]; /* what is outside is not shown */
} PdfDrawing;

typedef enum {
	PDF_UNKNOWN, /* broken, or not looked into */
	PDF_FORM,
	PDF_IMAGE,
} PdfKind;

/* Opens the file when something is asked of it. content is kept. pdf_file_free() it. */
PdfFile *pdf_file_new(GBytes *content);
void pdf_file_free(PdfFile *file);

/*
 * TRUE if letters of page number page, from 0, may be boxes or ticks by their
 * font: one of symbols, or one that is not seen here.
 */
gboolean pdf_file_has_symbols(PdfFile *file, guint page);

/*
 * Opens page number page, from 0, without its matrix and box. FALSE if it is
 * broken, or has what its content does not say: a turned page, notes and
 * fields upon it, letters without a meaning, more than could be read soon.
 */
gboolean pdf_file_open_page(PdfFile *file, guint page, PdfDrawing *ret_page);
void pdf_file_close_page(PdfFile *file);

/* What name is among the drawings of resources; ret_form is set for a form only. */
PdfKind pdf_file_open_drawing(
	PdfFile *file, PdfObject resources, const char *name, PdfDrawing *ret_form);

void pdf_drawing_clear(PdfDrawing *drawing);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PdfFile, pdf_file_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PdfDrawing, pdf_drawing_clear)
