/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "reader/pdf/page.h"

/* Paths as a PDF builds them (ISO 32000-1 section 8.5.2): lines from point to point. */

#define PDF_POINTS_MAX 20000 /* of a path, and of all that a page paints */

typedef struct {
	double x, y;
	gboolean begins; /* a new line, not joined to the point before */
} PdfPoint;

typedef struct {
	GArray *points; /* PdfPoint, dots */
	PdfPoint start; /* of the line that is open */
	double x, y;    /* where it is, in units */
	gboolean over;  /* it has more points than are kept */
} PdfPath;

/* The points that a curve names, in pairs of numbers: -1 is where the path is. */
typedef gint PdfCurve[3];

/* ret is what has inner within outer; it may be either. */
void pdf_matrix_multiply(double ret[6], const double inner[6], const double outer[6]);

/* Each takes units, which matrix makes dots. numbers are the operands of the operator. */
void pdf_path_move(PdfPath *path, const double matrix[6], const double *numbers);
void pdf_path_line(PdfPath *path, const double matrix[6], const double *numbers);
void pdf_path_curve(
	PdfPath *path, const double matrix[6], const double *numbers, const PdfCurve which);
void pdf_path_rectangle(PdfPath *path, const double matrix[6], const double *numbers);
void pdf_path_close(PdfPath *path);

/* What is around it; without points an area of nothing. */
PageArea pdf_path_bounds(const PdfPath *path);

/* The part of area that is in by. */
PageArea pdf_area_cut(PageArea area, const PageArea *by);
