/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Check boxes by their pixels. A box is found by its four sides and not as one
 * piece of ink, because a tick often runs over them. Must never take a letter
 * or the squares of a date for one: their sides are not of one length.
 */
#include "reader/scan/scan.h"

#include <math.h>

#define LEAST     1.3  /* heights of small letters: a box is at least so large */
#define MOST      4.0  /* and at most */
#define STROKE    0.7  /* of the least box: what is a side is as long */
#define GAP       3    /* pixels that a worn side may lack */
#define SLACK     0.14 /* of its size: how far its sides may differ */
#define CORNER    0.08 /* of its size: within that of a corner is ink */
#define EDGE      0.1  /* of its size: as far from its sides its ink may go */
#define ROOM      0.2  /* of its size: as far beyond that nothing stands beside it */
#define LEFT_INK  0.05
#define RIGHT_INK 0.12
#define INSET     0.22 /* of its size: inside of that is inside */
#define TICKED    0.05 /* of the inside that is ink: more is a tick */
#define SIDES_MAX 20000
#define CERTAIN   0.95
#define WORD      32 /* dots of a word of pixels, the first one highest */

/* A line across or along, by the middle of its stroke. */
typedef struct {
	gint32 from, to; /* where it begins and ends */
	gint32 at;       /* how far down, or across, it is */
} Side;

static gint
compare_sides(gconstpointer a, gconstpointer b)
{
	return ((const Side *) a)->at - ((const Side *) b)->at;
}

/* The straight strokes of ink, across, that may be sides of a box, by where they are. */
static GArray *
find_across(PIX *ink, gint32 least, gint32 most)
{
	GArray *sides = g_array_new(FALSE, FALSE, sizeof(Side));
	gint32 stroke = MAX((gint32) (least * STROKE), 4);
	g_autoptr(GArray) strokes = scan_find_strokes(ink, GAP - 1, stroke);

	for (guint i = 0; i < MIN(strokes->len, SIDES_MAX); i++) {
		const ScanStroke *found = &g_array_index(strokes, ScanStroke, i);
		Side side = { found->x, found->x + found->width, found->y + found->height / 2 };
		gint32 length = found->width;

		if (length >= least * STROKE && length <= most * 1.3 && found->height <= length / 2)
			g_array_append_val(sides, side);
	}
	g_array_sort(sides, compare_sides);
	return sides;
}

/* The same of those that run along. */
static GArray *
find_along(PIX *ink, gint32 least, gint32 most)
{
	g_autoptr(ScanPix) turned = scan_transpose(ink);

	return turned ? find_across(turned, least, most) : g_array_new(FALSE, FALSE, sizeof(Side));
}

