/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Paths as ink. Must never paint outside of its picture: places come from
 * the file and may be any number.
 */
#include "reader/pdf/pdf-ink.h"

#include <math.h>

#define STRAIGHT  0.5 /* dots that a line across or along may be off */
#define PARTS_MAX 30
#define CORNERS   4
#define WIDTH_MAX 8.0 /* dots of a slanting line */

/* A rectangle from its first corner to what is outside, or a slanting line between two dots. */
typedef struct {
	gint32 x1, y1, x2, y2;
	gint32 line; /* how wide it is; 0: a rectangle */
	gboolean light;
} Piece;

GArray *
pdf_ink_new(void)
{
	return g_array_new(FALSE, FALSE, sizeof(Piece));
}

static void
add(GArray *ink, Piece piece)
{
	g_array_append_val(ink, piece);
}

/* At least one dot, however thin it is. */
static void
add_rectangle(GArray *ink, const PdfBrush *brush, PageArea area)
{
	PageArea inside = pdf_area_cut(area, &brush->clip);
	gint32 x = (gint32) lround(inside.x1), y = (gint32) lround(inside.y1);

	if (inside.x1 <= inside.x2 && inside.y1 <= inside.y2)
		add(ink, (Piece){ x, y, MAX((gint32) lround(inside.x2), x + 1),
				 MAX((gint32) lround(inside.y2), y + 1), 0, brush->light });
}

/* Whatever a number is, it becomes one on the page. */
static gint32
bring_in(double at, double from, double to)
{
	return (gint32) MIN(MAX(at, from), to);
}

static void
add_slanting(GArray *ink, const PdfBrush *brush, const PdfPoint *a, const PdfPoint *b, double line)
{
	const PageArea *clip = &brush->clip;

	if (MAX(a->x, b->x) < clip->x1 || MIN(a->x, b->x) > clip->x2 ||
		MAX(a->y, b->y) < clip->y1 || MIN(a->y, b->y) > clip->y2)
		return;
	add(ink, (Piece){ bring_in(a->x, clip->x1, clip->x2), bring_in(a->y, clip->y1, clip->y2),
			 bring_in(b->x, clip->x1, clip->x2), bring_in(b->y, clip->y1, clip->y2),
			 MAX(bring_in(line, 0, WIDTH_MAX), 1), brush->light });
}

static void
add_line(GArray *ink, const PdfBrush *brush, const PdfPoint *a, const PdfPoint *b, double line)
{
	double half = line / 2;
	PageArea area = { MIN(a->x, b->x) - half, MIN(a->y, b->y) - half, MAX(a->x, b->x) + half,
		MAX(a->y, b->y) + half };

	if (fabs(a->x - b->x) <= STRAIGHT || fabs(a->y - b->y) <= STRAIGHT)
		add_rectangle(ink, brush, area);
	else
		add_slanting(ink, brush, a, b, line);
}

void
pdf_ink_stroke(GArray *ink, const PdfBrush *brush, const PdfPath *path, double line)
{
	for (guint i = 1; i < path->points->len; i++) {
		const PdfPoint *point = &g_array_index(path->points, PdfPoint, i);

		if (!point->begins)
			add_line(ink, brush, point - 1, point, line);
	}
}

/* The points from first that are one line, without what only closes it. */
static guint
length_of(const PdfPath *path, guint first)
{
	guint end = first + 1;

	while (end < path->points->len && !g_array_index(path->points, PdfPoint, end).begins)
		end++;
	return end - first;
}

static gboolean
is_near(double a, double b)
{
	return fabs(a - b) <= STRAIGHT;
}

/* TRUE if n points are the corners of an upright rectangle. */
static gboolean
is_rectangle(const PdfPoint *points, guint n)
{
	const PdfPoint *a = points, *b = points + 1, *c = points + 2, *d = points + 3;

	if (n == CORNERS + 1 && is_near(a->x, a[CORNERS].x) && is_near(a->y, a[CORNERS].y))
		n--;
	return n == CORNERS && ((is_near(a->x, b->x) && is_near(b->y, c->y) &&
					is_near(c->x, d->x) && is_near(d->y, a->y)) ||
				       (is_near(a->y, b->y) && is_near(b->x, c->x) &&
					       is_near(c->y, d->y) && is_near(d->x, a->x)));
}

/* Which way round the first three corners go. */
static gboolean
is_clockwise(const PdfPoint *points)
{
	return (points[1].x - points[0].x) * (points[2].y - points[1].y) -
		       (points[1].y - points[0].y) * (points[2].x - points[1].x) >
	       0;
}

typedef struct {
	PageArea area;
	gboolean clockwise;
} Filled;

/* A rectangle in the one before it is a hole there, by the rule of the path. */
static gboolean
is_hole(const Filled *before, const Filled *filled, gboolean even_odd)
{
	PageArea both = pdf_area_cut(filled->area, &before->area);

	return both.x1 == filled->area.x1 && both.y1 == filled->area.y1 &&
	       both.x2 == filled->area.x2 && both.y2 == filled->area.y2 &&
	       (even_odd || before->clockwise != filled->clockwise);
}

