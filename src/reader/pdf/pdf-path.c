/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Paths. Their numbers come from the file: what they become may be any number,
 * or none.
 */
#include "reader/pdf/pdf-path.h"

#include <math.h>
#include <string.h>

#define CURVE 4 /* lines that a curve is drawn with */

void
pdf_matrix_multiply(double ret[6], const double inner[6], const double outer[6])
{
	const double product[6] = {
		inner[0] * outer[0] + inner[1] * outer[2],
		inner[0] * outer[1] + inner[1] * outer[3],
		inner[2] * outer[0] + inner[3] * outer[2],
		inner[2] * outer[1] + inner[3] * outer[3],
		inner[4] * outer[0] + inner[5] * outer[2] + outer[4],
		inner[4] * outer[1] + inner[5] * outer[3] + outer[5],
	};

	memcpy(ret, product, sizeof product);
}

static void
append(PdfPath *path, PdfPoint point)
{
	if (path->points->len >= PDF_POINTS_MAX)
		path->over = TRUE;
	else
		g_array_append_val(path->points, point);
}

static void
add_point(PdfPath *path, const double m[6], double x, double y, gboolean begins)
{
	PdfPoint point = { m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5],
		begins || path->points->len == 0 };

	if (point.begins)
		path->start = point;
	append(path, point);
	path->x = x;
	path->y = y;
}

void
pdf_path_move(PdfPath *path, const double matrix[6], const double *numbers)
{
	add_point(path, matrix, numbers[0], numbers[1], TRUE);
}

void
pdf_path_line(PdfPath *path, const double matrix[6], const double *numbers)
{
	add_point(path, matrix, numbers[0], numbers[1], FALSE);
}

/* A polynomial of Bernstein at t. */
static double
at_curve(const double p[4], double t)
{
	double u = 1 - t;

	return u * u * u * p[0] + 3 * u * u * t * p[1] + 3 * u * t * t * p[2] + t * t * t * p[3];
}

void
pdf_path_curve(PdfPath *path, const double matrix[6], const double *numbers, const PdfCurve which)
{
	double x[4] = { path->x }, y[4] = { path->y };

	for (guint i = 0; i < 3; i++) {
		x[i + 1] = which[i] < 0 ? path->x : numbers[2 * which[i]];
		y[i + 1] = which[i] < 0 ? path->y : numbers[2 * which[i] + 1];
	}
	for (guint i = 1; i <= CURVE; i++) {
		double t = (double) i / CURVE;

		add_point(path, matrix, at_curve(x, t), at_curve(y, t), FALSE);
	}
}

void
pdf_path_close(PdfPath *path)
{
	PdfPoint point = path->start;

	point.begins = FALSE;
	if (path->points->len > 0)
		append(path, point);
}

void
pdf_path_rectangle(PdfPath *path, const double matrix[6], const double *numbers)
{
	double x = numbers[0], y = numbers[1], width = numbers[2], height = numbers[3];

	add_point(path, matrix, x, y, TRUE);
	add_point(path, matrix, x + width, y, FALSE);
	add_point(path, matrix, x + width, y + height, FALSE);
	add_point(path, matrix, x, y + height, FALSE);
	pdf_path_close(path);
}

PageArea
pdf_path_bounds(const PdfPath *path)
{
	PageArea area = { INFINITY, INFINITY, -INFINITY, -INFINITY };

	for (guint i = 0; i < path->points->len; i++) {
		const PdfPoint *point = &g_array_index(path->points, PdfPoint, i);

		area = (PageArea){ MIN(area.x1, point->x), MIN(area.y1, point->y),
			MAX(area.x2, point->x), MAX(area.y2, point->y) };
	}
	return area;
}

PageArea
pdf_area_cut(PageArea area, const PageArea *by)
{
	return (PageArea){ MAX(area.x1, by->x1), MAX(area.y1, by->y1), MIN(area.x2, by->x2),
		MIN(area.y2, by->y2) };
}