/* The first of sides that is at least at. */
static guint
first_at(const GArray *sides, gint32 at)
{
	guint low = 0, high = sides->len;

	while (low < high) {
		guint middle = (low + high) / 2;

		if (g_array_index(sides, Side, middle).at < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* TRUE if one of sides is near at, and as long as from..to; noise may have cut it. */
static gboolean
has_side(const GArray *sides, gint32 at, gint32 from, gint32 to)
{
	double slack = MAX(SLACK * (to - from), 2);

	for (guint i = first_at(sides, at - (gint32) slack); i < sides->len; i++) {
		const Side *side = &g_array_index(sides, Side, i);

		if (side->at > at + slack)
			break;
		if (side->from <= from + 2 * slack && side->to >= to - 2 * slack &&
			side->from >= from - slack && side->to <= to + slack)
			return TRUE;
	}
	return FALSE;
}

static gboolean
is_same(const Side *a, const Side *b, double slack)
{
	return abs(a->from - b->from) <= slack && abs(a->to - b->to) <= slack;
}

/* How many of the dots from..to-1 of a row are ink. */
static guint
ink_in_row(const l_uint32 *row, gint32 from, gint32 to)
{
	guint count = 0;

	for (gint32 word = from / WORD; word * WORD < to; word++) {
		guint32 bits = row[word];

		if (word * WORD < from)
			bits &= ~0u >> (from - word * WORD);
		if ((word + 1) * WORD > to)
			bits &= ~0u << ((word + 1) * WORD - to);
		count += (guint) __builtin_popcount(bits);
	}
	return count;
}

/* How much of a rectangle is ink; there is none outside the page. */
static double
ink_in(PIX *ink, gint32 x, gint32 y, gint32 width, gint32 height)
{
	gint32 right = MIN(x + MAX(width, 1), pixGetWidth(ink));
	gint32 bottom = MIN(y + MAX(height, 1), pixGetHeight(ink));
	const gint32 wpl = pixGetWpl(ink);
	guint count = 0;

	x = MAX(x, 0);
	y = MAX(y, 0);
	if (x >= right || y >= bottom)
		return 0;
	const l_uint32 *line = pixGetData(ink) + (gsize) y * (gsize) wpl;
	for (gint32 row = y; row < bottom; row++, line += wpl)
		count += ink_in_row(line, x, right);
	return (double) count / ((right - x) * (bottom - y));
}

/* What has no corners is a letter O. The lower side is where it is: drawn small, no box is square.
 */
static gboolean
has_corners(PIX *ink, const ScanBox *box, gint32 bottom)
{
	const gint32 reach = (gint32) (CORNER * box->size + 0.5), around = 2 * reach + 1;

	for (int corner = 0; corner < 4; corner++) {
		gint32 x = box->x + (corner & 1 ? box->size - 1 : 0) - reach;
		gint32 y = (corner & 2 ? bottom : box->y) - reach;

		if (ink_in(ink, x, y, around, around) == 0)
			return FALSE;
	}
	return TRUE;
}

/* A letter has neighbours; a tick may run out of its box, mostly to the right. */
static gboolean
stands_alone(PIX *ink, const ScanBox *box)
{
	const gint32 edge = MAX((gint32) (EDGE * box->size), 2), room = (gint32) (ROOM * box->size);
	gint32 left = box->x - edge - room, right = box->x + box->size + edge;

	return ink_in(ink, left, box->y, room, box->size) < LEFT_INK &&
	       ink_in(ink, right, box->y, room, box->size) < RIGHT_INK;
}

/* TRUE if there is a box there already: a thick line has two edges. */
static gboolean
is_found(const GArray *boxes, const ScanBox *box)
{
	for (guint i = 0; i < boxes->len; i++) {
		const ScanBox *other = &g_array_index(boxes, ScanBox, i);

		if (abs(other->x - box->x) < box->size / 2 &&
			abs(other->y - box->y) < box->size / 2)
			return TRUE;
	}
	return FALSE;
}

/* The box of two sides across, if the others are there. */
static gboolean
find_box(PIX *ink, const GArray *along, const Side *top, const Side *bottom, ScanBox *ret_box)
{
	/* A tick that crosses a side makes it longer. */
	gint32 left = MAX(top->from, bottom->from), right = MIN(top->to, bottom->to);
	ScanBox box = { .x = left, .y = top->at, .size = right - left };
	gint32 inset = MAX((gint32) ceil(box.size * INSET), 2), inside = box.size - 2 * inset;

	if (!is_same(top, bottom, MAX(SLACK * box.size, 2)) ||
		!has_side(along, left, top->at, bottom->at) ||
		!has_side(along, right, top->at, bottom->at) ||
		!has_corners(ink, &box, bottom->at) || !stands_alone(ink, &box))
		return FALSE;
	box.ticked = ink_in(ink, box.x + inset, box.y + inset, inside, inside) > TICKED;
	*ret_box = box;
	return TRUE;
}

/* The box whose upper side is top, if there is one and it is new. */
static void
close_box(GArray *boxes, PIX *ink, const GArray *across, const GArray *along, const Side *top)
{
	gint32 size = top->to - top->from;
	gint32 slack = (gint32) (2 * MAX(SLACK * size, 2));

	for (guint i = first_at(across, top->at + size - slack); i < across->len; i++) {
		const Side *bottom = &g_array_index(across, Side, i);
		ScanBox box;

		if (bottom->at > top->at + size + slack)
			return;
		if (!find_box(ink, along, top, bottom, &box))
			continue;
		if (!is_found(boxes, &box))
			g_array_append_val(boxes, box);
		return;
	}
}

static gboolean
may_be_top(const Side *side, gint32 least, gint32 most)
{
	gint32 size = side->to - side->from;

	return size >= least && size <= most;
}

static gboolean
has_top(const GArray *across, gint32 least, gint32 most)
{
	for (guint i = 0; i < across->len; i++)
		if (may_be_top(&g_array_index(across, Side, i), least, most))
			return TRUE;
	return FALSE;
}

GArray *
scan_find_boxes(PIX *ink, guint small)
{
	gint32 least = (gint32) (LEAST * small), most = (gint32) (MOST * small);
	g_autoptr(GArray) across = find_across(ink, least, most);
	GArray *boxes = g_array_new(FALSE, FALSE, sizeof(ScanBox));

	/* Most pages have no box, and what is across is enough to see it. */
	if (!has_top(across, least, most))
		return boxes;
	g_autoptr(GArray) along = find_along(ink, least, most);

	for (guint i = 0; i < across->len; i++) {
		const Side *top = &g_array_index(across, Side, i);

		if (may_be_top(top, least, most))
			close_box(boxes, ink, across, along, top);
	}
	return boxes;
}

void
scan_take_boxes(Scan *scan, Page *page)
{
	g_autoptr(GArray) boxes = scan_find_boxes(scan->ink, scan->small);

	for (guint i = 0; i < boxes->len; i++) {
		const ScanBox *found = &g_array_index(boxes, ScanBox, i);
		gint32 margin = MAX(found->size / 6, 2), size = found->size + 2 * margin;
		BOX *all = boxCreate(found->x - margin, found->y - margin, size, size);

		pixClearInRect(scan->ink, all);
		pixSetInRectArbitrary(scan->gray, all, 255);
		boxDestroy(&all);
		page_add(page, found->ticked ? DOCUMENT_BOX_TICKED : DOCUMENT_BOX_CLEAR, -1,
			(PageArea){ found->x, found->y, found->x + found->size,
				found->y + found->size },
			CERTAIN);
	}
}