static void
outline(GArray *ink, const PdfBrush *brush, const PdfPoint *points, guint n)
{
	for (guint i = 0; !brush->light && n > 2 && i < n; i++)
		add_line(ink, brush, &points[i], &points[(i + 1) % n], 1);
}

void
pdf_ink_fill(GArray *ink, const PdfBrush *brush, const PdfPath *path, gboolean even_odd)
{
	Filled before = { { INFINITY, INFINITY, -INFINITY, -INFINITY }, FALSE };
	guint n;

	for (guint i = 0; i < path->points->len; i += n) {
		const PdfPoint *points = &g_array_index(path->points, PdfPoint, i);
		PdfBrush used = *brush;

		n = length_of(path, i);
		if (!is_rectangle(points, n)) {
			outline(ink, brush, points, n);
			continue;
		}
		Filled filled = {
			.area = { MIN(points[0].x, points[2].x), MIN(points[0].y, points[2].y),
				MAX(points[0].x, points[2].x), MAX(points[0].y, points[2].y) },
			.clockwise = is_clockwise(points)
		};
		used.light = brush->light != is_hole(&before, &filled, even_odd);
		before = filled;
		add_rectangle(ink, &used, filled.area);
	}
}

static gboolean
may_be_side(const Piece *piece, gint32 least, gint32 most)
{
	gint32 size = MAX(piece->x2 - piece->x1, piece->y2 - piece->y1);

	return piece->line == 0 && size >= least && size <= most;
}

static gint
compare_tops(gconstpointer a, gconstpointer b)
{
	return ((const Piece *) a)->y1 - ((const Piece *) b)->y1;
}

/* What may be sides, from the top of the page downwards. */
static GArray *
find_sides(const GArray *ink, gint32 least, gint32 most)
{
	GArray *sides = g_array_new(FALSE, FALSE, sizeof(Piece));

	for (guint i = 0; i < ink->len; i++)
		if (may_be_side(&g_array_index(ink, Piece, i), least, most))
			g_array_append_val(sides, g_array_index(ink, Piece, i));
	g_array_sort(sides, compare_tops);
	return sides;
}

/* What is around them, in one for all between which little is free. */
static GArray *
find_places(const GArray *sides, gint32 room)
{
	GArray *places = g_array_new(FALSE, FALSE, sizeof(Piece));

	for (guint i = 0; i < sides->len; i++) {
		const Piece *side = &g_array_index(sides, Piece, i);
		Piece *last = places->len ? &g_array_index(places, Piece, places->len - 1) : NULL;

		if (!last || (side->y1 > last->y2 + 2 * room && places->len < PARTS_MAX)) {
			g_array_append_val(places, *side);
			continue;
		}
		last->x1 = MIN(last->x1, side->x1);
		last->x2 = MAX(last->x2, side->x2);
		last->y2 = MAX(last->y2, side->y2);
	}
	return places;
}

static void
paint(PIX *pix, const Piece *piece, gint32 x, gint32 y)
{
	if (piece->line > 0)
		pixRenderLine(pix, piece->x1 - x, piece->y1 - y, piece->x2 - x, piece->y2 - y,
			piece->line, piece->light ? L_CLEAR_PIXELS : L_SET_PIXELS);
	else
		pixRasterop(pix, piece->x1 - x, piece->y1 - y, piece->x2 - piece->x1,
			piece->y2 - piece->y1, piece->light ? PIX_CLR : PIX_SET, NULL, 0, 0);
}

static gboolean
meets(const Piece *a, const Piece *b)
{
	return MIN(a->x1, a->x2) <= b->x2 && MAX(a->x1, a->x2) >= b->x1 &&
	       MIN(a->y1, a->y2) <= b->y2 && MAX(a->y1, a->y2) >= b->y1;
}

static void
part_clear(gpointer data)
{
	pixDestroy(&((PdfPart *) data)->pix);
}

GArray *
pdf_parts_new(void)
{
	GArray *parts = g_array_new(FALSE, FALSE, sizeof(PdfPart));

	g_array_set_clear_func(parts, part_clear);
	return parts;
}

GArray *
pdf_ink_paint(const GArray *ink, gint32 width, gint32 height, gint32 least, gint32 most)
{
	g_autoptr(GArray) sides = find_sides(ink, least, most);
	g_autoptr(GArray) places = find_places(sides, most);
	GArray *parts = pdf_parts_new();

	for (guint i = 0; i < places->len; i++) {
		const Piece *place = &g_array_index(places, Piece, i);
		Piece around = { MAX(place->x1 - most, 0), MAX(place->y1 - most, 0),
			MIN(place->x2 + most, width), MIN(place->y2 + most, height), 0, FALSE };
		PdfPart part = { around.x1, around.y1,
			pixCreate(around.x2 - around.x1, around.y2 - around.y1, 1) };

		for (guint j = 0; part.pix && j < ink->len; j++)
			if (meets(&g_array_index(ink, Piece, j), &around))
				paint(part.pix, &g_array_index(ink, Piece, j), part.x, part.y);
		if (part.pix)
			g_array_append_val(parts, part);
	}
	return parts;
}
